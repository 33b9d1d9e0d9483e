"""Gathers what the home screen says from settings, diary, drafts and, once it is there, library. No Textual in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kneetui.config.wording import count, near_day_words, plural, short_date_words
from kneetui.services import check_in
from kneetui.services.efforts import without_effort
from kneetui.services.home.situation import RoutineNow, Situation
from kneetui.services.home.trial_now import trial_now
from kneetui.services.recent import recent
from kneetui.services.remembered_keys import ACTIVE, SUGGESTED
from kneetui.services.training import changes

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest, Library, Tracker
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services
    from kneetui.services.training.changes import TriedChange
    from kneetui.status.status import Status

FRESH = timedelta(days=28)
"""An assessment older than this no longer says what to watch for."""

Trouble = tuple[str, str] | None
"""What is wrong with the diary, and what to do."""


def gather(services: Services) -> tuple[Situation, Trouble]:
    """The situation, and why the diary cannot be read, if it cannot."""
    from kneetui.diary.errors import DiaryError

    now, library = services.now(), services.library_if_loaded()
    entries: Sequence[Entry] | None = None
    routine, begun, trouble, status, trial = None, False, None, None, None
    efforts: Sequence[Entry] = ()
    week: Sequence[Tracker] = ()
    changed: Sequence[tuple[HomeTest, TriedChange]] = ()
    try:
        entries, begun = _read(services)
        status = _status(services, begun) if library else None
        routine = _routine(services, status) if status and begun else None
        efforts = without_effort(services, entries, now.date()) if status else ()
        week = check_in.due(services, entries, now.date()) if status and begun else ()
        changed = changes.due(services, now.date()) if status and begun else ()
        trial = trial_now(services) if status and begun else None
    except DiaryError as error:
        trouble = (error.message, error.remedy)
    situation = Situation(
        now=now,
        entries=entries,
        triage=services.draft("triage"),
        player=services.draft("player"),
        typed=_typed(services),
        efforts=efforts,
        week=week,
        changed=changed,
        routine=routine,
        library=library,
        status=status,
        open_again=status is None or _open_again(services, status),
        waiting=library is None and begun,
        zone_unsure=services.zone_unsure(),
        trial=trial,
    )
    return situation, trouble


def _read(services: Services) -> tuple[Sequence[Entry], bool]:
    """The entries, and whether the diary has anything to say; one that a plugin keeps waits for the plugins."""
    if services.diary_url:
        if services.library_if_loaded() is None:
            return [], True
    elif not services.diary_file.exists():
        return [], False
    diary = services.diary
    entries = recent(services)
    return entries, bool(entries or diary.recall(ACTIVE) or diary.recall(SUGGESTED))


def _typed(services: Services) -> dict[str, Any] | None:
    """The draft of a new entry: the first of those that windows have."""
    drafts = [services.draft(name) for name in sorted(services.drafts.names()) if name.startswith("entry")]
    return next((draft for draft in drafts if draft and draft.get("typed")), None)


def _status(services: Services, begun: bool) -> Status:
    """How the knees are; an unsaved result counts even without a diary."""
    from kneetui.services.knee_status import knee_status, without_diary

    return knee_status(services) if begun else without_diary(services)


def _open_again(services: Services, status: Status) -> bool:
    """Whether the session that was left on its way may go on; one that only waits for its number may."""
    from kneetui.services.training.training import Training

    if services.draft("player") is None:
        return True
    workout = Training(services).unfinished(status)
    return workout is not None and bool(workout.entry or workout.player.items)


def _routine(services: Services, status: Status) -> RoutineNow | None:
    from kneetui.diary.errors import DiaryError
    from kneetui.services.training.routine_today import routine_now

    try:
        return routine_now(services, status)
    except DiaryError:  # it reads well, yet what the morning changed could not be kept
        return None


def last_answers(entry: Entry | None, library: Library | None, situation: Situation) -> tuple[str, ...]:
    """The last assessment: its day, its urgency as soon as the library has a name for it, and when to check again."""
    if entry is None or entry.assessment is None:
        return ()
    day = short_date_words(entry.when)
    level = library.urgencies.get(entry.assessment.urgency) if library else None
    if library is None or level is None:
        return (day,)
    check = _check(entry, library, situation)
    return (f"{day}: {level.symbol} {level.name}", *([check] if check else []))


def _check(entry: Entry, library: Library, situation: Situation) -> str:
    """When to answer again; nothing in an emergency, or once somebody looked at the knee."""
    from kneetui.status.alerts.recheck import recheck_due

    looked = any(entry.concerns(of_knee.knee) and of_knee.in_force.look for of_knee in situation.knees)
    due = recheck_due([entry], situation.today, library)
    if due is None or looked or due.urgency == "emergency":
        return ""
    since = "since " if due.days < 0 else ""
    return f"check again {since}{near_day_words(due.due, situation.today)}"


def worries_of(situation: Situation, library: Library) -> tuple[str, ...]:
    """What to watch for, after the last assessment if that is fresh and nobody looked at the knee since."""
    from kneetui.status.warnings import worries

    last = situation.assessed()
    held = [knee.in_force for knee in situation.knees]
    fresh = (
        last is not None
        and last.when.date() >= situation.today - FRESH
        and not any(of_knee.look and last.concerns(of_knee.knee) for of_knee in held)
    )
    return worries(
        library,
        situation.past,
        situation.today,
        last.assessment if last and fresh else None,
        asked=last is not None or any(of_knee.last for of_knee in held),
    )


def ceilings(situation: Situation, width: int) -> str:
    """How long a session may be today, as much of it as fits into some columns."""
    limits = situation.status.ceilings if situation.status else ()
    wordings = (
        " · ".join(limit.words() for limit in limits),
        ", ".join(f"{limit.sport} {limit.short_words()}" for limit in limits),
        *(f"{limit.sport} {limit.short_words()}" for limit in limits[:1]),
    )
    return next((words for words in wordings if len(words) <= width), "")


def problems(services: Services) -> str:
    """How many problems there are, in one calm line; empty without any."""
    wrong = len(services.setting_problems)
    if services.library_if_loaded() is not None:
        wrong += len(services.problems)
    if not wrong:
        return ""
    return (
        f"▲ {count(wrong, 'problem')} with packs or settings: <go.packs> shows {plural(wrong, 'it', 'them')}"
    )
