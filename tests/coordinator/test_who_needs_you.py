"""What stands first in the summary: who asks for something, with who offered beside it, and who has never met."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from office import ADA, COORDINATOR, PACIFIC, Office, words_of

CONTACTS = """name,email,topics
Ruth Adler,ruth.adler@example.edu,review-promotion conferences
Femi Alade,femi.alade@example.edu,orientation
"""


async def test_who_offered_to_talk_stands_beside_the_request(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    (tmp_path / "contacts.csv").write_text(CONTACTS)
    async with Office.open(tmp_path, database_url, redis_setting, extra='contacts = "contacts.csv"') as office:
        await office.step_to(datetime(2026, 11, 2, 10, 30, tzinfo=PACIFIC))
        letter = office.letters_to(ADA)[-1]
        await office.reply(letter, "Not yet. Could you put me in touch with someone who went through tenure review?")
        await office.step_to(datetime(2026, 11, 9, 8, 5, tzinfo=PACIFIC))
        summary = words_of(office.letters_to(COORDINATOR)[-1])
        assert "Could you put me in touch with someone who went through tenure review?" in summary
        assert "Ruth Adler (ruth.adler@example.edu) offered to talk about that." in summary
        assert "Femi Alade" not in summary


async def test_who_has_never_met_is_named_after_two_months(office: Office) -> None:
    for month, day in ((11, 2), (11, 9), (11, 16), (12, 7), (12, 14), (12, 21)):
        await office.step_to(datetime(2026, month, day, 10, 30, tzinfo=PACIFIC))
    assert not any("have not met since they began" in words_of(each) for each in office.letters_to(COORDINATOR))
    await office.step_to(datetime(2027, 1, 4, 10, 30, tzinfo=PACIFIC))
    await office.step_to(datetime(2027, 1, 11, 10, 30, tzinfo=PACIFIC))
    summary = words_of(office.letters_to(COORDINATOR)[-1])
    assert "Grace Lin and Ada Moss (1), Dana Cole and Marisol Vega (2)" in summary
    assert "Walt Pruitt and Maddie Stone (3) have not met since they began." in summary
    assert "November □□□□□□□□□□ 0 of 3" in summary
