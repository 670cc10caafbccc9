"""What config.toml and the environment may say, and how each wrong key is named with its mend."""

import os
import re
import subprocess
import sys
import tomllib
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from service.config import ProgramSettings, Settings, load_settings
from service.errors import SettingsError
from service.planning.cadence import MonthlyDay, WeeklyDay
from service.setup import sample_config

PROGRAM = """
[program]
name = "Mentoring"
zone = "Europe/Paris"
coordinators = [{ name = "Robin Hale", email = "robin@library.org" }]
"""


@pytest.fixture
def load(tmp_path):
    """Settings from a text and an environment, with the file in a folder of its own."""

    def load(text: str = PROGRAM, **environ: str) -> Settings:
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        return load_settings(tmp_path / "config.toml", environ)

    return load


@pytest.fixture
def refusal(load):
    """What is said of a wrong configuration, line by line."""

    def refusal(text: str = PROGRAM, **environ: str) -> list[str]:
        with pytest.raises(SettingsError) as caught:
            load(text, **environ)
        return str(caught.value).splitlines()

    return refusal


YOURS = {"name", "zone", "coordinators", "holidays"}
"""What the sample fills in for a program because nobody can guess it."""


def test_the_sample_loads_to_the_defaults(load):
    sample = load(sample_config())
    bare = load(PROGRAM)
    assert sample.model_dump(exclude={"program"}) == bare.model_dump(exclude={"program"})
    assert sample.program["program"].model_dump(exclude=YOURS) == bare.program["program"].model_dump(exclude=YOURS)


def test_the_sample_explains_every_setting():
    sample = sample_config()
    tables = tomllib.loads(sample)
    for section, setting in Settings.model_fields.items():
        kind = ProgramSettings if section == "program" else setting.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            assert tables[section].keys() == kind.model_fields.keys(), section
        assert section in tables
    blocks = re.split(r"\n\s*\n", sample)
    settings = [block for block in blocks if re.search(r"^[a-z_]+ = ", block, re.MULTILINE)]
    assert all(block.removeprefix("[").lstrip("abcdefghijklmnopqrstuvwxyz]\n").startswith("#") for block in settings)


def test_the_sample_says_nothing_of_what_is_no_setting():
    names = set(re.findall(r"MENTORMAIL_([A-Z_]+)", sample_config()))
    assert names == {"RELAY__URL", "PROGRAM__ZONE"}


def test_what_a_bare_program_gets(load, tmp_path):
    settings = load()
    program = settings.programs["program"]
    assert (settings.intake.smtp, settings.intake.lmtp) == ("127.0.0.1:8025", None)
    assert settings.store.database.get_secret_value() == f"sqlite:{tmp_path}/data/mentormail.db"
    assert settings.store.redis.get_secret_value() == "embedded"
    assert settings.relay.url.get_secret_value() == f"maildir:{tmp_path}/outgoing"
    assert settings.relay.is_local
    assert (settings.reading.processes, settings.reading.seconds, settings.reading.megabytes) == (2, 5, 256)
    assert (settings.keys.file, settings.store.data) == (tmp_path / "mentormail.key", tmp_path / "data")
    assert (program.monthly_day, program.summary) == (MonthlyDay(1, 0, time(9)), WeeklyDay(0, time(8)))
    assert (program.zone, program.day_first, program.language) == (ZoneInfo("Europe/Paris"), False, "en")


def test_nothing_leaves_the_machine_unless_somebody_says_so(load):
    assert load(sample_config()).relay.is_local


