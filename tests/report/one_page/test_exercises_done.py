"""What was done of exercises stands in a report, in every format: sets, weight, effort, swaps and what was skipped."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord, SetRecord
from kneetui.report.one_page.formats import days_csv, markdown, text
from kneetui.report.one_page.model import Report
from kneetui.report.one_page.page import page
from kneetui.report.one_page.plain import plain
from kneetui.services.container import Services
from kneetui.services.report.gather import report, request_for
from tests.report.one_page.person import before


def session(days: int, routine: str, phase: str, *records: ExerciseRecord) -> Entry:
    return Entry(
        before(days, 18),
        "right",
        routine=RoutineRecord(routine, phase=phase, done=True, minutes=20, pain=1, exercises=records),
    )


def press(kg: float, *reps: int, effort: float | None = None) -> ExerciseRecord:
    sets = tuple(SetRecord(reps=reps_done) for reps_done in reps)
    return ExerciseRecord("heavy-leg-press", sets=sets, weight_kg=kg, effort=effort)


@pytest.fixture
def made(make_services: Callable[..., Services], library: Library) -> Report:
    routine = library.routines["patellar-tendon"]
    swapped = ExerciseRecord("wall-sit", planned="spanish-squat", sets=(SetRecord(seconds=45),))
    skipped = ExerciseRecord("calf-raise", sets=(SetRecord("left", reps=12),), skipped="pain")
    phase = routine.phases[0].id
    services = make_services(
        entries=[
            session(10, routine.id, phase, press(35, 8, 8, 8, effort=7)),
            session(5, routine.id, phase, press(40, 8, 8, 6, effort=9), swapped, skipped),
        ]
    )
    return report(services, request_for(services, audience="physio"))


def test_every_format_says_what_was_done(made: Report, library: Library) -> None:
    name = library.exercises["heavy-leg-press"].name
    instead = library.exercises["spanish-squat"].name
    words = f"{name}: 2 sessions, last 8, 8, 6 at 40 kg (from 35 kg), effort 9"
    for as_page in (text, markdown):
        flat = " ".join(as_page(page(made)).split())
        assert words in flat.replace("\\", "")
        assert f"in place of {instead}: 1 session, last 45 s" in flat.replace("\\", "")
        assert "1 session, last left 12, skipped 1 time (pain)" in flat.replace("\\", "")


def test_a_program_reads_every_session(made: Report, library: Library) -> None:
    data = json.loads(json.dumps(plain(made)))
    (done,) = data["routines"]
    heavy = next(
        one for one in done["exercises"] if one["exercise"] == library.exercises["heavy-leg-press"].name
    )
    assert [(day["weight-kg"], day["effort"], day["sets"]) for day in heavy["days"]] == [
        (35, 7, "8, 8, 8"),
        (40, 9, "8, 8, 6"),
    ]
    assert [day["skipped"] for one in done["exercises"] for day in one["days"]] == ["", "", "", "pain"]


def test_a_spreadsheet_has_them_on_their_day(made: Report, library: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(days_csv(made))))
    by_day = {row["day"]: row["exercises"] for row in rows if row["exercises"]}
    name = library.exercises["heavy-leg-press"].name
    assert by_day[before(10, 18).date().isoformat()] == f"{name} 8, 8, 8 at 35 kg effort 7"
    assert "skipped (pain)" in by_day[before(5, 18).date().isoformat()]
    assert len(by_day) == 2


def test_who_chose_no_exercises_gets_none(make_services: Callable[..., Services], library: Library) -> None:
    services = make_services(entries=[session(5, "patellar-tendon", "calm", press(40, 8))])
    made = report(services, request_for(services, audience="physio", sections=("knee", "course")))
    assert made.routines == ()
    assert "40 kg" not in days_csv(made)
