"""What may still come out, against every answer that could still be given: a small core is tried from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from kneetui.content.conditions import Answer, Facts
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import flags
from kneetui.triage.interview.next_question import EXCUSES_UNTIL, SIGNS_FIRST, suggest
from kneetui.triage.interview.open_signs import open_excuses, open_normal, open_signs, open_stops, unasked
from kneetui.triage.interview.still_possible import Left
from kneetui.triage.interview.urgency_conditions import Level, levels
from kneetui.triage.interview.worth import WORTH
from tests.cli.small import write_core

MORE = """
[[question]]
id = "onset"
kind = "choice"
text = "How did it begin?"
why = "A sudden swelling is another thing."
topic = "signs"
when = { swelling = "marked" }
[[question.option]]
id = "sudden"
text = "Suddenly"
[[question.option]]
id = "slow"
text = "Slowly"

[[question]]
id = "seen"
kind = "yes-no"
text = "Did a doctor look at it?"
why = "Then it is known."
topic = "signs"
rate = 0.3

[[flag]]
id = "RF3"
urgency = "soon"
condition = { swelling = "slight", unproven = { seen = true } }
because = "Somewhat swollen, and nobody looked."
do = "Have it looked at."
source = "book"
[[flag.raise]]
urgency = "urgent"
condition = { fever = true }
because = "Somewhat swollen, with fever."
do = "Have it looked at today."

[[flag]]
id = "RF4"
urgency = "soon"
condition = { fever = true, unproven = { seen = true } }
because = "Fever, and nobody looked."
do = "Have it looked at."
source = "book"

[[flag]]
id = "RF5"
urgency = "soon"
condition = { swelling = "marked", onset = "slow" }
because = "A swelling that came slowly."
do = "Have it looked at."
stops = ["impact"]
source = "book"
"""
VALUES: dict[str, tuple[Answer, ...]] = {
    "swelling": ("none", "slight", "marked"),
    "fever": (True, False),
    "onset": ("sudden", "slow"),
    "seen": (True, False),
}
OTHERS = ["activity", "age", "location"]
"""Asked about, and left open: no warning sign reads them."""

State = tuple[dict[str, Answer], list[str]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = write_core(tmp_path_factory.mktemp("core") / "core")
    (folder / "more.toml").write_text(MORE, encoding="utf-8")
    library = build([load_pack(folder, "built in")])
    assert not library.problems
    return library


def states() -> Iterator[State]:
    """Every way to have answered some questions, to know no answer to some, and not to have been asked others."""
    for answers in product(*((*values, None, "not asked") for values in VALUES.values())):
        given = dict(zip(VALUES, answers, strict=True))
        asked = [name for name, answer in given.items() if answer != "not asked"]
        facts = {name: given[name] for name in asked if given[name] is not None}
        if "onset" not in asked or facts.get("swelling") == "marked":
            yield {name: answer for name, answer in facts.items() if answer is not None}, [*OTHERS, *asked]


def ends(facts: Facts, left: Left) -> list[Facts]:
    """What may be known in the end, with every answer to what is left, or none."""
    names = sorted(left.questions)
    return [
        {**facts, **{name: answer for name, answer in zip(names, answers, strict=True) if answer is not None}}
        for answers in product(*((*VALUES[name], None) for name in names))
    ]


def test_every_question_is_left_whose_answer_can_come(library: Library) -> None:
    for facts, asked in states():
        left = unasked(library, facts, asked).questions.keys()
        expected = set(VALUES) - set(asked)
        if facts.get("swelling", "marked") != "marked":
            expected.discard("onset")
        assert left == expected, (facts, asked)


def test_a_sign_is_open_exactly_while_answers_could_raise_the_urgency_by_it(library: Library) -> None:
    open_anywhere = set()
    for facts, asked in states():
        left = unasked(library, facts, asked)
        now = URGENCIES.index(flags.urgency(library, facts))
        possible = ends(facts, left)
        expected = {
            (level.name, level.urgency)
            for level in levels(library)
            if level.name in library.flags
            and URGENCIES.index(level.urgency) < now
            and any(level.condition.test(end) is True for end in possible)
        }
        assert {(sign.name, sign.urgency) for sign in open_signs(library, facts, left)} == expected
        open_anywhere |= expected
        if not expected:
            assert min(URGENCIES.index(flags.urgency(library, end)) for end in possible) >= min(now, 3)
    assert len(open_anywhere) == 6


def test_the_flags_of_a_pack_keep_no_interview_from_ending(library: Library) -> None:
    flag = replace(library.flags["RF3"], pack="other")
    own = replace(library, flags={**library.flags, flag.id: flag})
    open_flags = {sign.name for sign in open_signs(own, {}, unasked(own, {}, OTHERS))}
    assert open_flags == {"RF1", "RF2", "RF4", "RF5"}


def test_normal_is_open_while_nothing_is_up_and_answers_decide_it(library: Library) -> None:
    normal = library.normal
    assert normal is not None
    counts = {True: 0, False: 0}
    for facts, asked in states():
        left = unasked(library, facts, asked)
        truths = {normal.test(end) for end in ends(facts, left)}
        expected = not flags.raised(library, facts) and True in truths and len(truths) > 1
        assert bool(open_normal(library, facts, left)) == expected, (facts, asked)
        counts[expected] += 1
    assert all(counts.values())


def test_what_holds_the_urgency_up_is_open_while_answers_could_take_it_away(library: Library) -> None:
    counts = {True: 0, False: 0}
    for facts, asked in states():
        left = unasked(library, facts, asked)
        present = flags.urgency(library, facts)
        holding = [
            level
            for level in levels(library)
            if level.urgency == present
            and level.name in library.flags
            and level.condition.test(facts) is True
        ]
        expected = bool(holding) and any(
            all(level.condition.test(end) is not True for level in holding) for end in ends(facts, left)
        )
        assert bool(open_excuses(library, facts, left)) == expected, (facts, asked)
        counts[expected] += 1
    assert all(counts.values())


def open_levels(library: Library, facts: Facts, left: Left, number: int) -> tuple[str, list[Level]]:
    """What is open after so many questions, in the order in which it is asked for."""
    if signs := open_signs(library, facts, left):
        return "sign", signs
    if normal := open_normal(library, facts, left):
        return "normal", normal
    if number < EXCUSES_UNTIL and (excuses := open_excuses(library, facts, left)):
        return "excuse", excuses
    return "stop", open_stops(library, facts, left)


@pytest.mark.parametrize("before", [0, SIGNS_FIRST])
def test_no_interview_ends_while_anything_is_open_and_late_in_it_nothing_else_is_asked(
    library: Library, before: int
) -> None:
    kinds = set()
    for facts, asked in states():
        left = unasked(library, facts, asked)
        pages = [*asked, *(f"asked before {number}" for number in range(before))]
        kind, signs = open_levels(library, facts, left, len(pages))
        suggestion = suggest(library, facts, pages)
        if signs:
            kinds.add(kind)
            assert suggestion is not None, (facts, asked)
            assert suggestion.question.id in left.questions
        if signs and before:
            hanging = {name for sign in signs for name in sign.open(facts, left)}
            assert suggestion is not None
            assert suggestion.question.id in hanging, (facts, asked)
            because = {sign.name for sign in signs if suggestion.question.id in sign.reads}
            assert set(suggestion.flags) <= because
            assert suggestion.about > len(pages)
        if not signs:
            assert suggestion is None or suggestion.worth < WORTH["emergency"]
    assert kinds >= {"sign", "normal", "stop"}
    assert ("excuse" in kinds) == (before == 0)
