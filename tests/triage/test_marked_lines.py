"""What is marked on a page counts before it is asked in full, and never for more than every full answer would."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest

from kneetui.content.conditions import Choices, Facts, Within
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers, flags, short_form
from kneetui.triage.marked_lines import WAYS, raised
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


def test_marks_that_make_nothing_more_urgent_raise_no_flag_that_nobody_answered(library: Library) -> None:
    lines = [option.id for option, _, _ in short_form.lines(library.questions["knee-signs"])]
    for names in [*((line,) for line in lines), *(("fever-or-unwell", line) for line in lines)]:
        facts = marks(library, *names)
        if level(library, facts) == flags.urgency(library, facts):
            assert raised(library, facts) == flags.raised(library, facts), names


def test_a_line_whose_question_offers_no_options_makes_nothing_of_the_others_milder(library: Library) -> None:
    number = replace(library.questions["mechanical"], kind="scale", options=())
    other = replace(library, questions={**library.questions, number.id: number})
    line = replace(
        library.questions["knee-signs"].options[0], id="number", otherwise=Within("mechanical", 0, 0)
    )
    page = replace(library.questions["knee-signs"], options=(*library.questions["knee-signs"].options, line))
    other = replace(other, questions={**other.questions, page.id: page})
    hot = ("swelling", "warm-or-red", "fever-or-unwell")
    assert level(other, marks(other, "number", *hot)) == level(library, marks(library, *hot)) == "emergency"


def test_a_page_with_every_line_marked_is_gone_through_in_few_ways(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = marks(library, *(option.id for option in library.questions["knee-signs"].options))
    ways: list[Facts] = []
    real = flags.raised

    def counted(content: Library, way: Facts) -> tuple[flags.Raised, ...]:
        ways.append(way)
        return real(content, way)

    monkeypatch.setattr(flags, "raised", counted)
    assert level(library, facts) == "emergency"
    assert len(ways) <= WAYS + 1
