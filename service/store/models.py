"""The tables. Nothing outside the store sees these classes.

Every table that a program owns carries its program. Keys are UUIDv7 made by us. `sealed_*` columns hold words at rest
(service/keys.py); their associated data is the table, the column and the row's key.
What a table is stands in comments: tortoise would write docstrings into the tables.
"""

from __future__ import annotations

from tortoise import fields, models
from tortoise.indexes import Index
from tortoise.models import Model

from service.store.fields import UtcField

# Tortoise parses this whole file once for each class below, for comments that begin with "#:" and would be written into
# the tables. There are none, and it would take a tenth of each command's start.
models._get_comments = lambda cls: {}


# What all tables share: our own key.
class Row(Model):
    id = fields.UUIDField(primary_key=True, generated=False)

    class Meta:
        abstract = True


# A mentoring program; its settings are in the configuration, under its slug. `settings` is a digest of those that its
# memberships were last planned with.
class ProgramRow(Row):
    slug = fields.CharField(max_length=64, unique=True)
    created_at = UtcField()
    settings = fields.CharField(max_length=64, default="")

    class Meta:
        table = "program"


# A person of a program.
class ParticipantRow(Row):
    program_id = fields.UUIDField()
    name = fields.CharField(max_length=200)
    email = fields.CharField(max_length=254)
    zone = fields.CharField(max_length=64)
    language = fields.CharField(max_length=16)
    reachability = fields.CharField(max_length=16, default="reachable")
    soft_bounces = fields.IntField(default=0)
    reached_reason = fields.CharField(max_length=200, default="")
    bounced_at = UtcField(null=True)
    complained_at = UtcField(null=True)
    back_on = fields.DateField(null=True)
    standing = fields.CharField(max_length=16, default="active")
    paused_until = fields.DateField(null=True)

    class Meta:
        table = "participant"


# An address that is known to be a participant's, lower-cased: mail from it is theirs.
class AddressRow(Row):
    program_id = fields.UUIDField()
    participant_id = fields.UUIDField(db_index=True)
    address = fields.CharField(max_length=254)

    class Meta:
        table = "address"
        unique_together = (("program_id", "address"),)


# A mentor and a mentee; `number` is its name for people. `ends_on`: its last day (null: as the program's length says).
class PartnershipRow(Row):
    program_id = fields.UUIDField()
    number = fields.IntField()
    started_on = fields.DateField()
    standing = fields.CharField(max_length=16)
    paused_until = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)
    created_at = UtcField()

    class Meta:
        table = "partnership"
        unique_together = (("program_id", "number"),)


# A person in a partnership. `next_look_at`: when a round must look at it again (null: never). `invitations`: they asked
# for calendar invitations.
class MembershipRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    participant_id = fields.UUIDField(db_index=True)
    role = fields.CharField(max_length=8)
    next_look_at = UtcField(null=True)
    suggestions_off = fields.BooleanField(default=False)
    invitations = fields.BooleanField(default=False)

    class Meta:
        table = "membership"
        unique_together = (("partnership_id", "role"),)
        indexes = (Index(fields=("program_id", "next_look_at")),)


# A conversation: what one token stands for. One for each membership, cycle and matter, one for each coordinator.
#
# `about`: the matter, as the first letter began it (domain.About); what is written in it is read in that light.
# `asked`: the doubts our last letter asked about, comma-separated; `shown`: the report that letter showed.
# `root_message_id`: the first letter's, which later ones refer to.
class ThreadRow(Row):
    program_id = fields.UUIDField()
    key = fields.CharField(max_length=200, unique=True)
    membership_id = fields.UUIDField(null=True, db_index=True)
    cycle = fields.CharField(max_length=7, null=True)
    about = fields.CharField(max_length=16, default="checkin")
    asked = fields.CharField(max_length=200, default="")
    shown = fields.UUIDField(null=True)
    root_message_id = fields.CharField(max_length=255, null=True)
    revoked = fields.BooleanField(default=False)
    created_at = UtcField()

    class Meta:
        table = "thread"


