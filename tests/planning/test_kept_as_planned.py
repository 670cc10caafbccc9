"""How many planned meetings were held: a number of the program, told once and of nobody."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from service.planning.summary import PartnershipCycle, from_text, publish, to_text

CYCLE = "2026-10"


def kept(*plans: tuple[int, int]) -> str:
    """Of each partnership, how many meetings were held of how many that were planned."""
    return publish(CYCLE, [PartnershipCycle(True, planned=planned, honoured=held) for held, planned in plans]).kept


@pytest.mark.parametrize(
    ("plans", "shown"),
    [
        ([(1, 1), (0, 1), (0, 1), (3, 4), (1, 1), (0, 3)], "5 or fewer of 11"),
        ([(1, 1), (0, 1), (1, 1), (0, 1), (1, 1), (0, 1)], "3 of 6"),
        ([(1, 1), (0, 1), (1, 2), (1, 2), (1, 2), (0, 0)], "4 of 8"),
        ([(1, 2), (1, 2), (2, 3), (0, 0), (0, 0)], ""),  # too few of them to leave anything open
        ([(2, 3), (2, 3), (1, 3), (0, 0), (0, 0)], "5 or more of 9"),  # three had planned some
        ([(2, 3), (2, 3), (1, 3), (0, 0)], ""),  # of four, everybody can guess who the three are
        ([(1, 1), (3, 6), (0, 0), (0, 0), (0, 0), (0, 0)], ""),  # two had
        ([(1, 1)] * 22, "20 or more of 22"),
        ([(1, 1)] * 20 + [(0, 1)] * 2, "20 or more of 22"),
        ([(1, 1)] * 19 + [(0, 1)] * 3, "19 of 22"),
        ([(1, 1)] * 3 + [(0, 1)] * 19, "3 of 22"),
        ([(1, 1)] * 2 + [(0, 1)] * 20, "2 or fewer of 22"),
        ([], ""),
    ],
)
def test_planned_meetings_that_were_held_name_nobody(plans: list[tuple[int, int]], shown: str) -> None:
    assert kept(*plans) == shown


def test_nobody_can_work_out_another_partnership() -> None:
    """Whoever knows what everybody had planned, and what became of their own: of no other is it certain that all of
    theirs were held, or none."""
    for planned in product((0, 1, 2), repeat=5):
        worlds: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        for held in product(*(range(each + 1) for each in planned)):
            worlds[kept(*zip(held, planned, strict=True))].append(held)
        for shown, possible in worlds.items():
            if shown:
                assert not certain(possible, planned), (planned, shown)


def certain(possible: list[tuple[int, ...]], planned: tuple[int, ...]) -> bool:
    """Whether one of those who know their own part could be certain about another's."""
    with_plans = [place for place, each in enumerate(planned) if each]
    for insider, other in product(with_plans, repeat=2):
        for own in {held[insider] for held in possible}:
            others = {held[other] for held in possible if held[insider] == own}
            if insider != other and others in ({0}, {planned[other]}):
                return True
    return False


def test_it_is_kept_with_the_other_totals_and_a_publication_without_it_is_the_text_it_always_was() -> None:
    told = publish(CYCLE, [PartnershipCycle(True, planned=2, honoured=1)] * 5)
    assert '"kept":"5 of 10"' in to_text(told) and from_text(to_text(told)) == told
    before = '{"cycle":"2026-09","met":0,"partnerships":0,"topics":[],"usefulness":""}'
    assert to_text(from_text(before)) == before
