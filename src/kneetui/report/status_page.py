"""How the knees are, as plain text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from kneetui.config.wording import date_words, day_words, knee_name
from kneetui.report.plain_lines import wrapped
from kneetui.status.advice import Advice, advice, numbers_words, source_titles, titles
from kneetui.status.status import spike_rule

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.status.alerts.alerts import Alert
    from kneetui.status.response import Response
    from kneetui.status.status import KneeStatus, Status
    from kneetui.status.trend.ceiling import Ceiling

Plain: TypeAlias = "str | float | bool | list[Plain] | dict[str, Plain] | None"

NOTHING = "Too little is known to say anything about today. Write down a session and the morning after it."
NOT_ASKED = "Nobody asked about warning signs yet: kneetui asks before the first exercise."


def page(library: Library, now: Status) -> Iterator[str]:
    """The advice with its rule, numbers and source; then each knee, and what is held back."""
    yield from today(library, now)
    for knee in now.knees.values():
        yield from _knee(library, knee, now)
    if now.ceilings:
        yield from ("", "How long a session may be:")
        for ceiling in now.ceilings:
            yield from wrapped(ceiling.words(), "  - ")
        yield from wrapped(ceiling_source(library), "  source: ")
    reasons = now.restrictions.because(library)
    if reasons:
        yield from ("", "What holds exercises back:")
        for reason in reasons:
            yield from wrapped(reason, "  - ")


def today(library: Library, now: Status) -> Iterator[str]:
    """The advice for today with its rule, numbers and source; and whether warning signs were asked about."""
    advised = advice(library, now)
    yield from wrapped(f"Today, {day_words(now.day)}: {advised.headline if advised else NOTHING}")
    if advised:
        yield from _behind(library, advised)
    if not now.screened:
        yield from wrapped(NOT_ASKED)


def ceiling_source(library: Library) -> str:
    """Where the numbers of the ceilings come from."""
    rule = spike_rule(library)
    return titles(library, rule.source) if rule else ""


def _behind(library: Library, advised: Advice) -> Iterator[str]:
    for label, text in (
        ("why", " ".join(part for part in (advised.numbers, advised.rule) if part)),
        ("source", source_titles(library, advised)),
    ):
        if text:
            yield from wrapped(text, f"  {label}: ")


def _knee(library: Library, knee: KneeStatus, now: Status) -> Iterator[str]:
    level = library.urgencies.get(knee.in_force.urgency)
    last = next((response for response in reversed(knee.responses) if response.light), None)
    if level is None and last is None and not knee.alerts:
        return
    yield from ("", f"{knee_name(knee.knee)}:")
    if level and knee.in_force.since:
        again = ", check again" if knee.in_force.check_again else ""
        yield from wrapped(f"{level.symbol} {level.name}, {date_words(knee.in_force.since)}{again}", "  ")
    if knee.in_force.look:
        yield from wrapped(f"looked at on {date_words(knee.in_force.look.when)}", "  ")
    if last and (numbers := numbers_words(last, now.day)):
        yield from wrapped(numbers, "  ")
    for alert in knee.alerts:
        yield from wrapped(f"▲ {alert.text} {alert.why}{_quiet(alert)}", "  ")


def _quiet(alert: Alert) -> str:
    if alert.quiet is None:
        return ""
    until, words = alert.quiet.until, alert.quiet.words
    if until:
        return f" (put off until {day_words(until)})"
    return f" (at rest since {day_words(alert.quiet.since)}{f': “{words}”' if words else ''})"


def plain(library: Library, now: Status) -> dict[str, Plain]:
    """The same as data for JSON."""
    advised = advice(library, now)
    gate = now.gate
    return {
        "day": now.day.isoformat(),
        "screened": now.screened,
        "advice": _advice(library, advised) if advised else None,
        "urgency": now.restrictions.urgency or None,
        "since": now.restrictions.since.isoformat() if now.restrictions.since else None,
        "check-again": now.restrictions.check_again,
        "open": {"loading": gate.loading, "only-gentle": gate.gentle, "impact": gate.impact},
        "because": list(now.restrictions.because(library)),
        "ceilings": [_ceiling(ceiling) for ceiling in now.ceilings],
        "due": [
            {"what": missing.kind, "knees": list(missing.knees), "day": missing.day.isoformat()}
            for missing in now.due
        ],
        "knees": {name: _plain_knee(knee) for name, knee in now.knees.items()},
    }


def _ceiling(ceiling: Ceiling) -> Plain:
    return {
        "sport": ceiling.sport,
        "unit": ceiling.unit,
        "longest": ceiling.longest,
        "longest-on": ceiling.day.isoformat(),
        "limit": round(ceiling.limit, 2),
        "knee": ceiling.knee,
        "after-break": ceiling.pause,
        "today": round(ceiling.today, 2),
    }


def _advice(library: Library, advised: Advice) -> Plain:
    return {
        "kind": advised.kind,
        "cause": advised.cause,
        "id": advised.id,
        "knee": advised.knee,
        "headline": advised.headline,
        "numbers": advised.numbers,
        "rule": advised.rule,
        "source": source_titles(library, advised),
        "until": advised.until.isoformat() if advised.until else None,
    }


def _plain_knee(knee: KneeStatus) -> Plain:
    return {
        "urgency": knee.in_force.urgency or None,
        "sessions": [_response(response) for response in knee.responses],
        "alerts": [
            {
                "rule": alert.rule,
                "since": alert.since.isoformat(),
                "why": alert.why,
                "quiet": alert.quiet is not None,
                "put-off-until": alert.quiet.until.isoformat() if alert.quiet and alert.quiet.until else None,
                "reason": alert.quiet.reason or None if alert.quiet else None,
                "words": alert.quiet.words or None if alert.quiet else None,
            }
            for alert in knee.alerts
        ],
    }


def _response(response: Response) -> Plain:
    return {
        "when": response.when.isoformat(timespec="minutes"),
        "routine": response.routine or None,
        "light": response.light or None,
        "reason": response.reason or None,
        "rule": response.rule,
        "during": response.during,
        "after": response.after,
        "morning": response.morning,
        "usual-morning": response.usual.morning,
        "swelling": response.swelling,
        "stiffness": response.stiffness,
        "painkiller": response.painkiller,
    }
