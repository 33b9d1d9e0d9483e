"""What is installed: packs, plugins, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.screen import Screen

from kneetui.about import SPORTS
from kneetui.content.model import PackInfo, Problem
from kneetui.plugins import PluginInfo
from kneetui.screens.base import KneeScreen
from kneetui.screens.pack_details import PackDetails, PluginDetails, ProblemDetails
from kneetui.widgets.cursor_list import CursorList
from kneetui.widgets.pack_list import Line, PackList

COUNTED = ("cause", "exercise", "routine", "tip")
"""What a pack is counted by, the most telling first."""


class PacksScreen(KneeScreen):
    """Root of the room. Problems come first, if there are any."""

    CSS_PATH = "packs.tcss"
    heading = "Packs"

    def __init__(self) -> None:
        super().__init__()
        self.things: list[Problem | PackInfo | PluginInfo] = []

    def body(self) -> ComposeResult:
        """One list."""
        yield PackList(id="packs")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(PackList).focus()

    def on_screen_resume(self) -> None:
        """Settings may have been mended meanwhile."""
        self._fill()

    def _fill(self) -> None:
        services = self.services
        problems = [*services.problems, *(_setting(each) for each in services.setting_problems)]
        self.things = [*problems, *services.library.packs.values(), *services.plugins.infos.values()]
        self.query_one(PackList).show([_line(each) for each in self.things])
        count = len(services.library.packs)
        wrong = f", {len(problems)} {'problem' if len(problems) == 1 else 'problems'}" if problems else ""
        self.say(remark=f"{count} {'pack' if count == 1 else 'packs'}{wrong}")

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Show everything about it."""
        event.stop()
        thing = self.things[event.index]
        details: Screen[object]
        if isinstance(thing, Problem):
            details = ProblemDetails(thing)
        elif isinstance(thing, PackInfo):
            details = PackDetails(thing)
        else:
            details = PluginDetails(thing)
        self.app.push_screen(details)


def _setting(problem: str) -> Problem:
    return Problem(
        problem.rstrip("."),
        "Set it again in the settings (comma), which writes the file anew.",
        pack="settings",
    )


def _line(thing: Problem | PackInfo | PluginInfo) -> Line:
    if isinstance(thing, Problem):
        return Line("Problems", thing.message, _where(thing), thing.remedy, wrong=True)
    if isinstance(thing, PackInfo):
        below = " · ".join([*_counts(thing), thing.licence, *_activities(thing)])
        return Line("Packs", f"{thing.name} {thing.version}", thing.origin, below)
    return Line(
        "Plugins", f"{thing.name} {thing.version}", thing.distribution, thing.error, wrong=bool(thing.error)
    )


def _where(problem: Problem) -> str:
    if not problem.file:
        return problem.pack
    name = Path(problem.file).name
    place = f"{name}:{problem.line}" if problem.line else name
    return f"{problem.pack} {place}".strip()


def _activities(pack: PackInfo) -> Iterator[str]:
    if pack.activities:
        yield ", ".join(SPORTS.get(each, each).lower() for each in pack.activities)


def _counts(pack: PackInfo) -> Iterator[str]:
    for kind in COUNTED:
        count = pack.counts.get(kind, 0)
        if count:
            yield f"{count} {kind}{'' if count == 1 else 's'}"
