"""A name server on loopback that tells TXT records, and counts what it was asked."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


class NameServer(asyncio.DatagramProtocol):
    """`records`: texts by name. `silent`: take questions and never answer."""

    def __init__(self, records: Mapping[str, str], *, silent: bool = False) -> None:
        self.records = records
        self.silent = silent
        self.asked: list[str] = []
        self.port = 0

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[NameServer]:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.port = transport.get_extra_info("sockname")[1]
        try:
            yield self
        finally:
            transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        question = dns.message.from_wire(data)
        asked = question.question[0]
        name = asked.name.to_text(omit_final_dot=True)
        self.asked.append(name)
        if self.silent:
            return
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        text = self.records.get(name)
        if text is None or asked.rdtype != dns.rdatatype.TXT:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        else:
            pieces = " ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250))
            answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", "TXT", pieces))
        self._transport.sendto(answer.to_wire(), addr)  # type: ignore[attr-defined]
