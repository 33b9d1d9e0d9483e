"""Whether what a flag says about when to have it seen is what its level means.

Only what is said to everybody counts: a clause with a condition ("the same day if it gets hot") is for those it names.
Notes are left out, for they weigh one level against another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count
from kneetui.content.i18n.texts import Spot
from kneetui.content.linting.finding import Finding
from kneetui.content.model import Flag, Library

LATEST = {"emergency": 0, "urgent": 2, "soon": 14}
"""The days that a level gives by itself."""

EARLIEST = {"urgent": 1}
"""Whatever cannot wait so long is of the level above."""

CLAUSE = re.compile(r"[.;:]\s|, (?:and )?(?=at once|the same day|call for|go )")
"""Where the part of a text ends that one time is meant for."""

_SENTENCE = re.compile(r"[.;]\s")
_CONDITION = re.compile(r"\s*(?:if|when|with|where|unless)\b|.*\bwhether\b[^:]*:", re.IGNORECASE)
"""A sentence that is for those alone whom it names first."""

_FOR_SOME = re.compile(r"\b(?:if|with|when|where|unless|sooner|until)\b", re.IGNORECASE)
_VISIT = re.compile(
    r"\b(?:see|seen|look(?:ed)? at|doctor|physio\w*|clinic|checked|examined|x-rayed|visit|call|go|ask)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\bwithin (?:a few |some |the next )?(?:days|weeks)\b", re.IGNORECASE)

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14}
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24}
_SPAN = re.compile(
    r"\b(?:within|in|over) (?:the next )?(?:\w+ (?:to|or) )?(?P<number>\w+) (?P<unit>hour|day|week|month)s?"
    r"(?P<more> or two)?\b(?! (?:of|after|before)\b)",
    re.IGNORECASE,
)
_WORDS = (
    (re.compile(r"\btomorrow\b", re.IGNORECASE), 2),
    (re.compile(r"\btoday\b|\btonight\b|\bthe same day\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:at once|straight away|immediately|ambulance)\b", re.IGNORECASE), 0),
    (re.compile(r"\b(?:department|help|doctor|clinic) now\b", re.IGNORECASE), 0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagText:
    """A text of a flag at a level, and where it stands; ``within`` are the days of the flag itself, 0 for none."""

    spot: Spot
    text: str
    urgency: str
    within: int
    advice: bool


def days(text: str) -> int | None:
    """The days until a visit that a text gives to everybody; ``None`` if it names no time."""
    for clause in _clauses(text):
        if not _FOR_SOME.search(clause):
            named = _days(clause)
            if named is not None:
                return named
    return None


def _clauses(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        if not _CONDITION.match(sentence):
            yield from CLAUSE.split(sentence)


def _days(clause: str) -> int | None:
    for span in _SPAN.finditer(clause):
        word = span["number"].lower()
        number = int(word) if word.isdigit() else _NUMBERS.get(word)
        if number is not None:
            return ceil((2 if span["more"] else number) * _HOURS[span["unit"].lower()] / 24)
    return next((time for words, time in _WORDS if words.search(clause)), None)


def findings(library: Library) -> Iterator[Finding]:
    """Every time of a flag that is not what its level means."""
    for flag in library.flags.values():
        if flag.within_days and flag.urgency != "soon" and (flag.urgency, flag.within_days) != ("urgent", 1):
            message = (
                f"within-days belongs to a flag at soon, or is 1 at urgent; this one is at {flag.urgency}"
            )
            yield Finding(_spot(flag, "within-days"), message, "Leave it out: the level says how soon.")
        for flag_text in _texts(flag):
            yield from _one(flag_text)


def _texts(flag: Flag) -> Iterator[FlagText]:
    def text_of(text: str, urgency: str, *path: str | int, advice: bool = True, within: int = 0) -> FlagText:
        return FlagText(spot=_spot(flag, *path), text=text, urgency=urgency, within=within, advice=advice)

    yield text_of(flag.do, flag.urgency, "do", within=flag.within_days)
    yield text_of(flag.because, flag.urgency, "because", advice=False, within=flag.within_days)
    yield text_of(flag.go_if, "emergency", "go-if")
    for number, level in enumerate(flag.raises):
        own = "do" if level.do else "urgency"
        yield text_of(level.do or flag.do, level.urgency, "raise", number, own, within=level.within_days)
        yield text_of(
            level.because, level.urgency, "raise", number, "because", advice=False, within=level.within_days
        )


def _spot(flag: Flag, *path: str | int) -> Spot:
    return Spot(table="flag", id=flag.id, path=path, pack=flag.pack)


def _one(flag_text: FlagText) -> Iterator[Finding]:
    text = flag_text.text
    if not flag_text.advice:  # a reason may name times of other things, such as how soon it swelled
        text = "; ".join(clause for clause in _clauses(text) if _VISIT.search(clause))
    named, latest = days(text), flag_text.within or LATEST.get(flag_text.urgency)
    if flag_text.advice and any(_VAGUE.search(part) and _VISIT.search(part) for part in _clauses(text)):
        yield Finding(
            flag_text.spot, f"“{text}” leaves open how soon", "Name one time, or leave it to the level."
        )
    if named is None:
        return
    if latest is None:
        if _VISIT.search(text):
            message = f"“{text}” names a time for a visit, and {flag_text.urgency} asks for none"
            yield Finding(flag_text.spot, message, "Raise the flag to soon or more, or leave the visit out.")
    elif named > latest:
        message = f"“{text}” gives {_days_words(named)}, and {flag_text.urgency} here means {_days_words(latest)} at most"
        yield Finding(flag_text.spot, message, "Name less time, or take a lower level with a source for it.")
    elif flag_text.urgency in ("soon", "urgent") and 0 < named < latest:
        message = f"“{text}” gives {_days_words(named)}, and this flag means {_days_words(latest)}"
        yield Finding(flag_text.spot, message, _sooner(named, flag_text.urgency))
    elif named < EARLIEST.get(flag_text.urgency, 0):
        message = f"“{text}” cannot wait, and {flag_text.urgency} means today"
        yield Finding(flag_text.spot, message, "Take the level emergency, or say for whom it cannot wait.")


def _sooner(named: int, urgency: str) -> str:
    if urgency == "soon" and named <= LATEST["urgent"]:
        return "Take the level urgent, or name more time."
    return f"Write within-days = {named} too, so that the result says the same."


def _days_words(number: int) -> str:
    return count(number, "day") if number else "no time"
