"""How fast mail is taken in durably, against bare aiosmtpd, which keeps nothing.

    python bench/intake.py [--messages 3000] [--clients 32] [--rounds 3]

One connection a message, as mail systems mostly come. Each door runs in a process of its own on uvloop; each round asks
all doors, so that a busy machine harms them alike. Prints messages a second and the ratio to bare aiosmtpd.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path

import uvloop

MAIL = b"From: mentee@example.org\r\nSubject: Re: check-in\r\nMessage-ID: <%d.%d@example.org>\r\n\r\n%s.\r\n"
WORDS = b"We met on Tuesday for an hour and talked about goals.\r\n" * 20
RECIPIENT = b"checkin@mentor.example.org"


async def bare_aiosmtpd() -> int:
    """aiosmtpd with a handler that forgets."""
    import logging

    from aiosmtpd.smtp import SMTP

    logging.getLogger("mail.log").setLevel(logging.ERROR)

    class Forgetful:
        async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
            return "250 OK"

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Forgetful(), hostname="mx", loop=loop), "127.0.0.1", 0)
    return int(server.sockets[0].getsockname()[1])


async def our_door(database: str) -> int:
    """The door as it runs: sealed, committed, only then 250."""
    from service.addresses import Addresses
    from service.clock import SystemClock
    from service.intake.limits import Limits
    from service.intake.smtp import Endpoint, Intake
    from service.keys import new_key_lines, parse_keys
    from service.store.store import Store
    from service.workflow.receive import Receiver
    from service.workflow.wake import NoWake

    keys = parse_keys(new_key_lines(), "bench")
    store = Store(database, keys)
    await store.database.connect()
    await store.database.migrate()
    receiver = Receiver(store, SystemClock(), NoWake(), keys.token)
    limits = Limits(messages_per_sender_hour=0, connections=1000)
    intake = Intake(receiver, Addresses("mentor.example.org", keys.token).refusal, "mx", limits)
    return (await intake.listen(Endpoint())).endpoint.port


def serve(start: Callable[[], Awaitable[int]], told: Connection) -> None:
    async def main() -> None:
        told.send(await start())
        await asyncio.Event().wait()

    uvloop.run(main())


async def deliver(port: int, mail: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.readline()
    for line in (b"EHLO client", b"MAIL FROM:<mentee@example.org>", b"RCPT TO:<" + RECIPIENT + b">", b"DATA"):
        writer.write(line + b"\r\n")
        while (await reader.readline())[3:4] == b"-":
            pass
    writer.write(mail + b".\r\n")
    reply = await reader.readline()
    assert reply.startswith(b"250"), reply
    writer.write(b"QUIT\r\n")
    await reader.readline()
    writer.close()


async def offer(port: int, messages: int, clients: int, run: int) -> float:
    """Messages a second."""
    numbers = iter(range(messages))

    async def client() -> None:
        for number in numbers:
            await deliver(port, MAIL % (run, number, WORDS))

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return messages / (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--messages", type=int, default=3000)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        doors: dict[str, Callable[[], Awaitable[int]]] = {"bare aiosmtpd": bare_aiosmtpd}
        databases = {"SQLite": f"sqlite:{Path(folder) / 'bench.db'}"}
        if postgres := os.environ.get("MENTORMAIL_TEST_DATABASE"):
            databases["PostgreSQL"] = postgres
        for name, url in databases.items():
            doors[f"durable, {name}"] = _Opening(url)
        measure(doors, wanted)


class _Opening:
    """`our_door` on one database; a class, because a process must be able to take it along."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self) -> Awaitable[int]:
        return our_door(self._url)


def measure(doors: dict[str, Callable[[], Awaitable[int]]], wanted: argparse.Namespace) -> None:
    processes = multiprocessing.get_context("spawn")
    ports, servers = {}, []
    for name, start in doors.items():
        hear, told = processes.Pipe()
        server = processes.Process(target=serve, args=(start, told), daemon=True)
        server.start()
        servers.append(server)
        ports[name] = hear.recv()
    rates: dict[str, list[float]] = {name: [] for name in doors}
    for run in range(wanted.rounds):
        for name, port in ports.items():
            rates[name].append(uvloop.run(offer(port, wanted.messages, wanted.clients, run)))
    for server in servers:
        server.kill()
        server.join()
    bare = statistics.median(rates["bare aiosmtpd"])
    for name, measured in rates.items():
        rate = statistics.median(measured)
        print(f"{name:22} {rate:7.0f} messages/s   {rate / bare:.2f}")


if __name__ == "__main__":
    main()
