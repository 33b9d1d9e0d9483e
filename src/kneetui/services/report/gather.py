"""What a report is made of, from the diary, the answers and the settings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui import __version__
from kneetui.config import clock
from kneetui.config.about import SIDES
from kneetui.diary.errors import DiaryError
from kneetui.report.one_page.build import build, newest, of_assessment
from kneetui.report.one_page.gathered import history
from kneetui.report.one_page.gathered.training import earliest
from kneetui.report.one_page.model import Report, ReportInput, ReportRequest
from kneetui.report.one_page.sections import DEFAULTS
from kneetui.services.interview import start
from kneetui.services.knee_status import knee_status
from kneetui.services.patterns.mornings import names
from kneetui.services.patterns.trials import result_of, trials
from kneetui.services.sore_knee import assessed_knees
from kneetui.services.training.training import Training

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.diary.entries import Entry
    from kneetui.routines.progress import Progress
    from kneetui.services.container import Services
    from kneetui.status.results import InForce
    from kneetui.triage.assessment import Assessment

SPAN = timedelta(days=42)
"""How far back a report goes unless days are chosen: six weeks, as long as sessions are judged."""
OF_ASSESSMENT = ("knee", "urgency", "causes", "advice", "answers")
"""The sections of a report of an assessment alone."""


def usual_knees(services: Services, since: date, until: date) -> tuple[str, ...]:
    """The knees that a report is about unless one is chosen: the one set, unless results of the other hold; else those
    that something was answered of.
    """
    own, now = services.settings.knee, knee_status(services)
    if own in SIDES and {own}.issuperset(assessed_knees(now)):
        return (own,)
    entries = services.diary.entries(since=since, until=until)
    spoken = [
        knee
        for knee in SIDES
        if now.knees[knee].in_force.last
        or any(entry.knee in (knee, "both") and entry.pain for entry in entries)
    ]
    return tuple(spoken) or SIDES


def request_for(
    services: Services,
    *,
    audience: str,
    since: date | None = None,
    until: date | None = None,
    knee: str = "",
    sections: tuple[str, ...] = (),
    whole: bool = False,
    name: str = "",
    asks: tuple[str, ...] = (),
) -> ReportRequest:
    """A request with what is usual wherever nothing was chosen. Raises :class:`DiaryError`."""
    last = until or services.now().date()
    first = since or last - SPAN + timedelta(days=1)
    knees = SIDES if knee == "both" else (knee,) if knee else usual_knees(services, first, last)
    return ReportRequest(
        since=first,
        until=last,
        audience=audience,
        knees=knees,
        sections=sections or DEFAULTS[audience],
        whole=whole,
        name=name,
        asks=asks,
    )


def report(services: Services, request: ReportRequest) -> Report:
    """The report that is asked for. Raises :class:`~kneetui.diary.errors.DiaryError` if the diary cannot be read."""
    library, now = services.library, services.now()
    status = knee_status(services)
    started = [_began(services, status.knees[knee].in_force) for knee in request.knees]
    first = min((earliest(day, request.since) for day in started), default=request.since) - timedelta(
        days=library.trend.seen_days
    )
    entries = services.diary.entries(since=first, until=request.until)
    return build(
        ReportInput(
            library=library,
            now=now,
            zone=clock.zone_name(now),
            version=__version__,
            status=status,
            entries=entries,
            assessments={
                knee: assessment
                for knee in request.knees
                if (assessment := _assessment(services, status.knees[knee].in_force))
            },
            progress=_progress(services, entries),
            sports=services.settings.sports,
            trials=tuple((trial, result_of(services, trial)) for trial in trials(services)),
            tracker_names=names(services),
            emergency_number=services.emergency_number(),
            first_weekday=services.first_weekday,
        ),
        request,
    )


def report_of(services: Services, assessment: Assessment) -> Report:
    """A report of an assessment alone, of whoever it is."""
    now = services.now()
    request = ReportRequest(
        since=now.date(), until=now.date(), audience="me", knees=(), sections=OF_ASSESSMENT
    )
    return of_assessment(
        services.library,
        assessment,
        request,
        made=now,
        zone=clock.zone_name(now),
        version=__version__,
        number=services.emergency_number(),
    )


def _began(services: Services, held: InForce) -> date | None:
    result = newest(held)
    return history.began(services.library, result) if result else None


def _assessment(services: Services, held: InForce) -> Assessment | None:
    """The assessment behind the newest result, as its answers read today; ``None`` without one."""
    result = newest(held)
    if result is None:
        return None
    if result.entry:
        try:
            interview = start.of_entry(services, services.diary.get(result.entry))
        except DiaryError:
            return None  # taken out of the diary meanwhile
        return interview.assess() if interview else None
    unfinished = start.unfinished(services)
    return unfinished[0].assess() if unfinished else None


def _progress(services: Services, entries: Iterable[Entry]) -> dict[str, Progress]:
    training = Training(services)
    names = {entry.routine.routine for entry in entries if entry.routine}
    return {name: training.progress(name) for name in names}
