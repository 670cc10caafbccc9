"""The fields of a delivery-status part (RFC 3464), one group a recipient, read as leniently as servers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from service.reading.machines.bounce_codes import is_permanent, telling_status
from service.reading.machines.bounce_notices import ADDRESS, MAX_NOTICE, MAX_RECIPIENTS
from service.reading.values import Bounced

STATUS_TYPES = (
    "message/delivery-status",
    "message/global-delivery-status",
    "text/delivery-status",
    "message/x-delivery-status",
)
_SUCCESSES = ("delivered", "relayed", "expanded")
_RECIPIENT_FIELDS = ("final-recipient", "original-recipient")
_FOLD = re.compile(
    r"\n[ \t]+(?![ \t]|(?:final-recipient|original-recipient|action|status|diagnostic-code|remote-mta|"
    r"last-attempt-date|"
    r"will-retry-until|reporting-mta|arrival-date|x-[\w-]{1,40}):)",
    re.I,
)
"""A folded line; where all lines are indented, as in text, a field's own line is none."""
_TYPED = re.compile(r"^[ \t>]{0,8}(?:Final|Original)-Recipient[ \t]*:[^\n]*@", re.M | re.I)
_DECIDED = re.compile(r"^[ \t>]{0,8}Action[ \t]*:[ \t]*(?:failed|delayed|delivered|relayed|expanded)", re.M | re.I)


def from_status(texts: Iterable[str]) -> tuple[Bounced, ...]:
    """What the groups say of each recipient; where some failed, of those alone."""
    found = dict.fromkeys(
        bounced for text in texts for group in _groups(text) if (bounced := _from_group(group)) is not None
    )
    failed = [each for each in found if not each.arrived]
    return tuple(failed or found)[:MAX_RECIPIENTS]


def status_in(text: str) -> tuple[Bounced, ...]:
    """The same from running text, where a gateway or a mailing list made plain text of the part."""
    if not (_TYPED.search(text) and _DECIDED.search(text)):
        return ()
    return tuple(each for each in from_status([text]) if each.recipient)


def _groups(text: str) -> Iterator[dict[str, str]]:
    """The first group is of the message and names nobody."""
    for block in re.split(r"\n[ \t]*\n", text[: 4 * MAX_NOTICE]):
        group: dict[str, str] = {}
        for line in _FOLD.sub(" ", block.strip()).split("\n"):
            name, colon, value = line.partition(":")
            key = name.strip().lower()
            if key in _RECIPIENT_FIELDS and key in group:
                yield group  # two recipients that no blank line parts
                group = {}
            if colon:
                group.setdefault(key, value.strip())
        yield group


def _from_group(group: dict[str, str]) -> Bounced | None:
    named = [group.get(name, "") for name in (*_RECIPIENT_FIELDS, "x-actual-recipient")]
    if not any(named[:2]) and not ("status" in group and ("action" in group or named[2])):
        return None
    recipient = _recipient(named)
    diagnostic = group.get("diagnostic-code", "")
    status = telling_status(group.get("status", ""), diagnostic)
    action = re.split(r"[\s(;]", group.get("action", ""), maxsplit=1)[0].lower()
    if action in _SUCCESSES:
        return Bounced(recipient, status or "2.0.0", False)
    return Bounced(recipient, status, action != "delayed" and is_permanent(status, diagnostic))


def _recipient(named: Sequence[str]) -> str | None:
    return next((found for value in named if (found := _address_in(value))), None)


def _address_in(value: str) -> str | None:
    match = ADDRESS.search(value.partition(";")[2] or value)
    return match[0].strip("'.") if match else None
