"""A participant's mail with all that is known of it: what the handlers of matters take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from service.domain import About, Membership, Partnership
from service.reading.values import Reading
from service.store.inbox import WaitingMail
from service.store.people import MembershipState
from service.store.threads import Thread
from service.workflow.identify import Sender
from service.workflow.program import Program


@dataclass(frozen=True, slots=True)
class Told:
    """One mail of a participant, read in the light of its conversation."""

    mail: WaitingMail
    reading: Reading
    sender: Sender
    program: Program
    now: datetime

    @property
    def state(self) -> MembershipState:
        return self.sender.state

    @property
    def membership(self) -> Membership:
        """The writer's."""
        return self.state.membership

    @property
    def partnership(self) -> Partnership:
        return self.state.partnership

    @property
    def partner(self) -> Membership:
        return self.partnership.side(self.membership.role.other)

    @property
    def thread(self) -> Thread:
        return self.sender.thread

    @property
    def about(self) -> About:
        return self.thread.about

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return self.reading.moment or self.mail.received_at

    @property
    def today(self) -> date:
        """Where its writer lives."""
        return self.now.astimezone(self.membership.participant.zone).date()
