"""``kneetui plan``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from kneetui.routines.progress import Progress
from kneetui.services.container import Services
from kneetui.services.training.training import Training
from kneetui.testing import SETTLED
from tests.cli.conftest import Run
from tests.ui.gym import gym


@pytest.fixture(autouse=True)
def own_plan(services: Services) -> None:
    services.use_library(gym())
    services.settings = SETTLED
    Training(services).keep(Progress("kneecap"), own=True)


def test_it_says_every_day(run: Run) -> None:
    lines = run("plan").stdout.splitlines()
    assert lines[0] == "Kneecap routine (yours)"
    assert lines[1].endswith(": session 1")
    assert lines[2].endswith(": rest")
    assert len(lines) == 17


def test_a_program_reads_it(run: Run) -> None:
    (plan,) = json.loads(run("plan", "--json").stdout)
    assert plan["routine"] == "kneecap"
    assert plan["days"][0]["session"] == 1


def test_it_goes_into_a_calendar(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    done = run("plan", "--ics", "--at", "18:00", "-o", file)
    assert done.stdout == f"7 sessions written to {file}.\n"
    events: list[Any] = list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    assert [event["dtstart"].dt.hour for event in events] == [18] * 7


def test_what_does_not_go_together_is_said(run: Run) -> None:
    assert "--at and -o go with --ics." in run("plan", "--at", "18:00").stderr
    assert "not a time of day" in run("plan", "--ics", "--at", "25:00").stderr


def test_without_a_plan_it_says_how_to_begin_one(run: Run, services: Services) -> None:
    Training(services).leave()
    result = run("plan")
    assert result.exit_code == 1
    assert "kneetui routine play NAME begins one" in result.stderr


def test_the_menu_of_the_lines_tells_it(run: Run) -> None:
    from kneetui.cli.prompts.menu import FLOWS

    result = run("--plain", input=f"{list(FLOWS).index('weeks') + 1}\nq\n")
    assert result.exit_code == 0, result.output
    assert "Kneecap routine (yours)" in result.stdout
