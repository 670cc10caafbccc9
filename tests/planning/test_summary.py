"""What a coordinator reads: counts, names where names are allowed, and figures that give nobody away."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import combinations_with_replacement
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import Reachability, Role
from service.planning.summary import (
    Answer,
    Line,
    MemberWeek,
    PartnershipCycle,
    PartnershipWeek,
    Request,
    Summary,
    TopicTotal,
    WeekFacts,
    from_text,
    publish,
    summarise,
    to_text,
)

CYCLE = "2026-11"
ASKED = frozenset({"2026-09", "2026-10", CYCLE})


def side(name: str, role: Role = Role.MENTOR, **changes: object) -> MemberWeek:
    person = MemberWeek(role, name, f"{name.lower()}@example.org", asked=ASKED, answered=ASKED)
    return replace(person, **changes)  # type: ignore[arg-type]  # the changes are a test's own


def pair(number: int, mentor: MemberWeek, mentee: MemberWeek, *, met: bool = False) -> PartnershipWeek:
    return PartnershipWeek(number, met, mentor, mentee)


def week(*partnerships: PartnershipWeek, **changes: object) -> Summary:
    return summarise(replace(WeekFacts(CYCLE, partnerships), **changes))  # type: ignore[arg-type]  # idem


# The week


def test_the_week_names_who_met_and_who_has_not() -> None:
    summary = week(
        pair(3, side("Grace"), side("Omar"), met=True),
        pair(9, side("Dana"), side("Lin")),
        pair(14, side("Kim", answered=frozenset()), side("Sol", answered=frozenset())),
    )
    assert summary.partnerships == 3
    assert summary.met == (Line(3, "Grace and Omar"),)
    assert summary.not_met == (Line(9, "Dana and Lin"),)  # of 14 nobody knows
    assert summary.unanswered == (Line(14, "Kim"), Line(14, "Sol"))


def test_only_who_was_asked_owes_an_answer() -> None:
    nobody = frozenset[str]()
    assert week(pair(1, side("Kim", asked=nobody, answered=nobody), side("Sol"))).unanswered == ()


def test_requests_for_help_are_shown_in_the_writers_words() -> None:
    summary = week(
        pair(
            3, side("Grace", requests=(Request("Could you find us a room?"), Request("And a projector?"))), side("Omar")
        )
    )
    assert summary.help_asked == (
        Line(3, "Grace", "Could you find us a room?"),
        Line(3, "Grace", "And a projector?"),
    )


def test_whose_mail_comes_back_is_named_once() -> None:
    lost = side("Kim", reachability=Reachability.BOUNCED, answered=frozenset())
    summary = week(pair(3, lost, side("Omar")))
    assert summary.bounced == (Line(3, "Kim", "kim@example.org"),)
    assert (summary.unanswered, summary.silent) == ((), ())


@pytest.mark.parametrize(
    ("asked", "answered", "silent"),
    [
        ({"2026-09", "2026-10", CYCLE}, set(), True),
        ({"2026-09", "2026-10"}, set(), True),
        ({"2026-10", CYCLE}, set(), False),  # the open cycle may still be answered
        ({"2026-09", "2026-10", CYCLE}, {"2026-09"}, False),
        ({"2026-09", "2026-10", CYCLE}, {CYCLE}, False),  # heard from again
        ({"2026-07", "2026-08", "2026-10", CYCLE}, {"2026-07"}, True),  # not asked in September
        (set(), set(), False),
    ],
)
def test_who_is_silent_for_two_cycles(asked: set[str], answered: set[str], silent: bool) -> None:
    person = side("Kim", asked=frozenset(asked), answered=frozenset(answered))
    assert week(pair(3, person, side("Omar"))).silent == ((Line(3, "Kim"),) if silent else ())


@pytest.mark.parametrize(
    ("changes", "quiet"),
    [
        ({}, True),
        ({"reports": 1}, False),
        ({"held": 1}, False),
        ({"published_anew": True}, False),
    ],
)
def test_a_quiet_week_is_one_in_which_nothing_came_and_nothing_waits(changes: dict[str, object], quiet: bool) -> None:
    late = side("Lin", answered=ASKED - {CYCLE})
    assert week(pair(3, side("Grace"), side("Omar"), met=True), pair(9, side("Dana"), late), **changes).quiet is quiet


def test_a_week_that_needs_somebody_is_not_quiet() -> None:
    for changes in (
        {"requests": (Request("Help?"),)},
        {"reachability": Reachability.BOUNCED},
        {"answered": frozenset()},
    ):
        assert not week(pair(3, side("Grace", **changes), side("Omar"))).quiet
    nobody = ASKED - {CYCLE}
    assert not week(pair(3, side("Grace", answered=nobody), side("Omar", answered=nobody))).quiet


def test_an_empty_program_is_quiet() -> None:
    summary = week()
    assert (summary.partnerships, summary.met, summary.unanswered, summary.quiet) == (0, (), (), True)


# What is published


def talked(*topics: str) -> PartnershipCycle:
    return PartnershipCycle(met=True, topics=frozenset(topics))


def answered(*values: int) -> PartnershipCycle:
    return PartnershipCycle(met=True, answers=tuple(Answer(UUID(int=n), value) for n, value in enumerate(values)))


@pytest.mark.parametrize(
    ("touched", "met", "shown"),
    [
        (2, 10, None),
        (3, 3, None),  # all that met, by name
        (3, 4, None),  # whoever knows the fourth knows the three
        (3, 5, TopicTotal("conflict", 3, or_more=True)),
        (5, 5, TopicTotal("conflict", 3, or_more=True)),
        (3, 6, TopicTotal("conflict", 3)),
        (4, 6, TopicTotal("conflict", 4, or_more=True)),
        (6, 6, TopicTotal("conflict", 4, or_more=True)),
        (7, 10, TopicTotal("conflict", 7)),
        (10, 10, TopicTotal("conflict", 8, or_more=True)),
        (0, 10, None),
    ],
)
def test_a_topics_total_names_no_partnership(touched: int, met: int, shown: TopicTotal | None) -> None:
    cycle = [talked("conflict")] * touched + [talked()] * (met - touched)
    publication = publish(CYCLE, [*cycle, PartnershipCycle(met=False)])
    assert publication.topics == ((shown,) if shown else ())
    assert (publication.partnerships, publication.met) == (met + 1, met)


def test_topics_stand_in_the_order_of_what_is_shown() -> None:
    cycle = [talked("b", "a", "c")] * 4 + [talked("b", "c")] + [talked("c"), talked()] + [talked()]
    assert [each.slug for each in publish(CYCLE, cycle).topics] == ["c", "b", "a"]
    capped = [talked("b", "a")] * 5 + [talked("b")]
    assert [each.slug for each in publish(CYCLE, capped).topics] == ["a", "b"]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((3, 4, 4, 5), ""),  # four
        ((3, 4, 4, 5, 3), "about 4"),  # 3.8
        ((3, 3, 3, 4, 4), "about 3.5"),
        ((5, 5, 5, 5, 5), "about 4.5 or more"),
        ((5, 5, 5, 5, 4), "about 4.5 or more"),
        ((5, 5, 5, 5, 2), ""),  # the one who gave 2 would know what the others gave
        ((5, 5, 5, 5, 3), "about 4.5 or more"),
        ((1, 1, 1, 1, 1), "about 1.5 or less"),
        ((1, 1, 1, 1, 4), ""),
        ((4,) * 15 + (5,) * 5, "4.3"),  # 4.25
        ((5,) * 18 + (3,) * 2, "4.5 or more"),
    ],
)
def test_usefulness_is_an_average_of_five_that_gives_nobody_away(values: tuple[int, ...], shown: str) -> None:
    assert publish(CYCLE, [answered(*values)]).usefulness == shown


def test_five_answers_are_of_five_people() -> None:
    """A mentor of three answers three times."""
    mentor, others = UUID(int=1), [UUID(int=n) for n in (2, 3, 4)]
    three = [PartnershipCycle(True, answers=(Answer(mentor, 4), Answer(other, 3))) for other in others]
    assert publish(CYCLE, three).usefulness == ""
    assert publish(CYCLE, [*three, PartnershipCycle(True, answers=(Answer(UUID(int=5), 2),))]).usefulness == "about 3.5"


@pytest.mark.parametrize("count", [5, 6, 7])
def test_nobody_can_work_out_anothers_answer(count: int) -> None:
    """All that could have been answered, seen with each one's own answer in hand: no other is pinned down."""
    all_answers = list(combinations_with_replacement(range(1, 6), count))
    shown = {values: publish(CYCLE, [answered(*values)]).usefulness for values in all_answers}
    for values, figure in shown.items():
        if not figure:
            continue
        for own in set(values):
            others = [list(each) for each, same in shown.items() if same == figure and own in each]
            for each in others:
                each.remove(own)
            certain = set.intersection(
                *({value for value in range(1, 6) if each.count(value) == count - 1} for each in others)
            )
            assert not certain


