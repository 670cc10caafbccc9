"""What an installation holds, in words that two runs can be compared by: no keys of rows, no moments of the machine."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from service.config import load_settings
from service.keys import load_keys
from service.runtime import open_store
from service.store.models import InboxRow, MeetingRow, OutboxRow, PartnershipRow, ReportRow
from service.store.store import Store


@dataclass(frozen=True)
class KeptMail:
    """A row of the inbox. `mail`: the hash of the bytes as they are kept."""

    mail: str
    recipient: str
    state: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Ledger:
    """`letters`: by Message-ID, each as its key, recipient and state; a key that names a mail names its hash.
    `sent_again`: by Message-ID, how many copies more may have left before."""

    mails: list[KeptMail]
    reports: list[str]
    meetings: list[str]
    letters: dict[str, tuple[str, str, str]]
    sent_again: dict[str, int] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How much is left to do."""
        mails = sum(mail.state == "waiting" for mail in self.mails)
        return mails + sum(state == "waiting" for _, _, state in self.letters.values())

    def comparable(self) -> dict[str, Counter[str]]:
        """All of it that must be equal in two runs."""
        return {
            "mails": Counter(str(mail) for mail in self.mails),
            "reports": Counter(self.reports),
            "meetings": Counter(self.meetings),
            "letters": Counter(str(letter) for letter in self.letters.values()),
        }


def hash_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:16]


async def ledger_of(store: Store) -> Ledger:
    """Everything, in one transaction."""
    return await store.transact(lambda: _read(store))


async def _read(store: Store) -> Ledger:
    mails: dict[str, KeptMail] = {}
    for row in await InboxRow.all().order_by("id"):
        raw = await store.inbox.raw(row.id) or b""
        mails[str(row.id)] = KeptMail(hash_of(raw), row.recipient, row.state, row.kind or "", row.reason)
    numbers = {row.id: row.number for row in await PartnershipRow.all()}
    reports = [
        " ".join(map(str, (mails[str(row.id)].mail, numbers[row.partnership_id], row.role, row.moment, row.claims)))
        for row in await ReportRow.all()
    ]
    meetings = [
        f"{numbers[row.partnership_id]} {row.cycle} {row.held_on} {row.duration_minutes} {row.format} {row.topics}"
        f" {row.reported_by} {row.other_held_on} {row.other_duration_minutes}"
        for row in await MeetingRow.all()
    ]
    letters = {row.message_id: (_named(row.key, mails), row.recipient, row.state) for row in await OutboxRow.all()}
    again = {each.message_id: each.copies for each in (await store.outbox.standing()).sent_again}
    return Ledger(list(mails.values()), sorted(reports), sorted(meetings), letters, again)


def _named(key: str, mails: dict[str, KeptMail]) -> str:
    """An outbox key with a mail's hash in place of its row's id."""
    return "/".join(f"{mails[part].mail}:{mails[part].recipient}" if part in mails else part for part in key.split("/"))


async def read_ledger(config: Path, environment: dict[str, str]) -> Ledger:
    """The ledger of an installation that other processes work on, or have worked on."""
    settings = load_settings(config, environment)
    async with open_store(settings, load_keys(settings.keys.file, None)) as store:
        return await ledger_of(store)
