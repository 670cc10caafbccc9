"""The coordinator's week: gathered without a word too many, published once, written down for each coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from service.addresses import Addresses
from service.domain import LetterKind, Role, Standing, cycle_of, held_in, next_cycle
from service.letters import phrases
from service.letters.coordinator_values import HeldMail, Listed, PublishedFigures, SummaryValues, TopicTotal, TrendBar
from service.planning.cadence import closed_cycle, open_cycle
from service.planning.reconcile import latest_claims
from service.planning.summary import (
    Answer,
    Line,
    PartnershipCycle,
    Publication,
    Summary,
    WeekFacts,
    WeekMet,
    from_text,
    publish,
    summarise,
    to_text,
)
from service.planning.weekly import CoordinatorFacts, ProgramFacts, SummaryDue, SummaryPlan, summary_due
from service.store.outbox import NewLetter, OutboxState
from service.store.store import Store
from service.workflow.coming import coming
from service.workflow.partnerships import partnerships_known
from service.workflow.program import Coordinator, Program
from service.workflow.rows import row_of
from service.workflow.week import week_facts

_SUMMARIES_LOOKED_BACK = timedelta(days=60)
_WEEK = timedelta(days=7)
_SHOWN_PUBLICATIONS = 2
_SHOWN_HELD = 10
_SHOWN_MONTHS = 3
_BAR = 10
_GIVEN_UP = frozenset({OutboxState.SKIPPED, OutboxState.FAILED})


class Summaries:
    """Makes the weekly summaries of a program. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store = store
        self._addresses = addresses

    async def plan(self, program: Program, now: datetime) -> None:
        """Publish what has closed, and write down the summaries that are due."""
        await self._publish(program, now)
        for coordinator, each in await self.due(program, now):
            await self._store.outbox.add([await self._letter(program, coordinator, each, now)])

    async def due(self, program: Program, now: datetime) -> list[tuple[Coordinator, SummaryDue]]:
        """The summaries that are due, with their coordinators."""
        plan = await self._due(program, now)
        by_handle = {coordinator.handle: coordinator for coordinator in program.coordinators}
        return [(by_handle[each.coordinator], each) for each in plan.due]

    async def next_look(self, program: Program, now: datetime) -> datetime | None:
        """When a summary may be due next; None: there are no coordinators."""
        return (await self._due(program, now)).next_look_at

    async def _due(self, program: Program, now: datetime) -> SummaryPlan:
        past = await self._store.outbox.summaries(program.id, now - _SUMMARIES_LOOKED_BACK)
        asked = await self._store.outbox.first_asked_at(program.id)
        facts = []
        for coordinator in program.coordinators:
            mine = [each for each in past if each.recipient == coordinator.email]
            told = [each.notes["until"] for each in mine if each.state not in _GIVEN_UP and "until" in each.notes]
            facts.append(
                CoordinatorFacts(
                    coordinator=coordinator.handle,
                    zone=coordinator.zone,
                    letters=frozenset(each.key for each in mine),
                    told_until=datetime.fromisoformat(max(told)) if told else None,
                )
            )
        # Before anybody was asked there is nothing to tell: the first summary comes a day after that at the earliest.
        day_one = (asked or now + _WEEK).astimezone(program.zone).date() + timedelta(days=1)
        return summary_due(ProgramFacts(program.id, tuple(facts), day_one), program.cadence, now)

    async def values(
        self, program: Program, coordinator: Coordinator, since: datetime | None, until: datetime
    ) -> SummaryValues:
        """A summary of the time from `since` to `until`, as it is or would be sent."""
        cycle = open_cycle(program.cadence, until)
        published = await self._store.records.publications(program.id, until)
        facts = await week_facts(self._store, program, cycle, since, until)
        summary = summarise(facts)
        ahead = await coming(self._store, program, until)
        first = (since or until - _WEEK).astimezone(program.zone).date()
        last = (until - timedelta(days=1)).astimezone(program.zone).date()
        return SummaryValues(
            first_name=coordinator.name.split()[0],
            program=program.name,
            coordinator_name=coordinator.name,
            coordinator_email=coordinator.email,
            week=phrases.days(min(first, last), last),
            month=phrases.month(cycle),
            partnerships=summary.partnerships,
            met_count=len(summary.met),
            quiet=summary.quiet,
            help_asked=_listed(summary.help_asked),
            silent=_listed(summary.silent),
            bounced=_listed(summary.bounced),
            less_mail=_listed(summary.less_mail),
            never_met=_listed(summary.never_met),
            differ=_listed(summary.differ),
            asked=summary.asked,
            answered=summary.answered,
            median_days=summary.median_days,
            trend=_trend([from_text(text) for _, text in sorted(published.items())], facts, summary, last),
            held=[
                HeldMail(number=number, sender=each.sender or "a mail system", reason=each.reason)
                for number, each in enumerate(summary.held[:_SHOWN_HELD], 1)
            ],
            held_count=len(summary.held),
            met=_listed(summary.met),
            not_met=_listed(summary.not_met),
            unanswered=_listed(summary.unanswered),
            published=[
                _figures(from_text(text), program)
                for _, text in sorted(published.items(), reverse=True)[:_SHOWN_PUBLICATIONS]
            ],
            coming=ahead.numbers,
            coming_by_name=ahead.by_name,
        )

    async def _publish(self, program: Program, now: datetime) -> None:
        """Publish every closed cycle that has not been and in which anybody was asked."""
        published = await self._store.records.publications(program.id, now)
        since = await self._store.people.program_created(program.id)
        cycle, last = cycle_of(since.astimezone(program.zone).date()), closed_cycle(program.cadence, now)
        while cycle <= last:
            if cycle not in published and await self._store.outbox.asked_in(program.id, cycle):
                totals = await self._totals(program, cycle, now)
                await self._store.records.publish(program.id, cycle, to_text(publish(cycle, totals)), now)
            cycle = next_cycle(cycle)

    async def _totals(self, program: Program, cycle: str, now: datetime) -> list[PartnershipCycle]:
        partnerships = await self._store.people.partnerships(program.id)
        meetings = await self._store.records.meetings_of([each.id for each in partnerships])
        known = await partnerships_known(self._store, partnerships, now.astimezone(program.zone).date())
        totals = []
        for each in partnerships:
            if cycle_of(each.started_on) > cycle or (each.standing is Standing.ENDED and not known[each.id].reports):
                continue
            held = held_in(cycle, meetings[each.id])
            claims = latest_claims([report.report for report in known[each.id].reports])
            schedule = known[each.id].schedule.in_month(cycle)
            totals.append(
                PartnershipCycle(
                    met=bool(held),
                    topics=frozenset(topic for meeting in held for topic in meeting.topics),
                    answers=tuple(
                        Answer(each.side(role).participant.id, said.satisfaction)
                        for role in Role
                        if (said := claims.get((role, cycle))) and said.satisfaction is not None
                    ),
                    planned=schedule.planned_count,
                    honoured=schedule.honoured,
                )
            )
        return totals

    async def _held_numbers(self, program: UUID) -> list[str]:
        """The held mails as a summary numbers them, so that "release 3" means the same when it is answered."""
        held = await self._store.inbox.for_coordinators(program)
        return [str(each.id) for each in held[:_SHOWN_HELD]]

    async def _letter(self, program: Program, coordinator: Coordinator, due: SummaryDue, now: datetime) -> NewLetter:
        thread = await self._store.threads.of_coordinator(program.id, coordinator.email, now)
        values = await self.values(program, coordinator, due.since, due.until)
        return replace(
            row_of(LetterKind.SUMMARY, due.key, values, coordinator, thread, self._addresses, due.reason, now),
            planned_at=due.planned_at,
            not_after=due.not_after,
            notes={"until": due.until.isoformat(), "held": await self._held_numbers(program.id)},
        )


