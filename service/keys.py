"""The installation's keys: one for tokens, one or more for sealing words at rest.

The key file has a line for each: `token BASE64` and `seal ID BASE64`. The last `seal` line seals; the earlier ones
still open what they sealed, so a key is changed by adding a line.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from service.errors import MentormailError, SettingsError

KEY_BYTES = 32
_VERSION = 1
_NONCE_BYTES = 12
_HEADER_BYTES = 2 + _NONCE_BYTES


class SealBroken(MentormailError):
    """A sealed text does not open: its key is missing from the key file, or the text was changed."""

    temporary = False


@dataclass(frozen=True, slots=True)
class Keys:
    """The token key, the sealing keys by id (1–255), and which of them seals."""

    token: bytes
    seals: Mapping[int, bytes]
    current: int

    def __repr__(self) -> str:
        return f"Keys(seals={sorted(self.seals)}, current={self.current})"


def new_key_lines() -> str:
    """The text of a fresh key file."""
    token, seal = (base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() for _ in range(2))
    return (
        "# mentormail's keys. Without this file nothing sealed in the database can be read: back it up apart from it.\n"
        f"token {token}\n"
        f"seal 1 {seal}\n"
    )


def parse_keys(text: str, place: str) -> Keys:
    """Keys from the lines of a key file. SettingsError names the `place` and the line."""
    token: bytes | None = None
    seals: dict[int, bytes] = {}
    current = 0
    for number, line in enumerate(text.replace(",", "\n").splitlines(), 1):
        match line.split("#", 1)[0].split():
            case []:
                continue
            case ["token", value]:
                token = _decode(value, place, number)
            case ["seal", key_id, value] if key_id.isdecimal() and 1 <= int(key_id) <= 255:
                current = int(key_id)
                seals[current] = _decode(value, place, number)
            case _:
                raise SettingsError(
                    f"{place}, line {number}: expected `token BASE64` or `seal ID BASE64` (ID 1 to 255)"
                )
    if token is None or not seals:
        raise SettingsError(
            f"{place}: needs one `token` line and at least one `seal` line; `mentormail init` writes both"
        )
    return Keys(token, seals, current)


def _decode(value: str, place: str, number: int) -> bytes:
    try:
        key = base64.b64decode(value, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingsError(f"{place}, line {number}: not a key of {KEY_BYTES} bytes in base64")
    return key


def load_keys(path: Path, environment: str | None) -> Keys:
    """Keys from the environment's text where given, else from the file, which nobody else may read."""
    if environment:
        return parse_keys(environment, "MENTORMAIL_KEYS")
    try:
        text = path.read_text(encoding="ascii")
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise SettingsError(f"{path}: no key file; `mentormail init` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as a key file ({error.__class__.__name__})") from None
    if mode & 0o077:
        raise SettingsError(f"{path}: others may read it; run `chmod 600 {path}`")
    return parse_keys(text, str(path))


class Sealer:
    """Seals and opens words at rest with AES-256-GCM; a text opens only in the place it was sealed for."""

    def __init__(self, keys: Keys) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.seals.items()}
        self._current = keys.current

    def seal(self, words: bytes, place: str, row: UUID) -> bytes:
        """Version, key id, nonce and ciphertext. `place` (table.column) and the row's key are the associated data."""
        nonce = os.urandom(_NONCE_BYTES)
        header = bytes((_VERSION, self._current)) + nonce
        return header + self._ciphers[self._current].encrypt(nonce, words, _associated(place, row))

    def open(self, sealed: bytes, place: str, row: UUID) -> bytes:
        """The words; SealBroken where they cannot be opened."""
        from cryptography.exceptions import InvalidTag

        cipher = self._ciphers.get(sealed[1]) if len(sealed) > _HEADER_BYTES and sealed[0] == _VERSION else None
        if cipher is None:
            raise SealBroken(f"{place} {row}: sealed with a key that is not in the key file")
        try:
            return cipher.decrypt(sealed[2:_HEADER_BYTES], sealed[_HEADER_BYTES:], _associated(place, row))
        except InvalidTag:
            raise SealBroken(f"{place} {row}: does not open with its key") from None


def _associated(place: str, row: UUID) -> bytes:
    return place.encode() + b"\0" + row.bytes
