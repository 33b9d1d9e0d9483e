"""A report as data: what ``kneetui report --format json`` writes, and what exporters get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kneetui.config.lazy_dataclass import field_names
from kneetui.triage import answers

if TYPE_CHECKING:
    from kneetui.report.one_page.model import Course, KneeReport, Report

FORMAT = 1
"""Version of the JSON form: keys may come, none changes its meaning."""
KIND = "kneetui-report"


def plain(report: Report) -> dict[str, Any]:
    """The JSON object of a report. Keys have hyphens; what is not known is ``null``, days are ISO 8601."""
    request = report.request
    return {
        "kind": KIND,
        "format": FORMAT,
        "made": report.made.isoformat(timespec="minutes"),
        "zone": report.zone,
        "version": report.version,
        "content": {
            "fingerprint": report.content.fingerprint,
            "packs": [
                {"id": name, "version": version, "fingerprint": mark}
                for name, version, mark in report.content.packs
            ],
            "rules": dict(report.content.rules),
        },
        "for": request.audience,
        "from": request.since.isoformat(),
        "to": request.until.isoformat(),
        "sections": list(request.sections),
        "name": request.name,
        "person": _plain(report.person),
        "sports": list(report.sports),
        "knees": [_knee(knee) for knee in report.knees],
        "training": _plain(report.training),
        "routines": _plain(report.routines),
        "looks": _plain(report.looks),
        "today": report.today,
        "allowed": report.allowed,
        "held-back": list(report.held_back),
        "ceilings": list(report.ceilings),
        "tests": _plain(report.tests),
        "trials": _plain(report.trials),
        "tracked": _plain(report.tracked),
        "questions": list(report.questions),
        "advice": [{"title": title, "text": text} for title, text in report.advice],
        "notes": _plain(report.notes),
        "sources": dict(report.sources),
        "emergency-number": report.emergency_number,
        "purpose": report.purpose,
    }


def _knee(knee: KneeReport) -> dict[str, Any]:
    left_out = ("assessment", "course")
    own = {
        name.replace("_", "-"): _plain(getattr(knee, name))
        for name in field_names(type(knee))
        if name not in left_out
    }
    return {
        **own,
        "course": _course(knee.course) if knee.course else None,
        "result": _result(knee) if knee.assessment else None,
    }


def _result(knee: KneeReport) -> dict[str, Any]:
    """The answers and what they came to, from which ``kneetui verify`` reckons again."""
    assessment = knee.assessment
    if assessment is None:
        return {}
    return {
        "answers": answers.plain(assessment.facts),
        "asked": list(assessment.asked),
        "urgency": assessment.urgency,
        "flags": [flag.id for flag in assessment.flags],
        "causes": [fit.id for fit in assessment.causes],
    }


def _course(course: Course) -> dict[str, Any]:
    chart = course.chart
    own = {
        name.replace("_", "-"): _plain(getattr(course, name))
        for name in field_names(type(course))
        if name != "chart"
    }
    return {
        **own,
        "trend-word": chart.summary.trend.word,
        "days": [
            {
                "day": day.day.isoformat(),
                "pain-during": day.during,
                "pain-after": day.after,
                "pain-morning": day.morning,
                "swelling": day.swelling,
                "load": day.load,
                "sessions": day.sessions,
            }
            for day in chart.summary.days
            if day.entries or day.sessions
        ],
        "marks": _plain(chart.marks),
    }


def _plain(value: object) -> Any:
    """Shapes as objects with hyphens in their keys, tuples as lists, days as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return dict(_fields(value))


def _fields(shape: object) -> Iterator[tuple[str, Any]]:
    for name in field_names(type(shape)):
        yield name.replace("_", "-"), _plain(getattr(shape, name))
