"""One invitation for each coming meeting; moved, it changes; off, it is cancelled."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.planning.invitations import Coming, Invited, Step, What, invitation_steps

TODAY = date(2026, 11, 10)
ZONE = "America/Los_Angeles"


def at(day: int, hour: int = 14, month: int = 11) -> Coming:
    return Coming(date(2026, month, day), time(hour), ZONE)


CASES = [
    ("nothing planned, nothing sent", [], [], []),
    ("a new one", [at(12)], [], [Step(What.NEW, at(12))]),
    ("one that stands", [at(12)], [Invited("a", at(12))], []),
    ("another time of the same day", [at(12, 15)], [Invited("a", at(12))], [Step(What.CHANGED, at(12, 15), "a")]),
    ("moved by a week", [at(19)], [Invited("a", at(12))], [Step(What.CHANGED, at(19), "a")]),
    ("called off", [], [Invited("a", at(12))], [Step(What.CANCELLED, at(12), "a")]),
    (
        "one moved, one stands",
        [at(13), at(26)],
        [Invited("a", at(12)), Invited("b", at(26))],
        [Step(What.CHANGED, at(13), "a")],
    ),
    ("two coming, one sent", [at(12), at(26)], [Invited("a", at(12))], [Step(What.NEW, at(26))]),
    ("what is over is left alone", [], [Invited("a", at(9))], []),
    ("a day that is past needs none", [at(9)], [], []),
    (
        "off, and the next one far away",
        [at(28, month=12)],
        [
            Invited("a", at(12)),
        ],
        [Step(What.CHANGED, at(28, month=12), "a")],
    ),
]


@pytest.mark.parametrize(("_case", "coming", "invited", "steps"), CASES, ids=[case[0] for case in CASES])
def test_what_is_sent(_case: str, coming: list[Coming], invited: list[Invited], steps: list[Step]) -> None:
    assert list(invitation_steps(coming, invited, TODAY)) == steps


DAYS = st.integers(-5, 90).map(lambda n: Coming(TODAY + timedelta(days=n), time(14), ZONE))


@given(st.lists(DAYS, max_size=5), st.lists(DAYS, max_size=5, unique=True))
def test_afterwards_the_invitations_are_the_coming_meetings(coming: list[Coming], sent: list[Coming]) -> None:
    standing = {f"u{n}": meeting for n, meeting in enumerate(sent)}
    for n, step in enumerate(
        invitation_steps(coming, [Invited(uid, meeting) for uid, meeting in standing.items()], TODAY)
    ):
        if step.what is What.CANCELLED:
            del standing[step.uid or ""]
        else:
            standing[step.uid or f"new{n}"] = step.meeting
    after = [Invited(uid, meeting) for uid, meeting in standing.items()]
    assert sorted(each.meeting.day for each in after if each.meeting.day >= TODAY) == sorted(
        {each.day for each in coming if each.day >= TODAY}
    )
    assert invitation_steps(coming, after, TODAY) == ()