def test_the_environment_wins_over_the_file(load, tmp_path):
    settings = load(
        PROGRAM + '[relay]\nurl = "maildir:here"\nconnections = 2\n',
        MENTORMAIL_RELAY__URL="smtp://user:word@mail.library.org:587",
        MENTORMAIL_MAIL__DOMAIN="Mentoring.Library.org.",
        MENTORMAIL_INTAKE__SMTP="[::1]:2525",
        MENTORMAIL_INTAKE__LMTP="unix:run/lmtp.sock",
        MENTORMAIL_STORE__DATABASE="postgres://me:word@db/mentormail",
        MENTORMAIL_STORE__REDIS="redis://127.0.0.1:6379/9",
        MENTORMAIL_PROGRAM__ZONE="Asia/Tokyo",
        MENTORMAIL_PROGRAM__SUGGESTIONS="false",
        MENTORMAIL_PROGRAM__SPREAD_MINUTES="90",
        MENTORMAIL_PROGRAM__HOLIDAYS__COUNTRY="JP",
        MENTORMAIL_PROGRAM__EXTRA_HOLIDAYS="2026-12-28, 2026-12-29",
        MENTORMAIL_PROGRAM__LEAVE_OUT_TOPICS='["service"]',
        MENTORMAIL_PROGRAM__COORDINATORS='[{"name": "Kim Dow", "email": "kim@library.org"}]',
    )
    program = settings.programs["program"]
    assert settings.relay.url.get_secret_value() == "smtp://user:word@mail.library.org:587"
    assert settings.relay.connections == 2
    assert not settings.relay.is_local
    assert settings.mail.domain == "mentoring.library.org"
    assert (settings.intake.smtp, settings.intake.lmtp) == ("[::1]:2525", f"unix:{tmp_path}/run/lmtp.sock")
    assert settings.store.database.get_secret_value() == "postgres://me:word@db/mentormail"
    assert settings.store.redis.get_secret_value() == "redis://127.0.0.1:6379/9"
    assert (program.zone, program.suggestions, program.spread_minutes) == (ZoneInfo("Asia/Tokyo"), False, 90)
    assert program.holidays.country == "JP"
    assert program.extra_holidays == (date(2026, 12, 28), date(2026, 12, 29))
    assert program.leave_out_topics == ("service",)
    assert [coordinator.name for coordinator in program.coordinators] == ["Kim Dow"]


def test_several_programs_by_their_slugs(load):
    text = PROGRAM.replace("[program]", "[program.spring]") + PROGRAM.replace("[program]", "[program.new-staff]")
    settings = load(text, MENTORMAIL_PROGRAM__SPRING__ZONE="Asia/Tokyo")
    assert {slug: str(program.zone) for slug, program in settings.programs.items()} == {
        "spring": "Asia/Tokyo",
        "new-staff": "Europe/Paris",
    }


def test_the_file_is_found_by_the_environment_or_in_the_working_folder(tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    file.write_text(PROGRAM)
    assert load_settings(None, {"MENTORMAIL_CONFIG": str(file)}).programs
    monkeypatch.chdir(tmp_path)
    assert load_settings(None, {}).keys.file == tmp_path / "mentormail.key"


def test_what_editors_on_windows_save(tmp_path):
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + PROGRAM.replace("\n", "\r\n").encode())
    assert load_settings(file, {}).programs


def test_secrets_are_shown_nowhere(load, refusal):
    settings = load(
        MENTORMAIL_RELAY__URL="smtp://user:hush@mail.library.org",
        MENTORMAIL_MAIL__DOMAIN="library.org",
        MENTORMAIL_STORE__DATABASE="postgres://me:hush@db/mentormail",
        MENTORMAIL_STORE__REDIS="redis://:hush@redis/0",
        MENTORMAIL_KEYS="hush",
    )
    assert "hush" not in f"{settings!r} {settings} {settings.relay!r} {settings.model_dump_json()}"
    for name, url in (("RELAY__URL", "smpt://u:hush@h"), ("STORE__DATABASE", "mysql:hush"), ("STORE__REDIS", "x:hush")):
        assert "hush" not in "".join(refusal(**{f"MENTORMAIL_{name}": url}))
    assert "hush" not in "".join(refusal(MENTORMAIL_RELAY__URL="smtp://u:hush@h:x"))


def test_settings_cannot_be_changed(load):
    with pytest.raises(ValueError, match="frozen"):
        load().relay.connections = 7


