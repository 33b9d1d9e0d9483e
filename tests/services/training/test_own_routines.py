"""Which routines are somebody's own, and where they are in each of them, as the diary remembers it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.routines.progress import Place, Progress
from kneetui.services.container import Services
from kneetui.services.remembered_keys import ACTIVE, PROGRESS, SUGGESTED
from kneetui.services.training.own_routines import OwnRoutines
from tests.ui.gym import gym


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.fixture
def own(make_services: Callable[..., Services]) -> OwnRoutines:
    return OwnRoutines(make_services())


def test_switching_routines_loses_nothing(own: OwnRoutines) -> None:
    own.keep(Progress("kneecap", Place(phase=1, greens=1)), own=True)
    own.keep(own.progress("walk"), own=True)
    assert own.active() == Progress("walk")
    assert own.progress("kneecap").place.greens == 1
    own.leave()
    assert own.active() is None
    assert own.progress("kneecap").phase == 1


def test_progress_is_kept_in_the_diary_as_json(own: OwnRoutines) -> None:
    own.keep(Progress("kneecap"), own=True)
    diary = own.services.diary
    assert json.loads(diary.recall(ACTIVE))["routine"] == "kneecap"
    assert json.loads(diary.recall(PROGRESS + "kneecap"))["place"]["phase"] == 0


def test_broken_progress_is_no_progress(own: OwnRoutines) -> None:
    own.services.diary.remember(ACTIVE, "{")
    assert own.active() is None


def test_the_suggested_routine(own: OwnRoutines) -> None:
    assert own.suggested() is None
    own.services.diary.remember(SUGGESTED, "walk")
    suggested = own.suggested()
    assert suggested is not None
    assert suggested.id == "walk"


def test_strength_and_the_run_are_both_yours(own: OwnRoutines) -> None:
    own.keep(Progress("kneecap"), own=True)
    own.keep(Progress("hops"), own=True)
    assert own.yours() == ("kneecap", "hops")
    active = own.active()
    assert active is not None
    assert active.routine == "hops"
    own.leave("hops")
    active = own.active()
    assert active is not None
    assert (own.yours(), active.routine) == (("kneecap",), "kneecap")
    own.leave("kneecap")
    assert (own.yours(), own.active()) == ((), None)


def test_an_old_diary_has_one_own_routine(own: OwnRoutines) -> None:
    own.services.diary.remember(ACTIVE, json.dumps(Progress("kneecap").to_json()))
    assert own.yours() == ("kneecap",)
    own.services.diary.remember("routine.yours", "[")
    assert own.yours() == ("kneecap",)
