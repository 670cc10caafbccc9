"""The demo from its first curtain to its last: the cast acts, the service answers, and all of it is counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email import policy
from email.message import Message
from pathlib import Path
from typing import Any

from service.demo import expected
from service.demo.cast import (
    CLOSING,
    FIRST_PAIRS,
    OPENING,
    SCENES,
    Away,
    Bounces,
    Joins,
    Pair,
    Person,
    Remark,
    Says,
    Scene,
)
from service.demo.dress import NAMES, Answer, dressed
from service.demo.events import Event, person_of, read_as, read_by_machine
from service.demo.installation import DemoFailed, claimed, roster_of
from service.demo.machines import delivery_report, out_of_office
from service.demo.mails import Mail, Way, address_of, write_all
from service.demo.page import write_page
from service.demo.recount import Verdict, differences, recount
from service.demo.stage import Stage, opened
from service.demo.tell import Teller
from service.reading import Context, read
from service.roster import read_roster
from service.workflow.export import meeting_records
from service.workflow.roster import import_roster


async def run_demo(folder: Path, teller: Teller) -> bool:
    """Play the demo into `folder`; whether all came out as expected. DemoFailed where it did not come to its end."""
    with claimed(folder):
        async with opened(folder, OPENING) as stage:
            play = Play(stage, teller)
            await play.all()
            records = await meeting_records(stage.app.store, stage.program, None)
        mails = folder / "mail"
        files = write_all([event.mail for event in play.events], mails)
        expectations = folder / "expected.json"
        expectations.write_text(json.dumps(expected.to_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        verdicts = recount(expectations, mails)
        wrong = differences(expected.MEETINGS, records)
        holds = not wrong and all(each.holds for each in verdicts)
        write_page(folder / "demo.html", play.events, [path.name for path in files], records, verdicts)
    _tell_the_end(teller, folder, play.events, records, verdicts, wrong, holds=holds)
    return holds


def _tell_the_end(
    teller: Teller,
    folder: Path,
    events: Sequence[Event],
    records: Sequence[dict[str, Any]],
    verdicts: Sequence[Verdict],
    wrong: Sequence[str],
    *,
    holds: bool,
) -> None:
    teller.records(records)
    teller.verdicts(verdicts, wrong)
    letters = sum(event.is_letter for event in events)
    teller.closing(folder, letters, len(events) - letters, holds=holds)


class Play:
    """The scenes, one after the other. `events`: all mails, in the order they went."""

    def __init__(self, stage: Stage, teller: Teller) -> None:
        self._stage = stage
        self._teller = teller
        self._told = 0
        self.events: list[Event] = []

    async def all(self) -> None:
        """From the roster to the last summary."""
        self._teller.opening()
        await self._enrol(FIRST_PAIRS)
        for scene in sorted(SCENES, key=lambda each: each.at):
            async for _ in self._stage.steps_to(scene.at):
                await self._tell_letters()
            await self._act(scene)
            await self._tell_letters()
        async for _ in self._stage.steps_to(CLOSING):
            await self._tell_letters()
        self._teller.pause()

    async def _act(self, scene: Scene) -> None:
        match scene:
            case Says():
                await self._answer(scene)
            case Away():
                letter = self._latest_to(scene.who)
                away = out_of_office(letter.message, scene.who, scene.at, scene.words)
                to = address_of(letter.message, "From")
                await self._machine_answers(away, scene.who, to, "automatic reply", "")
            case Bounces():
                letter = self._latest_to(scene.who)
                report = delivery_report(letter.message, letter.sender, scene.who, scene.at)
                await self._machine_answers(report, scene.who, letter.sender, "the mail server", "sends it back")
            case Joins():
                await self._enrol(scene.pairs)
            case Remark():
                self._teller.remark(scene.at.date(), scene.words)

    async def _answer(self, scene: Says) -> None:
        letter = self._latest_to(scene.who).message
        mail = dressed(Answer(letter, scene.who, scene.at, scene.words, scene.answers), scene.dress)
        to = address_of(letter, "Reply-To")
        posted = await self._stage.post(_bytes(mail), scene.who.email, to, lmtp=scene.lmtp)
        found = await self._stage.report_of(scene.who, scene.at)
        words, told = (found[1], read_as(found[0].claims)) if found else ("", [])
        self._tell(Event(posted, scene.who, dress=NAMES[scene.dress], words=words, read=told, mood=scene.mood))

    async def _machine_answers(self, mail: Message, who: Person, to: str, dress: str, mood: str) -> None:
        """A machine's mail has no envelope sender (RFC 3834 §3.3, RFC 5321 §4.5.5)."""
        posted = await self._stage.post(_bytes(mail), "", to)
        reading = read(posted.raw, Context(zone=who.zone, received_at=posted.at))
        told = read_by_machine(reading)
        self._tell(Event(posted, who, dress=dress, words=reading.words.text, read=told, mood=mood, machine=True))

    async def _tell_letters(self) -> None:
        """Tell of the letters that have left since the last time."""
        fresh, self._told = self._stage.mails[self._told :], len(self._stage.mails)
        letters = [
            Event(mail, person_of(mail.recipient), letter=await self._stage.kept(mail))
            for mail in fresh
            if mail.way is Way.OUT
        ]
        # Letters of one moment go out over several connections at once: those of a kind are told together.
        for event in sorted(letters, key=lambda each: (each.mail.at, each.name)):
            self._tell(event)

    def _tell(self, event: Event) -> None:
        self.events.append(event)
        self._teller.event(event)

    async def _enrol(self, pairs: Sequence[Pair]) -> None:
        """The roster comes in as a file, as `roster import` takes it."""
        app, now = self._stage.app, self._stage.clock.now()
        changes = await import_roster(app.store, self._stage.program, read_roster(roster_of(pairs)), now)
        day = now.astimezone(self._stage.program.zone).date()
        names = [f"{pair.mentor.name} and {pair.mentee.name}" for pair in pairs[-changes.partnerships :]]
        self._teller.remark(day, f"The roster comes in; new: {', '.join(names)}.")

    def _latest_to(self, person: Person) -> Mail:
        letters = [mail for mail in self._stage.mails if mail.way is Way.OUT and mail.recipient == person.email]
        if not letters:
            raise DemoFailed(f"{person.name} has had no letter to answer")
        return letters[-1]


def _bytes(message: Message) -> bytes:
    return message.as_bytes(policy=policy.SMTP)
