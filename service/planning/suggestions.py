"""Which topics to propose to a partnership: what it has not touched, and what it may deepen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from service.domain import Meeting, Topic, Wish, cycle_start
from service.planning.seasons import YearlyDay, is_before

FIRST_WEEKS = "first-weeks"
REVIEW_SEASON = "review-season"
CONFERENCE_SEASON = "conference-season"
ANY_PHASE = "any"

_FIRST_WEEKS = timedelta(weeks=8)
_RECENT = timedelta(days=183)
_FADED = timedelta(days=365)
_FRESH = 2
_IN_ALL = 3
_PROMPTS = 3
_MONTH = len("2026-11")


class Depth(StrEnum):
    """How far a partnership has gone into a topic."""

    UNTOUCHED = "untouched"
    TOUCHED = "touched"
    IN_DEPTH = "in_depth"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a partnership has gone into a topic by now, and when it last spoke of it."""

    depth: Depth
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic with the questions chosen from its prompts."""

    slug: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed to a partnership in a cycle: `fresh` topics, not talked about, and those to `deepen`.

    One that was asked for has the day besides, "2026-11-14", or a moment: it belongs to that cycle too.
    """

    cycle: str
    fresh: tuple[Proposal, ...]
    deepen: tuple[Proposal, ...]


def coverage(meetings: Iterable[Meeting], topics: Sequence[Topic], today: date) -> Mapping[str, Coverage]:
    """The map of a partnership's topics, by slug, in the catalogue's order.

    In depth: several meetings of the last six months spoke of it, or one of them of nothing else. Touched: a meeting of
    the last twelve months did. What is longer ago has faded, and counts as untouched again.
    """
    held = [(meeting.held_on or cycle_start(meeting.cycle), meeting.topics) for meeting in meetings]
    return {topic.slug: _coverage_of(topic.slug, held, today) for topic in topics}


def suggest(
    partnership: UUID,
    cycle: str,
    topics: Sequence[Topic],
    meetings: Iterable[Meeting],
    past: Iterable[Suggestion],
    phases: frozenset[str],
    today: date,
    wishes: Mapping[str, Wish] | None = None,
) -> Suggestion:
    """What to propose in a cycle; `past` are the partnership's other suggestions, in any order.

    Two topics that are untouched: those wished for first, then those of a phase it is in, those hoped for, and those
    proposed least often; and one it has touched, wished for, proposed least often and spoken of last. Where fewer than
    two are untouched, more are there to deepen. What is not wanted does not come; nor does any of the month before
    (its last month with a suggestion) but what is wished for. Both partners get the same: what the cycle was given
    once stays.
    """
    wished = wishes or {}
    kept = list(past)
    given = next((each for each in kept if each.cycle == cycle), None)
    if given is not None:
        return given
    earlier = sorted((each for each in kept if each.cycle[:_MONTH] <= cycle), key=lambda each: each.cycle)
    times = Counter(proposal.slug for each in earlier for proposal in (*each.fresh, *each.deepen))
    lately = _lately(earlier)
    known = coverage(meetings, topics, today)
    wanted = [topic for topic in topics if wished.get(topic.slug) is not Wish.LESS]
    free = [topic for topic in wanted if topic.slug not in lately or wished.get(topic.slug) is Wish.MORE]
    untouched = [topic for topic in free if known[topic.slug].depth is Depth.UNTOUCHED]
    touched = [topic for topic in free if known[topic.slug].depth is not Depth.UNTOUCHED]

    def freshness(topic: Topic) -> tuple[bool, bool, bool, int, bool, bytes]:
        wish, lot = wished.get(topic.slug), _lot(partnership, topic.slug)
        out_of_season = topic.phase not in phases
        return (
            wish is not Wish.MORE,
            out_of_season,
            wish is not Wish.HOPE,
            times[topic.slug],
            topic.phase != ANY_PHASE,
            lot,
        )

    def depth(topic: Topic) -> tuple[bool, bool, int, int, bytes]:
        in_depth = known[topic.slug].depth is Depth.IN_DEPTH
        last_on = (known[topic.slug].last_on or today).toordinal()
        order = last_on if in_depth else -last_on
        unwished = wished.get(topic.slug) is not Wish.MORE
        return unwished, in_depth, times[topic.slug], order, _lot(partnership, topic.slug)

    fresh = sorted(untouched, key=freshness)[:_FRESH]
    deepen = sorted(touched, key=depth)[: _IN_ALL - len(fresh)]
    return Suggestion(
        cycle=cycle,
        fresh=tuple(_proposal(topic, times[topic.slug]) for topic in fresh),
        deepen=tuple(_proposal(topic, times[topic.slug]) for topic in deepen),
    )


def phases(started_on: date, today: date, seasons: Mapping[str, Sequence[YearlyDay]] | None = None) -> frozenset[str]:
    """Which of the catalogue's phases a partnership is in. `seasons`: the days they lead up to, by phase."""
    early = {FIRST_WEEKS} if today < started_on + _FIRST_WEEKS else set()
    return frozenset(early | {phase for phase, days in (seasons or {}).items() if is_before(days, today)})


def _lately(earlier: Sequence[Suggestion]) -> set[str]:
    """What was proposed in the last month that had a suggestion."""
    month = earlier[-1].cycle[:_MONTH] if earlier else ""
    last = [each for each in earlier if each.cycle[:_MONTH] == month]
    return {proposal.slug for each in last for proposal in (*each.fresh, *each.deepen)}


def _coverage_of(slug: str, held: Sequence[tuple[date, tuple[str, ...]]], today: date) -> Coverage:
    spoken = sorted((day, topics) for day, topics in held if slug in topics and today - day < _FADED)
    if not spoken:
        return Coverage(Depth.UNTOUCHED)
    recent = [topics for day, topics in spoken if today - day < _RECENT]
    in_depth = len(recent) > 1 or any(len(topics) == 1 for topics in recent)
    return Coverage(Depth.IN_DEPTH if in_depth else Depth.TOUCHED, spoken[-1][0])


def _proposal(topic: Topic, times: int) -> Proposal:
    """A topic with the prompts whose turn it is."""
    count = min(_PROMPTS, len(topic.prompts))
    turn = [topic.prompts[(times * count + n) % len(topic.prompts)] for n in range(count)]
    return Proposal(topic.slug, tuple(turn))


def _lot(partnership: UUID, slug: str) -> bytes:
    """Always the same for a partnership and a topic, so that not all partnerships are proposed the same at once."""
    return sha256(partnership.bytes + slug.encode()).digest()
