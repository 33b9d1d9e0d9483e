"""Finding words of the content that no translation reached, on a screen or in an output.

In the made-up language every letter of the content is marked. What still stands there in plain letters, and
is a word of the content but no word of the app's own, has gone round the library.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kneetui
from kneetui.config.languages import PSEUDO
from kneetui.content.i18n.texts import texts
from kneetui.content.i18n.translation import readable, translated
from kneetui.content.model import Library
from tests.sources import nodes

SOURCES = Path(kneetui.__file__).parent
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+")
_APART = re.compile(r"\n|\s{2,}|[─-╿▀-▟·]")
SHORTEST = 4
"""Letters of a word that is looked for alone."""

TOGETHER = 3
"""Words in a row that are looked for together, common ones too."""


def words(text: str) -> list[str]:
    """The plain words and numbers of a text, small."""
    return [word.lower() for word in _WORD.findall(text)]


def runs(spoken: list[str]) -> Iterator[tuple[str, ...]]:
    """Words in a row."""
    return zip(*(spoken[n:] for n in range(TOGETHER)), strict=False)


def in_pseudo(library: Library) -> Library:
    """The library in the made-up language."""
    return translated(library, [], PSEUDO)[0]


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text in the app's own code."""

    file: str
    line: int
    text: str


@cache
def own_texts() -> tuple[OwnText, ...]:
    """Every text in the code of the app that is not about code: what the app itself says, and its ids."""
    return tuple(own for file in sorted(SOURCES.rglob("*.py")) for own in _own(file))


def _own(file: Path) -> Iterator[OwnText]:
    remarks = {
        id(node.value)
        for node in nodes(file)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    name = file.relative_to(SOURCES).as_posix()
    for node in nodes(file):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield OwnText(name, node.lineno, node.value)


class Detector:
    """Knows the words of a library's content that are not words of the app."""

    def __init__(self, library: Library, *known: str) -> None:
        originals = [text.words for text in texts(library) if readable(text.spot)]
        sentences = {" ".join(words(original)) for original in originals}
        own = [text.text for text in own_texts() if " ".join(words(text.text)) not in sentences]
        # An output may name where a pack lies; what folders are called is no text of the app.
        own += [*known, str(Path(__file__).parents[1])]
        own_words = {word for text in own for word in words(text)}
        own_runs = {run for text in own for run in runs(words(text))}
        self.ids = ids(library)
        self.words = {
            word
            for original in originals
            for word in words(original)
            if len(word) >= SHORTEST and word.isalpha() and word not in own_words
        }
        self.runs = {
            run
            for original in originals
            for run in runs(words(original))
            if run not in own_runs and "".join(run).isalpha()
        }

    def leaks(self, text: str) -> list[str]:
        """What of a text is plain content; ids alone are none, nor are words of neighbouring panels together."""
        leaked: list[str] = []
        for part in _APART.split(text):
            spoken = words(part)
            leaked += [word for word in spoken if word in self.words and word not in self.ids]
            leaked += [" ".join(run) for run in runs(spoken) if run in self.runs]
        return leaked

    def knows(self, text: str) -> bool:
        """Whether it would find this text of the content."""
        return bool(self.leaks(text))


def ids(library: Library) -> set[str]:
    """Every id that a screen or an output may show."""
    names: set[str] = set()
    for name in (
        "packs",
        "sources",
        "questions",
        "flags",
        "causes",
        "tips",
        "exercises",
        "routines",
        "rules",
    ):
        names |= set(getattr(library, name))
    for question in library.questions.values():
        names |= {option.id for option in question.options} | {question.topic}
    for cause in library.causes.values():
        names |= {finding.id for finding in cause.evidence} | {finding.group for finding in cause.evidence}
    for exercise in library.exercises.values():
        names |= set(exercise.equipment)
    names |= {part for source in library.sources for part in source.split("-")}
    return {part for dotted in names for part in (dotted, *dotted.split("."))} - {""}


def share(detector: Detector, library: Library) -> float:
    """How many of the content's texts a detector would find if they were shown plain (0-1)."""
    originals = [text.words for text in texts(library) if readable(text.spot)]
    return sum(map(detector.knows, originals)) / len(originals)
