"""What is to be done on a day, as iCalendar (RFC 5545): a calendar that reads it again moves entries, and doubles none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kneetui import __version__
from kneetui.config import clock
from kneetui.config.about import SIDES
from kneetui.config.clock import instant_now
from kneetui.config.errors import KneetuiError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import knee_words
from kneetui.routines.wording import place_words
from kneetui.services.knee_status import knee_status
from kneetui.services.remembered_keys import CALENDAR
from kneetui.services.training.training import Training
from kneetui.status.alerts.recheck import recheck_due
from kneetui.status.known import reach

if TYPE_CHECKING:
    from kneetui.services.container import Services

MORNING = timedelta(hours=9)
"""When the reminder of a day sounds."""


A_YEAR = timedelta(days=366)
"""How far beyond the last entry the time zone is written down."""


class CalendarError(KneetuiError):
    """A calendar that cannot be written."""

    title = "The calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Something for a ``day``. ``uid`` is the same whenever the same thing is written, also for another day.

    ``sequence`` counts how often it was moved. With ``at`` it is then, for so many ``minutes``; else on the whole day.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    sequence: int = 0
    at: time | None = None
    minutes: int = 0
    cancelled: bool = False


def reminders(services: Services) -> Iterator[CalendarEntry]:
    """Re-checks, the next session of the routine, and alerts that were put off; the past is moved to today.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    now, library = services.now(), services.library
    today = now.date()
    entries = services.diary.entries(since=(now - reach(library)).date(), until=today)
    for knee in SIDES:
        about = [entry for entry in entries if entry.knee in (knee, "both")]
        again = recheck_due(about, today, library)
        if again and (again.entry.knee == knee or knee == SIDES[0]):  # one for both knees comes once
            level = library.urgencies.get(again.urgency)
            yield CalendarEntry(
                uid=f"recheck-{again.entry.uid}@kneetui",
                day=max(again.due, today),
                title=f"Answer the questions about the {knee_words(again.entry.knee)} again",
                text=f"The result was: {level.name}." if level else "",
            )
    training, knees = Training(services), knee_status(services)
    for session in (training.today(name, knees) for name in training.yours()):
        if session is None:
            continue
        progress, day = session.progress, session.day or today
        yield CalendarEntry(
            uid=f"routine-{progress.routine}@kneetui",
            day=max(day, today),
            title=f"{library.routines[progress.routine].name}, session {progress.sessions + 1}",
            text=f"{place_words(library, progress)}.",
        )
    for alert in knees.alerts:
        if alert.quiet and alert.quiet.until:
            yield CalendarEntry(
                uid=f"alert-{alert.rule}-{alert.knee}@kneetui",
                day=max(alert.quiet.until, today),
                title=f"Look at the {knee_words(alert.knee)} again",
                text=f"{alert.text} {alert.why}",
            )


def ics(entries: Iterable[CalendarEntry], stamp: datetime | None = None) -> bytes:
    """A calendar: whole days have a reminder at nine, times one when they begin, in the person's time zone.

    ``stamp`` (UTC) is when it was written. Raises :class:`CalendarError` if the library for it is not installed.
    """
    try:
        from icalendar import Alarm, Calendar, Event
    except ImportError as error:
        raise CalendarError(
            "Calendars need the package icalendar", "Install it: pip install icalendar"
        ) from error
    calendar = Calendar()
    calendar.add("prodid", f"-//kneetui//{__version__}//EN")
    calendar.add("version", "2.0")
    written = list(entries)
    for entry in written:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp or instant_now())
        start, end = _span(entry)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("sequence", entry.sequence)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("summary", entry.title)
        if entry.text:
            event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")  # the day stays free
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(0) if entry.at else MORNING)
        event.add_component(alarm)
        calendar.add_component(event)
    days = [entry.day for entry in written if entry.at]
    if days:
        calendar.add_missing_timezones(first_date=min(days), last_date=max(days) + A_YEAR)
    data: bytes = calendar.to_ical()
    return data


def _span(entry: CalendarEntry) -> tuple[date, date]:
    """From when to when: days, or times of the person's zone, whatever the clock does in between."""
    if entry.at is None:
        return entry.day, entry.day + timedelta(days=1)
    start = datetime.combine(entry.day, entry.at)
    zone = clock.named(clock.zone_name(start))
    end = start + timedelta(minutes=max(1, entry.minutes))
    return start.replace(tzinfo=zone), end.replace(tzinfo=zone)


KEPT_FOR = timedelta(days=60)
"""How long an entry that is past is remembered."""


def numbered(services: Services, entries: Iterable[CalendarEntry], *, own: str = "") -> list[CalendarEntry]:
    """The entries with how often each was moved since it was written first, which is remembered.

    What begins with ``own``, was written for a day to come and is no more among them comes back cancelled.
    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    today = services.now().date()
    before = _written(services)
    after: dict[str, _SentBefore] = {}
    listed = []
    for entry in entries:
        known = before.get(entry.uid)
        moved = known is not None and (known.when != _when(entry) or known.cancelled)
        sequence = known.sequence + moved if known else 0
        after[entry.uid] = _SentBefore(when=_when(entry), sequence=sequence, title=entry.title)
        listed.append(replace(entry, sequence=sequence))
    for uid, known in before.items():
        if uid in after or date.fromisoformat(known.when[:10]) < today - KEPT_FOR:
            continue
        gone = bool(own) and uid.startswith(own) and known.when[:10] >= today.isoformat()
        after[uid] = (
            replace(known, cancelled=True, sequence=known.sequence + 1)
            if gone and not known.cancelled
            else known
        )
        if gone:
            listed.append(_cancelled(uid, after[uid]))
    if after != before:
        services.diary.remember(
            CALENDAR, json.dumps({uid: astuple(written) for uid, written in after.items()})
        )
    return listed


@dataclass(frozen=True, slots=True, kw_only=True)
class _SentBefore:
    """An entry as it was written: the day with the time, if any, as ISO 8601."""

    when: str
    sequence: int
    title: str
    cancelled: bool = False


def _when(entry: CalendarEntry) -> str:
    return datetime.combine(entry.day, entry.at).isoformat() if entry.at else entry.day.isoformat()


def _cancelled(uid: str, written: _SentBefore) -> CalendarEntry:
    when = datetime.fromisoformat(written.when)
    return CalendarEntry(
        uid=uid,
        day=when.date(),
        title=written.title,
        sequence=written.sequence,
        at=when.time() if "T" in written.when else None,
        cancelled=True,
    )


def _written(services: Services) -> dict[str, _SentBefore]:
    try:
        table = json.loads(services.diary.recall(CALENDAR))
        written = {
            str(uid): _SentBefore(when=str(w), sequence=int(n), title=str(title), cancelled=bool(gone))
            for uid, (w, n, title, gone) in table.items()
        }
        for known in written.values():
            datetime.fromisoformat(known.when)
    except (ValueError, TypeError, AttributeError):
        return {}
    return written
