"""The catalogue of topics: the fifteen that ship, and what a program adds or leaves out, from TOML into values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.domain import Topic
from service.errors import TopicsError
from service.learned import shipped_by_name

CUE, HINT, EXCEPT = 1.0, 0.5, 0.0
"""The weights of `cues`, `hints` and `except`."""
PHASES = ("first-weeks", "review-season", "conference-season", "any")
_KEYS = frozenset({"title", "about", "phase", "prompts", "cues", "hints", "except"})


@lru_cache(maxsize=1)
def catalogue() -> tuple[Topic, ...]:
    """The topics that ship with the product, in the order of the file, with what was learned of each; read once."""
    learned = learned_words()
    topics = parse_topics(_shipped().read_text(encoding="utf-8"), "templates/topics.toml")
    return tuple(replace(topic, learned=learned.get(topic.slug, {})) for topic in topics)


def learned_words() -> dict[str, dict[str, int]]:
    """What bench/train_topics.py learned: for each topic a weight for each feature, "" being what it begins with."""
    return shipped_by_name("topic")


def _shipped() -> Path:
    """topics.toml in an installed wheel (inside the package) or in a checkout (beside it)."""
    here = Path(__file__).resolve().parent
    inside = here / "templates" / "topics.toml"
    return inside if inside.exists() else here.parent / "templates" / "topics.toml"


def load_topics(own: Path | None = None, leave_out: Iterable[str] = ()) -> tuple[Topic, ...]:
    """The catalogue of a program: what ships, with the program's `own` file laid over it, less `leave_out`.

    A topic of the same slug replaces the shipped one, with its learned words: it is told by its own cues alone.
    TopicsError names what is wrong and where; a slug to leave out that nobody knows is an error too.
    """
    topics = {topic.slug: topic for topic in catalogue()}
    if own is not None:
        try:
            text = own.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as trouble:
            raise TopicsError(
                f"{own}: cannot be read ({trouble}); correct the path or save the file as UTF-8"
            ) from trouble
        topics |= {topic.slug: topic for topic in parse_topics(text, str(own))}
    unknown = [slug for slug in leave_out if slug not in topics]
    if unknown:
        raise TopicsError(f"no such topic: {', '.join(unknown)}; known are {', '.join(topics)}")
    dropped = set(leave_out)
    return tuple(topic for slug, topic in topics.items() if slug not in dropped) if own or dropped else catalogue()


def parse_topics(text: str, name: str) -> tuple[Topic, ...]:
    """Topics from TOML text; `name` is what errors call the file."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise TopicsError(f"{name}: not TOML ({trouble})") from trouble
    return tuple(_topic(slug, table, name) for slug, table in tables.items())


def _topic(slug: str, table: Any, name: str) -> Topic:
    where = f"{name}: [{slug}]"
    if not isinstance(table, Mapping):
        raise TopicsError(f"{name}: {slug} stands outside a table; begin the topic with [{slug}]")
    for key in table.keys() - _KEYS:
        raise TopicsError(f"{where} has no key {key}; it may have {', '.join(sorted(_KEYS))}")
    phase = table.get("phase", "any")
    if phase not in PHASES:
        raise TopicsError(f"{where} phase is {phase!r}; it is one of {', '.join(PHASES)}")
    weights = {"except": EXCEPT, "hints": HINT, "cues": CUE}
    cues = {cue: weight for key, weight in weights.items() for cue in _texts(table, key, where)}
    title, about = _text(table, "title", where), _text(table, "about", where)
    return Topic(slug, title, about, _texts(table, "prompts", where), cues, phase)


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise TopicsError(f'{where} wants {key} = "…"')
    return value.strip()


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise TopicsError(f'{where} {key} is a list of texts: {key} = ["…", "…"]')
    return tuple(text.strip() for text in value)
