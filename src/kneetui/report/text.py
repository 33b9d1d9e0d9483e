"""An assessment as one page of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kneetui.content.model import Library
from kneetui.triage.assessment import Assessment, Change, Fit

WIDTH = 78


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest or " " * len(first))


def chances(probability: float) -> str:
    """A probability as a natural frequency: "about 6 of 10"."""
    tenths = round(probability * 10)
    if tenths >= 10:
        return "nearly all of 10"
    if tenths >= 1:
        return f"about {tenths} of 10"
    return "fewer than 1 of 10"


def page(library: Library, found: Assessment, number: str) -> list[str]:
    """The assessment: urgency and why, what to do, what fits, what would change it."""
    return [
        *_urgency(library, found, number),
        "",
        *_causes(library, found.causes),
        "",
        *_after(library, found),
    ]


def _urgency(library: Library, found: Assessment, number: str) -> Iterator[str]:
    level = library.urgencies[found.urgency]
    yield f"{level.symbol} {level.name.upper()}: {level.who}, {level.within}"
    if found.urgency == "emergency":
        yield f"  Emergency number: {number}"
    for flag in found.flags:
        yield from _wrap(flag.because, "  because: ")
    yield from _wrap(found.flags[0].do if found.flags else level.do, "  now: ")
    yield from changes("  more urgent, if ", found.more_urgent)
    yield from changes("  less urgent, if ", found.less_urgent)


def changes(lead: str, each: Sequence[Change], most: int = 4) -> Iterator[str]:
    """What would change the urgency, a line an answer."""
    for change in each[:most]:
        yield from _wrap(f"{change.asked} {change.said} → {change.urgency}", lead, "    ")


def _causes(library: Library, causes: Sequence[Fit]) -> Iterator[str]:
    yield "What fits (of 10 people with these answers):"
    for fit in causes[:5]:
        yield f"  {chances(fit.probability):>18}  {fit.name} ({fit.clinical})"
    for fit in causes[:3]:
        yield ""
        yield from _wrap(f"{fit.name}: {library.causes[fit.id].summary}")
        for word, points in (("for", fit.speaks_for), ("against", fit.against), ("not known", fit.unknown)):
            for point in points[:6]:
                note = "" if word == "not known" else f" ({point.size})"
                yield from _wrap(f"{point.text}{note}", f"  {word}: ", "    ")


def _after(library: Library, found: Assessment) -> Iterator[str]:
    yield "What to do:"
    for tip in found.advice[:6]:
        yield from _wrap(f"{tip.title}. {tip.text}", "  - ", "    ")
    if found.routine:
        yield f"Routine: {library.routines[found.routine].name} ({found.routine})"
    yield ""
    yield from _wrap(library.purpose)
