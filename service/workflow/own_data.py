"""All that is kept of one person, as a file for them: their own words and accounts, never their partner's."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from service.eyes import Eye, Kept, passed, shown
from service.store.claims import to_text
from service.store.people import MembershipState
from service.store.store import Store

_WRITER = Eye.WRITER

OWN_DATA = {
    "written_at": shown(_WRITER, Kept.NAME),
    "person": shown(_WRITER, Kept.NAME, Kept.REACH),
    "partnerships": shown(_WRITER, Kept.NAME),
    "reports": shown(
        _WRITER, Kept.MET, Kept.DAY, Kept.LENGTH, Kept.FORMAT, Kept.TOPICS, Kept.USEFULNESS, Kept.SCHEDULE, Kept.NOTES
    ),
    "agreement": shown(_WRITER, Kept.AGREEMENT, Kept.HOPES),
    "agendas": shown(_WRITER, Kept.AGENDA),
    "wishes": shown(_WRITER, Kept.WISHES),
    "feedback": shown(_WRITER, Kept.FEEDBACK),
    "calendar_invitations": shown(_WRITER, Kept.SCHEDULE, Kept.COMMANDS),
    "mails_from_you": shown(_WRITER, Kept.RAW_MAIL, Kept.COMMANDS),
    "letters_to_you": shown(_WRITER, Kept.NAME, Kept.ANSWERED),
}
"""What the file holds."""


async def own_data(store: Store, participant: UUID, now: datetime) -> str:
    """The file's text: JSON, indented, for people as for programs. Call within `Store.transact`."""
    states = await store.people.memberships_of([participant])
    data = {
        "written_at": now.isoformat(),
        "person": await _person(store, participant, states),
        "partnerships": [_partnership(state) for state in states],
        "reports": [each for state in states for each in await _reports(store, state)],
        "agreement": [each for state in states for each in await _statements(store, state)],
        "agendas": [each for state in states for each in await _agendas(store, state)],
        "wishes": [each for state in states for each in await _wishes(store, state)],
        "feedback": [each for state in states for each in await _feedback(store, state)],
        "calendar_invitations": [await _invitations(store, state) for state in states],
        "mails_from_you": await store.inbox.of_memberships([state.membership.id for state in states]),
        "letters_to_you": await store.outbox.to_participant(participant),
    }
    return json.dumps(passed(data, OWN_DATA), ensure_ascii=False, indent=2) + "\n"


async def _person(store: Store, participant: UUID, states: list[MembershipState]) -> dict[str, Any]:
    known = next(state.membership.participant for state in states)
    return {
        "name": known.name,
        "email": known.email,
        "addresses": await store.people.addresses_of(participant),
        "zone": known.zone.key,
        "language": known.language,
        "standing": known.standing,
        "paused_until": known.paused_until and known.paused_until.isoformat(),
        "away_until": known.back_on and known.back_on.isoformat(),
        "reachability": known.reachability,
    }


def _partnership(state: MembershipState) -> dict[str, Any]:
    return {
        "number": state.partnership.number,
        "role": state.membership.role,
        "partner": state.partnership.side(state.membership.role.other).participant.name,
        "started_on": state.partnership.started_on.isoformat(),
        "standing": state.partnership.standing,
        "suggestions": not state.suggestions_off,
    }


async def _reports(store: Store, state: MembershipState) -> list[dict[str, Any]]:
    found = []
    for each in await store.records.reports([state.partnership.id]):
        if each.membership != state.membership.id:
            continue
        words = await store.records.words(each.report.id)
        found.append(
            {
                "partnership": state.partnership.number,
                "month": each.report.cycle,
                "written_at": each.report.moment.isoformat(),
                "understood": json.loads(to_text(each.report.claims, each.report.spoken_of)),
                "words": json.loads(words) if words else None,
            }
        )
    return found


async def _statements(store: Store, state: MembershipState) -> list[dict[str, Any]]:
    statements = await store.agreements.statements([state.partnership.id])
    return [
        {
            "partnership": state.partnership.number,
            "written_at": each.moment.isoformat(),
            "rhythm": str(each.rhythm or ""),
            "confidentiality": each.confidentiality,
            "invitations": each.invitations,
            "hopes": each.hopes,
        }
        for each in statements[state.partnership.id]
        if each.role is state.membership.role
    ]


async def _agendas(store: Store, state: MembershipState) -> list[dict[str, Any]]:
    return [
        {"month": each.cycle, "written_at": each.moment.isoformat(), "state": each.state, "words": each.words}
        for each in await store.agendas.of_membership(state.membership.id)
    ]


async def _wishes(store: Store, state: MembershipState) -> list[dict[str, Any]]:
    """What their own mails wished: those are the reports' and the statements'."""
    reports = await store.records.reports([state.partnership.id])
    mails = [each.report.id for each in reports if each.membership == state.membership.id]
    return [{"topic": slug, "wish": wish} for _, slug, wish in await store.wishes.of_mails(mails)]


async def _feedback(store: Store, state: MembershipState) -> list[dict[str, Any]]:
    return [
        {"about": about, "written_at": moment.isoformat(), "words": words}
        for about, moment, words in await store.feedback.of_membership(state.membership.id)
    ]


async def _invitations(store: Store, state: MembershipState) -> dict[str, Any]:
    """Whether they asked for them, and what their own calendar answered."""
    return {
        "partnership": state.partnership.number,
        "asked_for": await store.invitations.asked(state.membership.id),
        "answers": [
            {
                "written_at": each.moment.isoformat(),
                "answer": each.status.lower(),
                "meeting_of": each.of_day.isoformat(),
                "proposed": each.instead.starts_at.isoformat() if each.instead else None,
            }
            for each in await store.invitations.answers_of(state.membership.id)
        ],
    }
