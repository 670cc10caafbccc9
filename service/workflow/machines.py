"""Mail that machines send: delivery reports, complaints, answers to invitations, automatic replies.

None is answered, but for another time that somebody's calendar proposes and leaves open. Anybody may forge one, so only
what shows a token of ours changes anything: tokens stand in our letters and in the envelope, and nowhere else. Our
Message-IDs stand in every server's log and prove nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from service.addresses import Addresses, Purpose
from service.domain import Kind
from service.reading.values import Reading
from service.store.inbox import InboxState, WaitingMail
from service.store.outbox import NewLetter
from service.store.people import MembershipState, normal_address
from service.store.store import Store
from service.workflow.identify import Identifier, Sender
from service.workflow.invitation_answers import InvitationAnswers

log = structlog.get_logger()

MACHINES = frozenset({Kind.BOUNCE, Kind.COMPLAINT, Kind.CALENDAR, Kind.AUTO_REPLY})
"""The kinds that no person writes."""

_SEARCHED = 262_144
_LONGEST_ABSENCE = timedelta(days=366)
_OUR_ADDRESSES = re.compile(rb"(?:bounce|checkin)(?:\+|%2b|=2b)[a-z2-7]{42}@[a-z0-9.-]{1,253}")
_OUR_MESSAGE_IDS = re.compile(rb"<mentormail\.[0-9a-f]{32}@[a-z0-9.-]{1,253}>")
_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class About:
    """The letter of ours that a machine's mail is about, whom it went to, and whether a token proves it."""

    letter: NewLetter | None = None
    state: MembershipState | None = None
    proven: bool = False


class Machines:
    """Does what such mail says, as far as it is proven. Call within `Store.transact`."""

    def __init__(
        self, store: Store, identifier: Identifier, addresses: Addresses, invitations: InvitationAnswers
    ) -> None:
        self._store = store
        self._identifier = identifier
        self._addresses = addresses
        self._invitations = invitations

    async def handle(self, mail: WaitingMail, reading: Reading, now: datetime) -> None:
        """Do it, and end the mail as classified with what came of it."""
        about = await self._about(mail, reading)
        match reading.kind:
            case Kind.BOUNCE:
                outcome = await self._bounced(about, reading, now)
            case Kind.COMPLAINT:
                outcome = await self._complained(about, now)
            case Kind.AUTO_REPLY:
                outcome, about = await self._away(about, mail, reading, now)
            case _:
                outcome, whose = await self._invitations.take(mail, reading, now)
                about = About(about.letter, whose)
        await self._store.inbox.finish(
            mail.id,
            InboxState.CLASSIFIED,
            now,
            kind=reading.kind,
            rule=reading.rule,
            reason=outcome,
            membership=about.state.membership.id if about.state else None,
            program=about.letter.program if about.letter else None,
        )
        told = "" if reading.kind is Kind.CALENDAR else outcome  # when people meet is in no log
        log.info("mail classified", mail=str(mail.id), kind=str(reading.kind), rule=reading.rule, outcome=told)

    async def _bounced(self, about: About, reading: Reading, now: datetime) -> str:
        """One letter counts once, however many reports of it come."""
        state, letter = about.state, about.letter
        if state is None or letter is None or not reading.bounces:
            return "about no letter of ours"
        of_them = [each for each in reading.bounces if _same(each.recipient, letter.recipient)]
        if not about.proven and not of_them:
            return "no token of ours in it; changed nothing"
        failures = [each for each in of_them or reading.bounces if not each.arrived]
        if not failures:
            return "it arrived; changed nothing"
        permanent = any(failure.permanent for failure in failures)
        status = next((failure.status for failure in failures if failure.status), None)
        first = await self._store.outbox.came_back(letter.id, status or "")
        if not first and not permanent:
            return "the same letter's again; changed nothing"
        shown = status or ("refused for good" if permanent else "not delivered")
        participant = state.membership.participant.id
        reach = await self._store.reach.bounced(participant, shown, permanent=permanent, now=now)
        return f"{'hard' if permanent else 'soft'}, {shown}: the address is {reach}"

    async def _complained(self, about: About, now: datetime) -> str:
        if about.state is None or not about.proven:
            return "no token of ours in it; changed nothing"
        await self._store.reach.complained(about.state.membership.participant.id, now)
        return "what is optional ends for this person"

    async def _away(self, about: About, mail: WaitingMail, reading: Reading, now: datetime) -> tuple[str, About]:
        """An out-of-office: letters wait until the day it names. It must come back to a letter's envelope sender, or
        from the person's own address: a colleague's answering machine says nothing of them."""
        if not (about.proven and self._addresses.parse(mail.recipient).purpose is Purpose.BOUNCE):
            origin = await self._identifier.origin(mail, reading.envelope, now)
            about = About(about.letter, origin.state) if isinstance(origin, Sender) else About()
        if about.state is None:
            return "nobody's we know of; changed nothing", about
        today = now.astimezone(about.state.membership.participant.zone).date()
        if reading.back_on is None or not today <= reading.back_on <= today + _LONGEST_ABSENCE:
            return "names no day to wait for", about
        await self._store.reach.away_until(about.state.membership.participant.id, reading.back_on, now)
        return f"away until {reading.back_on.isoformat()}", about

    async def _about(self, mail: WaitingMail, reading: Reading) -> About:
        """The letter: by the address the mail came back to, by a token in it, else by a Message-ID."""
        threads = set()
        for address in (mail.recipient, *_addresses_in(mail.raw)):
            recipient = self._addresses.parse(address)
            if recipient.purpose is Purpose.BOUNCE and recipient.id:
                letter = await self._store.outbox.by_id(recipient.id)
                if letter is not None:
                    return About(letter, await self._member(letter), proven=True)
            elif recipient.id:
                threads.add(recipient.id)
        letter = await self._identifier.answered(reading.envelope) or await self._by_message_id(mail.raw)
        if letter is None:
            return About()
        return About(letter, await self._member(letter), proven=letter.thread in threads)

    async def _by_message_id(self, raw: bytes) -> NewLetter | None:
        for found in _found(_OUR_MESSAGE_IDS, raw):
            outbox = self._addresses.outbox_of_message_id(found)
            letter = await self._store.outbox.by_id(outbox) if outbox else None
            if letter is not None:
                return letter
        return None

    async def _member(self, letter: NewLetter) -> MembershipState | None:
        return await self._store.people.membership(letter.membership) if letter.membership else None


def _same(address: str | None, recipient: str) -> bool:
    return address is not None and normal_address(address) == normal_address(recipient)


def _addresses_in(raw: bytes) -> Iterator[str]:
    return _found(_OUR_ADDRESSES, raw)


def _found(what: re.Pattern[bytes], raw: bytes) -> Iterator[str]:
    """What a mail holds of ours, in small letters; quoted-printable's soft line ends do not hide it (RFC 2045 §6.7)."""
    searched = raw[:_SEARCHED].replace(b"=\r\n", b"").replace(b"=\n", b"").lower()
    for number, match in enumerate(what.finditer(searched)):
        if number == _MOST_FOUND:
            return
        yield match[0].decode("ascii").replace("=2b", "+")
