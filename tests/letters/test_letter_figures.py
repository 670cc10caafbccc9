"""The closed months of a summary: each under its own heading, with a table of its own."""

from __future__ import annotations

import re

from service.domain import LetterKind
from service.letters import samples
from service.letters.letterbox import Letters


def test_two_closed_months_are_two_headings_with_a_table_each():
    values = dict(samples.values(LetterKind.SUMMARY)[""])
    [october] = values["published"]
    values["published"] = [october, {**october, "month": "September"}]
    html = Letters.load().fill(LetterKind.SUMMARY, values).html
    after = html[html.index("October, the whole program") :]
    order = re.findall(r"(October|September), the whole program|<(/?table)\b", after[: after.index("What comes next")])
    assert ["".join(each) for each in order] == ["October", "table", "/table", "September", "table", "/table"]
