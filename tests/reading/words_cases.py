"""The tables of mails under tests/reading/words: each a name, a mail, and the writer's own words in it."""

from __future__ import annotations

import html
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "words"


class Case(NamedTuple):
    """One mail's body and what its writer wrote of it."""

    name: str
    body: str
    words: str


def cases(table: str) -> list[Case]:
    """The cases of a table: "%% name", the body, "%=", the words. What stands before the first is its title."""
    found = []
    for piece in f"\n{(FOLDER / table).read_text()}".split("\n%% ")[1:]:
        name, _, rest = piece.partition("\n")
        body, _, words = rest.partition("\n%=\n")
        found.append(Case(name, body, words))
    return found


def same(got: str, wanted: str) -> bool:
    """Whether two texts are one but for spaces and line ends."""
    return got.split() == wanted.split()


def lost(got: str, wanted: str) -> list[str]:
    """The writer's words that are missing."""
    return list((Counter(wanted.split()) - Counter(got.split())).elements())


def foreign(got: str, wanted: str) -> list[str]:
    """Somebody else's words that were kept."""
    return list((Counter(got.split()) - Counter(wanted.split())).elements())


# -- what clients write in each language, in every shape it comes in

OWN = "Fine with me.\nFriday is best."
OTHERS = "Shall we move the desk?\n\nIt is in the way.\n\nAda"


def generated() -> Iterator[Case]:
    """Mails made of the table of languages."""
    for language, row in tomllib.loads((FOLDER / "languages.toml").read_text()).items():
        for number, line in enumerate(row["wrote"]):
            yield from _under_attribution(f"{language}, attribution {number}", line)
        yield from _under_block(language, *row["block"])
        for rule in row["rule"]:
            yield from _under_rule(f"{language}, {rule}", rule)
        for begin in row.get("begin", []):
            yield Case(f"{language}, {begin}", f"{OWN}\n\n{begin}\n\n{quoted(OTHERS)}", OWN)
            yield Case(f"{language}, {begin} unquoted", f"{OWN}\n\n{begin}\n\n{OTHERS}", OWN)
        for footer in (*row["phone"], *row.get("scanned", [])):
            yield Case(f"{language}, {footer}", f"{OWN}\n\n{footer}", OWN)
            yield Case(f"{language}, {footer} above a quote", f"{OWN}\n\n{footer}\n\n{quoted(OTHERS)}", OWN)