# Lines added to [program] → the words that must stand in the one line told.
IN_PROGRAM = {
    'zone_name = "x"': "line 6: program.zone_name: not a setting",
    "spread_minute = 5": "line 6: program.spread_minute: not a setting; did you mean spread_minutes?",
    "connections = 5": "line 6: program.connections: not a setting here; it belongs to [relay]",
    "spread_minutes = -1": "line 6: program.spread_minutes: expected at least 0",
    "spread_minutes = 1000": "line 6: program.spread_minutes: expected at most 480",
    "spread_minutes = 1.5": "line 6: program.spread_minutes: expected a whole number",
    'spread_minutes = "an hour"': "line 6: program.spread_minutes: expected a whole number",
    'suggestions = "perhaps"': "line 6: program.suggestions: expected true or false",
    'monthly_day = "1st Monday 09:00"': "program.monthly_day: expected first, second, third, fourth or last, a weekday",
    'monthly_day = "first Monday"': "program.monthly_day: expected first",
    'monthly_day = "fifth Monday 09:00"': "program.monthly_day: expected first",
    'monthly_day = "first Monday 19:00"': "program.monthly_day: 19:00 is outside the hours for mail",
    'summary = "Mondays 08:00"': 'program.summary: expected a weekday and a time, like "Monday 08:00"',
    'summary = "Monday 8 am"': "program.summary: expected a weekday and a time",
    'no_mail_before = "25:00"': 'program.no_mail_before: expected a time of day like "08:00"',
    'no_mail_after = "08:00"': "program.no_mail_after: not later than no_mail_before",
    'date_order = "us"': "program.date_order: expected 'month_first' or 'day_first'",
    'language = "English"': "program.language: expected a language tag",
    'extra_holidays = ["Christmas"]': "program.extra_holidays[0]: expected a date like 2026-12-24",
    "extra_holidays = 5": "program.extra_holidays: expected a list in [ ]",
    'holidays = { country = "USA1" }': "program.holidays.country: 'USA1' is not known; did you mean 'USA'?",
    'holidays = { country = "US", subdivision = "XX" }': "program.holidays.subdivision: 'XX' is not one of US",
    'holidays = { subdivision = "CA" }': "program.holidays.subdivision: needs a country beside it",
    'holidays = { contry = "US" }': "program.holidays.contry: not a setting; did you mean country?",
    'holidays = "US"': "program.holidays: expected a table of keys",
    'templates = ["a"]': "program.templates: expected one line of text in quotes",
}


@pytest.mark.parametrize(("line", "words"), IN_PROGRAM.items(), ids=IN_PROGRAM)
def test_a_wrong_key_of_a_program_is_named(refusal, line, words):
    told = refusal(PROGRAM + line + "\n")
    assert len(told) == 1 and words in told[0], told
    assert "config.toml, line 6: " in told[0]


# Sections added to the file → the words that must stand in the one line told.
SECTIONS = {
    '[mial]\ndomain = "x"': "line 6: mial: not a setting; did you mean mail?",
    '[mail]\ndomain = "not a domain"': "line 7: mail.domain: expected a domain name",
    '[mail]\ndomian = "x"': "line 7: mail.domian: not a setting; did you mean domain?",
    '[intake]\nsmtp = "8025"': 'line 7: intake.smtp: expected HOST:PORT like "127.0.0.1:8025"',
    '[intake]\nsmtp = "127.0.0.1:99999"': "line 7: intake.smtp: expected HOST:PORT",
    '[intake]\nlmtp = "127.0.0.1:8025"': "line 7: intake.lmtp: the same place as smtp",
    '[intake]\ntls_key = "k.pem"': "line 7: intake.tls_key: needs tls_certificate beside it",
    "[intake]\nmax_recipients = 0": "line 7: intake.max_recipients: expected at least 1",
    "[reading]\nmegabytes = 64": "line 7: reading.megabytes: expected at least 128",
    '[store]\ndatabase = "mysql://h/d"': "line 7: store.database: expected sqlite:PATH or postgres://",
    '[store]\ndatabase = "sqlite::memory:"': "line 7: store.database: a database in memory would lose every reply",
    '[store]\nredis = "localhost"': 'line 7: store.redis: expected "embedded"',
    '[relay]\nurl = "mail.example.org"': "line 7: relay.url: expected `smtp://",
    '[log]\nlevel = "loud"': "line 7: log.level: expected 'debug', 'info', 'warning' or 'error'",
    "[privacy]\nkeep_mail_days = 0": "line 7: privacy.keep_mail_days: expected at least 1",
    "[[mail]]": "line 6: mail: expected a table of keys",
}


