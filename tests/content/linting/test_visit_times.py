"""What a flag says of when to have it seen is what its level means, and the lint says so when it is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kneetui.content.linting import visit_times
from kneetui.content.linting.visit_times import days
from kneetui.content.model import Flag, Library, Raise
from kneetui.packs.checking.check import check_folder
from tests.content.packs import write_pack

WEEKS = "See a doctor within one to two weeks."
THREE = "See a doctor within three days."


@pytest.fixture
def flag(library: Library) -> Flag:
    plain = next(flag for flag in library.flags.values() if flag.urgency == "soon")
    return replace(plain, do=WEEKS, because="It hurts.", raises=(), go_if="", within_days=0)


def remedies(library: Library, flag: Flag, **change: Any) -> list[tuple[str, str]]:
    """Where something contradicts the level of the flag, and the remedy."""
    one = replace(library, flags={flag.id: replace(flag, **change)})
    return [(" ".join(map(str, item.spot.path)), item.remedy) for item in visit_times.findings(one)]


def places(library: Library, flag: Flag, **change: Any) -> list[str]:
    return [place for place, _ in remedies(library, flag, **change)]


def test_no_flag_that_is_installed_contradicts_its_level(library: Library) -> None:
    assert [str(finding.problem()) for finding in visit_times.findings(library)] == []
    assert sum(days(flag.do) is not None for flag in library.flags.values()) > 60


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("See a doctor today.", 1),
        ("Have it seen today or tomorrow.", 2),
        ("Have it X-rayed within 48 hours.", 2),
        ("See a doctor within three days.", 3),
        ("See a doctor within a week.", 7),
        ("See a doctor within a week or two.", 14),
        ("See a doctor in the next 10 days.", 10),
        ("Stop running now and see a doctor within one to two weeks.", 14),
        ("Go to the emergency department now.", 0),
        ("Look at it. If it is dark, go to the emergency department now; else have it tested today.", 1),
        ("Feel whether it is hard: then go to the clinic now. If it is soft, have it checked today.", None),
        ("No massage for now.", None),
        ("Rest it. Go the same day if it gets hot.", None),
        ("Go at once with a fever; see a doctor within a month.", 30),
        ("Swelling within two hours of an injury is often blood.", None),
    ],
)
def test_the_time_that_is_meant_for_everybody_is_read(text: str, named: int | None) -> None:
    assert days(text) == named


def test_a_time_of_the_level_or_of_the_flag_is_right(library: Library, flag: Flag) -> None:
    assert places(library, flag) == []
    assert places(library, flag, do=THREE, within_days=3) == []
    assert places(library, flag, do="Have it seen today or tomorrow.", urgency="urgent") == []
    assert places(library, flag, do="Have it seen today.", urgency="urgent", within_days=1) == []
    assert places(library, flag, do="Have it seen today.", urgency="urgent") == ["do"]
    assert places(library, flag, do="Book a visit. Go the same day if it gets hot.") == []
    assert places(library, flag, do="Do less.", urgency="self-care") == []


def test_more_time_than_the_level_gives_is_found(library: Library, flag: Flag) -> None:
    assert places(library, flag, do="See a doctor within a month.") == ["do"]
    assert places(library, flag, within_days=3) == ["do"]
    assert places(library, flag, do=THREE, urgency="urgent") == ["do"]
    assert places(library, flag, do="See a doctor today.", urgency="emergency") == ["do"]
    assert places(library, flag, go_if="Go within two days.") == ["go-if"]
    assert places(library, flag, because="A doctor should see it within a month.") == ["because"]
    assert places(library, flag, because="It came within a month.") == []


def test_less_time_than_the_level_gives_is_said_by_the_flag_or_is_a_higher_level(
    library: Library, flag: Flag
) -> None:
    ((place, remedy),) = remedies(library, flag, do=THREE)
    assert (place, remedy.split(",")[0]) == ("do", "Write within-days = 3 too")
    ((_, remedy),) = remedies(library, flag, do="See a doctor today.")
    assert "urgent" in remedy
    assert places(library, flag, do="Go to an emergency department now.", urgency="urgent") == ["do"]


def test_a_higher_level_has_a_time_of_its_own(library: Library, flag: Flag) -> None:
    worse = Raise(urgency="urgent", condition=flag.condition, because="It is hot.", do="")
    assert places(library, flag, raises=(worse,)) == ["raise 0 urgency"], "two weeks, and today"
    assert places(library, flag, raises=(replace(worse, do="See a doctor today or tomorrow."),)) == []
    assert places(library, flag, raises=(replace(worse, do="See a doctor today.", within_days=1),)) == []
    assert places(library, flag, raises=(replace(worse, do=THREE),)) == ["raise 0 do"]


def test_days_at_a_level_that_is_no_matter_of_days_and_no_certain_time_are_found(
    library: Library, flag: Flag
) -> None:
    assert places(library, flag, do="Have it seen today or tomorrow.", urgency="urgent", within_days=2) == [
        "within-days"
    ]
    assert places(library, flag, do="See a doctor within days.") == ["do"]
    assert places(library, flag, do=WEEKS, urgency="self-care") == ["do"]


def test_a_check_warns_whoever_writes_the_pack_with_file_and_line(tmp_path: Path) -> None:
    text = """[[flag]]
id = "tennis-calf"
urgency = "soon"
condition = { location = "calf", onset = "sudden" }
because = "A sudden pain in the calf can be a torn muscle."
do = "Let a doctor look at the calf within three days."
source = "estimate"
"""
    folder = write_pack(tmp_path, "tennis", flags=text)
    warnings = [problem for problem in check_folder(folder) if "within-days = 3" in problem.remedy]
    assert [(problem.severity, problem.line, problem.key) for problem in warnings] == [
        ("warning", 6, "flag[1].do")
    ]
