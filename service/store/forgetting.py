"""Removing a person: name, addresses, words and details go; that a month was answered and a meeting held stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from service.domain import COUNTED, Claims, Standing
from service.store.claims import to_text
from service.store.inbox import InboxState
from service.store.models import (
    AddressRow,
    AgendaRow,
    ConfirmationRow,
    FeedbackRow,
    InboxRow,
    InvitationAnswerRow,
    MembershipRow,
    OutboxRow,
    ParticipantRow,
    PartnershipRow,
    ReportRow,
    StatementRow,
    ThreadRow,
    WishRow,
)
from service.store.outbox import OutboxState
from service.store.people import normal_address

FORGOTTEN = "somebody who has left"
"""The name of whoever was forgotten."""

_TOLD_BY_ONE = (AgendaRow, FeedbackRow, InvitationAnswerRow, StatementRow)
"""Tables whose every row is one membership's own words."""


class Forgetting:
    """Removes people. Call within `Store.transact`; nothing of it can be undone."""

    async def forget(self, participant: UUID, counts: Mapping[UUID, Mapping[str, Claims]], now: datetime) -> None:
        """Remove a participant. `counts`: what stays of their reports, by membership and cycle."""
        members = await MembershipRow.filter(participant_id=participant)
        memberships = [row.id for row in members]
        addresses = [row.address for row in await AddressRow.filter(participant_id=participant)]
        await self._mails(participant, memberships, addresses)
        await self._letters(participant)
        await self._reports(counts)
        await self._told(memberships)
        await ThreadRow.filter(membership_id__in=memberships).update(revoked=True, asked="", shown=None)
        await ConfirmationRow.filter(participant_id=participant).update(address="")
        await PartnershipRow.filter(id__in=[row.partnership_id for row in members]).update(standing=Standing.ENDED)
        await MembershipRow.filter(partnership_id__in=[row.partnership_id for row in members]).update(next_look_at=now)
        await AddressRow.filter(participant_id=participant).delete()
        await ParticipantRow.filter(id=participant).update(
            name=FORGOTTEN, email="", reached_reason="", back_on=None, standing=Standing.ENDED, paused_until=None
        )

    async def blank_letters(self) -> int:
        """Remove the addresses that the last letters to people since forgotten still needed to be sent."""
        gone = [row.id for row in await ParticipantRow.filter(email="").only("id")]
        left = OutboxRow.filter(participant_id__in=gone).exclude(recipient="").exclude(state=OutboxState.WAITING)
        return await left.update(recipient="", recipient_name="", sealed_values=None) if gone else 0

    async def _mails(self, participant: UUID, memberships: Sequence[UUID], addresses: Sequence[str]) -> None:
        """The bytes and addresses of their mails, and of those that they were asked about; what was held or waited will
        not be read any more."""
        blank = {"sealed_mail": None, "envelope_from": "", "recipient": "", "reason": ""}
        theirs = [row.id for row in await InboxRow.filter(membership_id__in=list(memberships)).only("id")]
        known = {normal_address(each) for each in addresses}
        everybody = await InboxRow.exclude(envelope_from="").values_list("id", "envelope_from")
        sent = [mail for mail, sender in everybody if normal_address(sender) in known]
        asked = [row.inbox_id for row in await ConfirmationRow.filter(participant_id=participant)]
        mails = {*theirs, *sent, *asked}
        open_ones = InboxRow.filter(id__in=mails, state__in=[InboxState.HELD, InboxState.WAITING])
        await open_ones.update(state=InboxState.DISCARDED, next_try_at=None)
        await InboxRow.filter(id__in=mails).update(**blank)
        await WishRow.filter(inbox_id__in=mails).delete()

    async def _letters(self, participant: UUID) -> None:
        letters = OutboxRow.filter(participant_id=participant)
        await letters.filter(state=OutboxState.WAITING).update(
            state=OutboxState.SKIPPED, reason="its reader was forgotten", next_try_at=None
        )
        await letters.update(recipient="", recipient_name="", sealed_values=None, references="", in_reply_to=None)

    async def _reports(self, counts: Mapping[UUID, Mapping[str, Claims]]) -> None:
        """Of each cycle one report stays, with nothing in it but what is counted."""
        for membership, cycles in counts.items():
            for cycle, claims in cycles.items():
                rows = await ReportRow.filter(membership_id=membership, cycle=cycle).order_by("moment", "id")
                await ReportRow.filter(id__in=[row.id for row in rows[1:]]).delete()
                await ReportRow.filter(id__in=[row.id for row in rows[:1]]).update(
                    claims=to_text(claims, [COUNTED]),
                    answers_question=False,
                    corrects=None,
                    asked="",
                    sealed_words=None,
                )

    async def _told(self, memberships: Sequence[UUID]) -> None:
        for table in _TOLD_BY_ONE:
            await table.filter(membership_id__in=list(memberships)).delete()
