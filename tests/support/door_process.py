"""A door in a process of its own, on a real database: `python door_process.py DATABASE KEYS SOCKET`.

Says the SMTP port on its first line and runs until it is killed. With `list` for SOCKET it prints the Message-ID of
each mail that is kept, and ends.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from service.addresses import Addresses
from service.clock import SystemClock
from service.intake.limits import Limits
from service.intake.smtp import Endpoint, Intake
from service.keys import parse_keys
from service.store.store import Store
from service.workflow.receive import Receiver
from service.workflow.wake import NoWake


async def main(database: str, keys_file: str, place: str) -> None:
    keys = parse_keys(Path(keys_file).read_text(), keys_file)  # noqa: ASYNC240 (nothing else runs yet)
    store = Store(database, keys)
    clock = SystemClock()
    try:
        await store.database.connect()
        await store.database.migrate()
        if place == "list":
            waiting = await store.transact(lambda: store.inbox.claim(clock.now(), 1_000_000))
            for mail in waiting:
                message_id = re.search(rb"^Message-ID: (\S+)", mail.raw, re.MULTILINE)
                print(message_id[1].decode() if message_id else "?", mail.recipient)
            return
        refusal = Addresses("mentor.example.org", keys.token).refusal
        intake = Intake(Receiver(store, clock, NoWake(), keys.token), refusal, "mx", Limits())
        smtp = await intake.listen(Endpoint())
        await intake.listen(Endpoint(path=Path(place)), lmtp=True)
        print(smtp.endpoint.port, flush=True)
        await asyncio.Event().wait()
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