def _listed(lines: Iterable[Line]) -> list[Listed]:
    return [Listed(number=line.number, who=line.who, note=line.words, beside=line.beside) for line in lines]


def _trend(closed: Sequence[Publication], facts: WeekFacts, summary: Summary, last: date) -> list[TrendBar]:
    """How many have met: closed months as they were published, then the open one, by the end of each of its weeks."""
    months = [
        TrendBar(label=phrases.month(each.cycle), met=each.met, partnerships=each.partnerships)
        for each in closed
        if each.cycle < facts.cycle
    ]
    weeks = [
        TrendBar(label=f"by {phrases.short_day(each.day)}", met=each.met, partnerships=summary.partnerships)
        for each in (*facts.weeks, WeekMet(last, len(summary.met)))
    ]
    bars = [*months[-_SHOWN_MONTHS:], *weeks]
    return [replace(each, bar=_bar(each.met, each.partnerships)) for each in bars] if len(bars) > 1 else []


def _bar(part: int, whole: int) -> str:
    """A small chart of one number, that text and HTML show alike."""
    filled = round(_BAR * part / whole) if whole else 0
    return "■" * filled + "□" * (_BAR - filled)


def _figures(publication: Publication, program: Program) -> PublishedFigures:
    titles = program.titles
    return PublishedFigures(
        month=phrases.month(publication.cycle),
        partnerships=publication.partnerships,
        met=publication.met,
        topics=[
            TopicTotal(title=titles.get(each.slug, each.slug), partnerships=each.partnerships, or_more=each.or_more)
            for each in publication.topics
        ],
        usefulness=publication.usefulness,
        kept=publication.kept,
    )
