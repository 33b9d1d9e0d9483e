"""The lines of the packs room: what is wrong, packs, plugins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kneetui.config.about import SPORTS
from kneetui.config.settings import SettingError
from kneetui.config.wording import count
from kneetui.content.model import PackInfo, Problem
from kneetui.packs.installed.listing import Installed, installed
from kneetui.plugins.manager import PluginInfo
from kneetui.ui.screens.packs import text as words
from kneetui.ui.screens.packs.problems import place
from kneetui.ui.widgets.lists.pack_list import Line

if TYPE_CHECKING:
    from kneetui.services.container import Services

COUNTED = ("cause", "exercise", "routine", "tip")
"""What a pack is counted by, the most telling first."""


def things(services: Services) -> list[Problem | Installed | PluginInfo]:
    """Packs that are left out, what else is wrong, the other packs, plugins."""
    plugins = services.plugins
    packs = installed(services.library, plugins.packs(), plugins.distributions())
    wrong = [pack for pack in packs if pack.state == "left out"]
    shown = {id(problem) for pack in wrong for problem in pack.problems}
    problems = [problem for problem in services.problems if id(problem) not in shown]
    return [
        *wrong,
        *problems,
        *map(_setting, services.setting_problems),
        *(pack for pack in packs if pack.state != "left out"),
        *plugins.infos.values(),
    ]


def remark(things: Sequence[object]) -> str:
    """How many packs are in use, and how much is wrong."""
    used = sum(isinstance(entry, Installed) and entry.state == "in use" for entry in things)
    wrong = sum(
        isinstance(entry, Problem) or (isinstance(entry, Installed) and entry.state == "left out")
        for entry in things
    )
    packs = count(used, "pack")
    return f"{packs}, {count(wrong, 'problem')}" if wrong else packs


def line(thing: Problem | Installed | PluginInfo) -> Line:
    """One thing as it stands in the list."""
    if isinstance(thing, Problem):
        return Line(part="Problems", name=thing.message, right=_where(thing), below=thing.remedy, wrong=True)
    if isinstance(thing, PluginInfo):
        name = f"{thing.name} {thing.version}"
        return Line(
            part="Plugins", name=name, right=thing.distribution, below=thing.error, wrong=bool(thing.error)
        )
    name = f"{words.called(thing)} {thing.version}".rstrip()
    right = " · ".join([*words.states(thing), words.scope(thing)])
    if thing.state == "left out":
        return Line(part="Problems", name=name, right=right, below=_reason(thing), wrong=True)
    info = thing.info
    below = " · ".join([*_counts(info), info.licence, *_activities(info)]) if info else ""
    return Line(part="Packs", name=name, right=right, below=below)


def _reason(pack: Installed) -> str:
    if not pack.problems:
        return "something that it needs is missing"
    first, more = pack.problems[0], len(pack.problems) - 1
    where = place(first)
    text = f"{where}: {first.message}" if where else first.message
    return f"{text}; and {more} more" if more else text


def _setting(problem: SettingError) -> Problem:
    return Problem(
        message=str(problem).rstrip("."),
        remedy="Set it again in the settings (comma), which writes the file anew.",
        pack="settings",
    )


def _where(problem: Problem) -> str:
    return f"{problem.pack} {place(problem)}".strip()


def _activities(pack: PackInfo) -> Iterator[str]:
    if pack.activities:
        yield ", ".join(SPORTS.get(activity, activity).lower() for activity in pack.activities)


def _counts(pack: PackInfo) -> Iterator[str]:
    for kind in COUNTED:
        amount = pack.counts.get(kind, 0)
        if amount:
            yield count(amount, kind)