@pytest.mark.parametrize("count", [5, 6, 7])
def test_all_others_together_cannot_work_out_an_answer_but_for_the_utmost(count: int) -> None:
    """Four of five who tell each other theirs: what is shown leaves the fifth's open, unless it is a 1 or a 5, or all
    of theirs are."""
    for others in combinations_with_replacement(range(1, 6), count - 1):
        if set(others) in ({1}, {5}):
            continue
        shown = [publish(CYCLE, [answered(*others, value)]).usefulness for value in range(1, 6)]
        assert all(shown.count(shown[value - 1]) > 1 for value in (2, 3, 4)), (others, shown)


@given(
    st.lists(
        st.builds(
            PartnershipCycle,
            met=st.booleans(),
            topics=st.frozensets(st.sampled_from(["goals", "conflict", "service"])),
            answers=st.lists(
                st.builds(Answer, st.integers(1, 9).map(lambda n: UUID(int=n)), st.integers(1, 5)), max_size=2
            ).map(tuple),
            planned=st.integers(2, 4),
            honoured=st.integers(0, 2),
        ),
        max_size=14,
    )
)
def test_no_topic_under_three_partnerships_and_no_average_under_five_people(cycle: list[PartnershipCycle]) -> None:
    publication = publish(CYCLE, cycle)
    met = [each for each in cycle if each.met]
    for total in publication.topics:
        touched = sum(total.slug in each.topics for each in met)
        assert 3 <= total.partnerships <= touched
        assert total.partnerships <= len(met) - 2
        assert total.or_more or total.partnerships == touched < len(met) - 2
    people = {answer.participant for each in cycle for answer in each.answers}
    assert len(people) >= 5 or not publication.usefulness
    assert publication == publish(CYCLE, reversed(cycle))
    assert from_text(to_text(publication)) == publication
    assert to_text(from_text(to_text(publication))) == to_text(publication)


