"""What a coordinator reads each week, and what is published of a cycle that is over.

By name a coordinator sees who met, who has not, who has not answered, whose mail comes back, and the sentence that asks
them for help. Nothing else of a person is among the facts of a week, so nothing else can get into its summary.

Topics and usefulness are published as totals of a closed cycle, once, and never recomputed. Who met is known by name,
so a total may give somebody away though it counts many: "3 of the 3 that met spoke of conflict" names all three, and
whoever knows one partnership from inside (a coordinator may mentor, too) learns from "3 of 4" what the other three did.
Hence:

- A topic is published where at least three partnerships spoke of it and at least five met, and as "or more" from two
  below the number that met. Even to somebody who knows one of them it leaves open which of the others spoke of it.
- Usefulness is published from five people's answers up, to a half below twenty answers ("about 4"; a tenth would tell
  whoever put all the others together the last one), else to a tenth, and at its ends as "4.5 or more" or "1.5 or less",
  without the number of answers. It is withheld where who knows one person's answers could work out that all others
  gave the highest, or the lowest.
- How many planned meetings were held is published where at least three of five partnerships or more had planned one
  and told what became of it, and as "or more" or "or fewer" near either end: nearer than one more than any of them had
  planned. Who knows one partnership's own cannot work out that another held all of theirs, or none.
- Cycles share no meeting and no answer, and a cycle has one publication: there are no two figures to subtract.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from statistics import median
from uuid import UUID

from service.domain import Reachability, Role, Standing

_SILENT_CYCLES = 2
_FEWEST_PARTNERSHIPS = 3
_LEFT_OPEN = 2
_FEWEST_ANSWERS = 5
_LOWEST, _HIGHEST = 1, 5
_LOW_TENTHS, _HIGH_TENTHS = 15, 45
_TO_A_TENTH_FROM = 20


@dataclass(frozen=True, slots=True)
class Request:
    """The sentence that asks the coordinator, and who offered to talk about what it asks for."""

    words: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class MemberWeek:
    """One side of a partnership, as far as a coordinator may see it.

    asked, answered: the cycles whose check-in went to them, and those they reported in: the open one and those before.
    requests: what they asked the coordinator for within the time the summary looks at.
    standing: their own; who has paused or stopped owes no answer. less_mail: what they get less of, "stopped".
    """

    role: Role
    name: str
    email: str
    reachability: Reachability = Reachability.REACHABLE
    asked: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    requests: tuple[Request, ...] = ()
    standing: Standing = Standing.ACTIVE
    less_mail: str = ""


@dataclass(frozen=True, slots=True)
class PartnershipWeek:
    """A partnership that is going on.

    met: a meeting of the open cycle is on record. ever_met: one of any cycle is. differ: one says they met and the
    other that they did not, and both stayed with it when they were asked.
    """

    number: int
    met: bool
    mentor: MemberWeek
    mentee: MemberWeek
    ever_met: bool = True
    differ: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody by name. `who`: one person, or both of a partnership. `words`: a request, or an address that bounces.
    `beside`: who offered to talk about what is asked for."""

    number: int
    who: str
    words: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A mail that waits for a person: where it came from, and why, in words of ours."""

    mail: UUID
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class WeekMet:
    """How many partnerships had told of a meeting of the open cycle by the end of a day."""

    day: date
    met: int


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What a summary is made of. `cycle`: the open one. `reports`: how many came within the time it looks at.
    `held`: mails that wait for a person. `days_to_answer`: of each answer to the open cycle's check-in, how many days
    it took. `less`: partnerships that have paused. `weeks`: how many of them had met by the end of the open cycle's
    earlier weeks. `published_anew`: a cycle's figures are shown for the first time.
    """

    cycle: str
    partnerships: tuple[PartnershipWeek, ...]
    reports: int = 0
    held: tuple[HeldLine, ...] = ()
    days_to_answer: tuple[float, ...] = ()
    less: tuple[Line, ...] = ()
    weeks: tuple[WeekMet, ...] = ()
    published_anew: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """A week: counts, and by name only who met, who has not, who has not answered, who bounced, who asks for help."""

    cycle: str
    partnerships: int
    met: tuple[Line, ...]
    not_met: tuple[Line, ...]
    unanswered: tuple[Line, ...]
    help_asked: tuple[Line, ...]
    silent: tuple[Line, ...]
    bounced: tuple[Line, ...]
    less_mail: tuple[Line, ...]
    never_met: tuple[Line, ...]
    differ: tuple[Line, ...]
    asked: int
    answered: int
    median_days: str
    held: tuple[HeldLine, ...]
    quiet: bool


