"""A report in a few short sentences, the most important first: for a QR code, which holds little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kneetui.config.wording import knee_words, number, short_date_words
from kneetui.report.one_page.model import NOTHING_CLOSED

if TYPE_CHECKING:
    from kneetui.report.one_page.model import KneeReport, Report, TrainingPeriod

BORDER = 1
"""Light modules around a QR code. The standard asks for four; readers of phones need one on a dark terminal."""
FULL, UPPER, LOWER, NONE = "█", "▀", "▄", " "


def sentences(report: Report) -> list[str]:
    """What it says, the most important first."""
    return [sentence for sentence in _sentences(report) if sentence]


def _sentences(report: Report) -> Iterator[str]:
    yield f"kneetui {report.made.date().isoformat()}"
    for knee in report.knees:
        yield f"{knee_words(knee.knee)}{f' since {knee.began.isoformat()}' if knee.began else ''}"
        yield from _of_knee(knee)
    if report.allowed and report.allowed != NOTHING_CLOSED:
        yield report.allowed
    yield _training(report.training)
    for look in report.looks[-1:]:
        yield f"seen {short_date_words(look.when)} by {look.by}"


def _of_knee(knee: KneeReport) -> Iterator[str]:
    if knee.urgency:
        signs = ", ".join(sign.id for sign in knee.urgency.signs)
        over = "" if knee.urgency.in_force else " (over)"
        yield f"{knee.urgency.id}{over} {short_date_words(knee.urgency.since)}{f': {signs}' if signs else ''}"
    for cause in knee.causes[:1]:
        yield f"{cause.often if cause.rule_out else 'fits'}: {cause.clinical}"
    week = knee.course.weeks[-1] if knee.course and knee.course.weeks else None
    if week:
        pains = (("morning", week.morning), ("training", week.training))
        known = [f"{name} {number(pain)}" for name, pain in pains if pain is not None]
        if known:
            yield f"pain {', '.join(known)}/10"
        if week.swelling:
            yield f"swelling {week.swelling}"


def _training(stretches: Sequence[TrainingPeriod]) -> str:
    """The first sport, now and before."""
    if not stretches or not stretches[-1].sports:
        return ""
    now = stretches[-1].sports[0]
    before = next((sport for sport in stretches[0].sports if sport.sport == now.sport), None)
    amount = now.distance_km if now.distance_km is not None else now.minutes
    was = before and (before.distance_km if now.distance_km is not None else before.minutes)
    unit = "km" if now.distance_km is not None else "min"
    if amount is None:
        return ""
    return f"{now.sport} {number(amount)} {unit}/week{f', was {number(was)}' if was else ''}"


def qr_lines(report: Report, columns: int, rows: int) -> tuple[list[str], str]:
    """A QR code in half blocks of at most ``columns`` by ``rows``, and the text in it: as many sentences as fit.

    Dark modules are full: it is to be shown dark on light. Empty if not even the first sentence fits.
    """
    import segno

    best: list[list[bool]] = []
    chosen: list[str] = []
    for sentence in sentences(report):
        code = segno.make("; ".join([*chosen, sentence]), error="l", micro=False, boost_error=False)
        width, height = code.symbol_size(border=BORDER)
        if width <= columns and height <= 2 * rows:
            chosen.append(sentence)
            best = [[bool(module) for module in line] for line in code.matrix_iter(border=BORDER)]
    return list(_half_blocks(best)), "; ".join(chosen)


def _half_blocks(dark: list[list[bool]]) -> Iterator[str]:
    """Two rows of modules a line."""
    for place in range(0, len(dark), 2):
        upper = dark[place]
        lower = dark[place + 1] if place + 1 < len(dark) else [False] * len(upper)
        signs = {(True, True): FULL, (True, False): UPPER, (False, True): LOWER, (False, False): NONE}
        yield "".join(signs[pair] for pair in zip(upper, lower, strict=True))
