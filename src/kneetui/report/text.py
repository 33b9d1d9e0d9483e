"""An assessment as one page of plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kneetui.content.model import Library
from kneetui.report.plain_lines import wrapped
from kneetui.triage.assessment import FOR_YOU, Assessment
from kneetui.triage.signs import signs
from kneetui.triage.what_would_change import AnswerChange
from kneetui.triage.wording import (
    GO_AT_ONCE,
    SIGN_LISTS,
    groups,
    instruction,
    less_if,
    more_if,
    no_flag,
    often,
    sureness,
    told_level,
)

MOST = 3
"""So many questions are named for each level that an answer would lead to."""


def page(library: Library, assessment: Assessment, number: str, *, heard: bool = False) -> list[str]:
    """The assessment: urgency and why, what to do, what fits, what would change it, and the sources by number.

    Where it is ``heard``, no number of a source stands in a line: they are named at the end.
    """
    noted = Notes(library, heard=heard)
    return [
        *_urgency(library, assessment, number, noted),
        "",
        *_causes(library, assessment, noted),
        "",
        *_after(library, assessment, noted),
    ]


def _urgency(library: Library, assessment: Assessment, number: str, noted: Notes) -> Iterator[str]:
    level = told_level(library, assessment)
    yield f"{level.symbol} {level.name.upper()}: {level.who}, {level.within}"
    if assessment.urgency == "emergency":
        yield f"  Emergency number: {number}"
    yield from wrapped(instruction(library, assessment), "  now: ")
    for flag in assessment.flags:
        yield from wrapped(f"{flag.because} {noted(flag.source)}", "  because: ")
        if flag.note:
            yield from wrapped(flag.note, "    note: ")
    if not assessment.flags:
        yield from wrapped(
            f"{no_flag(library, assessment)} {noted(_rule(library, assessment))}",
            "  because: ",
        )
    for tip in assessment.advice:
        if tip.kind == FOR_YOU:
            yield from wrapped(f"{tip.title}. {tip.text} {noted(tip.source)}", "  above all: ")
    if assessment.go_if:
        yield f"  {GO_AT_ONCE}"
        for sign in assessment.go_if:
            yield from wrapped(f"{sign.text} {noted(sign.source)}", "    - ")
    if not assessment.flags:
        yield from _signs(library, assessment)
    yield from changes(library, more_if, assessment.more_urgent)
    yield from changes(library, less_if, assessment.less_urgent)


def _signs(library: Library, assessment: Assessment) -> Iterator[str]:
    """The warning signs, as far as somebody was asked about them."""
    known = signs(library, assessment.facts)
    for field, title in SIGN_LISTS.items():
        named: tuple[str, ...] = getattr(known, field)
        if named:
            yield from wrapped("; ".join(named), f"  {title.lower()}: ")


def _rule(library: Library, assessment: Assessment) -> tuple[str, ...]:
    """Sources of the urgency while no flag is up."""
    return (
        library.normal_source
        if assessment.urgency == "normal"
        else library.urgencies[assessment.urgency].source
    )


class Notes:
    """Numbers sources in the order in which they are named; the titles stand at the end of the page.

    ``heard``: the titles alone, for a number in brackets says nothing to who cannot look it up.
    """

    def __init__(self, library: Library, *, heard: bool = False) -> None:
        self._library = library
        self._heard = heard
        self._numbers: dict[str, int] = {}

    def __call__(self, sources: Iterable[str]) -> str:
        """The numbers of some sources in brackets; empty without one."""
        known = [source for source in sources if source in self._library.sources]
        numbers = [self._numbers.setdefault(source, len(self._numbers) + 1) for source in known]
        return f"[{', '.join(map(str, numbers))}]" if numbers and not self._heard else ""

    def lines(self) -> Iterator[str]:
        """The titles by number."""
        if self._numbers:
            yield "Sources:"
        for name, number in self._numbers.items():
            yield from wrapped(self._library.sources[name].title, "  " if self._heard else f"  [{number}] ")


def changes(
    library: Library, lead: Callable[[Library, str], str], alternatives: Sequence[AnswerChange]
) -> Iterator[str]:
    """What would change the urgency: for each level at most :data:`MOST` questions with their answers."""
    level, left = "", 0
    for group in groups(library, alternatives):
        if group.urgency != level:
            level, left = group.urgency, MOST
            yield f"  {lead(library, level)}"
        if left > 0:
            yield from wrapped(str(group), "    - ")
        left -= 1


def _causes(library: Library, assessment: Assessment, noted: Notes) -> Iterator[str]:
    yield "What fits, among people with these answers:"
    first = len(assessment.to_rule_out)
    for fit in assessment.shown[: max(first, 5)]:
        yield f"  {often(fit):>14}  {fit.name} ({fit.clinical})"
    yield from wrapped(sureness(assessment), "  ")
    for fit in assessment.shown[: max(first, 3)]:
        cause = library.causes[fit.id]
        yield ""
        yield from wrapped(f"{fit.name}: {cause.summary}")
        for word, points in (("for", fit.speaks_for), ("against", fit.against), ("not known", fit.unknown)):
            for point in points[:6]:
                size = "" if word == "not known" else f" ({point.size})"
                yield from wrapped(f"{point.text}{size} {noted(point.source)}", f"  {word}: ", "    ")
                if point.note:
                    yield from wrapped(point.note, "    note: ")
        if cause.note:
            yield from wrapped(cause.note, "  where sources disagree: ", "    ")


def _after(library: Library, assessment: Assessment, noted: Notes) -> Iterator[str]:
    yield "What to do:"
    for tip in [advised for advised in assessment.advice if advised.kind != FOR_YOU][:6]:
        yield from wrapped(f"{tip.title}. {tip.text} {noted(tip.source)}", "  - ", "    ")
        if tip.note:
            yield from wrapped(tip.note, "    note: ")
    if assessment.routine:
        yield f"Routine: {library.routines[assessment.routine].name} ({assessment.routine})"
    yield ""
    yield from noted.lines()
    yield ""
    yield from wrapped(library.purpose)
