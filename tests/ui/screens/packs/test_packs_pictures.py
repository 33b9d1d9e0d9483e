"""How the packs room looks while packs are installed, updated and removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.packs.install import enable_pin
from kneetui.ui.screens.packs.details import PackDetails
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui.ui.screens.packs.offer import OfferScreen, RemovalScreen, UpdateScreen
from kneetui.ui.screens.packs.problems import TellDialog
from tests.packs.shelves import CONTENT
from tests.ui.club import EVIDENCE, FLAG, install, installed, pack
from tests.ui.screens.packs.shots import Shoot, club, keys, on, shoot
from tests.ui.shots import every_size_and_small

pytestmark = pytest.mark.usefixtures("small_core")
__all__ = ["club", "shoot"]


def asked_for(what: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def go(pilot: Pilot[Any]) -> None:
        await install(pilot, what)

    return go


def full(folder: Path, version: str = "0.1.0") -> Path:
    """A pack with a flag and a sign, which change outcomes."""
    content = (
        CONTENT.format(name="tennis", text="x") + FLAG.format(name="tennis") + EVIDENCE.format(name="tennis")
    )
    return pack(folder, version=version, content=content)


@every_size_and_small
def test_states(club: Path, shoot: Shoot) -> None:
    """You should see a pack that is left out first, with its reason, then one in use, one pinned and one off."""
    for name in ("badminton", "golf", "squash", "tennis"):
        folder = installed(pack(club / name, name))
    for name in ("badminton",):
        file = folder.with_name(name) / "content.toml"
        file.write_text(file.read_text("utf-8").replace("technique", "tecnique"), encoding="utf-8")
    enable_pin.pin("golf", pinned=True)
    enable_pin.switch("tennis", (), on=False)
    shoot(keys("end"))


@every_size_and_small
def test_left_out(club: Path, shoot: Shoot) -> None:
    """You should see why a pack is left out: file, line, key, what is wrong, and what to do."""
    file = installed(pack(club / "tennis")) / "content.toml"
    file.write_text(file.read_text("utf-8").replace("technique", "tecnique"), encoding="utf-8")
    shoot(keys("enter"), on(PackDetails))


@every_size_and_small
@pytest.mark.usefixtures("club")
def test_asking(shoot: Shoot) -> None:
    """You should see one line to type into, and what can be typed."""
    shoot(keys("i"), on(InstallDialog))


@every_size_and_small
def test_mistakes(club: Path, shoot: Shoot) -> None:
    """You should see, below the line, every mistake of the pack with its place and what to do."""
    folder = pack(club / "tennis")
    bad = (
        CONTENT.format(name="tennis", text="x")
        .replace("technique", "tecnique")
        .replace("title =", "tittle =", 1)
    )
    (folder / "content.toml").write_text(bad, encoding="utf-8")
    shoot(asked_for("tennis"), on(InstallDialog, "Did you mean"))


@every_size_and_small
def test_offer(club: Path, shoot: Shoot) -> None:
    """You should see what a pack is, who made it, its licence, how it is signed, and which cases change."""
    full(club / "tennis")
    shoot(asked_for("tennis"), on(OfferScreen))


@every_size_and_small
def test_update(club: Path, shoot: Shoot) -> None:
    """You should see a note on edits, then one case that becomes less urgent, marked, before all others."""
    (installed(full(club / "tennis")) / "README.md").write_text("mine")
    pack(club / "tennis", version="0.2.0", text="Softer.")
    shoot(keys("end", "u"), on(UpdateScreen))


@every_size_and_small
def test_removal(club: Path, shoot: Shoot) -> None:
    """You should see that a case becomes less urgent without the pack, from what to what."""
    installed(full(club / "tennis"))
    shoot(keys("end", "r"), on(RemovalScreen))


@every_size_and_small
def test_not_ours(club: Path, shoot: Shoot) -> None:
    """You should see a dialog: the core is a part of kneetui and stays."""
    shoot(keys("r"), on(TellDialog))


@every_size_and_small
def test_all_looked_at(club: Path, shoot: Shoot) -> None:
    """You should see what came of looking for updates, one line a pack."""
    for name in ("golf", "tennis"):
        installed(pack(club / name, name))
    enable_pin.pin("golf", pinned=True)
    shoot(keys("U"), on(TellDialog))