def test_a_publication_is_kept_as_the_same_text() -> None:
    publication = publish(CYCLE, [talked("goals")] * 3 + [talked()] * 3)
    assert to_text(publication) == (
        '{"cycle":"2026-11","met":6,"partnerships":6,'
        '"topics":[{"or_more":false,"partnerships":3,"slug":"goals"}],"usefulness":""}'
    )


def test_a_week_holds_nothing_but_what_may_be_seen_by_name() -> None:
    """Whatever is told of a person, the summary holds names, addresses that bounce and requests for help."""
    allowed = {"number", "who", "words", "beside"}
    summary = week(
        pair(3, side("Grace", requests=(Request("Room?"),)), side("Omar", reachability=Reachability.BOUNCED))
    )
    for field, value in asdict(summary).items():
        if isinstance(value, tuple):
            assert all(set(line) == allowed for line in value), field
        else:
            assert isinstance(value, str | int | bool)
    assert {line.words for line in (*summary.met, *summary.not_met, *summary.unanswered, *summary.silent)} <= {""}


def never_met(number: int, *asked: str, ever: bool = False) -> PartnershipWeek:
    sides = [MemberWeek(role, f"{role} {number}", "a@example.edu", asked=frozenset(asked)) for role in Role]
    return PartnershipWeek(number, False, *sides, ever_met=ever)


def test_who_has_never_met_is_named_once_two_months_are_over() -> None:
    week = WeekFacts(
        "2026-11",
        (
            never_met(1, "2026-09", "2026-10", "2026-11"),
            never_met(2, "2026-10", "2026-11"),
            never_met(3, "2026-09", "2026-10", "2026-11", ever=True),
        ),
    )
    assert [line.number for line in summarise(week).never_met] == [1]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), ""),
        ((1.0, 2.0, 3.0, 4.0), ""),
        ((0.1, 0.2, 0.2, 3.0, 9.0), "on the same day"),
        ((0.5, 1.2, 1.4, 5.0, 9.0), "within 1 day"),
        ((1.0, 2.0, 2.4, 5.0, 9.0), "within 2 days"),
    ],
)
def test_how_soon_people_answer_is_told_from_five_answers_up(days: tuple[float, ...], said: str) -> None:
    assert summarise(WeekFacts("2026-11", (), days_to_answer=days)).median_days == said


def test_a_partnership_that_paused_is_no_quiet() -> None:
    week = WeekFacts("2026-11", (), less=(Line(4, "Dana Cole and Marisol Vega", "paused until January 5"),))
    assert not summarise(week).quiet
