"""Everything about one pack, plugin or problem."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from kneetui.content.model import Problem
from kneetui.packs.install.counts import holds
from kneetui.plugins.manager import PluginInfo
from kneetui.ui.screens.common.text_screen import SURE, ReadingScreen
from kneetui.ui.screens.packs import text as words
from kneetui.ui.screens.packs.problems import problem_text

if TYPE_CHECKING:
    from kneetui.packs.installed.listing import Installed

LABEL = 12
WIDTH = 44
"""Columns of a value: together with the label, what a narrow screen has."""


def table(*rows: tuple[str, str]) -> Content:
    """Labels and values, one a line; those without a value are left out."""
    pieces: list[tuple[str, str]] = []
    for label, value in rows:
        for number, line in enumerate(wrap(value, WIDTH, break_on_hyphens=False)):
            pieces += [(f"{'' if number else label:<{LABEL}}", "$muted"), (f"{line}\n", "")]
    return Content.assemble(*pieces).rstrip("\n")


class PackDetails(ReadingScreen[None]):
    """An installed pack: how it is installed, what it says of itself, what it holds, and its sources."""

    heading = "Pack"

    def __init__(self, pack: Installed) -> None:
        super().__init__()
        self.pack = pack

    def paragraphs(self) -> Iterator[Content]:
        """See :meth:`ReadingScreen.paragraphs`."""
        pack, info = self.pack, self.pack.info
        yield Content.assemble((words.called(pack), "bold"), f"\n{info.summary}" if info else "")
        if pack.problems:
            yield problem_text(pack.problems)
            yield Content.assemble(("It is left out as a whole; everything else works.", "$muted"))
        yield table(
            ("id", pack.id),
            ("version", pack.version),
            ("state", words.state(pack)),
            ("installed", words.scope(pack)),
            ("updates", "pinned: updates pass it over" if pack.pinned else ""),
            ("from", str(pack.record.came) if pack.record else pack.origin),
            ("on", str(pack.record.installed.date()) if pack.record else ""),
            ("signature", pack.signature),
            ("edited", ", ".join(pack.edited)),
            ("folder", str(pack.folder)),
        )
        if info:
            yield table(
                ("by", ", ".join(info.authors)),
                ("licence", info.licence),
                ("activities", ", ".join(info.activities)),
                ("requires", ", ".join(f"{required} {wanted}" for required, wanted in info.requires.items())),
                ("holds", holds(info.counts)),
            )
        if pack.means:
            yield Content.assemble(("To remove it", "bold $primary"), f"\n{pack.means.remove}")
        sources = [source for source in self.services.library.sources.values() if source.pack == pack.id]
        if sources and pack.state == "in use":
            yield Content.assemble(
                ("Sources", "bold $primary"),
                *(
                    f"\n{source.title}{SURE.get(source.sure, '')}{f'  {source.url}' if source.url else ''}"
                    for source in sources
                ),
            )


class PluginDetails(ReadingScreen[None]):
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


class ProblemDetails(ReadingScreen[None]):
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
