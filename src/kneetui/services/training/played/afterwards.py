"""After a session: what is asked, and what the pain rule made of the number, in words. Screen and lines share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import knee_name, knee_words, minutes_words
from kneetui.routines.wording import WHYS, next_words
from kneetui.services.training.noted_pain import worst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.content.model import Library
    from kneetui.routines.progression import Verdict
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

NO_RULE = "The session is in the diary. Its routine is not installed any more, so no rule can judge it."
SWAPS = {"today": "Only today", "always": "From now on"}
"""Whether exercises that were swapped stay so."""


def done_words(workout: Workout) -> str:
    """How far the session came, how long it took, and the pains that were noted."""
    minutes = max(1, round(workout.seconds / 60))
    share = workout.player.share_done
    done = "Stopped because it hurt" if workout.player.ending == "hurt" else "Done to the end"
    if share < 1 and workout.player.ending != "hurt":
        done = f"{workout.percent} % of it done"
    text = f"{done} after {minutes_words(minutes)}."
    return " ".join((text, *(f"{note}." for note in workout.notes)))


def worst_question(knee: str) -> str:
    """How bad the knee of the session was in it; empty for a knee that nobody named yet."""
    if not knee:
        return "How much did the knee hurt at its worst?"
    return f"{knee_name(knee)}: how bad was the pain at its worst?"


WHICH = "Which knee was the session for?"


def noted_words(workout: Workout, pain: int) -> str:
    """That a worse pain was noted on the way, and what was noted of the other knee; empty if neither was."""
    own = workout.own_pain
    higher = f"You noted {own} on the way, and that counts." if own is not None and pain < own else ""
    return " ".join(filter(None, (higher, *_elsewhere(workout))))


def _elsewhere(workout: Workout) -> Iterator[str]:
    for knee, noted in workout.elsewhere.items():
        pain = worst(noted)
        yield f"Of the {knee_words(knee)} {pain} is noted in an entry of its own; the worse knee decides."


def verdict_parts(training: Training, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Why, what the rule says, and what comes next, each with its title."""
    day = training.next_day(verdict.progress, training.status())
    return (
        ("Because", WHYS[verdict.why]),
        ("The rule says", verdict.reason),
        ("Next", next_words(training.library, verdict, day)),
    )


def swapped_words(library: Library, workout: Workout) -> str:
    """Which exercises took the place of planned ones; empty for none."""
    named = [
        f"{other.name} in place of {library.exercises[planned].name}"
        for planned, other in workout.swapped().items()
        if planned in library.exercises
    ]
    return f"Today you did {', '.join(named)}." if named else ""


def swaps_from_now_on(workout: Workout) -> dict[str, str]:
    """The swaps of the session as a plan keeps them: planned exercise to the other."""
    return {planned: other.id for planned, other in workout.swapped().items()}