def summarise(facts: WeekFacts) -> Summary:
    """The week's summary."""
    sides = [(each.number, side) for each in facts.partnerships for side in (each.mentor, each.mentee)]
    bounced = [(number, side) for number, side in sides if side.reachability is Reachability.BOUNCED]
    reached = [(number, side) for number, side in sides if _is_reached(side)]
    heard = [each for each in facts.partnerships if facts.cycle in each.mentor.answered | each.mentee.answered]
    less_mail = (Line(number, side.name, side.less_mail) for number, side in sides if side.less_mail)
    summary = Summary(
        cycle=facts.cycle,
        partnerships=len(facts.partnerships),
        met=tuple(_pair(each) for each in facts.partnerships if each.met),
        not_met=tuple(_pair(each) for each in heard if not each.met),
        unanswered=tuple(Line(number, side.name) for number, side in reached if _owes(side, facts.cycle)),
        help_asked=tuple(
            Line(number, side.name, each.words, each.beside) for number, side in sides for each in side.requests
        ),
        silent=tuple(Line(number, side.name) for number, side in reached if _is_silent(side, facts.cycle)),
        bounced=tuple(Line(number, side.name, side.email) for number, side in bounced),
        less_mail=tuple(sorted([*facts.less, *less_mail], key=lambda line: line.words)),
        never_met=tuple(_pair(each) for each in facts.partnerships if _has_never_met(each, facts.cycle)),
        differ=tuple(_pair(each) for each in facts.partnerships if each.differ),
        asked=sum(facts.cycle in side.asked for _, side in sides),
        answered=sum(facts.cycle in side.asked & side.answered for _, side in sides),
        median_days=_median(facts.days_to_answer),
        held=facts.held,
        quiet=False,
    )
    return replace(summary, quiet=_is_quiet(summary, facts, anybody_heard=bool(heard)))


def _is_quiet(summary: Summary, facts: WeekFacts, *, anybody_heard: bool) -> bool:
    """Nothing came, nothing is new and nothing waits. A check-in that nobody at all has answered is no quiet."""
    needs = (summary.help_asked, summary.silent, summary.bounced, summary.less_mail, summary.never_met, summary.differ)
    unheard = summary.unanswered and not anybody_heard
    return not (any(needs) or summary.held or facts.reports or facts.published_anew or unheard)


def _has_never_met(partnership: PartnershipWeek, cycle: str) -> bool:
    """No meeting is on record, though somebody was asked in two closed cycles."""
    sides = (partnership.mentor, partnership.mentee)
    return not partnership.ever_met and any(len({each for each in side.asked if each < cycle}) >= 2 for side in sides)


def _median(days: Sequence[float]) -> str:
    """The median in words, from five answers up: of fewer it would tell of one person."""
    if len(days) < _FEWEST_ANSWERS:
        return ""
    middle = round(median(days))
    return "on the same day" if middle == 0 else f"within {middle} {'day' if middle == 1 else 'days'}"


def _pair(partnership: PartnershipWeek) -> Line:
    return Line(partnership.number, f"{partnership.mentor.name} and {partnership.mentee.name}")


def _is_reached(side: MemberWeek) -> bool:
    """Whether letters go to them, so that silence says something."""
    return side.reachability is not Reachability.BOUNCED and side.standing is Standing.ACTIVE


def _owes(side: MemberWeek, cycle: str) -> bool:
    return cycle in side.asked - side.answered


def _is_silent(side: MemberWeek, cycle: str) -> bool:
    """No answer to the latest check-ins, of two closed cycles at least, nor yet to the open one's."""
    closed = sorted(each for each in side.asked if each < cycle)[-_SILENT_CYCLES:]
    return len(closed) == _SILENT_CYCLES and side.answered.isdisjoint({*closed, cycle})


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's usefulness, 1 to 5."""

    participant: UUID
    usefulness: int


@dataclass(frozen=True, slots=True)
class PartnershipCycle:
    """What one partnership adds to the totals of a closed cycle. `planned`: meetings planned for its days of which it
    is known whether they were held; `honoured`: how many of them were."""

    met: bool
    topics: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()
    planned: int = 0
    honoured: int = 0


