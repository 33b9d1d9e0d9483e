"""Whether a case came out as its author expects: the urgency, the cause, and what is said of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.packs.checking.check import try_folder
from kneetui.triage.evaluation import evaluate
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.verdict import CaseVerdict
from tests.packs.conftest import small_core
from tests.packs.trials import FRONT, GOOD, HOT, SWOLLEN, case, write

__all__ = ["small_core"]

pytestmark = pytest.mark.usefixtures("small_core")


def try_one(folder: Path, text: str) -> CaseVerdict:
    pack = write(folder, text)
    library, problems = try_folder(pack)
    assert not problems
    (result,) = evaluate.run(library, read_cases(pack, library))
    return CaseVerdict(result)


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
