"""Doses, places and verdicts in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kneetui.content.model import Dose, Library, Move
from kneetui.routines.gate import OPEN
from kneetui.routines.plan import next_session
from kneetui.routines.progress import Place, Progress
from kneetui.routines.progression import KINDS, Felt, after_session
from kneetui.routines.wording import (
    KINDS as NAMES,
)
from kneetui.routines.wording import (
    amount_words,
    dose_words,
    light_of,
    manner_words,
    moves_on_words,
    next_words,
    place_words,
    rule_words,
)

SUNDAY = date(2026, 11, 22)


def dose(**given: object) -> Dose:
    return replace(Dose(sets=1, reps=0, hold=0, minutes=0, tempo="", rest=0, per_day=1), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "amount", "manner"),
    [
        ({"sets": 3, "reps": 12, "rest": 60}, "3 × 12", "rest 60 s"),
        ({"sets": 1, "reps": 10, "rest": 30}, "1 × 10", ""),
        ({"sets": 3, "reps": 8, "tempo": "3-0-2", "rest": 120}, "3 × 8", "3 s down, 2 s up · rest 2 min"),
        ({"sets": 3, "reps": 8, "tempo": "3-1-2"}, "3 × 8", "3 s down, 1 s hold, 2 s up"),
        ({"sets": 1, "reps": 10, "hold": 10, "per_day": 2}, "1 × 10", "hold 10 s · twice a day"),
        ({"sets": 4, "hold": 45, "rest": 90}, "4 × 45 s", "rest 90 s"),
        ({"hold": 60, "per_day": 3}, "60 s", "3 times a day"),
        ({"sets": 6, "hold": 180}, "6 × 3 min", ""),
        ({"minutes": 20}, "20 min", ""),
        ({"sets": 2, "minutes": 7.5}, "2 × 7.5 min", ""),
    ],
)
def test_doses(given: dict[str, object], amount: str, manner: str) -> None:
    assert (amount_words(dose(**given)), manner_words(dose(**given))) == (amount, manner)


def test_a_dose_says_that_it_is_for_each_side(library: Library) -> None:
    clam = library.exercises["clam"]
    assert dose_words(clam, clam.dose) == "2 × 12 each side · rest 30 s"


def test_what_is_done_between_sets_is_called_by_its_name(library: Library) -> None:
    walk = Move(cue="walk", frames=(1,), seconds=0)
    runs = replace(library.exercises["clam"], between=walk)
    assert dose_words(runs, runs.dose) == "2 × 12 each side · walk 30 s"


def test_places(library: Library) -> None:
    assert place_words(library, Progress("kneecap")) == "phase 1 of 3, Phase 0"
    less = Progress("kneecap", Place(phase=1, level=-1, eased=1))
    assert place_words(library, less) == "phase 2 of 3, Phase 1, 60 % of the dose, easier exercises"
    assert place_words(library, Progress("kneecap", Place(phase=9))) == "phase 3 of 3, Phase 2"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), "It moves on after 2 sessions in the green. So far: 0."),
        (Place(greens=1), "It moves on after 2 sessions in the green. So far: 1."),
        (Place(phase=2), "The routine is complete after 2 sessions in the green. So far: 0."),
        (Place(level=-1), "The dose goes up again after 2 sessions in the green. So far: 0."),
        (
            Place(phase=2, greens=5, finished=True),
            "You are through. Keep it up at this dose for as long as you like.",
        ),
    ],
)
def test_when_it_moves_on(library: Library, place: Place, words: str) -> None:
    assert moves_on_words(library, Progress("kneecap", place)) == words


@pytest.mark.parametrize(
    ("place", "pain", "words"),
    [
        (Place(greens=1), 1, "Phase 2 of 3, Phase 1, from Tuesday 24 November on."),
        (Place(), 1, "The same session again, from Tuesday 24 November on. It moves on after 2"),
        (Place(), 4, "The same session again, from Tuesday 24 November on. It moves on after 2"),
        (
            Place(phase=1),
            8,
            "No session before Tuesday 24 November. Then phase 1 of 3, Phase 0, 60 % of the dose.",
        ),
        (
            Place(phase=2, greens=1),
            0,
            "All phases are done. Go on at this dose, from Tuesday 24 November on, or",
        ),
    ],
)
def test_what_comes_next(library: Library, place: Place, pain: int, words: str) -> None:
    verdict = after_session(library, Progress("kneecap", place), Felt(pain), SUNDAY, OPEN)
    assert next_words(library, verdict, next_session(library, verdict.progress)).startswith(words)


def test_every_kind_of_verdict_has_a_symbol_and_a_word() -> None:
    assert set(NAMES) == set(KINDS)
    assert len(set(NAMES.values())) == len(KINDS)


def test_the_rule_in_words(library: Library) -> None:
    rule = library.rules["monitor"]
    assert [(light, pain) for light, pain, _ in rule_words(rule)] == [
        ("green", "0-2"),
        ("yellow", "3-5"),
        ("red", "6-10"),
    ]
    strict = replace(rule, green=0, yellow=0)
    assert [(light, pain) for light, pain, _ in rule_words(strict)] == [("green", "0"), ("red", "1-10")]
    assert [light_of(rule, pain)[0] for pain in (0, 2, 3, 5, 6, 10)] == [
        "green",
        "green",
        "yellow",
        "yellow",
        "red",
        "red",
    ]
