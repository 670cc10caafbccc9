"""A round follows what the settings say now, also where its memberships were planned with others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from office import ADA, PACIFIC, Office

from service.keys import new_key_lines, parse_keys
from service.store.models import ProgramRow


async def test_another_monthly_day_holds_from_the_next_round_on(
    tmp_path: Path, database_url: str, redis_setting: str
) -> None:
    keys = parse_keys(new_key_lines(), "test keys")
    before = datetime(2026, 10, 27, 12, tzinfo=PACIFIC)
    async with Office.open(tmp_path, database_url, redis_setting, keys=keys) as office:
        await office.step_to(before)
        first = (await ProgramRow.get(id=office.program.id)).settings
        await office.step_to(before.replace(day=28))
        assert (await ProgramRow.get(id=office.program.id)).settings == first
    changed = 'monthly_day = "last Thursday 10:00"'
    later = datetime(2026, 10, 28, 18, tzinfo=PACIFIC)
    async with Office.open(
        tmp_path, database_url, redis_setting, keys=keys, start=later, extra=changed, roster=""
    ) as office:
        await office.step_to(datetime(2026, 10, 28, 19, tzinfo=PACIFIC))
        await office.step_to(datetime(2026, 10, 29, 11, 30, tzinfo=PACIFIC))
        assert [letter["Subject"] for letter in office.letters_to(ADA)]
