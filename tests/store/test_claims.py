"""What a reply claimed is kept as it was told."""

from __future__ import annotations

from datetime import date

import pytest

from service.domain import Claims, FallenMeeting
from service.store.claims import from_text, to_text

NOVEMBER, DECEMBER = date(2026, 11, 12), date(2026, 12, 12)

FALLEN = {
    "none": (),
    "one, of no day": (FallenMeeting(),),
    "one, of a day": (FallenMeeting((NOVEMBER,)),),
    "one, of either of two days": (FallenMeeting((NOVEMBER, DECEMBER)),),
    "one that was moved": (FallenMeeting((NOVEMBER,), moved=True),),
    "two": (FallenMeeting((DECEMBER,)), FallenMeeting(moved=True)),
}


@pytest.mark.parametrize("fallen", FALLEN.values(), ids=FALLEN.keys())
def test_meetings_that_fell_through(fallen: tuple[FallenMeeting, ...]) -> None:
    claims = Claims(met=False, fallen=fallen)
    assert from_text(to_text(claims, ["met"])) == (claims, frozenset({"met"}))


def test_what_was_kept_before_tells_of_none() -> None:
    old = to_text(Claims(met=False), ["met"]).replace('"fallen":[],', "")
    assert "fallen" not in old and from_text(old)[0] == Claims(met=False)
