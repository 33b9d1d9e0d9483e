"""What to do now: at most five items from the diary, what was left unfinished, and the routine. No Textual in here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kneetui.config.wording import (
    count,
    date_words,
    knee_words,
    minutes_words,
    near_day_words,
    number,
    plural,
)
from kneetui.content.model import fill
from kneetui.services.home.situation import RoutineNow, Situation
from kneetui.services.interview.names import OTHERS
from kneetui.services.interview.whose import about_of, about_of_entry, about_so_far, for_whom
from kneetui.services.training.changes import change_words
from kneetui.status.advice import Advice, source_titles
from kneetui.status.due import Due, mornings
from kneetui.status.results import UNTIL_LOOKED_AT

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest, Library
    from kneetui.diary.entries import Entry, Session
    from kneetui.status.alerts.alerts import Alert

MOST = 5
"""No more items than this."""

IN_AN_EMERGENCY = 3
"""No more than this beside an emergency: what it rests on needs the room."""

ALERTS = 2
"""No more of them about changes than this; the last one counts the others."""

SOON = 7
"""Days ahead from which a re-check is announced."""

WHERE = "This computer runs on UTC, which may not be your time. Your days begin at your midnight."

ENDS = "New answers (<list.choose>) end it, or that somebody looked at it (<today.look>)."

FIRST_AID = "<list.choose> opens first aid."
ENDS_EMERGENCY = "New answers end it, or that somebody looked at it (<today.look>)."


class AgendaItem(NamedTuple):
    """One thing to do. ``action`` is what Enter does:

    ``resume-triage``, ``resume-routine``, ``morning`` (how the knee is), ``session`` (how it was in one),
    ``recheck`` (ask again), ``first-aid`` (in an emergency), ``routine``, ``triage`` (ask), ``write`` (an entry), ``efforts`` (of sessions from files), ``week`` (how it was),
    ``changed`` (whether that helped: ``test`` asks), ``where`` (the person is). ``entry`` is the last assessment that asking builds on, or the session it is about, 0 for
    none. ``due`` is the answer that is missing, ``alert`` the change in the diary.

    ``title`` and ``detail`` are short, ``why`` is a sentence or two.
    """

    action: str
    title: str
    detail: str = ""
    why: str = ""
    symbol: str = ""
    entry: int = 0
    due: Due | None = None
    alert: Alert | None = None
    test: HomeTest | None = None


def agenda(situation: Situation, watched: Collection[str] = ()) -> tuple[AgendaItem, ...]:
    """What to do now, the most pressing first; writing something down is always among it.

    What a level asks for is not said a second time if it stands under ``watched``.
    """
    levels = situation.library.urgencies.values() if situation.library else ()
    spoken = [
        sentence.removeprefix(f"{level.name}: ")
        for level in levels
        for sentence in watched
        if sentence.startswith(f"{level.name}: ")
    ]
    items = [item._replace(why=_without(item.why, spoken)) for item in _items(situation)]
    most = IN_AN_EMERGENCY if items and items[0].action == "first-aid" else MOST
    shown = items[:most]
    left_out = [item for item in items[most:] if item.action == "write"]
    return (*shown[:-1], *left_out) if left_out else tuple(shown)


def _without(why: str, spoken: Iterable[str]) -> str:
    for text in spoken:
        why = why.replace(text, "")
    return " ".join(why.split())


def _items(situation: Situation) -> Iterator[AgendaItem]:
    yield from _leading(situation)
    yield from _this_morning(situation)
    yield from _interview(situation)
    yield from _session(situation)
    if situation.waiting:
        return
    yield from _planned(situation)
    if situation.zone_unsure:
        yield AgendaItem("where", "Choose your time zone", "", WHERE)
    changes = list(_alerts(situation))
    yield from changes
    coming = _recheck(situation)
    if coming and coming.symbol and not changes:
        yield coming
    yield from _forgotten(situation)
    if situation.routine and not situation.player:
        first = bool(mornings(situation.due, situation.today))
        yield _routine(situation.routine, situation.today, first)
    yield from _changed(situation)
    yield from _trial(situation)
    yield from _efforts(situation)
    yield from _week(situation)
    yield from _always(situation)
    if coming and not coming.symbol and not changes:
        yield coming


# --- what someone should look at ---------------------------------------------------------------


def _leading(situation: Situation) -> Iterator[AgendaItem]:
    """What nothing else may stand before: that someone should look at the knee at once, or that it has to rest."""
    advised = situation.advice
    if advised and _presses(advised):
        yield _advised(situation, advised)


def _presses(advised: Advice) -> bool:
    overdue = advised.cause == "urgency" and advised.kind == "ask-again"
    return overdue or advised.kind == "rest" or advised.id in UNTIL_LOOKED_AT


def _planned(situation: Situation) -> Iterator[AgendaItem]:
    """What else today asks for; what has to be told first, and changes in the diary, have items of their own."""
    advised = situation.advice
    if advised is None or _presses(advised):
        return
    if advised.kind not in ("ask-again", "morning-first") or advised.cause not in ("alert", "morning"):
        yield _advised(situation, advised)


def _advised(situation: Situation, advised: Advice) -> AgendaItem:
    """The advice, and below it the numbers, the rule and the source; a result that is not saved is opened as it stands."""
    library = situation.library
    level = library.urgencies.get(advised.id) if library and advised.cause == "urgency" else None
    held = [knee for knee in situation.knees if knee.in_force.urgency == advised.id]
    entry = next((knee.in_force.last.entry for knee in held if knee.in_force.last), 0)
    emergency = level is not None and level.id == "emergency"
    asked = advised.cause in ("urgency", "flag", "look")
    ends = ENDS if asked else ""
    sentences: tuple[str, ...] = (advised.rule, advised.numbers) if level else (advised.numbers, advised.rule)
    if emergency:
        sentences, ends = (advised.rule, FIRST_AID, advised.numbers), ENDS_EMERGENCY
    source = f"Source: {source_titles(library, advised)}." if library and advised.source else ""
    asks = "recheck" if entry or not any(_interview(situation)) else "resume-triage"
    return AgendaItem(
        "first-aid" if emergency else asks if asked else "routine",
        advised.headline,
        knee_words(advised.knee),
        " ".join(part for part in (*sentences, ends, source) if part),
        level.symbol if level else "",
        entry,
    )


# --- what was left unfinished ---------------------------------------------------------------


def _interview(situation: Situation) -> Iterator[AgendaItem]:
    draft = situation.triage or {}
    asked = draft.get("asked")
    if not isinstance(asked, list) or not (asked or draft.get("marks")):
        return
    whose = for_whom(about_of(draft), about_of_entry(situation.assessed()))
    detail = f"{count(len(asked), 'answer')} so far{f', {whose}' if whose else ''}"
    yield AgendaItem(
        "resume-triage",
        "Go on with the questions",
        detail,
        "Your answers are kept; you go on where you left.",
    )


def _session(situation: Situation) -> Iterator[AgendaItem]:
    draft = situation.player
    if draft and not (situation.status and not situation.open_again):
        name = _routine_name(situation.library, draft.get("routine"))
        yield AgendaItem("resume-routine", f"Go on with {name}", "unfinished", "You go on at the same set.")


def _routine_name(library: Library | None, routine: object) -> str:
    plan = library.routines.get(routine) if library and isinstance(routine, str) else None
    return plan.name if plan else "your routine"


# --- the diary ---------------------------------------------------------------------------------


def _this_morning(situation: Situation) -> Iterator[AgendaItem]:
    """Ask for this morning after a day on which a knee trained or hurt, until it is told."""
    if situation.entries is None:
        return
    for missing in situation.due:
        if missing.kind == "morning" and missing.day == situation.today:
            name = plural(len(missing.knees), "knee")
            verb = plural(len(missing.knees), "was", "were")
            after = _session_words(missing)
            detail = f"yesterday: {after}" if after else ""
            why = "How the knee took yesterday decides what today asks for."
            yield AgendaItem("morning", f"How {verb} the {name} this morning?", detail, why, due=missing)


def _forgotten(situation: Situation) -> Iterator[AgendaItem]:
    """Ask for what can still be told: how a knee was in a session, and a morning of the day before."""
    if situation.entries is None:
        return
    for missing in situation.due:
        day = near_day_words(missing.day, situation.today)
        if missing.kind == "session":
            why = "One number, 0 to 10: without it nobody can say how the knee took it."
            title = f"How was the knee in the {_sport(missing)}?"
            entry = missing.after.id if missing.after else 0
            yield AgendaItem(
                "session", title, f"{day}: {_session_words(missing)}", why, entry=entry, due=missing
            )
        elif missing.day < situation.today:
            before = near_day_words(missing.day - timedelta(days=1), situation.today)
            why = f"Nobody wrote down the morning of {day}. It still counts, for {before}."
            title = f"The morning of {day} is missing"
            yield AgendaItem("morning", title, f"after {_session_words(missing)}", why, due=missing)


def _efforts(situation: Situation) -> Iterator[AgendaItem]:
    """Ask once how hard sessions from files were."""
    if situation.efforts:
        sessions = count(len(situation.efforts), "session")
        verb = plural(len(situation.efforts), "was", "were")
        why = "One key each: with it kneetui knows the load, minutes times effort. It is asked once."
        yield AgendaItem("efforts", f"How hard {verb} {sessions} from files?", "", why)


def _changed(situation: Situation) -> Iterator[AgendaItem]:
    """Ask whether a change helped, a week after it."""
    for test, change in situation.changed:
        words = change_words(situation.library, test, change.id) if situation.library else ""
        when = near_day_words(change.on, situation.today)
        why = f"You changed it {when}. If it did not help, put the old value back and try the next thing."
        yield AgendaItem("changed", test.name, words, why, test=test)


def _week(situation: Situation) -> Iterator[AgendaItem]:
    """Ask about the week, once."""
    if situation.week:
        names = ", ".join(tracker.name.lower() for tracker in situation.week)
        why = "One key each, and any can stay open. Settings switch it off."
        yield AgendaItem("week", f"Your week: {names}", "", why)


def _trial(situation: Situation) -> Iterator[AgendaItem]:
    """Which week of a trial of one it is."""
    trial = situation.trial
    week = trial.week_of(situation.today) if trial else None
    if trial is not None and week is not None:
        side = "with" if trial.weeks[week] else "without"
        yield AgendaItem(
            "write",
            f"This week {side} it: {trial.what}",
            f"week {week + 1} of {len(trial.weeks)}",
            "It is your trial: the mornings of the weeks with it and without it are compared, so write them down.",
        )


def _session_words(missing: Due) -> str:
    entry = missing.after
    if entry is None:
        return ""
    return _training(entry.session) if entry.session else "your routine"


def _sport(missing: Due) -> str:
    session = missing.after.session if missing.after else None
    return f"{session.sport} session" if session and session.sport else "session"


def _training(session: Session) -> str:
    sport = session.sport or "training"
    if session.distance_km:
        return f"{sport} {number(session.distance_km)} km"
    return f"{sport} {minutes_words(round(session.minutes))}" if session.minutes else sport


def _alerts(situation: Situation) -> Iterator[AgendaItem]:
    changes = [alert for alert in situation.alerts if not alert.quiet]
    for place, alert in enumerate(changes[:ALERTS], 1):
        left = len(changes) - ALERTS if place == ALERTS else 0
        yield _alert(situation, alert, f" (and {left} more)" if left else "")


def _alert(situation: Situation, alert: Alert, more: str) -> AgendaItem:
    happened = fill(alert.headline or alert.text, day=near_day_words(alert.since, situation.today))
    entry = situation.assessed(alert.knee)
    return AgendaItem(
        "recheck",
        f"{happened}: check again{more}",
        "training" if alert.of_the_person else knee_words(alert.knee),
        f"{alert.text} {alert.why}",
        "▲",
        entry.id if entry else 0,
        alert=alert,
    )


def _recheck(situation: Situation) -> AgendaItem | None:
    """The next re-check, with a symbol if it is due; none while an emergency holds, which waits for no day."""
    if not situation.past or situation.library is None:
        return None
    if any(knee.in_force.urgency == "emergency" for knee in situation.knees):
        return None
    from kneetui.status.alerts.recheck import recheck_due

    due = recheck_due(situation.past, situation.today, situation.library)
    if due is None or due.days > SOON:
        return None
    asked = f"You answered on {date_words(due.entry.when)}."
    if due.now:
        detail = "due today" if due.days == 0 else f"due since {near_day_words(due.due, situation.today)}"
        why = f"{asked} Answer again: your answers are filled in, change what changed."
        return AgendaItem("recheck", "Check the knee again", detail, why, "●", due.entry.id)
    detail = f"due {near_day_words(due.due, situation.today)}"
    return AgendaItem(
        "recheck",
        "Next check of the knee",
        detail,
        f"{asked} Go sooner if it gets worse.",
        "",
        due.entry.id,
    )


# --- the routine ---------------------------------------------------------------------------------


def _routine(routine: RoutineNow, today: date, morning_first: bool) -> AgendaItem:
    why = routine.change or f"Phase {routine.phase} of {routine.phases}, {routine.stage}: {routine.goal}"
    if not routine.own:
        return AgendaItem("routine", f"Begin with {routine.name}", "your answers suggest it", why)
    if routine.first:
        return AgendaItem("routine", routine.name, "first a test at home", f"{routine.first}.")
    rests = routine.day is not None and routine.day > today
    if not routine.minutes and not (rests and routine.resting):
        return AgendaItem(
            "routine", f"{routine.name}: on hold", "", "Your last answers leave none of it open for now."
        )
    if routine.day is not None and rests:
        return AgendaItem("routine", routine.name, f"rest, next {near_day_words(routine.day, today)}", why)
    title = f"{routine.name}, phase {routine.phase}: session {routine.session}"
    if morning_first:
        return AgendaItem("routine", title, "once this morning is told", why)
    last = f"last time {routine.last}, " if routine.last else ""
    return AgendaItem("routine", title, f"{last}{minutes_words(routine.minutes)}", why)


# --- what is always there ----------------------------------------------------------------------


def _always(situation: Situation) -> Iterator[AgendaItem]:
    last = situation.assessed()
    about = about_so_far(last, situation.triage)
    asked = "what the knee does" if about else "what you feel"
    why = f"Questions about {asked}; then how urgent it is, and why."
    title = f"Ask about the knee of {OTHERS[about]}" if about else "Ask about my knee"
    ask = AgendaItem("triage", title, "", why, entry=last.id if last else 0)
    write = AgendaItem("write", "Write down today", _written(situation), "A number or two are enough.")
    unfinished = any(_interview(situation))
    wanted = (write, ask) if situation.past else (ask, write)
    for item in wanted:
        if not (item is ask and unfinished) and not (item is write and situation.entries is None):
            yield item


def _tells(entry: Entry) -> bool:
    return entry.kind == "entry" or entry.pain is not None


def _written(situation: Situation) -> str:
    if situation.typed and situation.typed.get("typed"):
        return "goes on where you left"
    entries = [entry for entry in situation.on(situation.today) if _tells(entry)]
    return f"{count(len(entries), 'entry')} so far" if entries else ""
