"""The demo's folder: ours to replace, or none of our business."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.demo.installation import MARK, DemoFailed, claimed, installed


def test_a_new_folder_is_made_and_marked(tmp_path):
    with claimed(tmp_path / "a new" / "demo"):
        assert (tmp_path / "a new" / "demo" / MARK).is_file()


def test_what_a_demo_left_is_replaced(tmp_path):
    with claimed(tmp_path):
        (tmp_path / "mail").mkdir()
        (tmp_path / "mail" / "001.eml").write_text("x")
        (tmp_path / "elsewhere").symlink_to("/")
    with claimed(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [MARK]
    assert Path("/").is_dir()


def test_a_folder_of_others_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(DemoFailed, match=r"thesis\.txt.*--dir"), claimed(tmp_path):
        pass
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    assert not (tmp_path / MARK).exists()


def test_a_file_in_its_place_is_named(tmp_path):
    (tmp_path / "demo").write_text("")
    with pytest.raises(DemoFailed, match="File exists; name another folder"), claimed(tmp_path / "demo"):
        pass


def test_two_demos_in_one_folder_do_not_meet(tmp_path):
    with claimed(tmp_path):
        (tmp_path / "config.toml").write_text("")
        with pytest.raises(DemoFailed, match="another demo runs here"), claimed(tmp_path):
            pass
        assert (tmp_path / "config.toml").exists()


def test_the_installation_is_like_any_other_and_hears_no_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("MENTORMAIL_RELAY__URL", "smtp://mail.example.org:25")
    settings, keys = installed(tmp_path, 2525)
    assert settings.relay.url.get_secret_value() == "smtp://127.0.0.1:2525" and settings.relay.is_local
    assert settings.store.database.get_secret_value().startswith("sqlite:")
    assert settings.keys.file.stat().st_mode & 0o077 == 0 and keys.token
