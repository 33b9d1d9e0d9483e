"""``kneetui routine log``."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.training.training import Training
from kneetui.testing import SETTLED
from tests.cli.conftest import Run
from tests.ui.gym import gym


@pytest.fixture(autouse=True)
def small_gym(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    services.use_library(gym())
    services.settings = SETTLED


def test_a_session_is_written_down_and_judged(run: Run, services: Services) -> None:
    result = run("routine", "log", "kneecap", "--pain", "1", "wall-sit=45s,40s", "--minutes", "12")
    assert result.exit_code == 0, result.output
    assert "Repeat." in result.stdout
    assert "Because: The pain stayed in the green." in result.stdout
    entry = services.diary.latest(kind="routine")
    assert entry is not None
    assert entry.routine is not None
    assert (entry.routine.minutes, entry.routine.pain, entry.routine.done) == (12, 1, True)
    assert Training(services).progress("kneecap").sessions == 1


def test_it_is_filed_under_the_knee_that_is_named(run: Run, services: Services) -> None:
    assert run("routine", "log", "kneecap", "--pain", "4", "--knee", "left").exit_code == 0
    assert [(entry.knee, entry.pain) for entry in services.diary.entries()] == [("left", 4)]


def test_it_is_refused_while_nobody_named_the_knee(run: Run, services: Services) -> None:
    services.settings = replace(services.settings, knee="")
    result = run("routine", "log", "kneecap", "--pain", "4")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Add --knee left, --knee right or --knee both." in result.stderr
    assert services.diary.count() == 0


def test_a_program_reads_it(run: Run) -> None:
    data = json.loads(run("routine", "log", "kneecap", "--pain", "7", "--json").stdout)
    assert data["verdict"]["why"] == "red"
    assert data["entry"]["routine"]["pain"] == 7


def test_what_is_wrong_is_said_and_nothing_written(run: Run, services: Services) -> None:
    result = run("routine", "log", "kneecap", "--pain", "1", "clam=lots")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "not understood" in result.stderr
    assert "Traceback" not in result.stderr
    assert services.diary.latest(kind="routine") is None


def test_nothing_done_is_not_kept(run: Run, services: Services) -> None:
    skips = ("quad-set=skip", "wall-sit=skip:time", "clam=skip:pain")
    result = run("routine", "log", "kneecap", "--pain", "0", *skips)
    assert result.exit_code == 1
    assert "does not count" in result.stderr
    assert services.diary.latest(kind="routine") is None


def test_a_session_on_its_way_comes_first(run: Run, services: Services) -> None:
    training = Training(services)
    today = training.today("kneecap", training.status())
    assert today is not None
    training.begin(today)
    result = run("routine", "log", "kneecap", "--pain", "1")
    assert result.exit_code == 1
    assert "A session is not finished" in result.stderr


def test_before_the_warning_signs_were_asked_it_says_where(
    run: Run, services: Services, library: Library
) -> None:
    services.use_library(library)
    result = run("routine", "log", "kneecap", "--pain", "0")
    assert result.exit_code == 1
    assert "kneetui triage" in result.stderr
    assert services.diary.latest(kind="routine") is None
