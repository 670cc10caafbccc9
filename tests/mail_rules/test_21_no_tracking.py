"""Rule 21. No tracking: no pixels, no redirects, no remote images; every link is an address to write to. One month's
real letters, of every kind."""

from __future__ import annotations

import re
from datetime import datetime
from html.parser import HTMLParser

from office import ADA, DOMAIN, PACIFIC, Office, mail, parsed

FETCHES = {"src", "srcset", "background", "poster", "data", "action", "ping", "formaction", "cite", "longdesc"}


class Page(HTMLParser):
    """What a page would fetch, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [str(value) for name, value in attrs if name in FETCHES]
        self.links += [str(value) for name, value in attrs if name == "href"]


async def test_no_letter_of_a_month_fetches_or_counts_anything(november: Office) -> None:
    await november.reply(november.letters_to(ADA)[-1], "We met on November 3 for an hour. https://example.org/x")
    await november.deliver(mail(ADA, "a@b.example", "HELP"), ADA, f"checkin@{DOMAIN}")
    for day in range(6, 28):
        await november.step_to(datetime(2026, 11, day, 12, tzinfo=PACIFIC))
    letters = [parsed(each.data) for each in november.sink.letters]
    assert len(letters) > 20
    for letter in letters:
        page = Page(letter.get_body(("html",)).get_content())
        assert page.fetched == [] and all(link.startswith("mailto:") for link in page.links)
        assert page.tags.isdisjoint({"img", "script", "link", "iframe", "object", "embed", "form", "svg", "video"})
        assert not re.search(r"url\(|@import|https?://", letter.get_body(("html",)).get_content())
        assert "https://" not in letter.get_body(("plain",)).get_content()
        assert "Disposition-Notification-To" not in letter and "Return-Receipt-To" not in letter
