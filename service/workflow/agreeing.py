"""The agreement of two partners: what a reply changes of it, and the letters that show both where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from service.addresses import Addresses
from service.domain import About, Claims, Doubt, LetterKind, Membership, Role, Standing, Wish, cycle_of
from service.letters import phrases
from service.letters.pair_values import AgreementValues
from service.planning.agreement import Agreement, Statement, agreed
from service.planning.keys import welcome_key
from service.store.outbox import NewLetter
from service.store.store import Store
from service.workflow.replies import Replies, common_values
from service.workflow.rows import row_of
from service.workflow.told import Told

_YES_NO = {True: "yes", False: "no", None: ""}
_TALKED = {True: "yes", False: "not yet", None: ""}
_BEHIND_WELCOME = timedelta(hours=1)
"""Where it is still night for the partner, both wait for the morning."""


class Agreeing:
    """Keeps statements and writes copies. Call within `Store.transact`."""

    def __init__(self, store: Store, addresses: Addresses, replies: Replies) -> None:
        self._store = store
        self._addresses = addresses
        self._replies = replies

    async def state(self, told: Told) -> bool:
        """Keep what a reply settles; the partner gets a copy where that changes anything. Gives whether it did."""
        settled = told.reading.settled
        if not settled.says_anything:
            return False
        await self._store.people.lock(told.partnership.id)
        before = await self._agreement(told)
        statement = Statement(
            id=told.mail.id,
            role=told.membership.role,
            moment=told.moment,
            rhythm=settled.rhythm,
            confidentiality=settled.confidentiality,
            invitations=settled.invitations,
            hopes=settled.hopes or None,
        )
        await self._store.agreements.add(told.program.id, told.partnership.id, told.membership.id, statement)
        await self._hope(told)
        after = await self._agreement(told)
        if replace(after, rhythm_since=None) == replace(before, rhythm_since=None):
            return False
        for side in (told.partnership.mentor, told.partnership.mentee):
            await self._store.people.look_again(side.id, told.now)
        if told.partner.participant.standing is Standing.ACTIVE:  # else the word half-way brings it to them
            await self._store.outbox.add([await self._copy(told, after)])
        return True

    async def receipt(self, told: Told, shown: Claims, doubts: Collection[Doubt]) -> NewLetter:
        """Where the agreement stands, for whoever wrote about it, with what else was understood and what is not."""
        agreement = await self._agreement(told)
        asks = phrases.unsettled(told.reading.settled.asks) + phrases.questions_back(doubts)
        values = replace(
            await self._values(told, told.membership, agreement),
            thread_subject=phrases.thread_subject(told.reading.envelope.subject),
            asks=asks,
            recorded=phrases.recorded(shown, told.program.titles, told.today),
            help_asked=told.reading.claims.needs_help,
            command=(told.reading.command_beside or "").upper(),
        )
        return self._replies.answer(LetterKind.AGREEMENT, values, told)

    async def _copy(self, told: Told, agreement: Agreement) -> NewLetter:
        """The partner's, in their own conversation about the agreement, so that their reply changes it too."""
        partner = told.partner
        cycle = cycle_of(told.partnership.started_on)
        thread = await self._store.threads.of_membership(told.program.id, partner.id, cycle, told.now, About.WELCOME)
        values = replace(
            await self._values(told, partner, agreement), changed_by=told.membership.participant.first_name
        )
        key, reason = f"agreement-copy/{told.mail.id}", "the partner changed the agreement"
        letter = row_of(LetterKind.AGREEMENT, key, values, partner, thread, self._addresses, reason, told.now)
        at = told.program.cadence.settle(told.now, partner.participant.zone)
        if at > told.now and not await self._store.outbox.known([welcome_key(partner.id)]):
            at += _BEHIND_WELCOME
        return replace(letter, planned_at=at)

    async def _agreement(self, told: Told) -> Agreement:
        return agreed((await self._store.agreements.statements([told.partnership.id]))[told.partnership.id])

    async def _values(self, told: Told, reader: Membership, agreement: Agreement) -> AgreementValues:
        zones = {side.participant.zone.key for side in (told.partnership.mentor, told.partnership.mentee)}
        timed = agreement.rhythm is not None and agreement.rhythm.at is not None
        return AgreementValues(
            **common_values(told.partnership, reader, told.program),
            role=reader.role,
            rhythm=phrases.rhythm(agreement.rhythm, told.today) if agreement.rhythm else "",
            rhythm_of=await self._whose_clock(told) if timed and len(zones) > 1 else "",
            confidentiality=_TALKED[agreement.confidentiality],
            invitations=_YES_NO[agreement.invitations],
            hopes=phrases.lines_of(agreement.hopes or ""),
        )

    async def _whose_clock(self, told: Told) -> str:
        """The first name of whoever settled the rhythm: its times are theirs."""
        statements = (await self._store.agreements.statements([told.partnership.id]))[told.partnership.id]
        role = next(each.role for each in reversed(statements) if each.rhythm is not None)
        return told.partnership.side(role).participant.first_name

    async def _hope(self, told: Told) -> None:
        """The topics that the mentee hopes to talk about steer what is suggested."""
        hopes = told.reading.settled.hopes
        if hopes and told.membership.role is Role.MENTEE:
            from service.reading.matters.agenda import (
                topics_named,  # the words of reading take a fifth of a second to load
            )

            wishes = {slug: Wish.HOPE for slug in topics_named(hopes.casefold(), told.program.topics)}
            await self._store.wishes.add(
                told.program.id, told.partnership.id, told.mail.id, wishes, told.moment, told.now
            )
