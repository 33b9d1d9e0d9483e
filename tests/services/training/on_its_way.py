"""A session on its way, for tests without a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kneetui.content.model import Library
from kneetui.routines.progress import Place, Progress
from kneetui.services.container import Services
from kneetui.services.training.training import Training
from kneetui.services.training.workout import Workout
from tests.ui.gym import gym

Make = Callable[..., Services]


def weighted() -> Library:
    """The small gym with a weight on its box squat."""
    plain = gym()
    squat = replace(plain.exercises["box-squat"], weight="free")
    return replace(plain, exercises={**plain.exercises, "box-squat": squat})


def begun(make_services: Make, routine: str = "kneecap", phase: int = 0) -> tuple[Training, Workout]:
    """A session that has just begun."""
    training = Training(make_services(library=weighted()))
    training.keep(Progress(routine, Place(phase=phase)), own=True)
    today = training.today(routine, training.status())
    assert today is not None
    return training, training.begin(today)
