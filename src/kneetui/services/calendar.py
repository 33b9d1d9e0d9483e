"""What is to be done on a day, as iCalendar (RFC 5545): a calendar that reads it again moves entries, and doubles none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui import __version__
from kneetui.config.clock import instant_now
from kneetui.config.errors import KneetuiError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import knee_words
from kneetui.routines.plan import next_session
from kneetui.routines.wording import place_words
from kneetui.services.knee_status import knee_status
from kneetui.services.training.training import Training
from kneetui.status.alerts.recheck import recheck_due
from kneetui.status.known import BACK
from kneetui.status.results import SIDES

if TYPE_CHECKING:
    from kneetui.services.container import Services

MORNING = timedelta(hours=9)
"""When the reminder of a day sounds."""


class CalendarError(KneetuiError):
    """A calendar that cannot be written."""

    title = "The calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Something for a ``day``. ``uid`` is the same whenever the same thing is written, also for another day."""

    uid: str
    day: date
    title: str
    text: str = ""


def reminders(services: Services) -> Iterator[CalendarEntry]:
    """Re-checks, the next session of the routine, and alerts that were put off; the past is moved to today.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    now, library = services.now(), services.library
    today = now.date()
    entries = services.diary.entries(since=(now - BACK).date(), until=today)
    for knee in SIDES:
        about = [entry for entry in entries if entry.knee in (knee, "both")]
        again = recheck_due(about, today, library.urgencies)
        if again and (again.entry.knee == knee or knee == SIDES[0]):  # one for both knees comes once
            level = library.urgencies.get(again.urgency)
            yield CalendarEntry(
                uid=f"recheck-{again.entry.uid}@kneetui",
                day=max(again.due, today),
                title=f"Answer the questions about the {knee_words(again.entry.knee)} again",
                text=f"The result was: {level.name}." if level else "",
            )
    progress = Training(services).active()
    if progress and progress.routine in library.routines:
        day = next_session(library, progress) or today
        yield CalendarEntry(
            uid=f"routine-{progress.routine}@kneetui",
            day=max(day, today),
            title=f"{library.routines[progress.routine].name}, session {progress.sessions + 1}",
            text=f"{place_words(library, progress)}.",
        )
    for alert in knee_status(services).alerts:
        if alert.quiet and alert.quiet.until:
            yield CalendarEntry(
                uid=f"alert-{alert.rule}-{alert.knee}@kneetui",
                day=max(alert.quiet.until, today),
                title=f"Look at the {knee_words(alert.knee)} again",
                text=f"{alert.text} {alert.why}",
            )


def ics(entries: Iterable[CalendarEntry], stamp: datetime | None = None) -> bytes:
    """A calendar of whole days, each with a reminder at nine; ``stamp`` (UTC) is when it was written.

    Raises :class:`CalendarError` if the library for it is not installed.
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
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp or instant_now())
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.title)
        if entry.text:
            event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")  # the day stays free
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", MORNING)
        event.add_component(alarm)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
