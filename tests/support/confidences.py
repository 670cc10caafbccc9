"""Two partners who tell us all that people tell, each thing with a word in it that stands nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from calendars import answer, answered, invitations
from office import ADA, COORDINATOR, DANA, GRACE, MARISOL, PACIFIC, Office, address_of, mail, reply_to
from reports import delivery_report

from service.keys import Keys

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-10-26
Dana Cole,dana.cole@example.edu,Marisol Vega,marisol.vega@example.edu,2026-09-01
Walt Pruitt,walt.pruitt@example.edu,Maddie Stone,maddie.stone@example.edu,2026-09-01
"""
CONTACTS = """name,email,topics
Quill Wort,quill.wort@example.edu,"conferences orientation settling-in partnership goals review-promotion"
"""
STRANGER = "somebody@elsewhere.example"


@asynccontextmanager
async def told_office(
    folder: Path,
    database: str,
    redis: str,
    keys: Keys | None = None,
    settings: str = "",
    plans: list[str] | None = None,
) -> AsyncIterator[Office]:
    """The installation after all of it has been told. `plans`: what `mentormail plan` says on the way goes there."""
    _write_contacts(folder)
    extra = 'contacts = "contacts.csv"\nmonths = 4\n' + settings
    async with Office.open(folder, database, redis, extra=extra, roster=ROSTER, keys=keys) as office:
        await tell(office, plans if plans is not None else [])
        yield office


def _write_contacts(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "contacts.csv").write_text(CONTACTS)


def at(month: int, day: int, hour: int = 11) -> datetime:
    """A moment of the programme, which begins in October."""
    return datetime(2026 if month > 6 else 2027, month, day, hour, tzinfo=PACIFIC)


async def pass_days(office: Office, until: datetime) -> None:
    """Let the days go by, a round each morning."""
    while office.clock.now() + timedelta(days=1) < until:
        await office.step_to(office.clock.now() + timedelta(days=1))
    await office.step_to(until)


def letter(office: Office, address: str, subject: str) -> EmailMessage:
    """The last letter to somebody that has this in its subject."""
    found = [each for each in office.letters_to(address) if subject in str(each["Subject"])]
    assert found, [str(each["Subject"]) for each in office.letters_to(address)]
    return found[-1]


async def tell(office: Office, plans: list[str]) -> None:
    """What Ada tells, and Grace; a stranger adds a mail that is held, and the coordinator asks all there is to ask."""
    await office.step_to(at(10, 26))
    await _agreed(office)
    await _prepared(office)
    await pass_days(office, at(12, 9))
    await _reported(office)
    await pass_days(office, at(12, 15))
    await office.reply(letter(office, ADA, "check-in for December"), "FORGET ME", quote=False)
    await _held(office)
    await pass_days(office, at(12, 22))
    await _asked_by_coordinator(office)
    await _shown_their_data(office)
    await office.reply(letter(office, ADA, "forget you"), "no, leave it", quote=False)
    await pass_days(office, at(12, 29))
    half = letter(office, ADA, "Half-way")
    await office.reply(half, "1. Her patience, quite a fernweh.\n2. Nothing.\n3. No.")
    await pass_days(office, at(1, 4))
    plans += [each.line() for each in await office.app.rounds.would_send(office.program.id, at(1, 8).astimezone(UTC))]
    await pass_days(office, at(1, 15))
    await _asides(office)
    await pass_days(office, at(3, 1))
    await office.reply(letter(office, ADA, "three last questions"), "1. Courage, a farandole.\n2. Nothing.\n3. No.")
    await pass_days(office, at(3, 9))
    await _shown_their_data(office)
    await _asked_by_coordinator(office)


async def _agreed(office: Office) -> None:
    welcome = letter(office, ADA, "Welcome")
    words = "First Tuesday at 2. Yes, we talked about confidentiality. I hope to find out how promotion works, hoptree."
    await office.reply(welcome, words)
    await office.reply(letter(office, ADA, "Welcome"), "INVITE", quote=False)
    await office.step_to(at(10, 26, 12))
    _, event, _ = invitations(office, ADA)[0]
    await answered(office, commented(answer(event, ADA, "ACCEPTED"), "kumquat"))
    await _shown_their_data(office)


