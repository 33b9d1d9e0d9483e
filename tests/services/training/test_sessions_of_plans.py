"""A session of every phase of every plan, played to its end in fast time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.content.loading.merge import load
from kneetui.plugins.manager import find_plugins
from kneetui.routines.plan import phase_items
from kneetui.routines.progress import Place, Progress
from kneetui.routines.session.player import Player
from kneetui.routines.session.time_left import seconds_remaining
from kneetui.services.container import Services
from kneetui.services.training.training import Training
from kneetui.services.training.workout import Workout

LIBRARY = load(find_plugins().packs())
ROUTINES = LIBRARY.routines.values()


def test_every_phase_runs_to_its_end_without_a_key_in_the_time_it_says() -> None:
    for routine in ROUTINES:
        for phase in routine.phases:
            player = Player(phase_items(LIBRARY, phase), LIBRARY.exercises)
            whole = seconds_remaining(player)
            gone = 0.0
            while not player.done:
                assert seconds_remaining(player) == pytest.approx(whole - gone, abs=0.01), (
                    routine.id,
                    phase.id,
                )
                step = min(37.5, whole - gone)
                player.tick(step + 1e-6)
                gone += step
            assert gone == pytest.approx(whole)
            assert (player.ending, player.share_done) == ("complete", 1.0), (routine.id, phase.id)


@pytest.mark.parametrize("routine", [routine.id for routine in ROUTINES])
def test_a_session_of_each_plan_is_kept_whole(make_services: Callable[..., Services], routine: str) -> None:
    """Begun, done, judged green: the diary has every set of it, and the plan counts it."""
    services = make_services(library=LIBRARY)
    training = Training(services)
    plan = LIBRARY.routines[routine]
    progress = Progress(routine, Place())
    training.keep(progress, own=True)
    workout = Workout.begin(
        routine, plan.phases[0].id, phase_items(LIBRARY, plan.phases[0]), LIBRARY.exercises, "left"
    )
    planned = len(list(workout.player.spots()))
    workout.player.tick(100_000)
    assert training.finish(workout)
    verdict = training.judge(workout, 0)
    assert verdict is not None
    assert verdict.why != "unfinished"
    assert verdict.progress.sessions == 1
    entry = services.diary.latest(kind="routine")
    assert entry is not None
    assert entry.routine is not None
    assert entry.routine.done
    assert sum(len(record.sets) for record in entry.routine.exercises) == planned
    assert [record.exercise for record in entry.routine.exercises] == [
        step.exercise for step in plan.phases[0].steps
    ]
