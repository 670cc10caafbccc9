"""How often and when two people mean to meet, in many people's words."""

from __future__ import annotations

from datetime import date

import pytest

from service.reading.days.dates import Lack
from service.reading.days.rhythm import rhythm_in
from service.rhythm import Rhythm

TODAY = date(2026, 11, 2)
"""A Monday."""

SETTLED = [
    ("First Tuesday at 2", "monthly first tuesday 14:00"),
    ("first tuesday of the month, 2pm", "monthly first tuesday 14:00"),
    ("We'll meet on the first Tuesday of every month at 2:30.", "monthly first tuesday 14:30"),
    ("Once a month, the second Wednesday, over lunch", "monthly second wednesday"),
    ("Monthly. 3rd Thursday 10am in my office", "monthly third thursday 10:00"),
    ("the last Friday of each month from 3 to 4", "monthly last friday 15:00 for 60"),
    ("Every first Monday of the month", "monthly first monday"),
    ("We decided on 4th Thursdays at noon", "monthly fourth thursday 12:00"),
    ("every month on the second Tues, 9:30", "monthly second tuesday 09:30"),
    ("We meet monthly on the 15th at 11", "monthly 15 11:00"),
    ("the 3rd of every month", "monthly 3"),
    ("On the 20th of each month, 4 pm", "monthly 20 16:00"),
    ("every Tuesday", "weekly 1 tuesday"),
    ("Weekly, Thursdays at 1", "weekly 1 thursday 13:00"),
    ("Wednesdays at noon", "weekly 1 wednesday 12:00"),
    ("We will meet each Friday at 8:30 before the desk opens", "weekly 1 friday 08:30"),
    ("once a week on Mondays", "weekly 1 monday"),
    ("every other Thursday noon", "weekly 2 thursday 12:00 from 2026-11-05"),
    ("every other Thursday at noon, starting November 12", "weekly 2 thursday 12:00 from 2026-11-12"),
    ("Every two weeks on Wednesday at 3pm", "weekly 2 wednesday 15:00 from 2026-11-04"),
    ("biweekly, Fridays 10-11", "weekly 2 friday 10:00 for 60 from 2026-11-06"),
    ("fortnightly on Tuesdays", "weekly 2 tuesday from 2026-11-03"),
    ("Tuesdays, every second week, 4pm", "weekly 2 tuesday 16:00 from 2026-11-03"),
    ("alternate Mondays at 9", "weekly 2 monday 09:00 from 2026-11-09"),
    ("every three weeks on Friday starting on Nov 13", "weekly 3 friday from 2026-11-13"),
    ("every 3 weeks, Thursdays", "weekly 3 thursday from 2026-11-05"),
    ("We'll decide each time", "each time"),
    ("we'll decide each time.", "each time"),
    ("No fixed day, we set the next one at the end of each meeting", "each time"),
    ("We will play it by ear", "each time"),
    ("Ad hoc", "each time"),
    ("we'd rather schedule as we go", "each time"),
    ("About once a month, but we will settle the date from meeting to meeting", "each time"),
    ("as needed, whenever our calendars allow", "each time"),
    ("It will vary, we'll pick a date every time", "each time"),
    ("Monthly, day to be decided each time", "each time"),
    ("Not Tuesdays; first Thursday at 2 works for both", "monthly first thursday 14:00"),
    ("Let's change from first Tuesdays to second Thursdays at 10", "monthly second thursday 10:00"),
    ("second Thursday at 10 instead of the first Tuesday", "monthly second thursday 10:00"),
    ("First Monday, sorry, first Tuesday at 2", "monthly first tuesday 14:00"),
    ("1st Tues. @ 2pm", "monthly first tuesday 14:00"),
    ("Thursdays, every other week, at 12:30 on Zoom", "weekly 2 thursday 12:30 from 2026-11-05"),
    ("We agreed: last Wednesday of the month, half past three", "monthly last wednesday 15:30"),
    ("the second Friday of the month works best, mornings", "monthly second friday"),
    ("Once a month for an hour on first Wednesdays at 4", "monthly first wednesday 16:00 for 60"),
    ("Every 2nd Tuesday of the month at 1pm", "monthly second tuesday 13:00"),
    ("We met on Friday and agreed on first Wednesdays at 3.", "monthly first wednesday 15:00"),
    ("We will meet on the fourth Tuesday of every month from 1 to 2.", "monthly fourth tuesday 13:00 for 60"),
    ("We had coffee, and will meet on the fourth Tuesday of every month at 1.", "monthly fourth tuesday 13:00"),
    ("The third Wednesday works for both. 2pm, please", "monthly third wednesday 14:00"),
    ("biweekly tuesdays 11am, first one on the 10th", "weekly 2 tuesday 11:00 from 2026-11-10"),
    ("every six weeks, Wednesdays at 2", "weekly 6 wednesday 14:00 from 2026-11-04"),
    ("We'd like to keep it loose.", "each time"),
    ("first and third Tuesdays at 2", "monthly first and third tuesday 14:00"),
    ("The first and the third Tuesday of the month, 2pm", "monthly first and third tuesday 14:00"),
    ("2nd & 4th Wednesday of each month at noon", "monthly second and fourth wednesday 12:00"),
    ("every first and last Friday", "monthly first and last friday"),
    ("every 1st and 15th", "monthly 1 and 15"),
    ("First Tuesday at 2 for an hour and a half", "monthly first tuesday 14:00 for 90"),
    ("First Tuesday at 2. 45 minutes each time", "monthly first tuesday 14:00 for 45"),
    ("On the 1st and the 15th of each month at 10", "monthly 1 and 15 10:00"),
    ("Monthly on the 15th and 30th, 3pm", "monthly 15 and 30 15:00"),
    ("every second month, first Monday", "every 2 months first monday from 2026-12-07"),
    ("every other month on the first Monday at 10", "every 2 months first monday 10:00 from 2026-12-07"),
    ("the 20th of every other month", "every 2 months 20 from 2026-11-20"),
    ("Quarterly, on the last Thursday at 4", "every 3 months last thursday 16:00 from 2026-11-26"),
    ("every other month, second Tuesday, starting December 8", "every 2 months second tuesday from 2026-12-08"),
    ("twice a month", "each time, 2 a month"),
    ("Twice a month, we'll decide each time", "each time, 2 a month"),
    ("three times a month or so", "each time, 3 a month"),
    ("every three weeks", "each time, every 3 weeks"),
    ("about every four weeks, as our calendars allow", "each time, every 4 weeks"),
    ("about monthly; we find a date by email", "each time"),
]