# A mail that was accepted, as it came. `digest` makes a repeated delivery one row; `vouched_thread_id` is where it
# belongs, as somebody we know has confirmed.
class InboxRow(Row):
    program_id = fields.UUIDField(null=True)
    digest = fields.CharField(max_length=64, unique=True)
    recipient = fields.CharField(max_length=320)
    envelope_from = fields.CharField(max_length=320)
    received_at = UtcField()
    sealed_mail = fields.BinaryField(null=True)
    state = fields.CharField(max_length=16)
    kind = fields.CharField(max_length=16, null=True)
    rule = fields.CharField(max_length=64, default="")
    reason = fields.CharField(max_length=300, default="")
    membership_id = fields.UUIDField(null=True)
    vouched_thread_id = fields.UUIDField(null=True)
    attempts = fields.IntField(default=0)
    next_try_at = UtcField(null=True)
    done_at = UtcField(null=True)

    class Meta:
        table = "inbox"
        indexes = (Index(fields=("state", "next_try_at")),)


# A letter that asks whether a held mail is to be taken; its thread's token is what an answer must carry.
class ConfirmationRow(Row):
    program_id = fields.UUIDField()
    thread_id = fields.UUIDField(unique=True)
    inbox_id = fields.UUIDField(unique=True)
    participant_id = fields.UUIDField(db_index=True)
    target_thread_id = fields.UUIDField(null=True)
    asks = fields.CharField(max_length=16)
    address = fields.CharField(max_length=320)
    asked_at = UtcField()
    answer = fields.CharField(max_length=16, default="")
    answered_at = UtcField(null=True)

    class Meta:
        table = "confirmation"


# What one reply said. Its key is its mail's, so that reading a mail twice makes one report.
class ReportRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    membership_id = fields.UUIDField(db_index=True)
    role = fields.CharField(max_length=8)
    cycle = fields.CharField(max_length=7)
    moment = UtcField()
    received_at = UtcField()
    claims = fields.TextField()
    answers_question = fields.BooleanField(default=False)
    corrects = fields.UUIDField(null=True)
    asked = fields.CharField(max_length=200, default="")
    sealed_words = fields.BinaryField(null=True)

    class Meta:
        table = "report"
        indexes = (Index(fields=("program_id", "cycle")),)


# A meeting record, computed from all reports of its partnership and replaced with them.
class MeetingRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    cycle = fields.CharField(max_length=7)
    held_on = fields.DateField(null=True)
    duration_minutes = fields.IntField(null=True)
    format = fields.CharField(max_length=16, null=True)
    topics = fields.TextField()
    reported_by = fields.CharField(max_length=16)
    other_held_on = fields.DateField(null=True)
    other_duration_minutes = fields.IntField(null=True)

    class Meta:
        table = "meeting"
        indexes = (Index(fields=("program_id", "cycle")),)


# A letter that is to be sent, exactly once. Values are frozen and sealed; the letter is made when it is sent.
class OutboxRow(Row):
    program_id = fields.UUIDField()
    key = fields.CharField(max_length=200, unique=True)
    kind = fields.CharField(max_length=16)
    cycle = fields.CharField(max_length=7, null=True)
    membership_id = fields.UUIDField(null=True, db_index=True)
    participant_id = fields.UUIDField(null=True)
    recipient = fields.CharField(max_length=254)
    recipient_name = fields.CharField(max_length=200, default="")
    thread_id = fields.UUIDField(null=True)
    message_id = fields.CharField(max_length=255, unique=True)
    in_reply_to = fields.CharField(max_length=255, null=True)
    references = fields.TextField(default="")
    sealed_values = fields.BinaryField(null=True)
    reason = fields.CharField(max_length=300, default="")
    planned_at = UtcField()
    not_after = UtcField(null=True)
    state = fields.CharField(max_length=16)
    attempts = fields.IntField(default=0)
    doubts = fields.IntField(default=0)
    next_try_at = UtcField(null=True)
    lease_until = UtcField(null=True)
    lease_owner = fields.CharField(max_length=64, null=True)
    last_reply = fields.CharField(max_length=300, default="")
    sent_at = UtcField(null=True)
    bounce = fields.CharField(max_length=64, default="")

    class Meta:
        table = "outbox"
        indexes = (Index(fields=("state", "next_try_at")),)