@pytest.mark.parametrize(("lines", "words"), SECTIONS.items(), ids=SECTIONS)
def test_a_wrong_section_is_named(refusal, lines, words):
    told = refusal(PROGRAM + lines + "\n")
    assert len(told) == 1 and words in told[0], told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "config.toml: program: missing; `mentormail init`"),
        ("[program]\n", "line 1: program: must not be empty"),
        (PROGRAM.replace('zone = "Europe/Paris"\n', ""), 'line 2: program.zone: missing; add a line like zone = "Ame'),
        (
            PROGRAM.replace("Europe/Paris", "Europe/Pariss"),
            "line 4: program.zone: 'Europe/Pariss' is not known; did you",
        ),
        (PROGRAM.replace("robin@", "robin"), "line 5: program.coordinators[0].email: 'robinlibrary.org' is not a mail"),
        (PROGRAM.replace('name = "Robin Hale", ', ""), "line 5: program.coordinators[0].name: missing"),
        (re.sub(r"\[\{.*", "[]", PROGRAM), "line 5: program.coordinators: must not be empty"),
        (PROGRAM.replace("}]", '}, { name = "R", email = "Robin@library.org" }]'), "coordinators[1].email: 'Robin@lib"),
        (PROGRAM + "[program.spring]\n", "holds both one program's own settings and a program 'spring'"),
        (PROGRAM.replace("[program]", "[program.Spring]"), "'Spring' cannot name a program"),
        ("program = 5\n", "program: expected a section [program]"),
        (PROGRAM + "zone = Paris\n", "not TOML: Invalid value (at line 6, column 8)"),
        (PROGRAM + 'zone = "Asia/Tokyo"\n', "not TOML: Cannot overwrite a value"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(refusal, text, words):
    told = refusal(text)
    assert len(told) == 1 and words in told[0], told


def test_every_problem_is_told_at_once(refusal):
    assert len(refusal(PROGRAM + 'summary = "x"\nlanguage = "?"\n[mail]\ndomain = "?"\n')) == 3


def test_a_wrong_variable_is_named_by_its_own_name(refusal):
    assert refusal(MENTORMAIL_INTAKE__SMTP="x")[0].startswith("MENTORMAIL_INTAKE__SMTP: intake.smtp: expected HOST")
    assert refusal(MENTORMAIL_RELAY__ULR="x") == ["MENTORMAIL_RELAY__ULR: relay.ulr: not a setting; did you mean url?"]
    assert refusal(MENTORMAIL_RELY__URL="x") == [
        "MENTORMAIL_RELY__URL: not a setting; did you mean MENTORMAIL_RELAY__URL?"
    ]
    assert refusal(MENTORMAIL_RELAY_URL="x") == [
        "MENTORMAIL_RELAY_URL: not a setting; did you mean MENTORMAIL_RELAY__URL?"
    ]
    assert "JSON" in refusal(MENTORMAIL_PROGRAM__COORDINATORS="[oops")[0]


def test_variables_that_are_no_settings_are_left_alone(load):
    load(MENTORMAIL_PORT="tcp://10.0.0.1:8025", MENTORMAIL_KEYS="x", MENTORMAIL_TEST_DATABASE="x", HOME="/")


@pytest.mark.parametrize("relay", ["maildir:out", "smtp://127.0.0.1:2525", "smtp://[::1]:25", "smtp://localhost"])
def test_a_stepped_clock_with_a_relay_that_reaches_nobody(load, relay, tmp_path):
    assert load(MENTORMAIL_CLOCK="file:now", MENTORMAIL_RELAY__URL=relay).clock == f"file:{tmp_path}/now"


def test_a_stepped_clock_is_refused_where_mail_reaches_people(refusal):
    told = refusal(
        MENTORMAIL_CLOCK="file:now",
        MENTORMAIL_RELAY__URL="smtp://mail.library.org",
        MENTORMAIL_MAIL__DOMAIN="library.org",
    )
    assert len(told) == 1 and told[0].startswith("MENTORMAIL_CLOCK: clock: a stepped clock needs a relay on this")


@pytest.mark.parametrize("domain", ["localhost", "localhost.localdomain", "mentoring.example.org", "a.test", "b.local"])
def test_a_domain_of_nobody_is_refused_where_mail_reaches_people(refusal, domain):
    told = refusal(MENTORMAIL_MAIL__DOMAIN=domain, MENTORMAIL_RELAY__URL="smtp://mail.library.org")
    assert len(told) == 1 and "mail.domain" in told[0] and "no reply would arrive" in told[0]


def test_the_samples_coordinator_is_refused_where_mail_reaches_people(refusal):
    told = refusal(
        sample_config(), MENTORMAIL_RELAY__URL="smtps://m.library.org", MENTORMAIL_MAIL__DOMAIN="library.org"
    )
    assert len(told) == 1 and "program.coordinators[0].email" in told[0]


def test_a_missing_or_unreadable_file(tmp_path):
    with pytest.raises(SettingsError, match="no such file; `mentormail init` writes one"):
        load_settings(tmp_path / "config.toml", {})
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path, {})
    (tmp_path / "latin.toml").write_bytes(b"[program]\nname = 'Z\xfcrich'\n")
    with pytest.raises(SettingsError, match="line 2: not UTF-8"):
        load_settings(tmp_path / "latin.toml", {})


def test_settings_cost_nothing_to_those_who_need_none():
    """Commands that need no configuration start fast: nothing imports pydantic but the configuration itself."""
    code = "import sys, service.notations, service.roster, service.setup; print('pydantic' in sys.modules)"
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env={**os.environ}, check=True
    )
    assert run.stdout == "False\n"
