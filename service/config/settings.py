"""Every setting with its default, as frozen values. What each is for stands in config.toml, beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from service import notations
from service.planning.cadence import MonthlyDay, WeeklyDay
from service.planning.seasons import YearlyDay
from service.relay.url import is_harmless

_RULES = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)

LONE_SLUG = "program"
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")


def _secret(read: Callable[[Any], str]) -> BeforeValidator:
    """The notation of a value that is shown nowhere."""
    return BeforeValidator(lambda value: read(value.get_secret_value() if isinstance(value, SecretStr) else value))


def _planned(day: type[MonthlyDay] | type[WeeklyDay]) -> BeforeValidator:
    """The notation of a day that comes again."""
    return BeforeValidator(lambda value: value if isinstance(value, day) else day.parse(notations.text_of(value)))


Text = Annotated[str, BeforeValidator(notations.text_of)]
File = Annotated[Path, BeforeValidator(notations.path)]
OptionalFile = Annotated[Path | None, BeforeValidator(notations.optional(notations.path))]
OptionalDomain = Annotated[str | None, BeforeValidator(notations.optional(notations.domain))]
Endpoint = Annotated[str | None, BeforeValidator(notations.endpoint)]
Domain = Annotated[str, BeforeValidator(notations.domain)]
Email = Annotated[str, BeforeValidator(notations.email)]
Zone = Annotated[ZoneInfo, BeforeValidator(notations.zone)]
OptionalZone = Annotated[ZoneInfo | None, BeforeValidator(notations.optional(notations.zone))]
TimeOfDay = Annotated[time, BeforeValidator(notations.clock_time)]
YearlyDays = Annotated[
    tuple[YearlyDay, ...], BeforeValidator(lambda value: tuple(notations.yearly(YearlyDay.parse, value)))
]
Names = Annotated[tuple[Text, ...], BeforeValidator(notations.listed)]
Days = Annotated[tuple[date, ...], BeforeValidator(notations.listed)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True)


class MailSettings(_Section):
    domain: Domain = "localhost.localdomain"
    authserv_id: OptionalDomain = None


class KeySettings(_Section):
    file: File = Path("mentormail.key")


class StoreSettings(_Section):
    """`database` and `redis` may hold a password: `.get_secret_value()` gives the URL."""

    database: Annotated[SecretStr, _secret(notations.database_url)] = SecretStr("sqlite:data/mentormail.db")
    redis: Annotated[SecretStr, _secret(notations.redis_url)] = SecretStr("embedded")
    data: File = Path("data")


class IntakeSettings(_Section):
    """`smtp` and `lmtp`: "HOST:PORT", "unix:/PATH", or None where nothing listens."""

    smtp: Endpoint = "127.0.0.1:8025"
    lmtp: Endpoint = None
    max_message_bytes: int = Field(default=25 << 20, ge=64 << 10, le=1 << 30)
    max_recipients: int = Field(default=100, ge=1, le=1000)
    max_connections: int = Field(default=200, ge=1, le=10_000)
    messages_per_sender_per_hour: int = Field(default=200, ge=0)
    tls_certificate: OptionalFile = None
    tls_key: OptionalFile = None


class ReadingSettings(_Section):
    """What reading one mail may take. The largest mail needs somewhat less than the least of `megabytes`; a whole batch
    of mails at the most of `seconds` is read before another worker takes it for abandoned."""

    processes: int = Field(default=2, ge=1, le=32)
    seconds: int = Field(default=5, ge=1, le=10)
    megabytes: int = Field(default=256, ge=128, le=4096)


class RelaySettings(_Section):
    """`url` may hold a password: `.get_secret_value()` gives it."""

    url: Annotated[SecretStr, _secret(notations.relay_url)] = SecretStr("maildir:outgoing")
    connections: int = Field(default=6, ge=1, le=32)
    per_minute: int = Field(default=0, ge=0)

    @property
    def is_local(self) -> bool:
        """Whether no letter leaves this machine by way of the relay."""
        return is_harmless(self.url.get_secret_value())


class PrivacySettings(_Section):
    keep_mail_days: int = Field(default=30, ge=1)
    keep_notes_days: int = Field(default=400, ge=1)
    keep_held_days: int = Field(default=90, ge=1)


class LogSettings(_Section):
    format: Literal["auto", "console", "json"] = "auto"
    level: Literal["debug", "info", "warning", "error"] = "info"


class HolidaySettings(_Section):
    """Public holidays by the names of the `holidays` library; no country: none."""

    country: Text = ""
    subdivision: Text = ""


class Coordinator(_Section):
    """Who gets the weekly summary, in the zone they live in (None: the program's)."""

    name: Text = Field(min_length=1, examples=['"Robin Hale"'])
    email: Email = Field(examples=['"robin.hale@library.example.edu"'])
    zone: OptionalZone = None


class ProgramSettings(_Section):
    """One mentoring program. Times of day are those of each reader's own zone."""

    name: Text = Field(min_length=1, examples=['"Library Mentoring Program"'])
    zone: Zone = Field(examples=['"America/Los_Angeles"'])
    coordinators: Annotated[tuple[Coordinator, ...], BeforeValidator(notations.listed)] = Field(
        examples=['[{ name = "Robin Hale", email = "robin.hale@library.example.edu" }]']
    )
    language: Annotated[str, BeforeValidator(notations.language)] = "en"
    date_order: Literal["month_first", "day_first"] = "month_first"
    monthly_day: Annotated[MonthlyDay, _planned(MonthlyDay)] = MonthlyDay(1, 0, time(9))
    spread_minutes: int = Field(default=60, ge=0, le=480)
    reminder_after_working_days: int = Field(default=5, ge=1, le=15)
    suggestions: bool = True
    months: int = Field(default=12, ge=0, le=60)
    summary: Annotated[WeeklyDay, _planned(WeeklyDay)] = WeeklyDay(0, time(8))
    no_mail_before: TimeOfDay = time(8)
    no_mail_after: TimeOfDay = time(18)
    holidays: HolidaySettings = HolidaySettings()
    extra_holidays: Days = ()
    templates: OptionalFile = None
    own_topics: OptionalFile = None
    leave_out_topics: Names = ()
    review_deadlines: YearlyDays = ()
    conference_deadlines: YearlyDays = ()
    contacts: OptionalFile = None

    @property
    def day_first(self) -> bool:
        """Whether 11/12 is the eleventh of December."""
        return self.date_order == "day_first"


class Settings(BaseSettings):
    """All settings of one installation. Every path in them is absolute; `programs` are by slug."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=True,
        hide_input_in_errors=True,
        env_prefix="MENTORMAIL_",
        env_nested_delimiter="__",
        enable_decoding=False,
    )

    clock: Annotated[str, BeforeValidator(notations.clock)] = "system"
    mail: MailSettings = Field(default_factory=MailSettings)
    keys: KeySettings = Field(default_factory=KeySettings)
    store: StoreSettings = Field(default_factory=StoreSettings)
    intake: IntakeSettings = Field(default_factory=IntakeSettings)
    reading: ReadingSettings = Field(default_factory=ReadingSettings)
    relay: RelaySettings = Field(default_factory=RelaySettings)
    privacy: PrivacySettings = Field(default_factory=PrivacySettings)
    log: LogSettings = Field(default_factory=LogSettings)
    program: dict[str, ProgramSettings] = Field(min_length=1)

    @property
    def programs(self) -> Mapping[str, ProgramSettings]:
        """The programs by slug; a lone `[program]` is called "program"."""
        return self.program

    @field_validator("program", mode="before")
    @classmethod
    def _by_slug(cls, tables: Any) -> Any:
        return programs_by_slug(tables)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is passed: the loader has read the file and the environment it was given."""
        return (init_settings,)


def is_lone_program(tables: Mapping[str, Any]) -> bool:
    """Whether `[program]` itself is a program, not a house of several: it has a program's keys."""
    return any(key in ProgramSettings.model_fields or not isinstance(value, dict) for key, value in tables.items())


def programs_by_slug(tables: Any) -> Any:
    """`[program]` as well as `[program.SLUG]`, as programs by slug."""
    if not isinstance(tables, dict):
        raise ValueError("expected a section [program], or [program.SLUG] for each of several")
    if not is_lone_program(tables):
        wrong = [slug for slug in tables if not _SLUG.fullmatch(slug)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} cannot name a program; expected small letters, digits and hyphens")
        return tables
    others = [key for key, value in tables.items() if isinstance(value, dict) and key != "holidays"]
    if others:
        raise ValueError(
            f"holds both one program's own settings and a program {others[0]!r};"
            " give each program a section [program.SLUG] and leave [program] out"
        )
    return {LONE_SLUG: tables}
