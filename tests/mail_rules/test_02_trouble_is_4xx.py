"""Rule 2. Every trouble of ours is 4xx with generic words: the sender keeps the mail, and learns nothing of us."""

from __future__ import annotations

import pytest
from office import ADA, DOMAIN, Office, mail, talking

TO = f"checkin@{DOMAIN}"


@pytest.mark.parametrize("door", ["port", "lmtp_port"])
async def test_a_database_in_trouble_is_451_until_it_is_well_again(office: Office, database, door: str) -> None:
    raw = mail(ADA, TO, "We met on November 3.").as_bytes().replace(b"\n", b"\r\n")
    await database("ALTER TABLE inbox RENAME TO gone")
    words = await offered(getattr(office, door), raw, lmtp=door == "lmtp_port")
    assert words.startswith("451 4.3.0")
    for secret in ("inbox", "table", "relation", "error", "Error", "sqlite", "Traceback", TO, ADA):
        assert secret not in words
    await database("ALTER TABLE gone RENAME TO inbox")
    assert (await offered(getattr(office, door), raw, lmtp=door == "lmtp_port")).startswith("250")
    await office.app.work()
    assert await office.inbox_states() == {"read": 1}


async def offered(port: int, raw: bytes, *, lmtp: bool) -> str:
    """Offer a mail; the last reply."""
    async with talking(port, lmtp=lmtp) as client:
        await client.envelope(TO, sender=ADA)
        return await client.data(raw)
