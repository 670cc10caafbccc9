"""Mail whose words nobody here can read: encrypted, or wrapped into winmail.dat alone. Signed mail is simply read."""

from __future__ import annotations

from service.reading.mail.message import Message, Part
from service.reading.own_words.body import blocks_of

_SEALED_TYPES = {
    "multipart/encrypted": "encrypted (PGP/MIME)",
    "application/pgp-encrypted": "encrypted (PGP/MIME)",
    "application/pkcs7-mime": "encrypted (S/MIME)",
    "application/x-pkcs7-mime": "encrypted (S/MIME)",
}
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_PGP = "-----BEGIN PGP MESSAGE-----"


def why_sealed(message: Message, text: str) -> str | None:
    """Why nothing can be made of a mail; None where something can. `text`: the new words found in it."""
    root = message.root
    reason = _SEALED_TYPES.get(root.content_type)
    if reason is not None:
        return reason
    if text.lstrip().startswith(_PGP) or (_PGP in text[:3000] and "-----END PGP MESSAGE-----" in text):
        return "encrypted (PGP)"
    if text.strip():
        return None
    if any(part.content_type in _TNEF or _is_winmail(part) for part in message.parts):
        return "winmail.dat without a text part"
    if any(part.content_type in _SEALED_TYPES for part in message.parts):
        return "encrypted"
    return None if blocks_of(root) or not _has_content(root) else "no part holds text"


def _is_winmail(part: Part) -> bool:
    return (
        b"winmail.dat" in part.get("content-type").lower() or b"winmail.dat" in part.get("content-disposition").lower()
    )


def _has_content(root: Part) -> bool:
    return any(not part.children and root.raw[part.start : part.end].strip() for part in root.walk())
