"""An installation with many participants, and the mails that they, and machines, and strangers send."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from installation import Installation
from office import CHECKIN_DAY, DOMAIN, PACIFIC, address_of, parsed
from senders import Mail
from smtp_sink import Letter, Sink

STORM_DAY = datetime(2026, 11, 4, 9, 0, tzinfo=PACIFIC)


async def install(folder: Path, sink: Sink, database: str, redis: str, partnerships: int) -> Installation:
    """An installation whose check-ins have gone out to each participant of so many partnerships."""
    place = Installation.begin(folder, sink, database, redis, MENTORMAIL_INTAKE__MESSAGES_PER_SENDER_PER_HOUR="0")
    place.set_clock(CHECKIN_DAY)
    await place.enrol("".join(_roster(partnerships)), CHECKIN_DAY - timedelta(days=3), CHECKIN_DAY)
    assert len(checkins(sink)) == 2 * partnerships
    return place


def checkins(sink: Sink) -> list[Letter]:
    return [each for each in sink.letters if b"Your mentoring check-in" in each.data]


def _roster(partnerships: int) -> Iterator[str]:
    yield "mentor_name,mentor_email,mentee_name,mentee_email,started_on\n"
    for number in range(partnerships):
        yield f"Mentor N{number},mentor{number}@example.edu,Mentee N{number},mentee{number}@example.edu,2026-09-01\n"


def mails(sink: Sink, count: int, chance: random.Random) -> list[Mail]:
    """So many different mails, of each kind that comes in."""
    letters = checkins(sink)
    kinds = chance.choices([_report, _of_two_recipients, _away, _bounce, _stranger], [70, 6, 8, 8, 8], k=count)
    return [kind(number, chance.choice(letters), chance) for number, kind in enumerate(kinds)]


def _report(number: int, letter: Letter, chance: random.Random, also: tuple[str, ...] = ()) -> Mail:
    words = (
        f"We met on November {chance.randint(1, 3)} for {chance.choice([20, 30, 45, 60, 90])} minutes,"
        f" {chance.choice(['by phone', 'by video', 'in person'])}, and talked about her résumé."
        f" A {chance.randint(1, 5)}."
    )
    padding = "".join(f"> line {line} of what was quoted\r\n" for line in range(chance.choice([0, 20, 400])))
    checkin = parsed(letter.data)
    fields = {"In-Reply-To": str(checkin["Message-ID"]), "Subject": "Re: Your mentoring check-in"}
    raw = raw_mail(number, letter.recipient, fields, f"{words}\r\n\r\n.a line with a dot before\r\n{padding}")
    return Mail(letter.recipient, (address_of(checkin["Reply-To"]), *also), raw, chance.random() < 0.5)


def _of_two_recipients(number: int, letter: Letter, chance: random.Random) -> Mail:
    return _report(number, letter, chance, (f"checkin@{DOMAIN}",))


def _away(number: int, letter: Letter, chance: random.Random) -> Mail:
    fields = {"Auto-Submitted": "auto-replied", "Subject": "Automatic reply: Your mentoring check-in"}
    address = address_of(parsed(letter.data)["Reply-To"])
    return Mail("", (address,), raw_mail(number, letter.recipient, fields, "I am away.\r\n"), chance.random() < 0.5)


def _bounce(number: int, letter: Letter, chance: random.Random) -> Mail:
    fields = {"Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"', "Subject": "Delayed"}
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered yet.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.edu\r\n\r\n"
        f"Final-Recipient: rfc822; {letter.recipient}\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n--b--\r\n"
    )
    raw = raw_mail(number, "mailer-daemon@example.edu", fields, body)
    return Mail("", (letter.envelope_from,), raw, chance.random() < 0.5)


def _stranger(number: int, letter: Letter, chance: random.Random) -> Mail:
    address = f"stranger{number}@example.org"
    raw = raw_mail(number, address, {"Subject": "Hello"}, "Is this where mentors meet?\r\n")
    return Mail(address, (f"checkin@{DOMAIN}",), raw, chance.random() < 0.5)


def raw_mail(number: int, sender: str, fields: dict[str, str], body: str) -> bytes:
    moment = STORM_DAY + timedelta(seconds=number)
    head = {"From": f"<{sender}>", "Date": format_datetime(moment), "Message-ID": f"<storm.{number}@example.edu>"}
    lines = [f"{name}: {value}" for name, value in (head | {"MIME-Version": "1.0"} | fields).items()]
    if "Content-Type" not in fields:
        lines += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    return "\r\n".join([*lines, "", body]).encode()
