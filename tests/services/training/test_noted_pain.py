"""Pain that is noted in a session is filed under the knee that it was in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.config.about import KNEES, SIDES
from kneetui.diary.entries import Entry
from kneetui.services.training import noted_pain
from kneetui.services.training.noted_pain import NotedPain
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from tests.examples import examples
from tests.services.training.on_its_way import Make, begun
from tests.services.training.test_workout import begin

NOTED = st.lists(
    st.builds(
        NotedPain,
        st.sampled_from(("", *KNEES)),
        st.none() | st.integers(0, 10),
        st.sampled_from(("Clam, set 1, left side", "Wall sit, set 2")),
    ),
    max_size=5,
)


def filed(noted: list[NotedPain], knee: str, answer: int) -> list[Entry]:
    """What the diary gets of a session of ``knee`` whose worst pain was said to be ``answer``."""
    workout = begin("clam", knee=knee)
    workout.noted = noted
    return [workout.to_entry(NOW, max(answer, workout.own_pain or 0)), *workout.other_entries(NOW)]


@given(noted=NOTED, knee=st.sampled_from(("", *KNEES)), answer=st.integers(0, 10))
@settings(max_examples=examples(300))
def test_every_number_stands_under_its_knee_and_under_no_other(
    noted: list[NotedPain], knee: str, answer: int
) -> None:
    """The worst pain of a knee is the worst that was noted in it, and for that of the session the answer at the end."""
    session = knee or "both"
    entries = filed(noted, knee, answer)
    for side in SIDES:
        known = [
            one.pain for one in noted if (one.knee or session) in (side, "both") and one.pain is not None
        ]
        known += [answer] if session in (side, "both") else []
        pains = [entry.pain for entry in entries if entry.concerns(side) and entry.pain is not None]
        assert max(pains, default=None) == max(known, default=None)
    assert sum(entry.routine is not None for entry in entries) == 1, "one session, however many knees"


@given(noted=NOTED, knee=st.sampled_from(("", *KNEES)))
@settings(max_examples=examples(100))
def test_no_note_gets_lost_and_the_rule_takes_the_worse_knee(noted: list[NotedPain], knee: str) -> None:
    entries = filed(noted, knee, 0)
    lines = [line for entry in entries for line in entry.note.split("\n")]
    for one in noted:
        if one.pain is not None or one.of_session(knee or "both"):
            assert any(one.where in line for line in lines)
    workout = begin("clam", knee=knee)
    workout.noted = noted
    assert workout.pain == max((one.pain for one in noted if one.pain is not None), default=None)
    assert noted_pain.from_json(json.loads(json.dumps(noted_pain.to_json(noted)))) == noted


@pytest.mark.parametrize("saved", [[{}], [3], ["Pain 3"], [{"knee": "third", "pain": 1, "where": ""}]])
def test_what_it_did_not_write_is_refused(saved: list[object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        noted_pain.from_json(saved)


def left_hurts(make_services: Make) -> Training:
    """A session for the right knee in which the left one hurt at 6."""
    training, workout = begun(make_services)
    assert workout.knee == "right"
    workout.note_pain(6, stop=False, knee="left")
    workout.player.tick(10_000)
    training.finish(workout)
    verdict = training.judge(workout, 1)
    assert verdict is not None
    assert verdict.colour == "red", "the worse knee decides"
    return training


def test_the_other_knee_has_an_entry_of_its_own(make_services: Make) -> None:
    diary = left_hurts(make_services).services.diary
    entries = {entry.knee: entry for entry in diary.entries()}
    assert {knee: entry.pain_during for knee, entry in entries.items()} == {"right": 1, "left": 6}
    assert (entries["right"].kind, entries["left"].kind) == ("routine", "entry")
    assert (entries["right"].note, entries["left"].note) == ("", "Pain 6 at Quad set, set 1, right side")


def test_its_light_and_its_morning_are_those_of_the_session(make_services: Make) -> None:
    now = left_hurts(make_services).status()
    lights = {knee: now.knees[knee].responses[-1].light for knee in SIDES}
    assert lights == {"right": "green", "left": "red"}


def test_one_undo_takes_both_entries_out_again(make_services: Make) -> None:
    diary = left_hurts(make_services).services.diary
    diary.undo()
    assert {entry.knee: entry.pain_during for entry in diary.entries()} == {"right": None, "left": 6}
    diary.undo()
    assert not list(diary.entries())
