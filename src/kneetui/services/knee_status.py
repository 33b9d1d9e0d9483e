"""The status of the knees, from the diary, what was left unfinished and the settings."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.config.about import SIDES
from kneetui.diary.errors import DiaryError
from kneetui.services.interview.names import DRAFT, UNSAVED
from kneetui.services.recent import recent, sessions_before
from kneetui.services.remembered_keys import SCREENING
from kneetui.status.known import Screening, StatusInput
from kneetui.status.results import KneeResult, Look
from kneetui.status.saved_results import result_of
from kneetui.status.status import Status, status

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import DiaryStore
    from kneetui.services.container import Services
    from kneetui.services.interview.interview import Interview


def knee_status(services: Services) -> Status:
    """How the knees are now; made anew only after something changed of what it is made of.

    Raises :class:`~kneetui.diary.errors.DiaryError` if the diary cannot be read.
    """
    now, left = services.now(), tuple(unsaved(services))
    entries = recent(services)
    coming = sum(entry.when > now for entry in entries)
    basis = services.diary.version(), now.date(), coming, services.settings.knee, left
    return services.memo.value("status", basis, lambda: status(known(services, left)))


def without_diary(services: Services) -> Status:
    """How the knees are while there is no diary: what was reached and not saved counts all the same."""
    return status(
        StatusInput(
            library=services.library,
            now=services.now(),
            results=tuple(unsaved(services)),
            knee=services.settings.knee,
        )
    )


def known(services: Services, left: Iterable[KneeResult] | None = None) -> StatusInput:
    """Everything that is known; ``left`` are the unsaved results if they were read already.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    now, library, diary = services.now(), services.library, services.diary
    return StatusInput(
        library=library,
        now=now,
        entries=[
            entry
            for entry in (*recent(services), *sessions_before(services))
            if entry.when.date() <= now.date()
        ],
        results=[*saved(library, diary), *(unsaved(services) if left is None else left)],
        looks=tuple(looks(diary)),
        screening=screening(library, diary),
        knee=services.settings.knee,
    )


def saved(library: Library, diary: DiaryStore) -> Iterator[KneeResult]:
    """The last assessment of each knee, and those of other problems that it stands beside."""
    entries: dict[int, Entry] = {}
    for knee in SIDES:
        latest = diary.latest(kind="assessment", knee=knee)
        if latest is None or latest.assessment is None:
            continue
        entries[latest.id] = latest
        for number in latest.assessment.beside:
            with contextlib.suppress(DiaryError):  # taken out of the diary since
                entries.setdefault(number, diary.get(number))
    for entry in entries.values():
        result = result_of(entry, library)
        if result is not None:
            yield result


def unsaved(services: Services) -> Iterator[KneeResult]:
    """What was reached and not saved: by the interview on its way, and by one that was left for another."""
    raw = services.draft(UNSAVED)
    if raw is None and services.draft(DRAFT) is None:
        return
    from kneetui.services.interview import start

    unfinished = start.unfinished(services)
    if unfinished is not None and not unfinished[0].saved:
        result = of_interview(*unfinished)
        if result is not None:
            yield result
    if raw is not None and (unfinished is None or raw.get("began") != unfinished[0].began):
        held = start.resumed(services, raw)
        result = of_interview(held, _moment(raw))
        if result is not None:
            yield result


def of_interview(interview: Interview, when: datetime | None) -> KneeResult | None:
    """The result of an interview; of one on its way only if a warning sign is up, or is with every answer that is open."""
    from kneetui.triage import flags, marked_lines

    raised = flags.raised if interview.done else marked_lines.raised
    up = raised(interview.library, interview.facts)
    if not interview.done and not up:
        return None
    return KneeResult(
        knee=interview.knee,
        when=when or interview.services.now(),
        urgency=flags.level(interview.library, interview.facts, up),
        flags=tuple(flag.id for flag in up),
        facts=interview.facts,
        stage="reached" if interview.done else "under-way",
        entry=interview.entry,
        beside=interview.beside,
    )


def looks(diary: DiaryStore) -> Iterator[Look]:
    """Who looked at each knee last, and what they allowed."""
    entries = {
        entry.id: entry
        for entry in (diary.latest(kind="look", knee=knee) for knee in SIDES)
        if entry is not None
    }
    for entry in entries.values():
        if entry.look is not None:
            yield Look(
                knee=entry.knee,
                when=entry.when,
                by=entry.look.by,
                allowed=entry.look.allowed,
                entry=entry.id,
            )


def screening(library: Library, diary: DiaryStore) -> Screening | None:
    """The answers to the page of warning signs, if it was answered for itself."""
    try:
        raw = json.loads(diary.recall(SCREENING))
    except ValueError:
        return None
    when = _moment(raw) if isinstance(raw, Mapping) else None
    if when is None:
        return None
    from kneetui.services.interview import start

    return Screening(when=when, facts=start.read_facts(library, raw.get("answers")))


def _moment(raw: Mapping[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(str(raw.get("when")))
    except ValueError:
        return None
