"""Doses, places in a routine and verdicts, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.about import SPORTS
from kneetui.config.wording import count, day_words, minutes_words, number, seconds_words
from kneetui.routines.criteria import (
    AGAIN,
    WEEK,
    all_days,
    greens_needed,
    least_weeks,
    per_week,
    phase_ends,
    unmet,
)
from kneetui.routines.fitted import OTHER
from kneetui.routines.session.now import REST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kneetui.content.model import Criterion, Dose, Exercise, HomeTest, Library, PainRule, Routine, Step
    from kneetui.routines.criteria import Result
    from kneetui.routines.fitted import MadeFor
    from kneetui.routines.progress import Progress
    from kneetui.routines.progression import Verdict, VerdictKind, Why

FEW = 3
"""Where no more sports than these are left out, a step is for all others."""

MADE_ANEW = "It asks for the sport and the minutes each time, and takes what fits."
"""Of a warm-up or cool-down, which leads to no next phase."""

KINDS: dict[VerdictKind, tuple[str, str]] = {
    "step-up": ("▲", "Step up"),
    "repeat": ("●", "Repeat"),
    "step-back": ("▼", "Step back"),
    "rest": ("■", "Rest"),
}
"""A symbol and a word for each kind of verdict."""

WHYS: dict[Why, str] = {
    "green": "The pain stayed in the green.",
    "yellow": "The pain was in the yellow.",
    "red": "The pain was in the red.",
    "stopped": "You stopped because it hurt.",
    "evening": "Later that day it was worse than in the session.",
    "painkiller": "A painkiller hides how the knee took the session.",
    "settled": "The pain was in the yellow and had settled by the next morning, which counts as a step here.",
    "morning": "The next morning the knee was not back to what is usual.",
    "swelling": "The knee was newly swollen after the session.",
    "unfinished": "The pain was in the green, but too much of the session was left out to count.",
    "again": "The pain stayed in the green. The plan counts no further session today.",
    "limited": "The pain was in the green, but some exercises have to wait.",
    "weeks": "The pain stayed in the green. This phase lasts a while longer, since tissue needs the weeks.",
    "tests": "The pain stayed in the green. Before the next phase comes a test at home.",
    "finished": "The pain stayed in the green, and this was the last phase.",
}
"""What decided, in a sentence."""


def amount_words(dose: Dose, *, each_side: bool = False) -> str:
    """How often and how long: ``3 × 12 each side``."""
    times = f"{dose.sets} × " if dose.sets > 1 else ""
    if dose.minutes:
        text = f"{times}{minutes_words(dose.minutes)}"
    elif dose.reps:
        text = f"{dose.sets} × {dose.reps}"
    else:
        text = f"{times}{seconds_words(dose.hold)}"
    return f"{text} each side" if each_side else text


def pause_word(exercise: Exercise) -> str:
    """What a rest of an exercise is called: ``rest``, or what is done in it, such as ``walk``."""
    return exercise.between.cue if exercise.between else REST


def manner_words(dose: Dose, pause: str = REST) -> str:
    """How: the tempo or the hold of a repetition, and the ``pause`` after a set; may be empty."""
    parts = []
    tempo = dose.tempo.split("-")
    if dose.reps and len(tempo) == 3:
        named = zip(tempo, ("down", "hold", "up"), strict=True)
        parts.append(", ".join(f"{seconds} s {name}" for seconds, name in named if seconds != "0"))
    elif dose.reps and dose.hold:
        parts.append(f"hold {dose.hold} s")
    if dose.rest and dose.sets > 1:
        parts.append(f"{pause} {seconds_words(dose.rest)}")
    if dose.per_day > 1:
        parts.append(times_a_day(dose.per_day))
    return " · ".join(parts)


def dose_words(exercise: Exercise, dose: Dose) -> str:
    """All of a dose: ``3 × 12 each side · 3 s down, 2 s up · rest 60 s``."""
    parts = (amount_words(dose, each_side=exercise.sides == "each"), manner_words(dose, pause_word(exercise)))
    return " · ".join(part for part in parts if part)


def place_words(library: Library, progress: Progress) -> str:
    """Where somebody is in a routine: ``phase 2 of 3, Build it up``, and what is left out for now."""
    routine = library.routines[progress.routine]
    index = min(progress.phase, len(routine.phases) - 1)
    text = f"phase {index + 1} of {len(routine.phases)}, {routine.phases[index].name}"
    return ", ".join((text, *_less(progress)))


def _less(progress: Progress) -> list[str]:
    less = []
    if progress.place.level < 0:
        less.append(f"{progress.place.factor * 100:.0f} % of the dose")
    if progress.place.eased:
        less.append("easier exercises")
    return less


def value_words(test: HomeTest, value: float) -> str:
    """What a home test came to: ``12 times``, ``81.5 cm``, ``done``."""
    if test.unit == "yes":
        return "done" if value else "not done"
    if test.unit == "times":
        return count(round(value), "time")
    return f"{number(value)} {'s' if test.unit == 'seconds' else test.unit}"


def criterion_words(library: Library, criterion: Criterion) -> str:
    """What a home test has to come to: ``Calf raises: at least 15 times on each leg, pain 2 or less``."""
    test = library.home_tests.get(criterion.test)
    if test is None:
        return criterion.test
    on_each_leg = " on each leg" if test.sides == "each" and test.unit != "yes" else ""
    asks = []
    if criterion.least is not None:
        least = value_words(test, criterion.least)
        asks.append(least if test.unit == "yes" else f"at least {least}{on_each_leg}")
    if criterion.most is not None:
        asks.append(f"at most {value_words(test, criterion.most)}{on_each_leg}")
    if criterion.symmetry is not None:
        asks.append(f"the weaker leg at least {criterion.symmetry:.0f} % of the other")
    if criterion.apart is not None:
        asks.append(f"the legs at most {value_words(test, criterion.apart)} apart")
    if criterion.pain is not None:
        asks.append(f"pain {number(criterion.pain)} or less")
    if criterion.times > 1:
        asks.append(f"the last {count(criterion.times, 'time')}")
    if criterion.around_session:
        asks.append("before a session and the day after, no worse then")
    name = test.name if test.name.endswith("?") else f"{test.name}:"
    return f"{name} {', '.join(asks)}"


def criteria_words(library: Library, criteria: Iterable[Criterion]) -> str:
    """Several criteria in a row."""
    return "; ".join(criterion_words(library, criterion) for criterion in criteria)


def length_words(routine: Routine) -> str:
    """How long a routine takes: ``3 a week, at least 12 weeks``; a short one is counted in days, a warm-up not at all."""
    if routine.fitted:
        return "before or after training"
    days = all_days(routine)
    least = count(days, "day") if days < 2 * WEEK else count(least_weeks(routine), "week")
    long = f", at least {least}" if len(routine.phases) > 1 else ""
    return f"{_often_in_all(routine)}{long}"


def _often_in_all(routine: Routine) -> str:
    """How often, over all phases: ``3 to 7 a week`` where one asks for more than another."""
    times = [per_week(routine, index) for index in range(len(routine.phases))]
    least, most = min(times), max(times)
    return often_words(most) if least == most else f"{least} to {most} a week"


def often_words(per_week: int) -> str:
    """How often: ``3 a week``, ``twice a day``."""
    if per_week <= WEEK or per_week % WEEK:
        return f"{per_week} a week"
    return times_a_day(per_week // WEEK)


def made_for_words(fit: MadeFor) -> str:
    """What a warm-up or cool-down was made for: ``5 min for running``."""
    sport = "any sport" if fit.sport == OTHER else SPORTS.get(fit.sport, fit.sport).lower()
    return f"{minutes_words(fit.minutes)} for {sport}"


def for_sports_words(step: Step) -> str:
    """For which sports a step is: ``for running, cycling``; empty if it is for all of them."""
    names = ["other sports" if name == OTHER else SPORTS.get(name, name).lower() for name in step.activities]
    if len(names) > len(SPORTS) - FEW:
        return "for all other sports"
    return f"for {', '.join(names)}" if names else ""


def times_a_day(number: int) -> str:
    """``twice a day``, ``3 times a day``."""
    return "twice a day" if number == 2 else f"{count(number, 'time')} a day"


def phase_words(library: Library, routine: Routine, index: int) -> str:
    """How long a phase lasts, and which tests come before it and before the next."""
    if routine.fitted:
        return MADE_ANEW
    phase = routine.phases[index]
    lasts = count(phase.green_sessions, "session") + " in the green"
    if phase.weeks:
        lasts = f"{count(phase.weeks, 'week')} and {lasts}"
    week = f", {often_words(per_week(routine, index))}" if phase.per_week else ""
    text = f"It lasts at least {lasts}{week}."
    if phase.entry:
        text = f"{text} Before it: {criteria_words(library, phase.entry)}."
    following = routine.phases[index + 1 : index + 2]
    if following and following[0].entry:
        text = f"{text} Before the next: {criteria_words(library, following[0].entry)}."
    return text


def moves_on_words(
    library: Library, progress: Progress, results: Sequence[Result] = (), today: date | None = None
) -> str:
    """When the plan moves on: sessions in the green, weeks, and the tests that are still open ``today``."""
    routine = library.routines[progress.routine]
    index = min(progress.phase, len(routine.phases) - 1)
    greens = progress.place.greens
    if routine.fitted:
        return MADE_ANEW
    if progress.place.finished:
        return "You are through. Keep it up at this dose for as long as you like."
    if progress.place.level < 0 or progress.place.eased:
        needed = min(AGAIN, routine.phases[index].green_sessions)
        return f"The dose goes up again after {count(needed, 'session')} in the green. So far: {min(greens, needed)}."
    last = index == len(routine.phases) - 1
    what = "The routine is complete" if last else "It moves on"
    needed = greens_needed(routine, progress, index)
    text = f"{what} after {count(needed, 'session')} in the green. So far: {min(greens, needed)}."
    return " ".join((text, *_holding_back(library, progress, results, today)))


def _holding_back(
    library: Library, progress: Progress, results: Sequence[Result], today: date | None
) -> list[str]:
    """The weeks and the tests that have to come first, a sentence each."""
    routine = library.routines[progress.routine]
    index = min(progress.phase, len(routine.phases) - 1)
    held = []
    ends, weeks = phase_ends(routine, progress, index), routine.phases[index].weeks
    if ends is not None and (today is None or today < ends):
        held.append(f"Not before {day_words(ends)}.")
    elif weeks and not progress.entered.get(index):
        held.append(f"It lasts at least {count(weeks, 'week')}.")
    for phase in routine.phases[index + 1 : index + 2]:
        left = phase.entry if today is None else unmet(library, phase, results, today)
        if left:
            held.append(f"Before that, at home: {criteria_words(library, left)}.")
    return held


def rule_words(rule: PainRule) -> tuple[tuple[str, str, str], ...]:
    """The pain rule as (colour, pain, what to do), best first; a colour without any number is left out."""
    green, yellow = round(rule.green), round(rule.yellow)
    lights = (("green", 0, green, rule.on_green), ("yellow", green + 1, yellow, rule.on_yellow))
    spans = [(name, _span(low, high), text) for name, low, high, text in lights if low <= high]
    return (*spans, ("red", _span(yellow + 1, 10), rule.on_red))


def light_of(rule: PainRule, pain: float) -> tuple[str, str]:
    """The colour that a pain has under the rule, and what to do."""
    if pain > rule.yellow:
        return "red", rule.on_red
    return ("yellow", rule.on_yellow) if pain > rule.green else ("green", rule.on_green)


def _span(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}-{high}"


def next_day_words(day: date) -> str:
    """From which day on the next session is: the one sentence for it, wherever it stands."""
    return f"Next session from {day_words(day)} on."


def next_words(library: Library, verdict: Verdict, day: date | None) -> str:
    """What a verdict changes, and from which ``day`` on the next session is; ``None`` for any."""
    now = verdict.progress
    when = f", from {day_words(day)} on" if day else ""
    if library.routines[now.routine].fitted:
        return f"{MADE_ANEW} {next_day_words(day)}" if day else MADE_ANEW
    if verdict.why == "finished":
        return f"All phases are done. Go on at this dose{when}, or choose another routine."
    if verdict.kind == "repeat":
        return f"The same session again{when}. {moves_on_words(library, now)}"
    place = place_words(library, now)
    if now.paused_until is not None and day is not None:
        return f"No session before {day_words(day)}. Then {place}."
    return f"{place[0].upper()}{place[1:]}{when}."
