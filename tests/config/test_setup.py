"""What `init` leaves in a folder."""

import os

import pytest

from service.config import load_settings
from service.errors import SettingsError
from service.keys import load_keys
from service.roster import SAMPLE, read_roster
from service.setup import write_installation


def test_an_empty_folder_becomes_an_installation(tmp_path):
    folder = tmp_path / "of my own" / "mentoring"
    assert [path.name for path in write_installation(folder)] == ["config.toml", "roster.csv", "mentormail.key"]
    settings = load_settings(folder / "config.toml", {})
    assert settings.keys.file == folder / "mentormail.key"
    assert load_keys(settings.keys.file, None).current == 1
    assert read_roster((folder / "roster.csv").read_bytes()) == SAMPLE


def test_only_the_owner_reads_the_keys(tmp_path):
    previous = os.umask(0)
    try:
        write_installation(tmp_path)
    finally:
        os.umask(previous)
    assert (tmp_path / "mentormail.key").stat().st_mode & 0o777 == 0o600


def test_what_is_there_stays_as_it_is(tmp_path):
    (tmp_path / "config.toml").write_text("mine")
    (tmp_path / "mentormail.key").symlink_to(tmp_path / "elsewhere.key")
    assert write_installation(tmp_path) == [tmp_path / "roster.csv"]
    assert write_installation(tmp_path) == []
    assert (tmp_path / "config.toml").read_text() == "mine"
    assert not (tmp_path / "elsewhere.key").exists()


def test_no_two_installations_share_a_key(tmp_path):
    keys = [next(p for p in write_installation(tmp_path / name) if p.suffix == ".key").read_text() for name in "ab"]
    assert keys[0] != keys[1]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="file"):
        write_installation(tmp_path / "file" / "folder")
