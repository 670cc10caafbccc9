"""Who takes part in a simulation follows from its seed, and has every temper from eight partnerships up."""

from __future__ import annotations

from datetime import date

import pytest

from service.eyes import Kept
from service.simulate.marks import mark, words_in
from service.simulate.people import Fate, Story, Temper, cast
from service.simulate.play import BEGIN


def test_the_same_seed_gives_the_same_people() -> None:
    assert cast(40, 1, BEGIN) == cast(40, 1, BEGIN)
    assert cast(40, 1, BEGIN) != cast(40, 2, BEGIN)


@pytest.mark.parametrize("seed", range(5))
def test_there_is_every_temper_from_eight_up_and_every_story_from_thirteen(seed: int) -> None:
    assert {player.temper for couple in cast(8, seed, BEGIN) for player in couple.players} == set(Temper)
    assert {couple.story for couple in cast(13, seed, BEGIN)} == set(Story)


@pytest.mark.parametrize("seed", range(5))
def test_somebody_has_two_partnerships(seed: int) -> None:
    mentors = [couple.mentor for couple in cast(40, seed, BEGIN)]
    assert len(set(mentors)) < len(mentors)


def test_a_meeting_is_held_where_its_fate_has_it() -> None:
    months = [date(2026, 9, 1), date(2026, 10, 1), date(2027, 2, 1)]
    for couple in cast(40, 1, BEGIN):
        for month in months:
            planned, held, fate = couple.planned_in(month), couple.held_in(month), couple.fate_in(month)
            assert (held == planned) == (fate is Fate.HELD)
            assert (held is None) == (fate is Fate.DROPPED)
            assert held is None or held.weekday() < 5
            assert couple.is_invited or fate is not Fate.MOVED


def test_a_mark_is_one_word_of_its_occasion_and_is_found_again() -> None:
    one, other = (mark(Kept.NOTES, "ada@example.edu", 1, occasion) for occasion in ("1", "2"))
    assert one == mark(Kept.NOTES, "ada@example.edu", 1, "1") and one.word != other.word
    assert words_in(f"We spoke of {one.word.title()}, and\n> of {other.word}.") == {one.word, other.word}
    assert words_in("We spoke of nothing that anybody marked, mix and remix.") == frozenset()
