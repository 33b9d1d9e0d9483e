"""What is wrong with a library beyond its format: hard words, certainty, markup, long lines, times that contradict
their level, lost sources.

Reading level: the Flesch-Kincaid grade (:mod:`kneetui.content.linting.readability`) of every text of
``ENOUGH_WORDS`` words or more, and of all texts of one kind of a pack together, so that short ones are
measured too. Names of the field and titles of sources are left out, and so is what stands in parentheses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kneetui.content.i18n.texts import Spot, Wording, texts
from kneetui.content.linting import visit_times
from kneetui.content.linting.finding import Finding
from kneetui.content.linting.readability import grade, length
from kneetui.content.loading.invisible_chars import BREAKS
from kneetui.content.model import Library

HARDEST = 8.0
"""The highest grade of a text."""

ENOUGH_WORDS = 20
"""Shorter texts are only measured together: one long word would decide."""

UNMEASURED = (
    "cause clinical", "source title", "urgency symbol", "question unit", "exercise frames", "self-exam picture",
    "question words", "question option words", "word-class words",
)  # fmt: skip
"""Kinds of text that nobody has to read word by word."""

WIDEST = {"question text": 76, "question option text": 60}
"""Columns that fit, by kind of text."""

_SURE = re.compile(
    r"\byou(?: have|['’]ve)(?: got)? (?:an?|the|torn|broken|ruptured|strained|sprained|damaged)\b"
    r"|\bthis is (?:an?|the|your|certainly|clearly)\b|\byou(?: are|['’]re)? suffer(?:ing)?\b"
    r"|\b(?:definitely|undoubtedly|without (?:a )?doubt|no doubt|the diagnosis is)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:if|when|whether|unless|once|until|where|while|after|before|do|did|in case|that)\b[^.!?;:]*$",
    re.IGNORECASE,
)
"""What comes before "you have a …" where it claims nothing."""

_MARKUP = re.compile(r"\[/?[a-z@#$!][^\]\n]*\]|</?[a-z!][^>\n]*>|\]\(|\*\*|`|&#?\w+;|https?:", re.IGNORECASE)
_DRAWN = ("exercise frames", "self-exam picture")


def wording(library: Library) -> list[Finding]:
    """What is wrong with the words of a library, in the order of the content."""
    wordings = list(texts(library))
    findings = [finding for text in wordings for finding in _one(text)]
    return [*findings, *_together(wordings), *visit_times.findings(library), *lost_sources(library)]


def _one(text: Wording) -> Iterator[Finding]:
    yield from _hard(text)
    yield from _sure(text)
    yield from _signs(text)
    yield from _wide(text)


def _hard(text: Wording) -> Iterator[Finding]:
    if text.spot.kind not in UNMEASURED and length(text.words) >= ENOUGH_WORDS:
        level = grade(text.words)
        if level > HARDEST:
            message = f"“{text.words}” is hard to read: grade {level:.1f}, at most {HARDEST:g}"
            yield Finding(text.spot, message, "Make two sentences of it, or use shorter words.")


def _together(wordings: Sequence[Wording]) -> Iterator[Finding]:
    kinds: dict[tuple[str, str], list[str]] = {}
    for text in wordings:
        if text.spot.kind not in UNMEASURED:
            kinds.setdefault((text.spot.pack, text.spot.kind), []).append(sentence(text.words))
    for (pack, kind), parts in kinds.items():
        joined = " ".join(parts)
        if length(joined) >= ENOUGH_WORDS and grade(joined) > HARDEST:
            message = f"all texts of this kind together are hard to read: grade {grade(joined):.1f}"
            yield Finding(
                Spot(table=kind, id="", path=(), pack=pack),
                message,
                f"Use shorter words; at most grade {HARDEST:g}.",
            )


def sentence(text: str) -> str:
    """A text that ends like a sentence, so that others can follow."""
    return text if text.endswith((".", "!", "?", ":", ";")) else f"{text}."


def _sure(text: Wording) -> Iterator[Finding]:
    for match in _SURE.finditer(text.words):
        if not _OPEN.search(text.words[: match.start()]):
            message = f"“{match[0]}” sounds certain"
            yield Finding(text.spot, message, "Write “this fits …” or “it looks like …”.")


def _signs(text: Wording) -> Iterator[Finding]:
    drawn = text.spot.kind in _DRAWN
    for char in BREAKS:
        if char in text.words and not drawn:
            name = "a line break" if char == "\n" else "a tab"
            yield Finding(text.spot, f"{name} inside a text", "Write it on one line.")
    match = None if drawn else _MARKUP.search(text.words)
    if match:
        yield Finding(
            text.spot, f"“{match[0]}” looks like markup", "Text is shown letter by letter; remove it."
        )


def _wide(text: Wording) -> Iterator[Finding]:
    most = WIDEST.get(text.spot.kind)
    if most and columns(text.words) > most:
        message = f"“{text.words}” has {columns(text.words)} columns, {most} fit"
        yield Finding(text.spot, message, "Shorten it.")


def columns(text: str) -> int:
    """How many columns of a terminal a line takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def lost_sources(library: Library) -> Iterator[Finding]:
    """Statements whose source does not exist, or that have none."""
    for spot, named in _sourced(library):
        for name in named:
            if name not in library.sources:
                yield Finding(spot, f"there is no source “{name}”", "Use the id of a [[source]].")
        if not named and spot.table != "question":
            yield Finding(spot, "there is no source", "Say where it comes from.")


def _sourced(library: Library) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    if library.normal:
        yield Spot(table="normal", id="", path=("source",), pack="core"), library.normal_source
    for urgency in library.urgencies.values():
        yield Spot(table="urgency", id=urgency.id, path=("source",), pack="core"), urgency.source
    for question in library.questions.values():
        yield Spot(table="question", id=question.id, path=("source",), pack=question.pack), question.source
    for flag in library.flags.values():
        yield Spot(table="flag", id=flag.id, path=("source",), pack=flag.pack), flag.source
    for cause in library.causes.values():
        yield Spot(table="cause", id=cause.id, path=("source",), pack=cause.pack), cause.source
        for evidence in cause.evidence:
            yield (
                Spot(
                    table="cause", id=cause.id, path=("evidence", evidence.id, "source"), pack=evidence.pack
                ),
                evidence.source,
            )
    for tip in library.tips.values():
        yield Spot(table="tip", id=tip.id, path=("source",), pack=tip.pack), tip.source
    for exercise in library.exercises.values():
        yield Spot(table="exercise", id=exercise.id, path=("source",), pack=exercise.pack), exercise.source
    for test in library.home_tests.values():
        yield Spot(table="home-test", id=test.id, path=("source",), pack=test.pack), test.source
    for routine in library.routines.values():
        yield Spot(table="routine", id=routine.id, path=("source",), pack=routine.pack), routine.source
    for rule in library.rules.values():
        yield Spot(table="pain-rule", id=rule.id, path=("source",), pack=rule.pack), rule.source
    for watch in library.watch.values():
        yield Spot(table="watch", id=watch.id, path=("source",), pack=watch.pack), watch.source