UNCLEAR = [
    ("once a month", Lack.VAGUE),
    ("Monthly should be fine", Lack.VAGUE),
    ("every couple of weeks", Lack.VAGUE),
    ("weekly", Lack.VAGUE),
    ("every other week, mornings", Lack.VAGUE),
    ("first Tuesday or second Thursday", Lack.UNSURE),
    ("Mondays or Wednesdays, we have not settled which", Lack.UNSURE),
    ("first or third Tuesdays at 2", Lack.UNSURE),
    ("first and fifth Tuesday", Lack.UNSURE),
    ("first Tuesday and third Thursday", Lack.UNSURE),
    ("every other month on Tuesdays", Lack.UNSURE),
    ("every other month, second Tuesday, starting December 9", Lack.UNSURE),
    ("every few months, first Monday", Lack.UNSURE),
    ("every second Tuesday", Lack.UNSURE),
    ("fifth Friday", Lack.UNSURE),
    ("Could we do every other Thursday?", Lack.UNSURE),
    ("Tuesdays and Thursdays", Lack.UNSURE),
    ("twice a month on Tuesdays", Lack.VAGUE),
    ("monthly, Thursdays, exact date to follow", Lack.VAGUE),
    ("Every Thursday except the last one in the month", Lack.UNSURE),
    ("every other Thursday, starting Friday November 13", Lack.UNSURE),
]

NONE = [
    "Yes, we have.",
    "We met on Tuesday for an hour.",
    "first Tuesday in December at 2",
    "first and third Tuesday in December",
    "We met on the 1st and 15th.",
    "Our first meeting is the first Tuesday of next month",
    "I teach every Tuesday.",
    "I hope to learn how the budget works.",
    "My committee meets on first Fridays, which is a pain.",
    "Tuesdays do not work for me.",
    "We will meet on the 12th at 3.",
    "On Monday I start in cataloguing.",
    "Thank you!",
    "I am at the desk Mondays and Wednesdays.",
    "She is new, and every day is a surprise.",
    "What happened last Friday was odd",
    "We agreed that what is said on Tuesday stays there.",
    "We met on the first Tuesday and will see.",
]


@pytest.mark.parametrize(("said", "meant"), SETTLED, ids=[said for said, _ in SETTLED])
def test_a_rhythm_is_read(said: str, meant: str) -> None:
    assert str(rhythm_in(said, TODAY, asked=True)) == meant
    assert Rhythm.parse(meant) is not None


@pytest.mark.parametrize(("said", "lack"), UNCLEAR, ids=[said for said, _ in UNCLEAR])
def test_what_is_not_settled_is_known_as_that(said: str, lack: Lack) -> None:
    assert rhythm_in(said, TODAY, asked=True) is lack


@pytest.mark.parametrize("said", NONE)
def test_other_days_are_no_rhythm(said: str) -> None:
    assert rhythm_in(said, TODAY, asked=True) is None


UNASKED = [
    ("From now on we meet every other Thursday at noon.", "weekly 2 thursday 12:00 from 2026-11-05"),
    ("We changed our schedule to the second Wednesday of each month at 3.", "monthly second wednesday 15:00"),
    ("We have moved our meetings to Fridays at 10.", "weekly 1 friday 10:00"),
    ("Our regular slot is now the last Monday of the month, 4pm", "monthly last monday 16:00"),
]
INNOCENT = [
    "We met on the first Tuesday, an hour, about her goals.",
    "We met on Thursday. Once a month is about right.",
    "We talked about her Tuesdays at the desk.",
    "Next: first Tuesday in December at 2.",
    "We talked about the story time I run every other Thursday.",
    "We usually talk on Mondays, but this time it was Wednesday the 4th.",
]


@pytest.mark.parametrize(("said", "meant"), UNASKED, ids=[said for said, _ in UNASKED])
def test_a_new_rhythm_is_heard_in_any_reply(said: str, meant: str) -> None:
    assert str(rhythm_in(said, TODAY, asked=False)) == meant


@pytest.mark.parametrize("said", INNOCENT)
def test_no_report_is_taken_for_a_new_rhythm(said: str) -> None:
    assert rhythm_in(said, TODAY, asked=False) is None
