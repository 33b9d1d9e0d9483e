"""How the packs room looks while packs are installed, updated and removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from kneetui.packs.index import trusted
from kneetui.packs.index.index import make as make_index
from kneetui.packs.install import enable_pin
from kneetui.ui.screens.common.choose import ChooseDialog
from kneetui.ui.screens.packs import details, offer
from kneetui.ui.screens.packs.details import PackDetails, table
from kneetui.ui.screens.packs.index import IndexScreen
from kneetui.ui.screens.packs.indexes import IndexesScreen, TrustDialog
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui.ui.screens.packs.offer import OfferScreen, RemovalScreen, UpdateScreen
from kneetui.ui.screens.packs.problems import TellDialog
from tests.packs.shelves import CONTENT
from tests.ui.club import EVIDENCE, FLAG, Make, app_of, archive, install, installed, pack, said, to_packs
from tests.ui.shots import every_size_and_small
from tests.ui.waiting import until

pytestmark = pytest.mark.usefixtures("small_core")
Shoot = Callable[..., None]


@pytest.fixture
def club(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to stand in: with packs by name, so that no picture has a path of this computer."""
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    folder = tmp_path_factory.mktemp("club")
    monkeypatch.chdir(folder)
    for module in (details, offer):
        monkeypatch.setattr(module, "table", _without_paths)
    return folder


def _without_paths(*rows: tuple[str, str]) -> Content:
    """The table without the folders of this computer."""
    return table(*((label, "/packs/tennis" if "/" in value else value) for label, value in rows))


@pytest.fixture
def shoot(make_app: Make, snap_app: Any, size: tuple[int, int]) -> Shoot:
    """Take a picture after these steps."""

    def take(*steps: Callable[[Pilot[Any]], Awaitable[None]]) -> None:
        async def walk(pilot: Pilot[Any]) -> None:
            for step in steps:
                await step(pilot)
            await pilot.pause()

        assert snap_app(app_of(make_app), terminal_size=size, run_before=walk)

    return take


def keys(*pressed: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def go(pilot: Pilot[Any]) -> None:
        await to_packs(pilot, *pressed)

    return go


def on(screen: type, words: str = "") -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def go(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: isinstance(pilot.app.screen, screen))
        await until(pilot, lambda: not words or words in said(pilot.app))  # type: ignore[arg-type]

    return go


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
def test_asking(club: Path, shoot: Shoot) -> None:
    """You should see one line to type into, what can be typed, and a trusted index to choose from."""
    _index(club)
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


@every_size_and_small
def test_indexes(club: Path, shoot: Shoot) -> None:
    """You should see one trusted index, with its address and that nothing signs it."""
    _index(club)
    shoot(keys("x"), on(IndexesScreen))


@every_size_and_small
def test_trusting(club: Path, shoot: Shoot) -> None:
    """You should see three lines to type into, and why a key is better."""
    shoot(keys("x", "a"), on(TrustDialog))


@every_size_and_small
def test_no_more_trust(club: Path, shoot: Shoot) -> None:
    """You should see a question before an index is trusted no more; the first choice changes nothing."""
    _index(club)
    shoot(keys("x", "r"), on(ChooseDialog))


@every_size_and_small
def test_in_an_index(club: Path, shoot: Shoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """You should see two packs that an index offers; one of them is installed."""
    opened = trusted.open_index(_index(club))
    fixed = replace(opened, trusted=replace(opened.trusted, url="https://packs.example.org/index.toml"))
    monkeypatch.setattr("kneetui.packs.index.trusted.open_index", lambda _: fixed)
    installed(club / "tennis-0.1.0.zip")
    shoot(keys("x", "enter"), on(IndexScreen), _filled)


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
