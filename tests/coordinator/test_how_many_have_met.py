"""The summary's chart: the weeks of the running month as their own summaries told them, below the closed months."""

from __future__ import annotations

from datetime import datetime

from office import ADA, CHECKIN_DAY, COORDINATOR, DANA, PACIFIC, Office, text_of


def chart(office: Office) -> list[str]:
    """The chart's lines in the latest summary."""
    lines = text_of(office.letters_to(COORDINATOR)[-1]).split("\n")
    return [" ".join(line.split()) for line in lines if "■" in line or "□" in line]


async def on(office: Office, month: int, day: int, *writers: str) -> None:
    """Step to a morning, and let people write that they have met."""
    await office.step_to(datetime(2026 + (month < 10), month, day, 10, 30, tzinfo=PACIFIC))
    for each in writers:
        letter = next(each for each in reversed(office.letters_to(each)) if "check-in" in each["Subject"])
        await office.reply(letter, "Yes, we met yesterday for an hour and talked about goals.")


async def test_each_week_is_told_as_it_was_told_then(office: Office) -> None:
    await office.step_to(CHECKIN_DAY)
    await on(office, 11, 5, ADA)
    await on(office, 11, 9)
    assert chart(office) == []  # one bar would be the sentence at the top
    await on(office, 11, 12, DANA)
    await on(office, 11, 16)
    assert chart(office) == ["by Nov 8 ■■■□□□□□□□ 1 of 3", "by Nov 15 ■■■■■■■□□□ 2 of 3"]
    await on(office, 11, 23)
    await on(office, 12, 7)  # the check-in of December goes out at nine, after the summary
    assert [line.split(" ", 3)[2] for line in chart(office)] == ["8", "15", "22", "29", "6"]
    await on(office, 12, 14)
    assert chart(office) == ["November ■■■■■■■□□□ 2 of 3", "by Dec 13 □□□□□□□□□□ 0 of 3"]
