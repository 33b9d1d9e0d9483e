"""A session in lines, from the routine through the player to the verdict, and back to one that was left on its way."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Literal

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.questions import QuestionPrompts, StoppedError
from kneetui.cli.prompts.asking.take_over import have_draft
from kneetui.cli.training.player_lines import PlayerLines
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import knee_names
from kneetui.routines.fitted import MadeFor
from kneetui.routines.wording import KINDS, light_of
from kneetui.services.interview import screening
from kneetui.services.interview.names import DRAFT as INTERVIEW
from kneetui.services.training.played import afterwards, session_choices, unfinished
from kneetui.services.training.played.session_words import today_words
from kneetui.services.training.todays_session import Today
from kneetui.services.training.training import DRAFT, Training

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.routines.progression import Verdict
    from kneetui.services.container import Services
    from kneetui.services.training.workout import Workout


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A session that was played to its end, or left, and what the pain rule says of it."""

    workout: Workout
    verdict: Verdict | None = None


def choose_and_play(services: Services, console: Console) -> None:
    """Ask which routine of those that are open, the person's own first, and play it. Raises as :func:`play`."""
    training = Training(services)
    now = training.status()
    own, suggested = training.due_first(now), training.suggested()
    routines = {routine.id: routine for routine in now.restrictions.routines(training.library)}
    first = [name for name in (own and own.routine, suggested and suggested.id) if name in routines]
    if not routines:
        ask.tell(console, ["No routine is open now.", *now.restrictions.because(training.library)])
        return
    names = {name: routines[name].name for name in dict.fromkeys([*first, *routines])}
    play(training, console, ask.one_of(console, "Which routine?", names, first[0] if first else None))


def play(training: Training, console: Console, routine: str) -> Played | None:
    """Play today's session of a routine; one that was left on its way comes first. ``None`` if nothing was played.

    Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`, :class:`~kneetui.cli.prompts.asking.console.InputEndedError`,
    :class:`~kneetui.diary.errors.DiaryError` or ``OSError``; what was done is kept.
    """
    if not have_draft(training.services, console, DRAFT):
        return None
    try:
        return _play(training, console, routine)
    finally:
        training.services.drafts.release(DRAFT)


def _play(training: Training, console: Console, routine: str) -> Played | None:
    left = training.unfinished()
    if left is not None:
        chosen = _about_the_unfinished(training, console, left)
        if chosen == "go":
            return _to_its_end(training, console, left)
        if chosen == "later":
            return None
    now = training.status()
    today = training.today(routine, now)
    if today is None:
        return None
    if today.resting or not today.items:
        ask.tell(
            console,
            [today_words(training.library, today, now), *now.restrictions.because(training.library)],
        )
    elif now.screened or _signs(training, console):
        today = _made(training, console, today)
        lacked = _lacked(training, console, today)
        if lacked is not None:
            return _to_its_end(training, console, training.begin(today, lacked))
    return None


def _about_the_unfinished(
    training: Training, console: Console, left: Workout
) -> Literal["go", "later", "gone"]:
    """Ask about a session that was left on its way: go on with it, leave it, or let go of it for another one."""
    console.say(f"{unfinished.UNFINISHED}. {unfinished.place_words(training, left)}")
    options = unfinished.choices(training, left, later=True)
    rows = {one.key: f"{one.text}. {one.detail}" for one in options}
    chosen = ask.one_of(console, "What about it?", rows, options[0].key)
    if chosen == "end":
        training.let_go(left)
        return "gone"
    open_now = left.player.done or training.status().screened
    return "go" if chosen == "go" and (open_now or _signs(training, console)) else "later"


def _made(training: Training, console: Console, today: Today) -> Today:
    """A fitted session for the sport and the minutes that are asked."""
    if not today.routine.fitted:
        return today
    own = training.services.settings.sports
    rows = {one.key: one.text for one in session_choices.sport_choices(today, own)}
    sport = ask.one_of(console, session_choices.FOR_SPORT, rows)
    rows = {one.key: one.text for one in session_choices.length_choices()}
    return today.made_for(
        MadeFor(sport=sport, minutes=int(ask.one_of(console, session_choices.FOR_MINUTES, rows)))
    )


def _lacked(training: Training, console: Console, today: Today) -> tuple[str, ...] | None:
    """What the session needs and is not at hand, asked once for each thing; ``None`` if it does not begin."""
    things = training.equipment.unsure_of_session(today.items)
    if not things:
        return ()
    options = session_choices.at_hand_choices(training, today, things)
    rows = {one.key: f"{one.text}. {one.detail}".strip() for one in options}
    question = f"{today.routine.name}. {session_choices.needs(training, things)}"
    choice = ask.one_of(console, question, rows, "yes")
    if choice == "yes":
        training.equipment.own(things)
        return ()
    return things if choice == "without" else None


def _signs(training: Training, console: Console) -> bool:
    """Before the very first exercise, the page of questions about warning signs; whether exercises may begin."""
    from kneetui.cli.prompts.triage import ANSWERS_ARE_KEPT, TriagePrompts

    services = training.services
    if not have_draft(services, console, INTERVIEW):
        return False
    questions = QuestionPrompts(screening.interview(services), console, services.emergency_number())
    console.say("First, once, questions about warning signs.")
    try:
        while not screening.answered(questions.interview):
            questions.question()
    except StoppedError:
        console.say(ANSWERS_ARE_KEPT)
        return False
    finally:
        services.drafts.release(INTERVIEW)
    if screening.passed(questions.interview):
        screening.remember(questions.interview)
        return True
    TriagePrompts(services, console).run()
    return False


def _to_its_end(training: Training, console: Console, workout: Workout) -> Played:
    verdict = None
    if not workout.player.done and not PlayerLines(console, training, workout).play():
        console.say(f"It is kept: {unfinished.where(training, workout)}")
    elif workout.entry:
        verdict = _how_was_it(training, console, workout)
    else:
        console.say(unfinished.NOTHING_DONE)
    return Played(workout=workout, verdict=verdict)


def _how_was_it(training: Training, console: Console, workout: Workout) -> Verdict | None:
    """One number, and what the rule makes of it. Left without one, it is asked for the next time."""
    console.say(afterwards.done_words(workout))
    knee = "" if workout.knee else ask.one_of(console, afterwards.WHICH, knee_names())
    pain = ask.pain(console, training.library, afterwards.worst_question(workout.knee or knee))
    rule = training.rule_of(workout)
    if rule:
        light, text = light_of(rule, max(pain, workout.pain or 0))
        words = (f"{light.capitalize()}: {text}", afterwards.noted_words(workout, pain))
        console.say(" ".join(filter(None, words)))
    verdict = training.judge(workout, pain, knee)
    _tell(training, console, verdict)
    swaps = afterwards.swaps_from_now_on(workout)
    if verdict and swaps:
        question = afterwards.swapped_words(training.library, workout)
        with contextlib.suppress(ask.LeftError):
            if ask.one_of(console, question, afterwards.SWAPS, "today") == "always":
                training.use_from_now_on(workout.routine, swaps)
    return verdict


def _tell(training: Training, console: Console, verdict: Verdict | None) -> None:
    if verdict is None:
        console.say(afterwards.NO_RULE)
        return
    console.say(f"{KINDS[verdict.kind][1]}.")
    for title, text in afterwards.verdict_parts(training, verdict):
        console.say(f"{title}: {text}")
