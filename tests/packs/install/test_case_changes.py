"""Cases before and after: the same outcomes as an assessment, whatever the libraries know."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.loading.merge import load
from kneetui.packs.install.case_changes import cases_of, compare, every_case
from kneetui.triage.assessment import assess
from tests.packs import shelves
from tests.packs.shelves import CONTENT, EVIDENCE

pytestmark = pytest.mark.usefixtures("small_core")


def test_nothing_changes_between_two_equal_libraries() -> None:
    comparison = compare(load(), load())
    assert (comparison.cases, comparison.same, comparison.changed) == (3, 3, ())


def test_outcomes_are_those_of_an_assessment(tmp_path: Path) -> None:
    content = CONTENT.format(name="tennis", text="x") + EVIDENCE.format(name="tennis")
    before, after = load(), load([(shelves.pack(tmp_path / "tennis", content=content), "")])
    facts = {case.id: case.facts for _, case in cases_of(before)}
    changed = compare(before, after).changed
    assert changed
    for changed_case in changed:
        for library, outcome in ((before, changed_case.before), (after, changed_case.after)):
            assessment = assess(library, facts[changed_case.case])
            assert outcome.urgency == assessment.urgency
            assert outcome.causes == tuple(fit.id for fit in assessment.causes[:3])


def test_a_case_of_both_counts_once_and_answers_only_one_knows_are_passed_over(tmp_path: Path) -> None:
    question = '[[question]]\nid = "tennis.ball"\nkind = "choice"\ntext = "Which?"\nwhy = "It decides."\ntopic = "sport"\n'
    option = '[[question.option]]\nid = "{0}"\ntext = "{0}"\n'
    case = (
        '[[case]]\nid = "{}"\nsource = "x"\nstory = "x"\n[case.answers]\n"tennis.ball" = "{}"\n'
        '[case.expect]\ncause = "meniscus"\nurgency = "urgent"\n'
    )
    libraries = []
    for number, (options, cases) in enumerate([("ab", ("T1a", "T2b")), ("ac", ("T1a", "T3c"))]):
        libraries.append(
            load(
                [
                    (
                        shelves.pack(
                            tmp_path / str(number),
                            questions=question + "".join(map(option.format, options)),
                            cases="".join(case.format(row[:2], row[2]) for row in cases),
                        ),
                        "",
                    )
                ]
            )
        )
    first, second = libraries
    assert first.problems == second.problems == ()
    assert sorted(case.id for _, case in every_case(first, second)) == ["A1", "A2", "A3", "T1", "T2", "T3"]
    assert compare(first, second).cases == 6
