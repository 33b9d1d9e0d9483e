"""A session that is taken out of the diary takes its step in the plan with it, and brings it back."""

from __future__ import annotations

from collections.abc import Callable

from kneetui.routines.progress import Progress
from kneetui.services.container import Services
from kneetui.services.diary.undo import make_again, take_back
from kneetui.services.training.training import Training
from tests.services.training.test_training import start
from tests.ui.gym import gym


def done(training: Training, pain: int = 1) -> Progress:
    """The place after a whole session."""
    workout = start(training)
    workout.player.tick(10_000)
    training.finish(workout)
    training.judge(workout, pain)
    return training.progress(workout.routine)


def test_an_undone_session_leaves_no_step_and_comes_back_with_it(
    make_services: Callable[..., Services],
) -> None:
    training = Training(make_services(library=gym()))
    after = done(training)
    assert after.last is not None
    fresh = Progress(after.routine)
    take_back(training.services)  # the judgement
    assert training.progress(after.routine).place == fresh.place
    assert training.progress(after.routine).last is None
    take_back(training.services)  # the session
    active = training.active()
    assert active is not None
    assert (active.place, active.last) == (fresh.place, None)
    make_again(training.services)
    make_again(training.services)
    assert training.progress(after.routine) == after


def test_a_session_that_is_removed_later_takes_its_step_along(
    make_services: Callable[..., Services],
) -> None:
    training = Training(make_services(library=gym()))
    after = done(training)
    entry = training.services.diary.latest(kind="routine")
    assert entry is not None
    training.services.diary.remove(entry.id)
    assert training.progress(after.routine).last is None
    again = done(training)
    assert again.last == after.last
    assert again.place == after.place
