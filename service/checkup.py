"""`check`: every part is looked at, and each problem told with its mend."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

from service.config import Settings
from service.errors import MentormailError
from service.keys import load_keys


async def checkup(settings: Settings) -> list[str]:
    """Every problem of an installation, a line each; none: it can run."""
    found: list[str] = []
    for look in (_keys, _topics, _letters, _database, _redis):
        found += await _guarded(look, settings)
    return found


async def _guarded(look: Callable[[Settings], Awaitable[list[str]]], settings: Settings) -> list[str]:
    try:
        return await look(settings)
    except MentormailError as error:
        return str(error).splitlines()


async def _keys(settings: Settings) -> list[str]:
    load_keys(settings.keys.file, os.environ.get("MENTORMAIL_KEYS"))
    return []


async def _topics(settings: Settings) -> list[str]:
    from service.contacts import load_contacts
    from service.topics import load_topics

    for program in settings.programs.values():
        topics = load_topics(program.own_topics, leave_out=program.leave_out_topics)
        load_contacts(program.contacts, {topic.slug for topic in topics})
    return []


async def _letters(settings: Settings) -> list[str]:
    from service.letters.letterbox import Letters

    return [problem for each in settings.programs.values() for problem in Letters.load(override=each.templates).check()]


async def _database(settings: Settings) -> list[str]:
    from service.runtime import open_store

    try:
        keys = load_keys(settings.keys.file, os.environ.get("MENTORMAIL_KEYS"))
    except MentormailError:
        return []  # told already
    async with open_store(settings, keys) as store:
        if not store.database.is_sqlite:
            await store.database.require_migrated()
    return []


async def _redis(settings: Settings) -> list[str]:
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    from service.embedded import server_programs

    url = settings.store.redis.get_secret_value()
    if url == "embedded":
        missing = (
            'store.redis: no Valkey or Redis server is installed for "embedded"; install redis-server, or give a URL'
        )
        return [] if server_programs() else [missing]
    client: Redis = Redis.from_url(url)
    try:
        await client.ping()
    except (RedisError, OSError) as error:
        return [f"store.redis: the server does not answer ({type(error).__name__}); start it, or mend the URL"]
    finally:
        await client.aclose()
    return []
