"""Learn what each sign of having met is worth: `python -m bench.train_verdict` writes service/learned/verdict.txt anew.

It weighs what rules and other models make of a reply (service/reading/story/whether_met.py). What a model says of a
reply that it learned from is surer than what it says of any other's. So all that bench/train_opinions.py learns from is
parted in two, and of each half that is looked at which was learned from the other.

`--check N` learns from N-1 parts of N and measures on the rest, in turn, instead of writing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bench.labelled import CONTEXT, ROOT
from bench.learning import Example, Model, digest, learned, written
from bench.train_opinions import Told, all_told, material, text_of
from service.learned import unpacked
from service.reading.opinions import second_opinion
from service.reading.opinions.second_opinion import Learned, weighed
from service.reading.report import Heard
from service.reading.topics.topic_model import ear_of

TURNS, STEP = 12, 0.05
NAMES = ("met", "unmet")
HALVES = 2
HEADLINE = "learned by bench/train_verdict.py from material "
_HOLDS = {True: ("met",), False: ("unmet",), None: ()}


class Case(NamedTuple):
    """A reply whose meeting is not told outright: its signs, what rules found, and whether they met."""

    signs: list[str]
    found: bool | None
    met: bool | None


def cases() -> list[Case]:
    """What is to be decided in all that is learned from."""
    told = [each for each in all_told() if each.knows_met]
    halves = [told[at::HALVES] for at in range(HALVES)]
    return [
        case
        for at, half in enumerate(halves)
        for case in _judged_by([each for other in halves[:at] + halves[at + 1 :] for each in other], half)
    ]


def _judged_by(others: Sequence[Told], told: Iterable[Told]) -> Iterator[Case]:
    """What is to be decided in things told, by models that learned from others."""
    second_opinion.DAY, second_opinion.MET = (Learned(unpacked(text_of(kind, others)[1])) for kind in ("day", "met"))
    ear = ear_of(CONTEXT.topics)
    for each in told:
        heard = Heard(each.today, CONTEXT, ear)
        heard.hear(each.sentences)
        whether = heard.whether_met()
        found = whether.by_rules()
        if whether.is_open(found):
            yield Case(whether.signs(found), found, each.met)


def model_of(told: Sequence[Case]) -> Model:
    examples: list[Example] = [(case.signs, _HOLDS[case.met]) for case in told]
    return learned(NAMES, examples, TURNS, STEP, averaged=4)


def check(told: Sequence[Case], parts: int) -> None:
    """Print how many are decided wrongly by rules, and by all signs, where these took no part in learning."""
    seen: Counter[str] = Counter()
    for part in range(parts):
        model = model_of([case for at, case in enumerate(told) if at % parts != part])
        for case in told[part::parts]:
            met, asked = weighed(*model.scores(case.signs), case.found)
            seen["asked"] += asked
            seen["wrong"] += not asked and met is not None and met is not case.met
            seen["not taken"] += not asked and met is None and case.met is not None
            seen["wrong by rules"] += case.found is not None and case.found is not case.met
            seen["not taken by rules"] += case.found is None and case.met is not None
    print(f"{len(told)} open: {dict(seen)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=int, metavar="N", help="measure on what took no part, in N parts")
    options = parser.parse_args()
    told = cases()
    if options.check:
        check(told, options.check)
        return
    model = model_of(told)
    seen = Counter(sign for case in told for sign in set(case.signs))
    path = ROOT / "service" / "learned" / "verdict.txt"
    path.write_text(written(model, HEADLINE + digest(material()), seen), encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(model.rows)} signs of {len(told)} open replies")


if __name__ == "__main__":
    main()
