"""What a session asks with its clock stopped, and what each answer does. Screen and lines share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kneetui.config.about import SPORTS
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import listed, minutes_words
from kneetui.diary.exercise_records import WHYS_SKIPPED
from kneetui.routines.fitted import LENGTHS, OTHER, sports
from kneetui.routines.wording import light_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.routines.dose import Direction
    from kneetui.routines.session.player import Sides
    from kneetui.services.training.todays_session import Today
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

SKIPS = {
    "pain": "It hurts",
    "equipment": "I do not have what it needs",
    "time": "No time",
    "other": "Another reason",
}
"""Why an exercise is skipped, in words."""

SKIP, SKIP_TEXT = "Skip this exercise?", "It does not count as done. Why?"
SIDES, SIDES_TEXT = "Which sides?", "For exercises of one side after the other."
FOR_SPORT, FOR_MINUTES = "For which sport?", "How many minutes?"
RED = "That is in the red"
ENDING = "End the session?"


@dataclass(frozen=True, slots=True)
class SessionChoice:
    """An answer: its key, its words, and what follows."""

    key: str
    text: str
    detail: str = ""


ENDINGS = (
    SessionChoice("on", "Go on"),
    SessionChoice("later", "Leave it for later", "You go on at the same set."),
    SessionChoice("end", "End it", "What was done stays in the diary. One number follows."),
)


def sport_choices(today: Today, own: Sequence[str]) -> list[SessionChoice]:
    """The sports that a fitted session knows, the person's ``own`` first, and any other."""
    known = sports(today.routine.phases[0])
    names = [*(name for name in own if name in known), *(name for name in known if name not in own), OTHER]
    return [SessionChoice(name, SPORTS.get(name, name)) for name in dict.fromkeys(names)]


def length_choices() -> list[SessionChoice]:
    """How long a fitted session may be."""
    return [SessionChoice(str(length), minutes_words(length)) for length in LENGTHS]


def skip_choices() -> list[SessionChoice]:
    """Why the rest of an exercise is left out."""
    return [SessionChoice(why, SKIPS[why]) for why in WHYS_SKIPPED]


def side_choices(workout: Workout) -> list[SessionChoice]:
    """Both sides, the sore one only, or one set more with it."""
    side = workout.player.first_side
    return [
        SessionChoice("both", "Both sides"),
        SessionChoice("sore-only", f"The {side} side only"),
        SessionChoice("one-more", f"One set more with the {side} side"),
    ]


def use_sides(workout: Workout, key: str) -> None:
    """Do what was chosen of :func:`side_choices`."""
    workout.player.use_sides(cast("Sides", key))


def is_red(training: Training, workout: Workout, pain: int | None) -> bool:
    """Whether the rule calls a pain red."""
    rule = training.rule_of(workout)
    return rule is not None and pain is not None and light_of(rule, pain)[0] == "red"


def red_choices(training: Training, workout: Workout) -> list[SessionChoice]:
    """Stop, ease or skip; an easier exercise only if what it needs is there."""
    easier = workout.player.neighbour("easier")
    choices = [SessionChoice("stop", "Stop for today", "What was done stays in the diary.")]
    if easier and not training.equipment.unsure_of(workout, easier):
        choices.append(SessionChoice("ease", "Do an easier exercise", easier.name))
    return [*choices, SessionChoice("skip", "Skip this exercise", "The rest of the session goes on.")]


def after_red(workout: Workout, key: str) -> bool:
    """Do what was chosen of :func:`red_choices`; whether the session goes on."""
    player = workout.player
    if key == "stop":
        player.hurts(stop=True)
    elif key == "ease":
        player.easier()
    elif key == "skip":
        player.skip(WHYS_SKIPPED[0])
    return key in ("ease", "skip") and not player.done


def no_neighbour(direction: Direction) -> str:
    """There is nothing to swap in."""
    return f"There is no {direction} exercise here."


def needs(training: Training, things: tuple[str, ...]) -> str:
    """What an exercise needs, in a sentence."""
    return f"It needs: {listed([training.library.thing(thing) for thing in things])}."


OWNED = (SessionChoice("yes", "I have that"), SessionChoice("no", "Stay with this one"))


def at_hand_choices(training: Training, today: Today, things: tuple[str, ...]) -> list[SessionChoice]:
    """Before a session: all of it is there, easier exercises where it is not, or another time."""
    choices = [SessionChoice("yes", "I have all of that", "It is not asked again.")]
    if training.without(today, things):
        choices.append(
            SessionChoice("without", "Not all of it", "Today goes without; easier exercises step in.")
        )
    return [*choices, SessionChoice("no", "Not now")]


BACK: dict[Direction, Direction] = {"easier": "harder", "harder": "easier"}
"""Which swap takes which one back."""


def swap(workout: Workout, direction: Direction, back: str) -> str:
    """Do the neighbour instead; what happened, and that ``back`` (a key) takes it back. Empty if there is none."""
    before = workout.player.coming_item
    step = workout.player.easier if direction == "easier" else workout.player.harder
    if before is None or not step():
        return ""
    now = workout.player.coming_item or before
    return f"{now.exercise.name} in place of {before.exercise.name}, for today. {back} takes it back."
