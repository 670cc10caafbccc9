"""Keys and sealing: what is sealed opens with its key, in its place, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import SettingsError
from service.keys import SealBroken, Sealer, load_keys, new_key_lines, parse_keys

ROW, OTHER = UUID(int=1), UUID(int=2)
LINES = new_key_lines()


@given(st.binary(max_size=4096))
def test_what_is_sealed_opens(words: bytes) -> None:
    sealer = Sealer(parse_keys(LINES, "keys"))
    sealed = sealer.seal(words, "inbox.mail", ROW)
    assert sealer.open(sealed, "inbox.mail", ROW) == words
    assert len(words) < 8 or words not in sealed


@pytest.mark.parametrize(
    ("place", "row"), [("inbox.mail", OTHER), ("outbox.values", ROW)], ids=["another row", "another column"]
)
def test_a_sealed_text_opens_only_where_it_belongs(place: str, row: UUID) -> None:
    sealer = Sealer(parse_keys(LINES, "keys"))
    with pytest.raises(SealBroken):
        sealer.open(sealer.seal(b"words", "inbox.mail", ROW), place, row)


def test_a_second_key_seals_and_the_first_still_opens() -> None:
    first = Sealer(parse_keys(LINES, "keys"))
    old = first.seal(b"old", "inbox.mail", ROW)
    more = LINES + new_key_lines().splitlines()[-1].replace("seal 1", "seal 2") + "\n"
    second = Sealer(parse_keys(more, "keys"))
    assert second.open(old, "inbox.mail", ROW) == b"old"
    with pytest.raises(SealBroken, match="not in the key file"):
        first.open(second.seal(b"new", "inbox.mail", ROW), "inbox.mail", ROW)


def test_keys_are_not_shown() -> None:
    keys = parse_keys(LINES, "keys")
    assert LINES.split()[-1] not in repr(keys) and keys.token.hex() not in repr(keys)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs one `token` line"),
        ("token AAAA\n", "line 1: not a key of 32 bytes"),
        ("seal 0 AAAA\n", "line 1: expected"),
        ("hello\n", "line 1: expected"),
    ],
)
def test_a_broken_key_file_is_told_by_its_line(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        parse_keys(text, "keys")


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(LINES)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        load_keys(file, None)
    file.chmod(0o600)
    assert load_keys(file, None) == parse_keys(LINES, "keys")


def test_a_missing_key_file_names_its_mend(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="mentormail init"):
        load_keys(tmp_path / "none", None)


def test_the_environment_may_hold_the_keys(tmp_path: Path) -> None:
    assert load_keys(tmp_path / "none", LINES.replace("\n", ",")).current == 1
