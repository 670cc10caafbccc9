"""How long a letter takes, and how much longer it would take as an EmailMessage: `python bench/letters.py`."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from time import perf_counter

from service.domain import LetterKind
from service.letters import Filled, Heading, Letters, samples

ROUNDS = 2_000


def as_email_message(heading: Heading, filled: Filled) -> bytes:
    """The same letter through the standard library."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(heading.from_name, addr_spec=heading.from_address)
    message["To"] = Address(heading.to_name, addr_spec=heading.to_address)
    message["Subject"] = filled.subject
    message["Date"] = heading.date
    message["Message-ID"] = heading.message_id
    message.set_content(filled.text, cte="quoted-printable")
    message.add_alternative(filled.html, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def main() -> None:
    letters = Letters.load()
    for kind in LetterKind:
        values, heading = samples.values(kind), samples.heading(kind)
        variant = next(iter(values.values()))
        filled = letters.fill(kind, variant)
        begun = perf_counter()
        for _ in range(ROUNDS):
            wire = letters.render(kind, variant, heading)
        ours = (perf_counter() - begun) / ROUNDS
        begun = perf_counter()
        for _ in range(ROUNDS // 20):
            as_email_message(heading, filled)
        theirs = (perf_counter() - begun) / (ROUNDS // 20)
        print(f"{kind:11} {len(wire):6} bytes  {ours * 1e6:4.0f} µs, EmailMessage alone {theirs * 1e6:5.0f} µs")


if __name__ == "__main__":
    main()