@dataclass(frozen=True, slots=True)
class TopicTotal:
    """How many partnerships touched a topic; `or_more`: at least so many."""

    slug: str
    partnerships: int
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """A closed cycle's totals, as they are published once and repeated from then on. `usefulness`: "4.2",
    "about 4", "4.5 or more", "about 1.5 or less", or empty. `kept`: how many planned meetings were held, "17 of 22",
    "20 or more of 22", "2 or fewer of 22", or empty."""

    cycle: str
    partnerships: int
    met: int
    topics: tuple[TopicTotal, ...] = ()
    usefulness: str = ""
    kept: str = ""


def publish(cycle: str, partnerships: Iterable[PartnershipCycle]) -> Publication:
    """A closed cycle's totals. Call once a cycle and keep what comes."""
    counted = list(partnerships)
    met = [each for each in counted if each.met]
    return Publication(
        cycle=cycle,
        partnerships=len(counted),
        met=len(met),
        topics=_topic_totals(met),
        usefulness=_usefulness([answer for each in counted for answer in each.answers]),
        kept=_kept(counted),
    )


def to_text(publication: Publication) -> str:
    """A publication as it is kept: the same publication is the same text, byte for byte. One without a number of
    meetings held as planned is as it was before there was such a number."""
    values = {name: value for name, value in asdict(publication).items() if name != "kept" or value}
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Publication:
    """A publication as it was kept."""
    kept = json.loads(text)
    return Publication(**{**kept, "topics": tuple(TopicTotal(**topic) for topic in kept["topics"])})


@dataclass(frozen=True, slots=True)
class OpenCount:
    """How many partnerships; `or_more`: at least so many."""

    partnerships: int
    or_more: bool


def open_count(count: int, whole: int) -> OpenCount | None:
    """How many of some partnerships, so that it is left open which of them; None: it cannot be told."""
    ceiling = whole - _LEFT_OPEN
    if min(count, ceiling) < _FEWEST_PARTNERSHIPS:
        return None
    return OpenCount(min(count, ceiling), or_more=count >= ceiling)


def _topic_totals(met: Sequence[PartnershipCycle]) -> tuple[TopicTotal, ...]:
    """The totals that give nobody away, by what is shown: a finer order would tell what "or more" leaves open."""
    counts = Counter(topic for each in met for topic in each.topics)
    totals = [
        TopicTotal(slug, shown.partnerships, shown.or_more)
        for slug, count in counts.items()
        if (shown := open_count(count, len(met)))
    ]
    return tuple(sorted(totals, key=lambda total: (-total.partnerships, total.slug)))


def _usefulness(answers: Sequence[Answer]) -> str:
    """The average in words, or nothing where it would give somebody away."""
    by_person: dict[UUID, list[int]] = {}
    for answer in answers:
        by_person.setdefault(answer.participant, []).append(answer.usefulness)
    if len(by_person) < _FEWEST_ANSWERS:
        return ""
    count = len(answers)
    shown = _average(sum(answer.usefulness for answer in answers), count)
    possible = [total for total in range(count * _LOWEST, count * _HIGHEST + 1) if _average(total, count) == shown]
    for own in by_person.values():
        others = count - len(own)
        if possible[0] - sum(own) >= others * _HIGHEST or possible[-1] - sum(own) <= others * _LOWEST:
            return ""
    return shown


def _kept(counted: Sequence[PartnershipCycle]) -> str:
    """How many planned meetings were held, its ends left open by more than any partnership had planned. Whether it is
    told follows from the plans alone, so that to be told nothing tells nothing of what was held."""
    plans = [each.planned for each in counted if each.planned]
    honoured, planned, left_open = sum(each.honoured for each in counted), sum(plans), max(plans, default=0) + 1
    if min(len(plans), len(counted) - _LEFT_OPEN) < _FEWEST_PARTNERSHIPS or planned <= 2 * left_open:
        return ""
    if planned - honoured <= left_open:
        return f"{planned - left_open} or more of {planned}"
    return f"{left_open} or fewer of {planned}" if honoured <= left_open else f"{honoured} of {planned}"


def _average(total: int, count: int) -> str:
    """To a tenth, of few answers to a half, rounded up from the middle; the ends are left open."""
    few = count < _TO_A_TENTH_FROM
    step = 5 if few else 1  # tenths
    tenths = step * ((20 * total + step * count) // (2 * step * count))
    about = "about " if few else ""
    if tenths >= _HIGH_TENTHS:
        return f"{about}{_HIGH_TENTHS / 10} or more"
    if tenths <= _LOW_TENTHS:
        return f"{about}{_LOW_TENTHS / 10} or less"
    return f"about {tenths / 10:g}" if few else f"{tenths // 10}.{tenths % 10}"