def commented(calendar: EmailMessage, words: str) -> EmailMessage:
    """A calendar's answer with a word from its writer."""
    text = calendar.get_content().replace("COMMENT:", "").replace("SEQUENCE:", f"COMMENT:{words}\r\nSEQUENCE:")
    calendar.set_content(text, subtype="calendar", params={"method": calendar.get_param("method") or "REPLY"})
    return calendar


async def _prepared(office: Office) -> None:
    await pass_days(office, at(11, 28))
    await office.reply(letter(office, ADA, "Before you and Grace"), "I would like to talk about marmalade.")
    await office.reply(letter(office, ADA, "Re: Before you and Grace"), "send it")


async def _reported(office: Office) -> None:
    checkin = letter(office, ADA, "check-in for December")
    report = reply_to(checkin, REPORT, office.clock.now())
    report.replace_header("From", f"Mumpsimus Moss <{ADA}>")
    report.replace_header("Subject", "Re: gloaming")
    report.set_content(f"{REPORT}\n\nOn Friday Grace Lin wrote:\n> a borborygmus\n")
    report.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="xylophone.pdf")
    await office.deliver(report, ADA, address_of(report["To"]))
    await office.reply(letter(office, ADA, "gloaming"), "It was 77 minutes, tintinnabulating.")
    await office.reply(letter(office, ADA, "gloaming"), "TOPICS", quote=False)
    await office.reply(letter(office, GRACE, "check-in for December"), GRACES)
    for who in (DANA, MARISOL):
        words = "We met on December 4, an hour, in person. Goals. A 3."
        await office.reply(letter(office, who, "check-in for November"), words)
    sent = next(each for each in office.sink.letters if each.recipient == ADA)
    bounced = delivery_report(ADA, "4.2.2", returned="Subject: whippoorwill\n")
    await office.deliver(bounced, "", sent.envelope_from)
    _, event, _ = invitations(office, ADA)[-1]
    await answered(office, commented(answer(event, ADA, "TENTATIVE", "20270113T180000", "COUNTER"), "lychee"))


async def _held(office: Office) -> None:
    token = address_of(letter(office, ADA, "check-in for December")["Reply-To"])
    held = mail(STRANGER, token, "a pangolin of words", subject="ocelot")
    held.add_attachment(b"x", maintype="image", subtype="png", filename="caracal.png")
    await office.deliver(held, STRANGER, token)


async def _asides(office: Office) -> None:
    checkin = letter(office, ADA, "check-in for January")
    await office.reply(checkin, "We have not met. Grace has not answered my mails for three weeks, a nudibranch.")
    await office.reply(letter(office, ADA, "Shall Robin Hale know"), "yes", quote=False)
    await office.reply(checkin, "Not met. Grace does not answer my mails, an axolotl.")
    await office.reply(letter(office, ADA, "Shall Robin Hale know"), "no", quote=False)
    await office.reply(checkin, "Not met. My new address is ada.zephyr@elsewhere.example.")
    await office.reply(letter(office, ADA, "new address"), "no", quote=False)


async def _shown_their_data(office: Office) -> None:
    """While the mails are still kept, which is a month."""
    for who in (ADA, GRACE):
        await office.reply(letter(office, who, "Grace" if who == ADA else "Ada"), "MY DATA", quote=False)


async def _asked_by_coordinator(office: Office) -> None:
    summary = letter(office, COORDINATOR, "Library Mentoring Program")
    for order in ("show 1", "nudge 1", "csv", "show 1\nshow 2\ncsv"):
        await office.reply(summary, order, quote=False)


REPORT = (
    "We met on December 8 by phone for 77 minutes and talked about conferences; a zanzibar of a month, a quagmire."
    " I give it a 5. We meet again on January 12 at 3 pm in the jacaranda room."
    " Could you put me in touch with someone who knows a walrus about conferences?"
)
GRACES = "Ada and I met, a gongoozler of a talk. A 4. Who could tell me about a platypus?"
