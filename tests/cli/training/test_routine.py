"""``kneetui routine`` on the shipped packs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kneetui.cli.training.exercise import exercise as exercise_group
from kneetui.cli.training.plan import plan
from kneetui.cli.training.routine import routine as routine_group
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.report.status_page import NOT_ASKED
from kneetui.routines.criteria import least_weeks
from kneetui.routines.fitted import MadeFor
from kneetui.routines.progress import Place, Progress
from kneetui.services.container import Services
from kneetui.services.knee_status import knee_status
from kneetui.services.training.training import Training
from kneetui.testing import SETTLED
from tests.cli.conftest import Run
from tests.ui.gym import assessed


@pytest.fixture(autouse=True)
def shipped(services: Services, library: Library) -> None:
    services.use_library(library)


def swell(services: Services) -> None:
    services.diary.add(Entry(services.now(), "right", pain_morning=9, swelling="marked"))


def test_without_a_diary_every_routine_is_listed_and_none_is_made(
    run: Run, services: Services, library: Library
) -> None:
    rows = json.loads(run("routine", "list", "--json").stdout)
    assert [row["id"] for row in rows] == list(library.routines)
    assert all(row["open"] and row["phases"] for row in rows)
    assert "You have no routine yet" in run("routine", "next").stderr
    assert not services.diary_file.exists()


def test_the_list_names_what_is_yours_and_keeps_back_what_the_gate_holds(
    run: Run, services: Services, library: Library
) -> None:
    Training(services).keep(Progress("kneecap"), own=True)
    (line,) = [line for line in run("routine", "list").stdout.splitlines() if line.startswith("kneecap ")]
    assert line.endswith("yours")
    swell(services)
    is_open = {one.id for one in knee_status(services).restrictions.routines(library)}
    rows = json.loads(run("routine", "list", "--json").stdout)
    assert {row["id"] for row in rows} == is_open
    every = json.loads(run("routine", "list", "--all", "--json").stdout)
    assert {row["id"] for row in every if row["open"]} == is_open
    assert len(every) == len(library.routines)


def test_a_routine_shows_its_phases_and_the_place_in_it(
    run: Run, services: Services, library: Library
) -> None:
    Training(services).keep(Progress("kneecap", place=Place(phase=1, greens=1)), own=True)
    text = run("routine", "show", "kneecap").stdout
    routine = library.routines["kneecap"]
    assert all(f"{phase.name}: " in text for phase in routine.phases)
    assert "phase 2 of 3" in " ".join(text.split())
    place = json.loads(run("routine", "show", "kneecap", "--json").stdout)["place"]
    assert (place["phase"], place["green-sessions"]) == (2, 1)
    assert "Did you mean “kneecap”?" in run("routine", "show", "kneecaps").stderr


def test_next_is_what_the_app_would_begin(run: Run, services: Services, library: Library) -> None:
    training = Training(services)
    training.keep(Progress("kneecap", place=Place(phase=1, level=-1)), own=True)
    today = training.today("kneecap", knee_status(services))
    assert today is not None
    result = run("routine", "next")
    assert NOT_ASKED in result.stderr
    rows = json.loads(run("routine", "next", "--json").stdout)["exercises"]
    assert [(row["exercise"], row["dose"]["sets"]) for row in rows] == [
        (item.exercise.id, item.dose.sets) for item in today.items
    ]
    assert all(item.exercise.name in result.stdout for item in today.items)


def test_the_page_has_every_exercise_of_today_with_figure_steps_and_rule(
    run: Run, services: Services, library: Library, tmp_path: Path
) -> None:
    training = Training(services)
    training.keep(Progress("kneecap"), own=True)
    today = training.today("kneecap", knee_status(services))
    assert today is not None
    text = " ".join(run("routine", "print").stdout.split())
    page = tmp_path / "knee.html"
    assert run("routine", "print", "-o", page).exit_code == 0
    made = page.read_text(encoding="utf-8")
    for item in today.items:
        assert item.exercise.name in text
        assert item.exercise.name in made
        assert " ".join(item.exercise.steps[0].split()) in text
    assert made.startswith("<!doctype html>")
    assert "<script" not in made
    assert "red" in text


@pytest.mark.parametrize("options", [(), ("--sport", "running", "--minutes", "12")])
def test_a_warm_up_is_the_same_list_in_a_command_on_the_page_in_the_diary_and_in_the_player(
    run: Run, services: Services, options: tuple[str, ...]
) -> None:
    services.settings = replace(SETTLED, sports=("cycling",))
    listed = json.loads(run("routine", "next", "warm-up", *options, "--json").stdout)
    names = [one["exercise"] for one in listed["exercises"]]
    page = json.loads(run("routine", "print", "warm-up", *options, "--json").stdout)
    assert [one["id"] for one in page["exercises"]] == names
    assert page["left-out"] == []
    assert [one["dose"] for one in page["exercises"]] == [one["dose"] for one in listed["exercises"]]
    services.diary.add(assessed("self-care"))
    logged = json.loads(run("routine", "log", "warm-up", "--pain", "0", *options, "--json").stdout)
    assert [one["exercise"] for one in logged["entry"]["routine"]["exercises"]] == names
    training = Training(services)
    today = training.today("warm-up", training.status())
    assert today is not None
    fit = MadeFor(**listed["made-for"])
    assert fit == (MadeFor(sport="running", minutes=12) if options else today.fit)
    workout = training.begin(today.made_for(fit))
    assert [item.exercise.id for item in workout.player.items] == names
    first = names[0]
    assert first == ("easy-walk" if options else "easy-bike")


def test_a_sport_that_it_does_not_know_is_said(run: Run) -> None:
    assert "Did you mean “running”?" in run("routine", "next", "warm-up", "--sport", "runing").stderr
    assert "from 5 to 15" in run("routine", "print", "warm-up", "--minutes", "3").stderr
    assert "Leave it out" in run("routine", "next", "kneecap", "--sport", "running").stderr


def test_the_page_says_how_often_the_phase_asks_for_it(run: Run, services: Services) -> None:
    Training(services).keep(Progress("patellar-tendon", place=Place(phase=6)), own=True)
    assert json.loads(run("routine", "print", "--json").stdout)["often"] == "2 times a week."


def test_the_page_as_data_has_what_is_on_the_page(run: Run, services: Services) -> None:
    Training(services).keep(Progress("kneecap"), own=True)
    text = " ".join(run("routine", "print").stdout.split())
    page = json.loads(run("routine", "print", "--json").stdout)
    for one in page["exercises"]:
        assert f"{one['name']}: {one['dose-words']}" in text
        assert all(" ".join(step.split()) in text for step in one["steps"])
    assert page["sources"] in text
    assert run("routine", "print", "--json", "--format", "html").exit_code == 2


def test_every_command_about_training_speaks_json() -> None:
    for group in (routine_group, exercise_group):
        for name, command in group.commands.items():
            assert "as_json" in {option.name for option in command.params}, name
    assert "as_json" in {option.name for option in plan.params}


def test_nothing_is_printed_past_the_gate(run: Run, services: Services, library: Library) -> None:
    Training(services).keep(Progress("return-to-running"), own=True)
    swell(services)
    now = knee_status(services)
    for command in ("next", "print"):
        result = run("routine", command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert all(reason in result.stderr for reason in now.restrictions.because(library))


def test_a_plan_that_begins_with_tests_names_them_and_shows_no_session(
    run: Run, services: Services, library: Library
) -> None:
    gated = next(one for one in library.routines.values() if one.phases[0].entry)
    names = [library.home_tests[criterion.test].name for criterion in gated.phases[0].entry]
    for _ in ("without a diary", "with one"):
        for command in ("next", "print"):
            result = run("routine", command, gated.id)
            assert (result.exit_code, result.stdout) == (1, "")
            assert all(name in result.stderr for name in names)
        answer = json.loads(run("routine", "next", gated.id, "--json").stdout)
        assert answer["exercises"] == []
        assert [one["test"] for one in answer["tests-first"]] == [one.test for one in gated.phases[0].entry]
        Training(services).keep(Progress(gated.id), own=True)


def test_a_routine_says_how_long_it_takes_and_what_leads_on(run: Run, library: Library) -> None:
    routine = max(library.routines.values(), key=least_weeks)
    text = " ".join(run("routine", "show", routine.id).stdout.split())
    assert f"at least {least_weeks(routine)} weeks" in text
    phases = json.loads(run("routine", "show", routine.id, "--json").stdout)["phases"]
    assert [phase["weeks"] for phase in phases] == [phase.weeks for phase in routine.phases]
    for shown, phase in zip(phases, routine.phases, strict=True):
        assert f"{phase.green_sessions} session" in text
        assert all(" ".join(one["words"].split()) in text for one in shown["entry"])
