"""Rule 14. Encrypted or unreadable: held, and the writer is asked to send it plain; never an empty meeting. Signed
mail, and winmail.dat beside a text part, are simply read."""

from __future__ import annotations

import pytest
from office import ADA, DOMAIN, Office, text_of

TO = f"checkin@{DOMAIN}"
TEXT = "Content-Type: text/plain\n\nWe met on November 3, for an hour, by phone.\n"
WINMAIL = "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\nAAAA\n"


def multipart(kind: str, *parts: str) -> bytes:
    body = "".join(f"--=_b\n{part}\n" for part in parts)
    head = f'From: {ADA}\nSubject: Re: check-in\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="=_b"\n\n'
    return f"{head}{body}--=_b--\n".replace("\n", "\r\n").encode()


def single(kind: str, body: str) -> bytes:
    head = f"From: {ADA}\nSubject: Re: check-in\nMIME-Version: 1.0\nContent-Type: {kind}\n\n"
    return f"{head}{body}\n".replace("\n", "\r\n").encode()


PGP = "-----BEGIN PGP MESSAGE-----\n\nhQEMA0abc\n-----END PGP MESSAGE-----"
SEALED = {
    "PGP/MIME": multipart(
        "encrypted; protocol=application/pgp-encrypted",
        "Content-Type: application/pgp-encrypted\n\nVersion: 1\n",
        f"Content-Type: application/octet-stream\n\n{PGP}\n",
    ),
    "PGP in the text": single("text/plain", PGP),
    "S/MIME enveloped": single("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "MIAGCSqGSIb3"),
    "winmail.dat alone": multipart("mixed", WINMAIL),
}
PLAIN = {
    "signed with PGP": multipart("signed", TEXT, "Content-Type: application/pgp-signature\n\nabc\n"),
    "signed with S/MIME": multipart(
        "signed", TEXT, "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nMIA\n"
    ),
    "winmail.dat beside a text": multipart("mixed", TEXT, WINMAIL),
}


@pytest.mark.parametrize("raw", SEALED.values(), ids=SEALED.keys())
async def test_sealed_mail_is_held_and_asked_for_again_in_plain(november: Office, raw: bytes) -> None:
    await november.deliver(raw, ADA, TO)
    assert await november.inbox_states() == {"held": 1} and await november.records() == []
    assert "send it again as plain text" in text_of(november.letters_to(ADA)[-1])
    assert (await november.held())[0].reason


@pytest.mark.parametrize("raw", PLAIN.values(), ids=PLAIN.keys())
async def test_signed_mail_is_read(november: Office, raw: bytes) -> None:
    await november.deliver(raw, ADA, TO)
    assert [(each["held_on"], each["format"]) for each in await november.records()] == [("2026-11-03", "phone")]
