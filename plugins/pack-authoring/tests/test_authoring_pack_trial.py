"""The trial of a pack: what comes out for its cases, and what they miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.packs.errors import PackError
from kneetui_pack_authoring.pack_trial import run, together
from tests.content.packs import write_pack
from tests.packs.trials import EXACT_EMERGENCY, FRONT, GOOD, SWOLLEN, case, write

pytestmark = pytest.mark.usefixtures("small_core")


def test_a_failed_case_has_its_line(tmp_path: Path) -> None:
    report = run(write(tmp_path, GOOD, case("LOW", FRONT, "urgent")), search=False)
    (verdict,) = report.failures
    problem = report.problem(verdict)
    lines = Path(problem.file).read_text("utf-8").splitlines()
    assert lines[problem.line - 1] == 'urgency = "urgent"'
    assert "LOW: a missed red flag" in problem.message
    assert problem.remedy


def test_what_no_case_tells_is_listed(tmp_path: Path) -> None:
    few = run(write(tmp_path, GOOD))
    assert (few.causes, few.flags) == (("meniscus", "tennis-knee"), ("tennis-hot",))
    hot = case("HOT", 'fever = true\n"tennis.ball" = "hard"', "urgent", "tennis-knee", more="")
    more = run(write(tmp_path, GOOD, hot, case("M", SWOLLEN, "soon", "meniscus")), search=False)
    assert (more.causes, more.flags) == ((), ())


def test_questions_are_looked_for_only_if_wanted(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD)
    looked = run(folder).unasked
    assert looked is not None
    assert all("tennis.ball" in question.message for question in looked)
    assert run(folder, search=False).unasked is None


def test_a_question_that_cannot_be_asked_is_named_with_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD)
    file = folder / "questions.toml"
    closed = 'when = { all = [{ fever = true }, { fever = false }] }\ntopic = "sport"'
    file.write_text(file.read_text("utf-8").replace('topic = "sport"', closed), "utf-8")
    (problem,) = run(folder).unasked or ()
    assert "“tennis.ball” can never" in problem.message
    assert (problem.file, problem.line > 0) == (str(file), True)


def test_no_case_is_no_pass(tmp_path: Path) -> None:
    report = run(write(tmp_path), search=False)
    assert report.verdicts == ()
    assert not report.passed


def test_an_interview_asks_and_comes_to_the_same(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD, EXACT_EMERGENCY)
    report = run(folder, adaptive=True, search=False)
    assert report.passed
    assert all(result.assessment.asked for result in report.results)


def test_other_packs_take_part_and_an_older_copy_does_not(tmp_path: Path) -> None:
    other = write_pack(tmp_path / "squash", "squash")
    old = write_pack(tmp_path / "old")
    library, mine = together(write(tmp_path, GOOD), [(other, "there"), (old, "installed")])
    assert set(library.packs) == {"core", "squash", "tennis"}
    assert library.packs["tennis"].folder == str(mine.folder) == str(tmp_path / "tennis")


def test_the_core_can_be_tried(small_core: Path) -> None:
    report = run(small_core, search=False)
    assert report.pack == "core"
    assert [failure.result.case.id for failure in report.failures] == ["A3"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (case("C", FRONT, "self-care", "elbow"), "elbow"),
        (case("C", 'location = ["back"]', "self-care"), "location"),
        ("[[case]", "not valid TOML"),
    ],
)
def test_a_pack_that_cannot_be_used_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(PackError, match=reason) as caught:
        run(write(tmp_path, text))
    assert all(problem.file for problem in caught.value.problems)
