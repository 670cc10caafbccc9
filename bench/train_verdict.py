"""Learn what each sign is worth of having met, and of a day's being that of a meeting held or of the next:
`python -m bench.train_verdict` writes service/learned/verdict.txt, held.txt and next.txt anew.

It weighs what rules and other models make of a reply (service/reading/story/whether_met.py, which_days.py). What a
model says of a reply that it learned from is surer than what it says of any other's. So all that
bench/train_opinions.py learns from is parted in three, and of each part that is looked at which was learned from the
others. Days are looked at once it is learned whether they met.

`--check N` learns from N-1 parts of N and measures on the rest, in turn, instead of writing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from bench.labelled import CONTEXT, ROOT, THURSDAY
from bench.learning import Example, Model, digest, learned_from_signs, written_signs
from bench.train_opinions import Told, all_told, material, said, tables, text_of
from service.learned import Weights, unpacked
from service.reading.opinions import weights
from service.reading.opinions.features import in_place
from service.reading.opinions.second_opinion import weighed
from service.reading.opinions.weights import Learned
from service.reading.report import Heard
from service.reading.story.which_days import ADDED, TAKEN_BACK, Kind
from service.reading.topics.topic_model import ear_of

NAMES = ("met", "unmet")
KINDS: tuple[Kind, ...] = ("held", "next")
PARTS, OFTEN = 3, 5
"""`OFTEN`: how often a sign must be met, to be learned."""
HEADLINE = "learned by bench/train_verdict.py from material "
_HOLDS = {True: ("met",), False: ("unmet",), None: ()}


class Case(NamedTuple):
    """Something that rules do not settle: its signs, what rules found, what is so, and how often it counts."""

    signs: list[str]
    found: bool | None
    so: bool | None
    times: int


class Part(NamedTuple):
    """A part of what is learned from, with what was learned from the others of days and of having met."""

    told: list[Told]
    day: Learned
    met: Learned

    def heard(self) -> Iterator[tuple[Told, Heard]]:
        """Each thing told, heard to its end."""
        weights.DAY, weights.MET = self.day, self.met
        ear = ear_of(CONTEXT.topics)
        for each in self.told:
            heard = Heard(each.today, CONTEXT, ear)
            heard.hear(each.sentences)
            yield each, heard


def parted() -> list[Part]:
    told = [*(each for each in all_told() if each.knows_met or each.knows_days), *beside_a_report()]
    parts = [told[at::PARTS] for at in range(PARTS)]
    return [
        Part(part, *(Learned(unpacked(text_of(kind, _but(parts, at))[1])) for kind in ("day", "met")))
        for at, part in enumerate(parts)
    ]


def beside_a_report() -> Iterator[Told]:
    """What is told of something else, behind a meeting that is told."""
    held = frozenset({str(THURSDAY.date() - timedelta(days=2))})
    for aside in tables():
        if aside.source.startswith(("asides/", "beside/")):
            sentences = in_place([*MEETING, *aside.sentences])
            yield Told(aside.source, sentences, aside.today, held=held, knows_days=True, met=True, knows_met=True)


MEETING = said("We met on Tuesday for an hour in her office.")


def _but(parts: Sequence[list[Told]], at: int) -> list[Told]:
    return [each for part in (*parts[:at], *parts[at + 1 :]) for each in part]


def cases_of_meeting(part: Part) -> Iterator[Case]:
    """Where it is open whether they met."""
    for told, heard in part.heard():
        whether = heard.whether_met()
        found = whether.by_rules()
        if told.knows_met and whether.is_open(found):
            yield Case(whether.signs(found), found, told.met, told.times)


def cases_of_days(part: Part) -> Iterator[tuple[Kind, Case]]:
    """The days of which it is open whether they are of a kind."""
    for told, heard in part.heard():
        met = heard.whether_met().decided()
        for kind, so in (("held", told.held), ("next", {told.coming})):
            if told.knows_days and (kind == "next" or met is told.met):
                for day, signs in heard.which_days(met).candidates(kind).signs():
                    yield kind, Case(signs, day.found, str(day.day) in so, told.times)


def model_of_meeting(cases: Sequence[Case]) -> Model:
    examples: list[Example] = [(case.signs, _HOLDS[case.so]) for case in cases for _ in range(case.times)]
    return learned_from_signs(NAMES, examples, OFTEN, turns=12)


def model_of_days(kind: Kind, cases: Sequence[Case]) -> Model:
    examples: list[Example] = [(case.signs, (kind,) if case.so else ()) for case in cases for _ in range(case.times)]
    return learned_from_signs((kind,), examples, OFTEN, turns=10)


def check_meeting(cases: Sequence[Case], parts: int) -> None:
    """Print how many are decided wrongly by rules, and by all signs, where these took no part in learning."""
    seen: Counter[str] = Counter()
    for part in range(parts):
        model = model_of_meeting([case for at, case in enumerate(cases) if at % parts != part])
        for case in cases[part::parts]:
            met, asked = weighed(*model.scores(case.signs), case.found)
            seen["asked"] += asked
            seen["wrong"] += not asked and met is not None and met is not case.so
            seen["not taken"] += not asked and met is None and case.so is not None
            seen["wrong by rules"] += case.found is not None and case.found is not case.so
            seen["not taken by rules"] += case.found is None and case.so is not None
    print(f"{len(cases)} open whether they met: {dict(seen)}")


def check_days(kind: Kind, cases: Sequence[Case], parts: int) -> None:
    """The same of days."""
    seen: Counter[str] = Counter()
    for part in range(parts):
        model = model_of_days(kind, [case for at, case in enumerate(cases) if at % parts != part])
        for case in cases[part::parts]:
            (speaks,) = model.scores(case.signs)
            is_one = speaks >= TAKEN_BACK if case.found else speaks > ADDED
            for by, taken in (("", is_one), (" by rules", case.found)):
                seen["wrong" + by] += bool(taken and not case.so)
                seen["not taken" + by] += bool(case.so and not taken)
    print(f"{len(cases)} days {kind}: {dict(seen)}")


def write(name: str, model: Model) -> Weights:
    """The file of what was learned, and what it holds."""
    path = ROOT / "service" / "learned" / f"{name}.txt"
    text = written_signs(model, HEADLINE + digest(material()))
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(model.rows)} signs")
    return unpacked(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=int, metavar="N", help="measure on what took no part, in N parts")
    options = parser.parse_args()
    parts = parted()
    cases = [case for part in parts for case in cases_of_meeting(part)]
    if options.check:
        check_meeting(cases, options.check)
    else:
        weights.VERDICT = Learned(write("verdict", model_of_meeting(cases)))
    of_days = [found for part in parts for found in cases_of_days(part)]
    for kind in KINDS:
        cases = [case for name, case in of_days if name == kind]
        if options.check:
            check_days(kind, cases, options.check)
        else:
            write(kind, model_of_days(kind, cases))


if __name__ == "__main__":
    main()
