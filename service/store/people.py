"""Programs, participants, partnerships and their memberships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain import Membership, Participant, Partnership, Reachability, Role, Standing
from service.ids import new_id
from service.store.models import AddressRow, MembershipRow, ParticipantRow, PartnershipRow, ProgramRow


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A participant as a roster names one."""

    name: str
    email: str
    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class PartnershipLine:
    """A partnership as a roster names one; `started_on` None: the day it is imported."""

    mentor: PersonLine
    mentee: PersonLine
    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """What an import did: partnerships begun, people added, people whose details changed."""

    partnerships: int
    people: int
    changed: int


@dataclass(frozen=True, slots=True)
class MembershipState:
    """A membership with what belongs to it alone."""

    membership: Membership
    partnership: Partnership
    suggestions_off: bool
    known_since: datetime


@dataclass(frozen=True, slots=True)
class PersonState:
    """What an operator may know of a person: whether mail to them arrives, and why not.

    `status`: the last delivery report's, with the moment it came (`bounced_at`). `complained_at`: when their mail
    system reported a letter of ours as unwanted.
    """

    participant: Participant
    addresses: tuple[str, ...]
    partnerships: tuple[int, ...]
    status: str
    bounced_at: datetime | None
    complained_at: datetime | None
    suggestions_off: bool


def normal_address(address: str) -> str:
    """An address as it is compared: RFC 5321 lets local parts differ by case; no mail system in use does."""
    return address.strip().casefold()


