"""A pack is looked at by interview: by check, lint, the run of its cases and the trial before an install."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.cli.pack.offers import plain_outcomes, tell_outcomes
from kneetui.content.conditions import Facts
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, build, load
from kneetui.content.model import Library
from kneetui.packs.checking import by_interview
from kneetui.packs.checking.check import check_folder
from kneetui.packs.install.case_changes import compare, every_case
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.evaluate import ask
from kneetui.ui.screens.packs import text
from kneetui_pack_authoring.lint import lint_folder
from kneetui_pack_authoring.pack_trial import run
from tests import interviews
from tests.examples import hunting, some

CAUSE = "heavy-knee"
HEAVY = f"""
[[source]]
id = "heavy-source"
title = "A guess"
sure = "estimate"

[[cause]]
id = "{CAUSE}"
name = "Heavy knee"
clinical = "Heavy knee"
summary = "A knee that is heavy."
course = "It goes."
see = "See someone if it stays."
weight = 400
source = "heavy-source"
"""
HEAD = """
format = 1
id = "heavy"
name = "Heavy"
version = "1.0.0"
summary = "Nothing but one cause, with a beginner's honest number."
licence = "CC0-1.0"
authors = ["tests"]
"""


pytestmark = pytest.mark.sampled


@pytest.fixture(autouse=True)
def as_many_as_in_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hunt; a third of that otherwise."""
    monkeypatch.setattr(by_interview, "MOST", len(some(range(interviews.WHOLE), 3)))


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    folder = tmp_path / "heavy"
    folder.mkdir()
    (folder / "pack.toml").write_text(HEAD, encoding="utf-8")
    (folder / "causes.toml").write_text(HEAVY, encoding="utf-8")
    return folder


def hasty(library: Library, oracle: Facts) -> Assessment:
    """An interview that a common cause ends before anything was asked."""
    return assess(library, {}) if CAUSE in library.causes else ask(library, oracle)


def test_a_cause_as_common_as_all_others_ends_no_interview(heavy: Path) -> None:
    library = build([load_pack(CORE, "built in"), load_pack(heavy, "tests")])
    some = by_interview.some(library, read_cases(CORE, library))
    assert len(some) == by_interview.MOST
    assert list(by_interview.less_urgent(library, some)) == []
    assert check_folder(heavy) == []


def test_check_and_lint_say_that_an_interview_does_not_ask_enough(
    heavy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_interview, "ask", hasty)
    for problems in (check_folder(heavy), lint_folder(heavy)):
        lost = [problem for problem in problems if "no longer asks enough" in problem.message]
        assert len(lost) > (by_interview.MOST / 3 if hunting() else 0), "of a few cases one is enough"
        assert all(problem.severity == "error" and problem.remedy and problem.file for problem in lost)


def test_the_run_of_its_cases_fails_then(heavy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_interview, "ask", hasty)
    trial = run(heavy, search=False)
    assert not trial.passed
    assert {lost.case.id for lost in trial.unasked_cases} <= {case.id for case in read_cases(CORE, load())}
    assert trial.unasked_cases


def test_the_trial_before_an_install_tells_it(heavy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = load(), load([(heavy, "")])
    calm = compare(before, after)
    assert (calm.interviewed, calm.unasked) == (by_interview.MOST, ())
    assert f"asked question by question, none of {by_interview.MOST}" in "\n".join(tell_outcomes(calm))
    monkeypatch.setattr(by_interview, "ask", hasty)
    lost = compare(before, after, every_case(before, after)[::6])
    first = lost.unasked[0].case.id
    assert f"{first}: LESS URGENT when asked" in "\n".join(tell_outcomes(lost))
    assert plain_outcomes(lost)["less-urgent-by-interview"][0]["case"] == first
    assert first in text.outcomes(lost, after, {}).plain


def test_what_is_lost_without_the_pack_as_well_is_not_its_doing(
    heavy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_interview, "ask", lambda library, _: assess(library, {}))
    assert check_folder(heavy) == []


def test_a_pack_that_weighs_on_nothing_is_not_tried(heavy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (heavy / "causes.toml").unlink()
    monkeypatch.setattr(by_interview, "some", None)
    assert not by_interview.weighs(load_pack(heavy, "tests"))
    assert check_folder(heavy) == []


def test_the_one_case_of_most_tests_is_the_first_of_all(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_interview, "MOST", 1)
    cases = read_cases(CORE, library)
    (first,) = interviews.some(library, cases)
    assert [first] == interviews._some(library, cases)
