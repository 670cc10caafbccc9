"""Which topics are proposed: what was not touched yet, one to deepen, never the same twice running."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain import Meeting, Role, Topic, cycle_of, next_cycle
from service.planning.suggestions import Coverage, Depth, Suggestion, coverage, phases, suggest

TODAY = date(2026, 11, 19)
DANA = UUID(int=14)
LONG_AGO = date(2025, 1, 1)
PROMPTS = ("a", "b", "c", "d")


def topic(slug: str, phase: str = "any", prompts: tuple[str, ...] = PROMPTS) -> Topic:
    return Topic(slug, slug.title(), f"All about {slug}.", tuple(f"{slug} {each}?" for each in prompts), phase=phase)


TOPICS = (
    topic("orientation", "first-weeks"),
    topic("partnership", "first-weeks"),
    topic("promotion", "review-season"),
    *map(topic, ("goals", "service", "teaching", "personal", "committees")),
)


def met(days_ago: int, *topics: str) -> Meeting:
    on = TODAY - timedelta(days=days_ago)
    return Meeting(cycle_of(on), on, 60, None, tuple(sorted(topics)), frozenset({Role.MENTEE}))


def slugs(suggestion: Suggestion) -> set[str]:
    return {each.slug for each in (*suggestion.fresh, *suggestion.deepen)}


def propose(
    meetings: tuple[Meeting, ...] = (),
    past: tuple[Suggestion, ...] = (),
    started_on: date = LONG_AGO,
    topics: tuple[Topic, ...] = TOPICS,
    cycle: str = "2026-11",
) -> Suggestion:
    return suggest(DANA, cycle, topics, meetings, past, phases(started_on, TODAY), TODAY)


@pytest.mark.parametrize(
    ("meetings", "depth", "days_ago"),
    [
        ([], Depth.UNTOUCHED, None),
        ([met(10, "goals", "service")], Depth.TOUCHED, 10),
        ([met(10, "goals")], Depth.IN_DEPTH, 10),  # its only topic
        ([met(40, "goals", "service"), met(10, "goals", "teaching")], Depth.IN_DEPTH, 10),
        ([met(200, "goals", "service"), met(10, "goals", "service")], Depth.TOUCHED, 10),  # the older has faded
        ([met(182, "goals")], Depth.IN_DEPTH, 182),
        ([met(183, "goals")], Depth.TOUCHED, 183),
        ([met(364, "goals")], Depth.TOUCHED, 364),
        ([met(365, "goals")], Depth.UNTOUCHED, None),
        ([met(10, "service")], Depth.UNTOUCHED, None),
    ],
)
def test_coverage_tells_how_deep_and_fades(meetings: list[Meeting], depth: Depth, days_ago: int | None) -> None:
    last_on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    assert coverage(meetings, TOPICS, TODAY)["goals"] == Coverage(depth, last_on)


def test_a_meeting_without_a_day_counts_from_its_cycles_beginning() -> None:
    meeting = Meeting("2026-10", None, None, None, ("goals",), frozenset({Role.MENTEE}))
    assert coverage([meeting], TOPICS, TODAY)["goals"] == Coverage(Depth.IN_DEPTH, date(2026, 10, 1))


def test_the_map_has_the_catalogues_topics_in_its_order() -> None:
    assert list(coverage([met(3, "a-topic-left-out")], TOPICS, TODAY)) == [each.slug for each in TOPICS]


def test_two_untouched_and_one_to_deepen() -> None:
    suggestion = propose((met(10, "goals", "service"), met(40, "teaching")))
    assert len(suggestion.fresh) == 2
    assert {each.slug for each in suggestion.fresh}.isdisjoint({"goals", "service", "teaching"})
    (deepen,) = suggestion.deepen
    assert deepen.slug in {"goals", "service"}  # touched, where teaching is in depth


def test_before_the_first_meeting_there_is_nothing_to_deepen() -> None:
    suggestion = propose()
    assert (len(suggestion.fresh), suggestion.deepen) == (2, ())


def test_the_first_weeks_have_their_own_topics() -> None:
    early = propose(started_on=TODAY - timedelta(days=20))
    assert {each.slug for each in early.fresh} == {"orientation", "partnership"}
    assert phases(TODAY - timedelta(weeks=8), TODAY) == frozenset()
    for number in range(40):
        later = suggest(UUID(int=number), "2026-11", TOPICS, (), (), frozenset(), TODAY)
        assert slugs(later).isdisjoint({"orientation", "partnership", "promotion"})


def test_a_season_comes_first_while_it_lasts() -> None:
    in_season = suggest(DANA, "2026-11", TOPICS, (), (), frozenset({"review-season"}), TODAY)
    assert in_season.fresh[0].slug == "promotion"


def test_where_all_is_touched_there_is_more_to_deepen() -> None:
    everything = tuple(met(10 + n, each.slug) for n, each in enumerate(TOPICS))
    suggestion = propose(everything)
    assert suggestion.fresh == ()
    assert [each.slug for each in suggestion.deepen] == ["committees", "personal", "teaching"]  # the longest ago


def test_partnerships_are_not_all_proposed_the_same() -> None:
    first = Counter(
        each.slug
        for n in range(300)
        for each in suggest(UUID(int=n), "2026-11", TOPICS, (), (), frozenset(), TODAY).fresh
    )
    assert set(first) == {"goals", "service", "teaching", "personal", "committees"}
    assert min(first.values()) > 80


def test_both_partners_get_the_same_though_records_change_in_between() -> None:
    first = propose()
    meeting = met(0, first.fresh[0].slug)
    assert propose((meeting,), past=(first,)) == first


def test_what_was_proposed_least_often_comes_first() -> None:
    often = [Suggestion(f"2026-0{n}", propose().fresh, ()) for n in (5, 6)]
    between = Suggestion("2026-07", (), ())
    proposed = {each.slug for each in often[0].fresh}
    assert slugs(propose(past=(*often, between))).isdisjoint(proposed)
    assert slugs(propose(past=(between,))) == proposed


def test_a_later_cycles_suggestion_says_nothing_of_an_earlier_ones() -> None:
    first = propose()
    assert propose(past=(replace(first, cycle="2026-12"),)) == first


def test_prompts_take_turns() -> None:
    goals, shown = TOPICS[3:4], []
    past: list[Suggestion] = []
    for month in range(1, 9):
        suggestion = suggest(DANA, f"2026-0{month}", goals, (), past, frozenset(), TODAY)
        past.append(suggestion)
        shown += [" ".join(prompt[-2] for prompt in each.prompts) for each in suggestion.fresh]
    assert shown == ["a b c", "d a b", "c d a", "b c d"]  # every other month: never twice running


@pytest.mark.parametrize(
    ("prompts", "shown"), [(("a",), 1), (("a", "b"), 2), (("a", "b", "c"), 3), (PROMPTS, 3), ((), 0)]
)
def test_a_topic_has_two_or_three_questions_if_it_has_as_many(prompts: tuple[str, ...], shown: int) -> None:
    (each,) = propose(topics=(topic("goals", prompts=prompts),)).fresh
    assert len(each.prompts) == shown


@settings(max_examples=100, deadline=None)
@given(data=st.data(), partnership=st.uuids())
def test_never_the_same_twice_running(data: st.DataObject, partnership: UUID) -> None:
    """Ten months in which the partners talk of what they like."""
    meetings: list[Meeting] = []
    past: list[Suggestion] = []
    cycle, today = "2026-01", date(2026, 1, 19)
    for _ in range(10):
        spoken = data.draw(st.lists(st.sampled_from([each.slug for each in TOPICS]), max_size=3, unique=True))
        meetings.append(Meeting(cycle, today, None, None, tuple(spoken), frozenset({Role.MENTOR})))
        now = phases(date(2026, 1, 1), today)
        suggestion = suggest(partnership, cycle, TOPICS, meetings, data.draw(st.permutations(past)), now, today)
        assert suggestion == suggest(partnership, cycle, TOPICS, meetings[::-1], past, now, today)
        assert len(suggestion.fresh) <= 2
        assert len(slugs(suggestion)) == len(suggestion.fresh) + len(suggestion.deepen) >= 2
        if past:
            assert slugs(suggestion).isdisjoint(slugs(past[-1]))
        depths = coverage(meetings, TOPICS, today)
        assert all(depths[each.slug].depth is Depth.UNTOUCHED for each in suggestion.fresh)
        assert all(depths[each.slug].depth is not Depth.UNTOUCHED for each in suggestion.deepen)
        assert all(2 <= len(set(each.prompts)) <= 3 for each in (*suggestion.fresh, *suggestion.deepen))
        past.append(suggestion)
        cycle, today = next_cycle(cycle), today + timedelta(days=30)