# A closed cycle's figures, published once and repeated byte for byte ever after.
class PublicationRow(Row):
    program_id = fields.UUIDField()
    cycle = fields.CharField(max_length=7)
    figures = fields.TextField()
    published_at = UtcField()

    class Meta:
        table = "publication"
        unique_together = (("program_id", "cycle"),)


# What one reply settled of a partnership's agreement, or hoped for. Its key is its mail's. `rhythm`: as
# planning/rhythm.py writes one ("" where nothing was said of it); null: nothing was said of confidentiality.
class StatementRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    membership_id = fields.UUIDField()
    moment = UtcField()
    rhythm = fields.CharField(max_length=100, default="")
    confidentiality = fields.BooleanField(null=True)
    invitations = fields.BooleanField(null=True)
    sealed_hopes = fields.BinaryField(null=True)

    class Meta:
        table = "statement"


# What somebody wants to talk about, in their words, for one meeting. Its key is its mail's. `state`: shown back to its
# writer, confirmed (it goes to the partner), sent, or dropped.
class AgendaRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    membership_id = fields.UUIDField()
    thread_id = fields.UUIDField(db_index=True)
    cycle = fields.CharField(max_length=7)
    meeting_on = fields.DateField(null=True)
    state = fields.CharField(max_length=16)
    moment = UtcField()
    sealed_words = fields.BinaryField(null=True)

    class Meta:
        table = "agenda"


# A topic that somebody wants more of, less of, or hopes to learn about; `inbox_id` is the mail that said so.
class WishRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    inbox_id = fields.UUIDField()
    slug = fields.CharField(max_length=64)
    wish = fields.CharField(max_length=8)
    moment = UtcField()

    class Meta:
        table = "wish"
        unique_together = (("inbox_id", "slug"),)


# A calendar invitation to one coming meeting, as it was last sent (RFC 5546): `day` and `at` in `zone`, the wall clock
# that both sides' programs show in their own. `state`: invited, cancelled.
class InvitationRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    uid = fields.CharField(max_length=255, unique=True)
    sequence = fields.IntField(default=0)
    day = fields.DateField()
    at = fields.CharField(max_length=5)
    zone = fields.CharField(max_length=64)
    minutes = fields.IntField(default=60)
    state = fields.CharField(max_length=16)
    updated_at = UtcField()

    class Meta:
        table = "invitation"


# An answer to an invitation. Its key is its mail's. `of_day`: the day that was answered; `day` and `at`: another time
# that a counter-proposal names, in the invitation's zone.
class InvitationAnswerRow(Row):
    program_id = fields.UUIDField()
    invitation_id = fields.UUIDField(db_index=True)
    membership_id = fields.UUIDField()
    sequence = fields.IntField()
    partstat = fields.CharField(max_length=32)
    of_day = fields.DateField()
    day = fields.DateField(null=True)
    at = fields.CharField(max_length=5, null=True)
    moment = UtcField()

    class Meta:
        table = "invitation_answer"


# What somebody answered to the three questions half-way or at the end. Its key is its mail's.
class FeedbackRow(Row):
    program_id = fields.UUIDField()
    partnership_id = fields.UUIDField(db_index=True)
    membership_id = fields.UUIDField()
    about = fields.CharField(max_length=16)
    moment = UtcField()
    sealed_words = fields.BinaryField(null=True)

    class Meta:
        table = "feedback"


# What a coordinator asked for by mail. Its key is its mail's. `state`: asked (waits for a "yes"), done, refused.
# `sealed_order`: what was ordered, and what undoes it.
class OrderRow(Row):
    program_id = fields.UUIDField()
    coordinator = fields.CharField(max_length=64)
    thread_id = fields.UUIDField(db_index=True)
    state = fields.CharField(max_length=16)
    moment = UtcField()
    done_at = UtcField(null=True)
    sealed_order = fields.BinaryField(null=True)

    class Meta:
        table = "order_by_mail"