def quoted(text: str) -> str:
    """The text as a client quotes it."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _under_attribution(name: str, line: str) -> Iterator[Case]:
    yield Case(f"{name}, quoted", f"{OWN}\n\n{line}\n\n{quoted(OTHERS)}", OWN)
    yield Case(f"{name}, close", f"{OWN}\n{line}\n{quoted(OTHERS)}", OWN)
    yield Case(f"{name}, below", f"{line}\n{quoted(OTHERS)}\n\n{OWN}", OWN)
    yield Case(f"{name}, itself quoted", f"{OWN}\n\n> {line}\n>\n{quoted(OTHERS)}", OWN)
    if len(line) > 45:
        yield Case(f"{name}, unquoted", f"{OWN}\n\n{line}\n\n{OTHERS}", OWN)
    for at in [at for at, letter in enumerate(line) if letter == " " and at > 30][:8]:
        wrapped = f"{line[:at]}\n{line[at + 1 :]}"
        yield Case(f"{name}, wrapped at {at}", f"{OWN}\n\n{wrapped}\n\n{quoted(OTHERS)}", OWN)


def _under_block(language: str, sender: str, sent: str, to: str, subject: str, moment: str) -> Iterator[Case]:
    values = ((sender, "Ada Example"), (sent, moment), (to, "Bob Smith"), (subject, "The desk"))
    for name, form in {
        "plain": "{}: {}",
        "bold": "*{}:* {}",
        "French space": "{} : {}",
        "tab": "{}:\t{}",
        "no space": "{}:{}",
        "bold, colon outside": "*{}*: {}",
        "wide": "{}：{}",
    }.items():
        old = "\n".join(form.format(*value) for value in values) + f"\n\n{OTHERS}"
        yield Case(f"{language}, block, {name}", f"{OWN}\n\n{old}", OWN)
        yield Case(f"{language}, block, {name}, under a rule", f"{OWN}\n\n{'_' * 32}\n{old}", OWN)
        yield Case(f"{language}, block, {name}, quoted", f"{OWN}\n\n{quoted(old)}", OWN)


def _under_rule(name: str, rule: str) -> Iterator[Case]:
    for form in (
        "-----{}-----",
        "-------- {} --------",
        "---------- {} ----------",
        "----- {} -----",
        "_____ {} _____",
    ):
        yield Case(f"{name}, {form}", f"{OWN}\n\n{form.format(rule)}\n{OTHERS}", OWN)


# -- what people do, in every combination: words, farewell, signature, footer, quote and its place

WORDS = (
    "Fine with me.",
    "Hi Ada,\n\nthanks for asking. I would rather wait until Friday, since the movers are busy.",
    "We need:\n\n- a desk\n- a lamp\n- screws\n\nIs that all?",
    "1. yes\n2. no\n3. on Friday at 10:00",
    "See https://example.org/desk for the price.\n\nI called them: they have it.",
    "OK",
    "On Monday I wrote to the movers, and on 3 May they wrote back.\nThey said: not before Friday.",
    "From here it looks good. To me, at least.\n\nSubject to approval, of course!",
    "Das passt mir gut. Ich schrieb es schon am Montag.",
    "C'est d'accord pour moi.\n\nJ'arrive à 10h00 le 12 novembre.",
    "De acuerdo, nos vemos el lunes.",
    "はい、大丈夫です。\n金曜日に行きます。",
    "Да, хорошо. Я писал об этом вчера.",
    "```\nif a > b: return\n```\n\nis what I have.",
)
FAREWELLS = ("", "", "\n\nBob", "\n\nCheers,\nBob", "\n\nBest regards,\nBob Smith", "\n\nThanks!\n\nBob")
SIGNATURES = (
    "",
    "",
    "\n\n-- \nBob Smith\nExample Corp",
    "\n--\nBob",
    "\n\n-- \nBob Smith | Facilities\nTel. +1 555 0100\nhttps://example.org",
    "\n\nSent from my iPhone",
    "\n\nVon meinem iPhone gesendet",
    "\n\nEnvoyé de mon iPhone",
    "\n\nGet Outlook for iOS",
)
FOOTERS = (
    "",
    "",
    "",
    "\n\nThis e-mail is confidential. If you are not the intended recipient, please delete it and notify the sender.",
    "\n\n---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.example.org/antivirus",
    "\n\n_______________________________________________\nDesks mailing list\nDesks@example.org\n"
    "https://example.org/mailman/listinfo/desks",
)
QUOTES = (
    ("On Thu, Nov 12, 2026 at 10:00 AM Ada Example <ada@example.org> wrote:\n", True),
    ("On 12/11/2026 10:00, Ada Example wrote:\n", True),
    ("Am 12.11.26 um 10:00 schrieb Ada Beispiel:\n", True),
    ("Le jeu. 12 nov. 2026 à 10:00, Ada Exemple <ada@example.org> a\nécrit :\n", True),
    ("El jue, 12 nov 2026 a las 10:00, Ada (<ada@example.org>) escribió:\n\n", True),
    ("2026年11月12日(木) 10:00 Ada Example <ada@example.org>:\n\n", True),
    ("Ada wrote:\n", True),
    ("", True),
    ("-----Original Message-----\nFrom: Ada Example\nSent: Thursday\nTo: Bob\nSubject: The desk\n\n", False),
    ("From: Ada Example <ada@example.org>\nSent: Thursday\nTo: Bob\nSubject: The desk\n\n", False),
    ("________________________________\nVon: Ada Beispiel\nGesendet: Donnerstag\nAn: Bob\nBetreff: Tisch\n\n", False),
    ("*De :* Ada Exemple\n*Envoyé :* jeudi\n*À :* Bob\n*Objet :* Le bureau\n\n", False),
    ("---------- Forwarded message ---------\nFrom: Ada <ada@example.org>\nDate: Thu\nSubject: x\nTo: Bob\n\n", False),
    ("On Nov 12, 2026, at 10:00 AM, Ada Example <ada@example.org> wrote:\n\n", False),
    ("##- Please type your reply above this line -##\n\n", False),
)
LETTERS = (
    "Shall we move the desk?\n\nIt is in the way.\n\nAda",
    "Hi Bob,\n\nshall we move it?\n\nOn Wed, Nov 11, 2026 at 9:00 AM Bob <bob@example.org> wrote:\n"
    "> It is in the way.\n\n-- \nAda",
    "The desk:\n\n- is big\n- is old\n\nFrom: Cy\nSent: Wednesday\nTo: Ada\nSubject: The desk\n\nIt is in the way.",
)


def mixed(count: int = 2_000, seed: int = 7) -> Iterator[Case]:
    """Mails put together by chance, the same ones each time."""
    chance = random.Random(seed)
    for number in range(count):
        words = chance.choice(WORDS)
        farewell, signature, footer = chance.choice(FAREWELLS), chance.choice(SIGNATURES), chance.choice(FOOTERS)
        (attribution, marked), letter = chance.choice(QUOTES), chance.choice(LETTERS)
        quote = f"{attribution}{quoted(letter) if marked else letter}"
        if marked and chance.random() < 0.3:
            body = f"{quote}\n\n{words}{farewell}{signature}{footer}"
        elif marked and chance.random() < 0.3:
            second = chance.choice(WORDS)
            middle = quoted("And the lamp?")
            body = f"{quote}\n\n{words}\n\n{middle}\n\n{second}{farewell}{signature}{footer}"
            words = f"{words}\n{second}"
        else:
            body = f"{words}{farewell}{signature}{footer}\n\n{quote}"
        yield Case(f"mixed {number}", body, words + farewell)


# -- what happens to a mail on its way, and changes nothing of what its writer said

_BANNER = (
    "CAUTION: This email originated from outside the organization. Do not click links or open attachments unless you "
    "recognize the sender and know the content is safe.\n\n"
)
_SCANNED = "\n\n-- \nThis email has been checked for viruses by AVG antivirus software.\nwww.avg.example"
_GROUP = (
    '\n\n-- \nYou received this message because you are subscribed to the Google Groups "things" group.\n'
    "To unsubscribe from this group and stop receiving emails from it, send an email to things+off@example.com."
)
_MAILMAN = (
    "\n_______________________________________________\nThings mailing list\nThings@example.com\n"
    "https://example.com/mailman/listinfo/things"
)
_OLDER = "\n\nOn Fri, 1 May 2026 at 09:00, Zed Old <zed@example.net> wrote:\n> older words\n>\n> Zed"
_OUTLOOK = (
    "\n\n________________________________\nFrom: Zed Old <zed@example.net>\nSent: Friday, May 1, 2026 9:00 AM\n"
    "To: Us\nSubject: RE: things\n\nolder words\n\nZed"
)


def _each_line(form: str, empty: str) -> Callable[[str], str]:
    """Plain text made HTML, a tag around each line."""
    return lambda body: "".join(form.format(html.escape(line, quote=False) or empty) for line in body.split("\n"))


WAYS: dict[str, Callable[[str], str]] = {
    "line ends of the wire": lambda body: body.replace("\n", "\r\n"),
    "spaces at line ends": lambda body: re.sub("(?m)$", "  ", body),
    "no-break spaces": lambda body: body.replace(" ", "\u00a0"),
    "no spaces behind marks": lambda body: re.sub(r"(?m)^(?:> ?)+", lambda marks: marks[0].replace(" ", ""), body),
    "a warning above": lambda body: _BANNER + body,
    "a scanner's words below": lambda body: body + _SCANNED,
    "a group's words below": lambda body: body + _GROUP,
    "a list's words below": lambda body: body + _MAILMAN,
    "an older mail below": lambda body: body + _OLDER,
    "an older mail of Outlook's below": lambda body: body + _OUTLOOK,
    "all three below": lambda body: body + _SCANNED + _GROUP + _MAILMAN,
}
"""What clients, scanners and lists do to plain mail."""
PAGED: dict[str, Callable[[str], str]] = {
    "a div each line": _each_line("<div>{}</div>", "<br>"),
    "breaks": _each_line("{}<br>", ""),
    "Word's paragraphs": _each_line('<p class="MsoNormal">{}</p>', "&nbsp;"),
}
"""What clients do that make HTML of plain text."""
