"""What is marked on a page counts before it is asked in full, and never for more than every full answer would."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from kneetui.content.conditions import Choices, Facts
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers, flags, short_form
from kneetui.triage.marked_lines import raised
from tests.examples import some


def marks(library: Library, *names: str) -> Facts:
    page = library.questions["knee-signs"]
    yes = frozenset(names)
    return answers.counting(
        library, {page.id: Choices(yes, frozenset(option.id for option in page.options) - yes)}
    )


def level(library: Library, facts: Facts) -> str:
    return flags.level(library, facts, raised(library, facts))


@pytest.mark.parametrize(
    ("marked", "least"),
    [
        (("swelling", "warm-or-red", "fever-or-unwell"), "emergency"),
        (("swelling", "fever-or-unwell"), "urgent"),
        (("deformity",), "emergency"),
        (("kneecap-slipped",), "urgent"),
        (("swelling",), "self-care"),
        (("mechanical",), "soon"),
    ],
)
def test_marks_alone_say_how_urgent_it_is_at_least(
    library: Library, marked: tuple[str, ...], least: str
) -> None:
    assert level(library, marks(library, *marked)) == least


def full_answers(library: Library, names: tuple[str, ...]) -> list[Facts]:
    """Every way to answer the questions behind some lines with one answer each, none of them the unmarked one."""
    ways = []
    for option, behind, unmarked in short_form.lines(library.questions["knee-signs"]):
        ids = [other.id for other in library.questions[behind].options]
        if option.id in names and ids and not isinstance(unmarked, Choices):
            ways.append([(behind, answer) for answer in ids if answer != unmarked])
    return [{**marks(library, *names), **dict(way)} for way in product(*ways)]


@pytest.mark.sampled
def test_no_full_answer_is_milder_than_the_marks(library: Library) -> None:
    lines = [option.id for option, _, _ in short_form.lines(library.questions["knee-signs"])]
    sets = [names for count in (1, 2, 3) for names in combinations(lines, count) if "mechanical" not in names]
    raised_by_marks = 0
    for names in some(sets, 4):
        of_marks = URGENCIES.index(level(library, marks(library, *names)))
        full = [URGENCIES.index(flags.urgency(library, facts)) for facts in full_answers(library, names)]
        assert of_marks <= max(full), names
        raised_by_marks += of_marks < URGENCIES.index(flags.urgency(library, marks(library, *names)))
    assert raised_by_marks
