"""SIGKILL while mails pour in: what was answered 250 is kept, once; what was not comes again, and is kept once, too."""

from __future__ import annotations

import contextlib
import smtplib
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.keys import new_key_lines

DOOR = Path(__file__).parents[1] / "support" / "door_process.py"
RECIPIENT = "checkin@mentor.example.org"
MAILS = 400
KILLS = 3
CLIENTS = 6


class Doors:
    """The doors, opened again after each kill."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "lmtp.sock"
        (folder / "keys").write_text(new_key_lines())
        self._command = [sys.executable, str(DOOR), f"sqlite:{folder / 'mail.db'}", str(folder / "keys")]
        self.open()

    def open(self) -> None:
        self._process = subprocess.Popen([*self._command, str(self.socket)], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        while not (line := self._process.stdout.readline()).strip().isdecimal():
            assert line, "the door did not open"
        self.port = int(line)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def kept(self) -> list[str]:
        """The mails that are kept, each as its Message-ID and recipient."""
        listed = subprocess.run([*self._command, "list"], stdout=subprocess.PIPE, text=True, check=True)
        return [line for line in listed.stdout.splitlines() if "@" in line]


class Senders:
    """Several mail systems, half by SMTP and half by LMTP, that send each mail until it is answered 250."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._left = iter(range(MAILS))
        self._lock = threading.Lock()
        self.accepted: set[int] = set()
        self.unsure = 0
        self.reached = threading.Condition()

    def run(self, lmtp: bool) -> None:
        while True:
            with self._lock:
                number = next(self._left, None)
            if number is None:
                return
            while not self._send(number, lmtp):
                with self.reached:
                    self.unsure += 1
                    self.reached.wait(0.02)
            with self.reached:
                self.accepted.add(number)
                self.reached.notify_all()

    def _send(self, number: int, lmtp: bool) -> bool:
        mail = f"From: mentee@example.org\r\nMessage-ID: <{number}@example.org>\r\n\r\n{'We met. ' * 200}\r\n"
        try:
            with contextlib.closing(self._connect(lmtp)) as client:
                client.sendmail("mentee@example.org", [RECIPIENT], mail)
        except (OSError, smtplib.SMTPException):
            return False
        return True

    def _connect(self, lmtp: bool) -> smtplib.SMTP:
        if lmtp:
            return smtplib.LMTP(str(self._doors.socket), None, "client")
        return smtplib.SMTP("127.0.0.1", self._doors.port, "client", timeout=20)

    def wait_for(self, accepted: int) -> None:
        with self.reached:
            assert self.reached.wait_for(lambda: len(self.accepted) >= accepted, 60)


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    opened = Doors(tmp_path)
    yield opened
    opened.kill()


@pytest.mark.slow
def test_what_was_answered_250_is_there_once(doors: Doors) -> None:
    senders = Senders(doors)
    threads = [threading.Thread(target=senders.run, args=(n % 2 == 0,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for kill in range(KILLS):
        senders.wait_for((kill + 1) * MAILS // (KILLS + 1))
        doors.kill()
        doors.open()
    for thread in threads:
        thread.join()
    doors.kill()
    kept = doors.kept()
    expected = {f"<{number}@example.org> {RECIPIENT}" for number in range(MAILS)}
    assert senders.accepted == set(range(MAILS))
    assert senders.unsure >= KILLS  # the kills did come between
    assert [mail for mail, copies in Counter(kept).items() if copies > 1] == []
    assert set(kept) == expected
