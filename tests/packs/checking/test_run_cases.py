"""The trial of a pack: what comes out for its cases, and what they miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.packs.checking import run_cases
from kneetui.packs.errors import PackError
from tests.content.packs import write_pack
from tests.packs.trials import EXACT_EMERGENCY, FRONT, GOOD, HOT, SWOLLEN, case, write

pytestmark = pytest.mark.usefixtures("small_core")


def try_one(folder: Path, text: str) -> run_cases.CaseVerdict:
    report = run_cases.run(write(folder, text), search=False)
    (verdict,) = report.verdicts
    return verdict


@pytest.mark.parametrize(
    ("answers", "urgency", "tolerated", "level", "missed", "failed"),
    [
        (FRONT, "self-care", "", "exact", False, False),
        (FRONT, "normal", '"self-care"', "tolerated", False, False),
        (FRONT, "normal", "", "over", False, True),
        (SWOLLEN, "self-care", "", "over", False, True),
        (FRONT, "soon", "", "under", False, True),
        (FRONT, "urgent", "", "under", True, True),
        (FRONT, "emergency", "", "under", True, True),
        (SWOLLEN, "urgent", '"soon"', "tolerated", False, False),
        (FRONT, "urgent", '"self-care"', "tolerated", True, True),
    ],
)
def test_an_urgency_is_judged(
    tmp_path: Path, answers: str, urgency: str, tolerated: str, level: str, missed: bool, failed: bool
) -> None:
    verdict = try_one(tmp_path, case("C", answers, urgency, tolerated=tolerated))
    assert (verdict.level, verdict.missed, verdict.failed) == (level, missed, failed)
    assert bool(verdict.wrong) == failed


def test_a_cause_may_come_third_but_not_fourth(tmp_path: Path) -> None:
    last = try_one(tmp_path, case("C", FRONT, "self-care", "tennis-knee"))
    assert last.result.place not in (1, 2, 3)
    assert last.failed
    assert last.wrong == "the right cause is not among the first three"
    third = try_one(tmp_path, case("C", FRONT, "self-care", "joint-infection"))
    assert third.result.place == 3
    assert not third.failed


def test_it_says_what_was_expected_what_came_and_what_set_it(tmp_path: Path) -> None:
    text = case("C", HOT, "soon", tolerated='"self-care"', more='also = ["meniscus"]')
    expected, came, by = try_one(tmp_path, text).explain()
    assert expected == "expected  soon (or self-care): kneecap (also meniscus)"
    assert came.startswith("came      emergency: ")
    assert by == "set by    RF1 (A hot swelling with fever.)"
    assert try_one(tmp_path, GOOD).explain()[2] == "set by    no flag is up"
    sound = try_one(tmp_path, case("C", f"{FRONT}\nswelling = 'none'\nfever = false", "normal"))
    assert sound.explain()[2] == "set by    no flag; the core's rule for normal soreness holds"


def test_a_failed_case_has_its_line(tmp_path: Path) -> None:
    report = run_cases.run(write(tmp_path, GOOD, case("LOW", FRONT, "urgent")), search=False)
    (verdict,) = report.failures
    problem = report.problem(verdict)
    lines = Path(problem.file).read_text("utf-8").splitlines()
    assert lines[problem.line - 1] == 'urgency = "urgent"'
    assert "LOW: a missed red flag" in problem.message
    assert problem.remedy


def test_what_no_case_tells_is_listed(tmp_path: Path) -> None:
    few = run_cases.run(write(tmp_path, GOOD))
    assert (few.causes, few.flags) == (("meniscus", "tennis-knee"), ("tennis-hot",))
    hot = case("HOT", 'fever = true\n"tennis.ball" = "hard"', "urgent", "tennis-knee", more="")
    more = run_cases.run(write(tmp_path, GOOD, hot, case("M", SWOLLEN, "soon", "meniscus")), search=False)
    assert (more.causes, more.flags) == ((), ())


def test_questions_are_looked_for_only_if_wanted(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD)
    looked = run_cases.run(folder).unasked
    assert looked is not None
    assert all("tennis.ball" in question.message for question in looked)
    assert run_cases.run(folder, search=False).unasked is None


def test_a_question_that_cannot_be_asked_is_named_with_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD)
    file = folder / "questions.toml"
    closed = 'when = { all = [{ fever = true }, { fever = false }] }\ntopic = "sport"'
    file.write_text(file.read_text("utf-8").replace('topic = "sport"', closed), "utf-8")
    (problem,) = run_cases.run(folder).unasked or ()
    assert "“tennis.ball” can never" in problem.message
    assert (problem.file, problem.line > 0) == (str(file), True)


def test_no_case_is_no_pass(tmp_path: Path) -> None:
    report = run_cases.run(write(tmp_path), search=False)
    assert report.verdicts == ()
    assert not report.passed


def test_an_interview_asks_and_comes_to_the_same(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD, EXACT_EMERGENCY)
    report = run_cases.run(folder, adaptive=True, search=False)
    assert report.passed
    assert all(result.assessment.asked for result in report.results)


def test_other_packs_take_part_and_an_older_copy_does_not(tmp_path: Path) -> None:
    other = write_pack(tmp_path / "squash", "squash")
    old = write_pack(tmp_path / "old")
    library, mine = run_cases.together(write(tmp_path, GOOD), [(other, "there"), (old, "installed")])
    assert set(library.packs) == {"core", "squash", "tennis"}
    assert library.packs["tennis"].folder == str(mine.folder) == str(tmp_path / "tennis")


def test_the_core_can_be_tried(small_core: Path) -> None:
    report = run_cases.run(small_core, search=False)
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
        run_cases.run(write(tmp_path, text))
    assert all(problem.file for problem in caught.value.problems)
