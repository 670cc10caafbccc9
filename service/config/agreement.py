"""What no single setting can tell: whether the settings agree with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from service import notations
from service.config.settings import LONE_SLUG, HolidaySettings, ProgramSettings, Settings

Disagreement = tuple[str, str]
"""A setting's name, and what is wrong with it, with the mend."""


def disagreements(settings: Settings) -> Iterator[Disagreement]:
    """Every pair of settings that cannot both hold."""
    for check in _CHECKS:
        yield from check(settings)
    for slug, program in settings.programs.items():
        prefix = "program" if slug == LONE_SLUG and len(settings.programs) == 1 else f"program.{slug}"
        for look in _PROGRAM_CHECKS:
            yield from ((f"{prefix}.{key}", what) for key, what in look(program))


def _stepped_clock_is_for_tests(settings: Settings) -> Iterator[Disagreement]:
    if settings.clock != "system" and not settings.relay.is_local:
        yield "clock", 'a stepped clock needs a relay on this machine; use clock = "system", or a maildir: relay'


def _somebody_can_answer(settings: Settings) -> Iterator[Disagreement]:
    """Mail to the world must come from a domain that replies find, and its summary must reach somebody."""
    if settings.relay.is_local:
        return
    if notations.reserved(settings.mail.domain):
        yield "mail.domain", f"{settings.mail.domain!r} is nobody's, so no reply would arrive; name your own domain"
    for slug, program in settings.programs.items():
        prefix = "program" if slug == LONE_SLUG else f"program.{slug}"
        for number, coordinator in enumerate(program.coordinators):
            if notations.reserved(coordinator.email.rpartition("@")[2]):
                yield f"{prefix}.coordinators[{number}].email", f"{coordinator.email!r} is an example; name a real one"


def _tls_is_whole(settings: Settings) -> Iterator[Disagreement]:
    if settings.intake.tls_key and not settings.intake.tls_certificate:
        yield "intake.tls_key", "needs tls_certificate beside it"


def _doors_are_two(settings: Settings) -> Iterator[Disagreement]:
    smtp = settings.intake.smtp
    any_port = smtp is not None and smtp.endswith(":0")  # the system gives each door a port of its own
    if smtp and smtp == settings.intake.lmtp and not any_port:
        yield "intake.lmtp", "the same place as smtp; SMTP and LMTP need one each"


def _day_has_hours_for_mail(program: ProgramSettings) -> Iterator[Disagreement]:
    if program.no_mail_before >= program.no_mail_after:
        yield "no_mail_after", "not later than no_mail_before; no letter could ever be sent"
        return
    for key, at in (("monthly_day", program.monthly_day.at), ("summary", program.summary.at)):
        if not program.no_mail_before <= at < program.no_mail_after:
            yield key, f"{at:%H:%M} is outside the hours for mail (no_mail_before, no_mail_after)"


def _holidays_are_known(program: ProgramSettings) -> Iterator[Disagreement]:
    place: HolidaySettings = program.holidays
    if not place.country:
        if place.subdivision:
            yield "holidays.subdivision", 'needs a country beside it, like { country = "US", subdivision = "CA" }'
        return
    import holidays

    countries = holidays.list_supported_countries()
    if place.country not in countries:
        yield "holidays.country", notations.unknown(place.country, set(countries), 'a country code like "US"')
    elif place.subdivision and place.subdivision not in countries[place.country]:
        known = ", ".join(countries[place.country]) or "none"
        yield "holidays.subdivision", f"{place.subdivision!r} is not one of {place.country}; known are: {known}"


def _coordinators_are_different_people(program: ProgramSettings) -> Iterator[Disagreement]:
    if not program.coordinators:
        yield "coordinators", "must not be empty; somebody has to get the summary and be asked for help"
    seen: set[str] = set()
    for number, coordinator in enumerate(program.coordinators):
        if coordinator.email.lower() in seen:
            yield f"coordinators[{number}].email", f"{coordinator.email!r} is named twice; one summary each is enough"
        seen.add(coordinator.email.lower())


_CHECKS: tuple[Callable[[Settings], Iterator[Disagreement]], ...] = (
    _stepped_clock_is_for_tests,
    _somebody_can_answer,
    _tls_is_whole,
    _doors_are_two,
)

_PROGRAM_CHECKS: tuple[Callable[[ProgramSettings], Iterator[Disagreement]], ...] = (
    _day_has_hours_for_mail,
    _holidays_are_known,
    _coordinators_are_different_people,
)
