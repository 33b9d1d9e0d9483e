"""Why a question is asked: what its answer could show or decide, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Library
from kneetui.triage.interview.worth import Suggestion

SHOWN = 2
"""So many warning signs and pieces of advice are named."""


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """What an answer would decide; ``named`` are the words of flags, causes or tips it is about."""

    text: str
    named: tuple[str, ...] = ()


def reasons(library: Library, suggestion: Suggestion) -> Iterator[WhyAsked]:
    """The reasons for asking, the gravest first; there is always one."""
    flags = [library.flags[flag].because for flag in suggestion.flags if flag in library.flags][:SHOWN]
    causes = [library.causes[cause].name for cause in suggestion.between if cause in library.causes]
    tips = [library.tips[tip].title for tip in suggestion.advice if tip in library.tips][:SHOWN]
    if flags:
        yield WhyAsked("It could show a warning sign, or that there is none:", tuple(flags))
    if len(causes) > 1:
        yield WhyAsked("It helps to tell apart:", tuple(causes))
    if suggestion.normal:
        yield WhyAsked("It could show that this is normal soreness.")
    if tips:
        yield WhyAsked("It decides whether this advice fits:", tuple(tips))
    if not (flags or len(causes) > 1 or suggestion.normal or tips):
        yield WhyAsked("With what is known now it changes no advice; the diary keeps it to compare later.")