class People:
    """The rows of programs and their people. Call within `Store.transact`."""

    async def program(self, slug: str, now: datetime) -> UUID:
        """The key of a program, which is made when it is first asked for."""
        await ProgramRow.bulk_create([ProgramRow(id=new_id(now), slug=slug, created_at=now)], ignore_conflicts=True)
        row = await ProgramRow.get(slug=slug)
        return row.id

    async def program_created(self, program: UUID) -> datetime:
        """Since when a program is known here."""
        row = await ProgramRow.get(id=program)
        return row.created_at

    async def program_of(self, partnership: UUID) -> UUID:
        """The program of a partnership."""
        row = await PartnershipRow.get(id=partnership)
        return row.program_id

    async def lock(self, partnership: UUID) -> None:
        """Let nobody else change a partnership's records until this transaction ends."""
        await PartnershipRow.filter(id=partnership).select_for_update().values_list("id")

    async def apply_roster(
        self, program: UUID, lines: Sequence[PartnershipLine], today: date, now: datetime
    ) -> RosterChanges:
        """Bring people and partnerships to what the lines say. The same lines again change nothing."""
        people_before = await ParticipantRow.filter(program_id=program).count()
        changed = begun = 0
        for line in lines:
            mentor, mentor_changed = await self._person(program, line.mentor, now)
            mentee, mentee_changed = await self._person(program, line.mentee, now)
            changed += mentor_changed + mentee_changed
            begun += await self._partnership(program, mentor, mentee, line.started_on or today, now)
        people = await ParticipantRow.filter(program_id=program).count() - people_before
        return RosterChanges(begun, people, changed)

    async def roster_would(self, program: UUID, lines: Sequence[PartnershipLine]) -> RosterChanges:
        """What `apply_roster` would do; changes nothing."""
        known: dict[str, ParticipantRow | None] = {}
        changed: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for line in lines:
            for person in (line.mentor, line.mentee):
                address = normal_address(person.email)
                if address not in known:
                    known[address] = await self._known(program, address)
                row = known[address]
                if row is not None and _differs(row, _details(person)):
                    changed.add(address)
            if not await self._are_partners(known, line):
                pairs.add((normal_address(line.mentor.email), normal_address(line.mentee.email)))
        return RosterChanges(len(pairs), sum(row is None for row in known.values()), len(changed))

    async def _known(self, program: UUID, address: str) -> ParticipantRow | None:
        row = await AddressRow.get_or_none(program_id=program, address=address)
        return await ParticipantRow.get(id=row.participant_id) if row else None

    async def _are_partners(self, known: Mapping[str, ParticipantRow | None], line: PartnershipLine) -> bool:
        mentor, mentee = known[normal_address(line.mentor.email)], known[normal_address(line.mentee.email)]
        return mentor is not None and mentee is not None and await self._partners(mentor.id, mentee.id)

    async def _partners(self, mentor: UUID, mentee: UUID) -> bool:
        mentored = [row.partnership_id for row in await MembershipRow.filter(participant_id=mentor, role=Role.MENTOR)]
        return await MembershipRow.filter(partnership_id__in=mentored, participant_id=mentee, role=Role.MENTEE).exists()

    async def _person(self, program: UUID, line: PersonLine, now: datetime) -> tuple[UUID, bool]:
        details = _details(line)
        row = await self._known(program, normal_address(line.email))
        if row is None:
            row = ParticipantRow(id=new_id(now), program_id=program, **details)
            await row.save(force_create=True)
            await self.remember_address(program, row.id, line.email, now)
            return row.id, False
        differs = _differs(row, details)
        if differs:
            await ParticipantRow.filter(id=row.id).update(**details)
        return row.id, differs

    async def _partnership(self, program: UUID, mentor: UUID, mentee: UUID, started_on: date, now: datetime) -> bool:
        if await self._partners(mentor, mentee):
            return False
        last = await PartnershipRow.filter(program_id=program).order_by("-number").first()
        row = await PartnershipRow.create(
            id=new_id(now),
            program_id=program,
            number=last.number + 1 if last else 1,
            started_on=started_on,
            standing=Standing.ACTIVE,
            created_at=now,
        )
        for role, participant in ((Role.MENTOR, mentor), (Role.MENTEE, mentee)):
            await MembershipRow.create(
                id=new_id(now),
                program_id=program,
                partnership_id=row.id,
                participant_id=participant,
                role=role,
                next_look_at=now,
            )
        return True

    async def remember_address(self, program: UUID, participant: UUID, address: str, now: datetime) -> None:
        """Mail from this address is the participant's, too."""
        row = AddressRow(
            id=new_id(now), program_id=program, participant_id=participant, address=normal_address(address)
        )
        await AddressRow.bulk_create([row], ignore_conflicts=True)

    async def move(self, program: UUID, participant: UUID, address: str, now: datetime) -> None:
        """Letters go to this address from now on; mail from the old one is the participant's still."""
        await self.remember_address(program, participant, address, now)
        await ParticipantRow.filter(id=participant).update(
            email=address, reachability=Reachability.REACHABLE, soft_bounces=0, reached_reason="", bounced_at=None
        )

    async def addresses_of(self, participant: UUID) -> list[str]:
        """The addresses known as a participant's."""
        return [row.address for row in await AddressRow.filter(participant_id=participant).order_by("id")]

    async def owners(self, addresses: Iterable[str]) -> frozenset[UUID]:
        """The participants, of any program, that the addresses belong to."""
        normal = [normal_address(address) for address in addresses]
        return frozenset([row.participant_id for row in await AddressRow.filter(address__in=normal)])

    async def memberships_of(self, participants: Iterable[UUID]) -> list[MembershipState]:
        """All memberships of participants."""
        return await self._states(await MembershipRow.filter(participant_id__in=list(participants)).order_by("id"))

    async def membership(self, membership: UUID) -> MembershipState | None:
        """One membership."""
        states = await self._states(await MembershipRow.filter(id=membership))
        return states[0] if states else None

    async def due_memberships(self, program: UUID, now: datetime, limit: int) -> list[MembershipState]:
        """The memberships that a round must look at, longest due first."""
        rows = MembershipRow.filter(program_id=program, next_look_at__lte=now).order_by("next_look_at", "id")
        return await self._states(await rows.limit(limit))

    async def next_look(self, program: UUID) -> datetime | None:
        """When the earliest membership must be looked at; None: none, until something changes."""
        row = (
            await MembershipRow.filter(program_id=program, next_look_at__isnull=False).order_by("next_look_at").first()
        )
        return row.next_look_at if row else None

    async def of_partnership(self, partnership: UUID) -> list[MembershipState]:
        """Both memberships of a partnership."""
        return await self._states(await MembershipRow.filter(partnership_id=partnership).order_by("id"))

    async def look_again(self, membership: UUID, when: datetime | None) -> None:
        """When the next round must look at a membership; None: never, until something changes."""
        await MembershipRow.filter(id=membership).update(next_look_at=when)

    async def planned_with(self, program: UUID, settings: str, now: datetime) -> None:
        """Note the settings (a digest) that rounds plan with; where they changed, the next round looks at everybody."""
        changed = await ProgramRow.filter(id=program).exclude(settings=settings).update(settings=settings)
        if changed:
            await MembershipRow.filter(program_id=program).update(next_look_at=now)

    async def partnerships(self, program: UUID) -> list[Partnership]:
        """All partnerships of a program, by number."""
        rows = await PartnershipRow.filter(program_id=program).order_by("number")
        return await self._partnerships(rows)

    async def numbered(self, program: UUID, number: int) -> Partnership | None:
        """The partnership of a number, whatever its standing."""
        found = await self._partnerships(await PartnershipRow.filter(program_id=program, number=number))
        return found[0] if found else None

    async def stands(self, partnership: UUID, standing: Standing, until: date | None, now: datetime) -> None:
        """A partnership's standing, as its coordinator wants it; the next round looks at both."""
        await PartnershipRow.filter(id=partnership).update(standing=standing, paused_until=until)
        await MembershipRow.filter(partnership_id=partnership).update(next_look_at=now)

    async def named(self, program: UUID, name: str, email: str) -> list[Participant]:
        """The participants whom a name (in any case) or an address means."""
        if email:
            owners = await AddressRow.filter(program_id=program, address=normal_address(email))
            rows = await ParticipantRow.filter(id__in=[row.participant_id for row in owners])
        else:
            everybody = await ParticipantRow.filter(program_id=program)
            rows = [row for row in everybody if row.name.casefold() == name.casefold()]
        return [_participant(row) for row in rows]

    async def people(self, program: UUID) -> list[PersonState]:
        """Everybody of a program, by name."""
        rows = await ParticipantRow.filter(program_id=program).order_by("name", "id")
        partnerships = await self.partnerships(program)
        numbers: dict[UUID, list[int]] = {}
        for partnership in partnerships:
            for role in Role:
                numbers.setdefault(partnership.side(role).participant.id, []).append(partnership.number)
        addresses: dict[UUID, list[str]] = {}
        for address in await AddressRow.filter(program_id=program).order_by("id"):
            addresses.setdefault(address.participant_id, []).append(address.address)
        silenced = await MembershipRow.filter(program_id=program, suggestions_off=True)
        off = {row.participant_id for row in silenced}
        return [
            PersonState(
                participant=_participant(row),
                addresses=tuple(addresses.get(row.id, ())),
                partnerships=tuple(numbers.get(row.id, ())),
                status=row.reached_reason,
                bounced_at=row.bounced_at,
                complained_at=row.complained_at,
                suggestions_off=row.id in off,
            )
            for row in rows
        ]

    async def _states(self, rows: Sequence[MembershipRow]) -> list[MembershipState]:
        partnership_rows = await PartnershipRow.filter(id__in={row.partnership_id for row in rows})
        known_since = {row.id: row.created_at for row in partnership_rows}
        partnerships = {partnership.id: partnership for partnership in await self._partnerships(partnership_rows)}
        return [
            MembershipState(
                partnerships[row.partnership_id].side(Role(row.role)),
                partnerships[row.partnership_id],
                row.suggestions_off,
                known_since[row.partnership_id],
            )
            for row in rows
        ]

    async def _partnerships(self, rows: Sequence[PartnershipRow]) -> list[Partnership]:
        membership_rows = await MembershipRow.filter(partnership_id__in=[row.id for row in rows])
        participant_rows = await ParticipantRow.filter(id__in={row.participant_id for row in membership_rows})
        participants = {row.id: _participant(row) for row in participant_rows}
        sides = {
            (row.partnership_id, Role(row.role)): Membership(
                row.id, row.partnership_id, Role(row.role), participants[row.participant_id]
            )
            for row in membership_rows
        }
        return [
            Partnership(
                id=row.id,
                number=row.number,
                started_on=row.started_on,
                standing=Standing(row.standing),
                mentor=sides[row.id, Role.MENTOR],
                mentee=sides[row.id, Role.MENTEE],
                paused_until=row.paused_until,
                ends_on=row.ends_on,
            )
            for row in rows
        ]


def _details(line: PersonLine) -> dict[str, str]:
    return {"name": line.name, "email": line.email, "zone": line.zone, "language": line.language}


def _differs(row: ParticipantRow, details: Mapping[str, str]) -> bool:
    return any(getattr(row, field) != value for field, value in details.items())


def _participant(row: ParticipantRow) -> Participant:
    return Participant(
        id=row.id,
        name=row.name,
        email=row.email,
        zone=ZoneInfo(row.zone),
        language=row.language,
        reachability=Reachability(row.reachability),
        back_on=row.back_on,
        standing=Standing(row.standing),
        paused_until=row.paused_until,
    )
