"""How the indexes look in the packs room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

import kneetui_pack_index
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui_pack_index import trusted
from kneetui_pack_index.index import make as make_index
from kneetui_pack_index.screens.index import IndexScreen
from kneetui_pack_index.screens.indexes import IndexesScreen, TrustDialog
from tests.ui.club import archive, installed, pack
from tests.ui.screens.packs.shots import Shoot, club, keys, on, shoot
from tests.ui.shots import every_size_and_small
from tests.ui.waiting import until

__all__ = ["club", "shoot"]
pytestmark = pytest.mark.usefixtures("small_core")


@every_size_and_small
def test_asking(club: Path, shoot: Shoot) -> None:
    """You should see one line to type into, what can be typed, and a trusted index to choose from."""
    _index(club)
    shoot(keys("i"), on(InstallDialog), plugin=kneetui_pack_index)


@every_size_and_small
def test_indexes(club: Path, shoot: Shoot) -> None:
    """You should see one trusted index, with its address and that nothing signs it."""
    _index(club)
    shoot(keys("x"), on(IndexesScreen), plugin=kneetui_pack_index)


@every_size_and_small
def test_trusting(club: Path, shoot: Shoot) -> None:
    """You should see three lines to type into, and why a key is better."""
    shoot(keys("x", "a"), on(TrustDialog), plugin=kneetui_pack_index)


@every_size_and_small
def test_no_more_trust(club: Path, shoot: Shoot) -> None:
    """You should see a question before an index is trusted no more; the first choice changes nothing."""
    _index(club)
    shoot(keys("x", "r"), on(ChooseDialog), plugin=kneetui_pack_index)


@every_size_and_small
def test_in_an_index(club: Path, shoot: Shoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """You should see two packs that an index offers; one of them is installed."""
    opened = trusted.open_index(_index(club))
    fixed = replace(opened, trusted=replace(opened.trusted, url="https://packs.example.org/index.toml"))
    monkeypatch.setattr("kneetui_pack_index.trusted.open_index", lambda _: fixed)
    installed(club / "tennis-0.1.0.zip")
    shoot(keys("x", "enter"), on(IndexScreen), _filled, plugin=kneetui_pack_index)


async def _filled(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: pilot.app.screen.entries)  # type: ignore[attr-defined]


def _index(club: Path) -> trusted.Trusted:
    """An index, trusted under an address that stands in the picture."""
    for name in ("golf", "tennis"):
        archive(pack(club / name, name), club)
    make_index(club)
    trusted.trust("club", str(club))
    file = trusted.file()
    real = trusted.trusted()["club"]
    text = file.read_text("utf-8").replace(real.url, "https://packs.example.org/index.toml")
    file.write_text(text, encoding="utf-8")
    return real
