"""The days of a knee: trend, weeks, swelling, painkillers, and how it took each session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kneetui.diary.by_day.days import Day
from kneetui.diary.entries import STIFFNESSES, SWELLINGS
from kneetui.report.one_page.model import Course, ResponseCount, SessionResponse, Week
from kneetui.status.response import responses
from kneetui.status.status import rule_of
from kneetui.status.trend.chart_data import chart_data
from kneetui.status.trend.load import weekly
from kneetui.status.trend.median import median
from kneetui.status.trend.trend import sentence, value

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry
    from kneetui.report.one_page.model import ReportInput, ReportRequest
    from kneetui.status.response import Response
    from kneetui.status.trend.load import Block

LIGHTS = ("green", "yellow", "red")


def course(known: ReportInput, request: ReportRequest, knee: str) -> Course | None:
    """The course of a knee in the days asked for; ``None`` if nothing was written down about it."""
    days = (request.until - request.since).days + 1
    chart = chart_data(known.entries, knee, request.until, days, known.library.trend, known.first_weekday)
    shown = chart.summary.days
    if not any(day.entries for day in shown):
        return None
    about = [entry for entry in known.entries if entry.concerns(knee) and _within(entry, request)]
    swollen = [day.day for day in shown if day.swollen]
    stiffness = _stiffness(about)
    return Course(
        chart=chart,
        trend=sentence(chart.summary),
        weeks=tuple(_weeks(known, about, shown, request.until)),
        swelling_days=sum(day.swelling is not None for day in shown),
        swollen_days=len(swollen),
        worst_swelling=_worst(shown),
        last_swollen=max(swollen, default=None),
        stiffness_days=len(stiffness),
        stiff_days=sum(worst > 0 for worst in stiffness.values()),
        worst_stiffness=STIFFNESSES[max(stiffness.values())] if stiffness else None,
        painkillers=_painkillers(about),
        last_painkiller=max((entry.when.date() for entry in about if entry.medication), default=None),
    )


def _within(entry: Entry, request: ReportRequest) -> bool:
    return request.since <= entry.when.date() <= request.until


def _weeks(known: ReportInput, about: Sequence[Entry], days: Sequence[Day], until: date) -> Iterator[Week]:
    count = -(-len(days) // 7)
    for block in weekly(known.entries, until, count):
        part = [day for day in days if block.start <= day.day <= block.end]
        if any(day.entries or day.sessions for day in part):
            yield _week(about, part, block)


def _week(about: Sequence[Entry], part: Sequence[Day], block: Block) -> Week:
    medicated = {
        entry.when.date()
        for entry in about
        if entry.medication and block.start <= entry.when.date() <= block.end
    }
    pains = [day.pain for day in part if day.pain is not None]
    return Week(
        start=block.start,
        end=block.end,
        noted=sum(day.entries > 0 for day in part),
        morning=_median(value(day, "morning") for day in part),
        training=_median(value(day, "training") for day in part),
        worst=max(pains, default=None),
        swelling=_worst(part),
        painkiller_days=len(medicated),
        sessions=block.sessions,
        load=block.load,
        at_least=block.at_least,
    )


def _median(pains: Iterable[float | None]) -> float | None:
    known = [pain for pain in pains if pain is not None]
    return median(known) if known else None


def _worst(days: Iterable[Day]) -> str | None:
    noted = [SWELLINGS.index(day.swelling) for day in days if day.swelling is not None]
    return SWELLINGS[max(noted)] if noted else None


def _stiffness(about: Iterable[Entry]) -> dict[date, int]:
    """The worst stiffness of each day on which it was noted, as its place among :data:`STIFFNESSES`."""
    days: dict[date, int] = {}
    for entry in about:
        if entry.stiffness is not None:
            day = entry.when.date()
            days[day] = max(days.get(day, 0), STIFFNESSES.index(entry.stiffness))
    return days


def _painkillers(about: Iterable[Entry]) -> dict[str, int]:
    """By what was written, without regard to capitals: on how many days."""
    days = {
        (entry.medication.casefold(), entry.when.date()): entry.medication
        for entry in about
        if entry.medication
    }
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for (folded, _), written in days.items():
        counts[names.setdefault(folded, written)] += 1
    return dict(counts.most_common())


def session_responses(known: ReportInput, request: ReportRequest, knee: str) -> Iterator[SessionResponse]:
    """How a knee took each session in the days asked for, oldest first."""
    entries = {entry.id: entry for entry in known.entries}
    rules = known.library.rules
    for response in responses(known.entries, knee, rules, rule_of(known.library), request.since):
        if response.day <= request.until and _about(response, entries[response.entry]):
            yield _response(known.library, response, entries[response.entry])


def _about(response: Response, entry: Entry) -> bool:
    """Whether something is known of how the knee took it."""
    return bool(response.light) or entry.concerns(response.knee)


def _response(library: Library, response: Response, entry: Entry) -> SessionResponse:
    session = entry.session
    return SessionResponse(
        when=response.when,
        what=_what(library, response, entry),
        minutes=session.minutes if session else entry.routine.minutes if entry.routine else None,
        distance_km=session.distance_km if session else None,
        effort=session.effort if session else None,
        during=response.during,
        after=response.after,
        morning=response.morning,
        usual_morning=response.usual.morning,
        swelling=response.swelling,
        painkiller=response.painkiller,
        light=response.light,
        reason=response.reason,
    )


def _what(library: Library, response: Response, entry: Entry) -> str:
    if response.routine:
        routine = library.routines.get(response.routine)
        return routine.name if routine else response.routine
    return entry.session.sport.replace("-", " ") if entry.session and entry.session.sport else "training"


def counts(taken: Iterable[SessionResponse]) -> tuple[ResponseCount, ...]:
    """By sport or routine how many sessions had which light, the most frequent first."""
    lights: dict[str, Counter[str]] = {}
    for response in taken:
        lights.setdefault(response.what, Counter())[response.light or "open"] += 1
    ordered = sorted(lights.items(), key=lambda item: -item[1].total())
    return tuple(ResponseCount(what=what, **own) for what, own in ordered)
