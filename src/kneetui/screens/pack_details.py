"""Everything about one pack, plugin or problem."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from textual.content import Content

from kneetui.content.model import PackInfo, Problem
from kneetui.plugins import PluginInfo
from kneetui.screens.reading import SURE, ReadingScreen

LABEL = 12
WIDTH = 44
"""Columns of a value: together with the label, what a narrow screen has."""

COUNTED = {
    "cause": "cause{s}",
    "question": "question{s}",
    "flag": "flag{s}",
    "finding": "finding{s}",
    "exercise": "exercise{s}",
    "routine": "routine{s}",
    "pain-rule": "pain rule{s}",
    "watch": "watch rule{s}",
    "tip": "tip{s}",
    "case": "test case{s}",
    "evidence": "sign{s} for causes of other packs",
    "source": "source{s}",
}
"""What is in a pack, in words."""


def table(*rows: tuple[str, str]) -> Content:
    """Labels and values, one a line; those without a value are left out."""
    pieces: list[tuple[str, str]] = []
    for label, value in rows:
        for number, line in enumerate(wrap(value, WIDTH)):
            pieces += [(f"{'' if number else label:<{LABEL}}", "$muted"), (f"{line}\n", "")]
    return Content.assemble(*pieces).rstrip("\n")


def _holds(pack: PackInfo) -> Iterator[str]:
    for kind, words in COUNTED.items():
        count = pack.counts.get(kind, 0)
        if count:
            yield f"{count} {words.format(s='' if count == 1 else 's')}"


class PackDetails(ReadingScreen):
    """A pack: what it says of itself, what it holds, and its sources."""

    heading = "Pack"

    def __init__(self, pack: PackInfo) -> None:
        super().__init__()
        self.pack = pack

    def paragraphs(self) -> Iterator[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        pack = self.pack
        yield Content.assemble((pack.name, "bold"), f"\n{pack.summary}")
        yield table(
            ("id", pack.id),
            ("version", pack.version),
            ("from", pack.origin),
            ("folder", pack.folder),
            ("by", ", ".join(pack.authors)),
            ("licence", pack.licence),
            ("activities", ", ".join(pack.activities)),
            ("holds", ", ".join(_holds(pack))),
        )
        sources = [each for each in self.services.library.sources.values() if each.pack == pack.id]
        if sources:
            yield Content.assemble(
                ("Sources", "bold $primary"),
                *(
                    f"\n{each.title}{SURE.get(each.sure, '')}{f'  {each.url}' if each.url else ''}"
                    for each in sources
                ),
            )


class PluginDetails(ReadingScreen):
    """A plugin: which distribution it is from, and what went wrong."""

    heading = "Plugin"

    def __init__(self, plugin: PluginInfo) -> None:
        super().__init__()
        self.plugin = plugin

    def paragraphs(self) -> Iterator[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        plugin = self.plugin
        yield Content.assemble((plugin.name, "bold"))
        yield table(("from", plugin.distribution), ("version", plugin.version), ("problem", plugin.error))


class ProblemDetails(ReadingScreen):
    """A problem: what, where, and what to do."""

    heading = "Problem"

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem

    def paragraphs(self) -> Iterator[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        problem = self.problem
        yield Content.assemble((f"{problem.message}.", "bold"))
        yield Content.assemble((problem.remedy, ""))
        line = f"{problem.line}, column {problem.column}" if problem.line else ""
        yield table(
            ("pack", problem.pack),
            ("from", problem.origin),
            ("file", problem.file),
            ("line", line),
            ("key", problem.key),
        )
        if problem.pack:
            yield Content.assemble(("What is broken is left out; everything else works.", "$muted"))
