"""Which relay a URL means."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import SettingsError
from service.relay import MaildirRelay, is_harmless, relay_from_url
from service.relay.url import SmtpSettings, smtp_settings


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("smtp://mx.example.org", SmtpSettings("mx.example.org", 25, "required")),
        ("smtp://me:pw@mx.example.org", SmtpSettings("mx.example.org", 587, "required", "me", "pw")),
        ("smtp://me:p%40w@mx.example.org:2525", SmtpSettings("mx.example.org", 2525, "required", "me", "p@w")),
        ("smtps://me:pw@mx.example.org", SmtpSettings("mx.example.org", 465, "implicit", "me", "pw")),
        ("smtp://localhost:25", SmtpSettings("localhost", 25, "off")),
        ("smtp://[::1]:25", SmtpSettings("::1", 25, "off")),
        ("smtp://127.0.0.9:25?tls=required", SmtpSettings("127.0.0.9", 25, "required")),
        ("smtp://mx.example.org:25?tls=optional", SmtpSettings("mx.example.org", 25, "optional")),
        ("smtp://mx.example.org:25?tls=off", SmtpSettings("mx.example.org", 25, "off")),
    ],
)
def test_an_smtp_url_says_how_to_reach_the_relay(url: str, settings: SmtpSettings) -> None:
    assert smtp_settings(url) == settings


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mx.example.org",
        "http://mx.example.org",
        "smtp://",
        "smtp://me:se#cret@mx.example.org",
        "smtp://me:secret@mx.example.org:port",
        "smtp://me:secret@mx.example.org:99999",
        "smtp://me:secret@[::1",
        "smtp://me:secret@mx.example.org/path",
        "smtp://me:secret@mx.example.org?tls=maybe",
        "smtp://me:secret@mx.example.org?tls=off",
        "smtp://me:secret@mx.example.org?tls=optional",
        "smtp://me:secret@mx.example.org?verify=no",
        "smtp://me:secret@mx.example.org?ca=/nowhere/ca.pem",
        "maildir:",
        "maildir://",
    ],
)
def test_any_other_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match=r"relay\.url: ") as refused:
        relay_from_url(url)
    assert "cret" not in str(refused.value)


def test_a_password_is_in_no_repr() -> None:
    assert "secret" not in repr(smtp_settings("smtp://me:secret@mx.example.org"))


def test_a_maildir_url_names_a_folder() -> None:
    relay = relay_from_url("maildir:/var/tmp/out box")
    assert isinstance(relay, MaildirRelay)
    assert relay.path == Path("/var/tmp/out box")


@pytest.mark.parametrize(
    ("url", "harmless"),
    [
        ("maildir:out", True),
        ("smtp://localhost:25", True),
        ("smtp://127.1.2.3:25", True),
        ("smtp://[::1]:25", True),
        ("smtp://mx.example.org", False),
        ("smtps://10.0.0.1", False),
        ("smtp://localhost.example.org", False),
        ("smtp://127.0.0.1@mx.example.org", False),
    ],
)
def test_only_what_stays_on_this_machine_is_harmless(url: str, harmless: bool) -> None:
    assert is_harmless(url) is harmless
