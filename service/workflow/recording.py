"""What a reply reports becomes a record: the report, and the meetings that follow from all reports of a partnership."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from service.domain import BESIDE, About, Claims, Doubt, Report
from service.planning.cadence import open_cycle
from service.planning.reconcile import account, lacks_day, reconcile
from service.reading.values import Reading
from service.store.confirmations import Confirmation
from service.store.inbox import WaitingMail
from service.store.people import MembershipState
from service.store.records import NewReport
from service.store.store import Store
from service.workflow.program import Program
from service.workflow.told import Told

CHECKINS = frozenset({About.CHECKIN, About.DIFFER})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is shown back of a report: the claims as they stand, and what is in doubt of them."""

    shown: Claims
    doubts: Collection[Doubt]


class Recorder:
    """Keeps reports. Call within `Store.transact`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def record(self, told: Told) -> Recorded:
        """Keep what a reply reports, and plan anew for both partners. What is told beside another matter belongs to the
        cycle that is open."""
        await self._store.people.lock(told.partnership.id)
        report = self._report(told)
        await self._store.records.add_report(
            NewReport(
                told.program.id,
                told.partnership.id,
                told.membership.id,
                report,
                told.mail.received_at,
                _words(told.reading),
            )
        )
        reports = [each.report for each in await self._store.records.reports([told.partnership.id])]
        await self._store.records.replace_meetings(told.program.id, told.partnership.id, reconcile(reports), told.now)
        await self._store.reach.reached(told.membership.participant.id, told.now)
        for side in (told.partnership.mentor, told.partnership.mentee):
            await self._store.people.look_again(side.id, told.now)
        recorded = _recorded(told, report, reports)
        await self._store.threads.showed(told.thread.id, report.id, frozenset(recorded.doubts))
        return recorded

    def _report(self, told: Told) -> Report:
        reading, sender = told.reading, told.sender
        beside = told.about not in CHECKINS
        claims = replace(reading.claims, unsure=frozenset()) if beside else reading.claims
        return Report(
            id=told.mail.id,
            role=told.membership.role,
            cycle=open_cycle(told.program.cadence, told.now) if beside else told.thread.cycle or "",
            moment=told.moment,
            claims=claims,
            spoken_of=reading.spoken_of,
            answers_question=sender.answers_question,
            corrects=sender.corrects,
            asked=told.thread.asked if sender.answers_question else frozenset(),
        )


def _recorded(told: Told, report: Report, reports: list[Report]) -> Recorded:
    """A check-in's reply shows all that is told of its cycle by now, and so does one that tells of a meeting beside
    another matter; else only what it told itself is shown. What its conversation asked is asked on."""
    shown = account(reports, report.role, report.cycle)
    if told.about not in CHECKINS:
        asked = told.thread.asked - {Doubt.NEXT_MEETING} if report.claims.next_meeting else told.thread.asked
        return Recorded(shown if report.claims.met else report.claims, told.reading.claims.doubts | asked)
    dayless = lacks_day(reports, report.role, report.cycle)
    return Recorded(shown, shown.doubts | ({Doubt.HELD_ON} if dayless else set()))


def _words(reading: Reading) -> str:
    """What is kept, sealed, of the writer's words: their text, the sentences that ask for help and what they are about,
    the one that tells of a silent partner, the evidence."""
    return json.dumps(
        {
            "text": reading.words.text,
            "help": reading.help_words,
            "help_topics": list(reading.help_topics),
            "silence": reading.plain.silent_partner,
            "evidence": {field: list(phrases) for field, phrases in reading.evidence.items()},
        },
        ensure_ascii=False,
    )


async def tell_coordinator(
    store: Store, mail: WaitingMail, confirmation: Confirmation, state: MembershipState, program: Program
) -> None:
    """The sentence on a silent partner becomes a request to the coordinator, as its writer has agreed."""
    kept = await store.records.words(confirmation.mail)
    sentence = json.loads(kept).get("silence", "") if kept else ""
    report = Report(
        id=mail.id,
        role=state.membership.role,
        cycle=open_cycle(program.cadence, mail.received_at),
        moment=mail.received_at,
        claims=Claims(needs_help=True),
        spoken_of=frozenset({"needs_help", BESIDE}),
    )
    words = json.dumps({"text": "", "help": sentence}, ensure_ascii=False)
    new = NewReport(program.id, state.partnership.id, state.membership.id, report, mail.received_at, words)
    await store.records.add_report(new)
