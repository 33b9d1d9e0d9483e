from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.export.toml_file import export_toml, import_toml
from kneetui.report.patterns_page import trial_lines
from kneetui.services.container import Services
from kneetui.services.patterns import trials
from kneetui.status.patterns.trial import WeekTrial
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.fixture
def services(make_services: Make) -> Services:
    services = make_services()
    services.now = lambda: NOW
    return services


def write_mornings(services: Services, trial: WeekTrial, with_it: float, without: float) -> None:
    for day in range(7 * len(trial.weeks)):
        when = NOW + timedelta(days=day + 1)
        services.diary.add(
            Entry(when, trial.knee, pain_morning=with_it if trial.weeks[day // 7] else without)
        )


def test_a_trial_is_kept_and_comes_to_something(services: Services) -> None:
    trial = trials.start(services, "the  insole", "right", 3)
    assert (trial.what, trial.start) == ("the insole", NOW.date() + timedelta(days=1))
    assert trials.trials(services) == (trial,)
    write_mornings(services, trial, 2, 3.5)
    services.now = lambda: NOW + timedelta(days=50)
    outcome = trials.result_of(services, trial)
    assert (outcome.pairs, outcome.difference) == (3, -1.5)
    words = " ".join(trial_lines(trial, outcome, services.now().date()))
    assert "Morning pain with it 2, without it 3.5: 1.5 less with it, in 3 pairs" in words
    assert trials.running(services) is None


def test_one_at_a_time_and_it_can_be_stopped(services: Services) -> None:
    first = trials.start(services, "the insole", "right", 2)
    with pytest.raises(trials.TrialError, match="under way"):
        trials.start(services, "a brace", "left", 2)
    stopped = trials.stop(services)
    assert (stopped.id, stopped.stopped) == (first.id, NOW.date())
    assert trials.running(services) is None
    with pytest.raises(trials.TrialError, match="No trial"):
        trials.stop(services)
    assert "Stopped on" in " ".join(trial_lines(stopped, trials.result_of(services, stopped), NOW.date()))


@pytest.mark.parametrize(
    ("what", "knee", "pairs"),
    [("", "left", 3), ("…", "left", 3), ("x", "both", 3), ("x", "left", 1), ("x", "left", 9)],
)
def test_what_cannot_be_tried_is_told(services: Services, what: str, knee: str, pairs: int) -> None:
    with pytest.raises(trials.TrialError):
        trials.start(services, what, knee, pairs)
    assert trials.trials(services) == ()


def test_it_goes_along_with_the_diary(
    services: Services, make_services: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    trial = trials.start(services, "the insole", "right", 3)
    text = export_toml(services.diary)
    monkeypatch.setenv("KNEETUI_HOME", f"{tmp_path}/other")
    other = make_services()
    import_toml(other.diary, text)
    assert trials.trials(other) == (trial,)


def test_what_cannot_be_read_is_passed_over(services: Services) -> None:
    for number, text in enumerate(
        ("x", "[]", "{}", json.dumps({"what": "x", "knee": "left", "start": "?", "seed": 1}))
    ):
        services.diary.remember(f"trial.{number}", text)
    assert trials.trials(services) == ()
