"""What a reply claims is kept as it was read, and what was kept before a field came is still read."""

from __future__ import annotations

from datetime import date, time

import pytest

from service.domain import Claims, FallenMeeting, NextMeeting
from service.store.claims import from_text, to_text

THIRD = date(2026, 12, 3)
KEPT = [
    Claims(),
    Claims(met=False, next_meeting=NextMeeting(THIRD, time(14), 90)),
    Claims(next_meeting=NextMeeting(THIRD)),
    Claims(met=False, fallen=(FallenMeeting((THIRD, date(2026, 11, 3)), moved=True),)),
    Claims(met=False, fallen=(FallenMeeting(),)),
    Claims(met=False, fallen=(FallenMeeting((THIRD,)), FallenMeeting(moved=True))),
]


@pytest.mark.parametrize("claims", KEPT)
def test_claims_are_kept_as_they_were_told(claims: Claims) -> None:
    assert from_text(to_text(claims, ["met"])) == (claims, frozenset({"met"}))


def test_what_was_kept_before_has_neither_a_length_nor_what_fell_through() -> None:
    now = to_text(Claims(met=False, next_meeting=NextMeeting(THIRD)), ["met"])
    old = now.replace('"fallen":[],', "").replace(',"minutes":null', "")
    assert "fallen" not in old and "minutes" not in old
    assert from_text(old)[0] == Claims(met=False, next_meeting=NextMeeting(THIRD))
