"""Packs in numbered lines, by the commands about packs: look first, agree, then it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.commands import run_command, safely
from kneetui.packs.installed.listing import installed

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.packs.installed.listing import Installed
    from kneetui.services.container import Services

ONE = {
    "info": "What is in it",
    "disable": "Switch it off for you",
    "enable": "Switch it on again",
    "update": "Look for a newer one",
    "pin": "Keep it at its version",
    "unpin": "Let updates look at it again",
    "remove": "Remove it",
}
NEW = "new"
BUILT_IN = "built in"

AGREED = ("update", "remove")
"""What is shown first, and done once somebody agreed."""


def pack_room(services: Services, console: Console) -> None:
    """Lead through the packs until the person leaves. Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`."""
    while True:
        plugins = services.plugins
        packs = {
            pack.id: pack for pack in installed(services.library, plugins.packs(), plugins.distributions())
        }
        names = {name: f"{_name(pack)} {pack.version}, {pack.state}" for name, pack in packs.items()}
        chosen = ask.one_of(console, "Packs. Which one?", {**names, NEW: "Install another one"})
        try:
            safely(console, partial(_go, services, console, packs.get(chosen)))
        except LeftError:
            console.say("Back to the packs.")


def _name(pack: Installed) -> str:
    return pack.info.name if pack.info else pack.id


def ways(pack: Installed) -> dict[str, str]:
    """What can be done with a pack as it is now."""
    foreign = pack.scope != BUILT_IN
    possible = {
        "info": True,
        "disable": foreign and pack.state != "off",
        "enable": pack.state == "off",
        "update": foreign,
        "pin": pack.shelf is not None and not pack.pinned,
        "unpin": pack.pinned,
        "remove": foreign,
    }
    return {way: words for way, words in ONE.items() if possible[way]}


def _go(services: Services, console: Console, pack: Installed | None) -> None:
    if pack is None:
        what = ask.line(
            console,
            "What? A folder, a file, or the name of a pack at an index, as tennis@club. Enter: nothing.",
        )
        if not what:
            return
        _agreed(services, console, "install", what)
        return
    chosen = ask.one_of(console, f"{_name(pack)}: what do you want to do?", ways(pack))
    if chosen in AGREED:
        _agreed(services, console, chosen, pack.id)
    else:
        run_command(services, console, "pack", chosen, pack.id)


def _agreed(services: Services, console: Console, command: str, name: str) -> None:
    if not safely(console, lambda: run_command(services, console, "pack", command, name, "--dry-run")):
        return
    if ask.one_of(console, f"{command.capitalize()} {name}?", {"yes": "Yes", "no": "No"}) == "yes":
        run_command(services, console, "pack", command, name, "--yes")
