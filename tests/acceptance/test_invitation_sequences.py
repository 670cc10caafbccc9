"""Whatever the order in which a schedule changes: under a UID the SEQUENCE only rises, and nothing follows a CANCEL."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from calendars import answer, answered, invitations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import ADA, GRACE, START, Office
from one_database import on_sqlite_only

ROSTER = """mentor_name,mentor_email,mentee_name,mentee_email,started_on
Grace Lin,grace.lin@example.edu,Ada Moss,ada.moss@example.edu,2026-10-26
"""
WHO = st.sampled_from([ADA, GRACE])
DAYS = st.integers(2, 28)
CHANGES = st.one_of(
    st.tuples(st.just("tells"), WHO, DAYS.map(lambda day: f"Our next meeting is on November {day} at 2pm.")),
    st.tuples(st.just("tells"), WHO, st.sampled_from(["Every Tuesday at 10.", "We will decide each time."])),
    st.tuples(st.just("proposes"), WHO, DAYS.map(lambda day: f"202611{day:02}T163000")),
    st.tuples(st.just("declines"), WHO, st.just("")),
    st.tuples(st.just("tells"), WHO, st.sampled_from(["PAUSE", "PAUSE until November 12", "RESUME"])),
    st.tuples(st.just("waits"), st.just(""), st.integers(1, 60).map(str)),
)


@on_sqlite_only
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(CHANGES, min_size=3, max_size=7))
def test_sequences_rise_and_a_cancel_is_the_last_word(changes: list[tuple[str, str, str]]) -> None:
    asyncio.run(live_through(changes))


async def live_through(changes: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Office.open(Path(folder), f"sqlite:{folder}/data/mentormail.db", roster=ROSTER) as office:
            await office.step_to(START + timedelta(hours=2))
            welcomes = {address: office.letters_to(address)[0] for address in (ADA, GRACE)}
            await office.reply(welcomes[ADA], "INVITE", quote=False)
            for what, who, said in changes:
                if what == "waits":
                    await office.step_to(office.clock.now() + timedelta(hours=int(said)))
                elif what == "tells":
                    await office.reply(welcomes[who], said, quote=False)
                elif sent := invitations(office, who):
                    status, method = ("DECLINED", "REPLY") if what == "declines" else ("TENTATIVE", "COUNTER")
                    await answered(office, answer(sent[-1][1], who, status, said or None, method))
                await office.step_to(office.clock.now() + timedelta(minutes=7))
            await office.step_to(office.clock.now() + timedelta(days=1))
            for address in (ADA, GRACE):
                holds(office, address)


def holds(office: Office, address: str) -> None:
    last: dict[str, tuple[str, int]] = {}
    for method, event, _ in invitations(office, address):
        uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
        assert method == "REQUEST" or uid in last, "a cancellation of what nobody had"
        if uid in last:
            assert last[uid][0] == "REQUEST", "an update after a CANCEL"
            assert sequence > last[uid][1]
        last[uid] = method, sequence
