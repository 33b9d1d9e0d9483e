"""Packs are installed, updated, switched, pinned and removed from the packs room."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.config.settings import SettingError
from kneetui.packs.install.install_plan import Installation
from kneetui.packs.installed import disabled, pack_dir
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.packs.details import PackDetails
from kneetui.ui.screens.packs.install import InstallDialog
from kneetui.ui.screens.packs.offer import OfferScreen, RemovalScreen, UpdateScreen
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui.ui.screens.packs.problems import TellDialog
from kneetui.ui.widgets.lists.pack_list import PackList
from tests.packs.shelves import CONTENT
from tests.ui.club import (
    EVIDENCE,
    FLAG,
    Make,
    app_of,
    archive,
    dialog_text,
    install,
    installed,
    notices,
    pack,
    shown,
    to_packs,
)
from tests.ui.waiting import until

pytestmark = pytest.mark.usefixtures("small_core")


@pytest.fixture
def tennis(tmp_path: Path) -> Path:
    return pack(tmp_path / "tennis")


async def on(pilot: Pilot[Any], screen: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def say(pilot: Pilot[Any], words: str) -> None:
    await until(pilot, lambda: any(words in notice for notice in notices(pilot.app)))  # type: ignore[arg-type]
    await on(pilot, PacksScreen)


def flat(app: KneeApp) -> str:
    return " ".join(shown(app).split())


def offered(app: KneeApp) -> str:
    """Everything an offer says, also what is further down."""
    return " ".join(app.screen.query_one("#text").text.plain.split())  # type: ignore[attr-defined]


# --- installing ------------------------------------------------------------------------------


async def test_a_folder_is_shown_then_installed_and_its_content_is_there(
    make_app: Make, tennis: Path
) -> None:
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, tennis)
        await on(pilot, OfferScreen)
        text = offered(app)
        for words in ("tennis pack 0.1.0", "A pack for tests.", "CC0-1.0", "unsigned: a folder", "for you"):
            assert words in text
        assert "3 of 3 cases come out as before." in text
        assert "1 tip + Grip" in text
        assert "A book about tennis (an estimate)" in text
        assert pack_dir.user().packs() == {}
        await pilot.press("enter")
        await say(pilot, "tennis pack 0.1.0 is installed.")
        assert "tennis-grip" in app.services.library.tips
        assert "▸ tennis pack 0.1.0" in shown(app)
        assert "unsigned · for you" in shown(app)


async def test_leaving_an_offer_changes_nothing_and_leaves_nothing(
    make_app: Make, tennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    app = app_of(make_app)
    async with app.run_test() as pilot:
        await install(pilot, archive(tennis, tmp_path))
        await on(pilot, OfferScreen)
        assert list(place.iterdir())
        await pilot.press("escape")
        await on(pilot, PacksScreen)
        await until(pilot, lambda: not list(place.iterdir()))
        assert pack_dir.user().packs() == {}


async def test_a_wrong_path_is_told_and_can_be_corrected(make_app: Make, tennis: Path) -> None:
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, tennis.with_name("tenis.zip"))
        await until(pilot, lambda: "cannot be read" in dialog_text(app))
        assert "Check the path." in dialog_text(app)
        assert "tenis.zip" in dialog_text(app)
        app.screen.query_one("#what").show(f"'{tennis}'")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await on(pilot, OfferScreen)


async def test_every_mistake_of_a_bad_pack_is_told_with_its_place(make_app: Make, tennis: Path) -> None:
    bad = (
        CONTENT.format(name="tennis", text="x")
        .replace("technique", "tecnique")
        .replace("title =", "tittle =", 1)
    )
    (tennis / "content.toml").write_text(bad, encoding="utf-8")
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, tennis)
        await until(pilot, lambda: "content.toml" in dialog_text(app))
        assert "Did you mean “technique”?" in dialog_text(app)
        assert "content.toml:9:1" in dialog_text(app)
        assert dialog_text(app).count("▲") >= 2
        await pilot.press("escape")
        await on(pilot, PacksScreen)
        assert pack_dir.user().packs() == {}


async def test_a_version_that_would_break_another_pack_is_refused(make_app: Make, tmp_path: Path) -> None:
    installed(pack(tmp_path / "tennis"))
    installed(pack(tmp_path / "golf", "golf", more='[requires]\ntennis = "<0.2"'))
    newer = pack(tmp_path / "newer", version="0.2.0")
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, newer)
        await until(pilot, lambda: "the pack golf would no longer work" in dialog_text(app))
        assert "golf" in app.services.library.packs


async def test_reading_can_be_left_and_what_comes_too_late_is_closed(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, closed = threading.Event(), threading.Event()
    monkeypatch.setattr("kneetui.packs.install.install_plan.prepare", lambda *_, **__: _Late(gate, closed))
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, "slow.zip")
        await until(pilot, lambda: "Reading slow.zip" in dialog_text(app))
        await pilot.press("escape")
        assert "Enter shows what is in it" in dialog_text(app)
        gate.set()
        await until(pilot, closed.is_set)
        assert isinstance(app.screen, InstallDialog)
        await pilot.press("escape")
        await on(pilot, PacksScreen)


class _Late:
    """An offer that is made when the gate opens."""

    def __new__(cls, gate: threading.Event, closed: threading.Event) -> Any:
        from contextlib import ExitStack

        gate.wait(10)
        stack = ExitStack()
        stack.callback(closed.set)
        return stack


async def test_the_app_ends_while_a_pack_is_being_read(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, closed = threading.Event(), threading.Event()
    monkeypatch.setattr("kneetui.packs.install.install_plan.prepare", lambda *_, **__: _Late(gate, closed))
    app = app_of(make_app)
    async with app.run_test() as pilot:
        await install(pilot, "slow.zip")
        await until(pilot, lambda: "Reading" in dialog_text(app))
    assert not closed.is_set()
    gate.set()
    assert closed.wait(10)


async def test_what_nobody_expected_is_told_too(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(*_: object, **__: object) -> None:
        raise RuntimeError("[b]odd[/b]")

    monkeypatch.setattr("kneetui.packs.install.install_plan.prepare", prepare)
    app = app_of(make_app)
    async with app.run_test() as pilot:
        await install(pilot, "x.zip")
        await until(pilot, lambda: "RuntimeError: [b]odd[/b]" in dialog_text(app))


async def test_a_pack_for_all_users(make_app: Make, tennis: Path) -> None:
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, InstallDialog) and app.focused is not None)
        app.screen.query_one("#what").show(str(tennis))  # type: ignore[attr-defined]
        await pilot.press("down", "right", "enter")
        await on(pilot, OfferScreen)
        await pilot.press("enter")
        await say(pilot, "installed")
        assert list(pack_dir.system().packs()) == ["tennis"]
        assert "for all users" in shown(app)


async def test_nobody_is_offered_what_they_may_not(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "i")
        await on(pilot, InstallDialog)
        assert "all users" not in shown(app)


# --- updating --------------------------------------------------------------------------------


async def test_an_update_shows_the_difference_first(make_app: Make, tennis: Path) -> None:
    installed(tennis)
    tip = (
        CONTENT.format(name="tennis", text="Firmer.")
        .replace("tennis-grip", "tennis-feet")
        .partition("[[tip]]")
    )
    pack(tennis, version="0.2.0", text="Much softer.", more_tips=f"[[tip]]{tip[2]}")
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "u")
        await on(pilot, UpdateScreen)
        text = offered(app)
        assert "tennis pack 0.2.0" in text
        assert "in place of tennis pack 0.1.0" in text
        assert "Adds 1 tip + Grip" in text
        assert "Changes 1 tip ~ Grip" in text
        await pilot.press("enter")
        await say(pilot, "tennis pack 0.2.0 is updated.")
        assert app.services.library.packs["tennis"].version == "0.2.0"
        await pilot.press("u")
        await say(pilot, "tennis pack 0.2.0: nothing new.")


async def test_an_edited_pack_is_kept_unless_somebody_says_otherwise(make_app: Make, tennis: Path) -> None:
    folder = installed(tennis)
    (folder / "README.md").write_text("mine", encoding="utf-8")
    pack(tennis, version="0.2.0")
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end")
        assert "edited · unsigned · for you" in shown(app)
        await pilot.press("u")
        await on(pilot, UpdateScreen)
        assert "The installed pack was edited: README.md." in offered(app)
        await pilot.press("enter")
        await on(pilot, ChooseDialog)
        await pilot.press("enter")
        await on(pilot, UpdateScreen)
        assert (folder / "README.md").exists()
        await pilot.press("enter")
        await on(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await say(pilot, "0.2.0 is updated. The edited one is kept")
        assert [path.read_text("utf-8") for path in pack_dir.user().backups.rglob("README.md")] == ["mine"]


async def test_all_are_looked_at_one_after_the_other(make_app: Make, tmp_path: Path) -> None:
    for name in ("golf", "squash", "tennis", "volley"):
        installed(pack(tmp_path / name, name))
    pack(tmp_path / "squash", "squash", version="0.2.0")
    (tmp_path / "tennis" / "pack.toml").unlink()
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "p", "U")
        await on(pilot, UpdateScreen)
        await pilot.press("enter")
        await on(pilot, TellDialog)
        assert "golf: nothing new. squash: looked at. ▲ " in dialog_text(app)
        assert "volley: pinned, not looked for." in dialog_text(app)
        assert "there is no pack.toml" in dialog_text(app).replace("There", "there")
        assert app.services.library.packs["squash"].version == "0.2.0"


async def test_nothing_to_update(make_app: Make) -> None:
    app = app_of(make_app)
    async with app.run_test() as pilot:
        await to_packs(pilot, "U")
        await on(pilot, TellDialog)
        assert "There is no pack to update" in dialog_text(app)


# --- switching, pinning, removing ----------------------------------------------------------------


async def test_off_and_on_again(make_app: Make, tennis: Path) -> None:
    installed(tennis)
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "d")
        await say(pilot, "tennis pack is off for you.")
        assert disabled.disabled() == {"tennis"}
        assert "tennis-grip" not in app.services.library.tips
        assert "off · unsigned · for you" in shown(app)
        assert "1 pack" in shown(app)
        await pilot.press("d")
        await say(pilot, "tennis pack is on for you.")
        assert "tennis-grip" in app.services.library.tips


async def test_a_pinned_pack_is_passed_over(make_app: Make, tennis: Path) -> None:
    installed(tennis)
    pack(tennis, version="0.2.0")
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "p")
        await say(pilot, "pinned: updates pass it over")
        assert "pinned · unsigned · for you" in shown(app)
        await pilot.press("u")
        await say(pilot, "it is pinned; p lets updates look again.")
        await pilot.press("p", "u")
        await on(pilot, UpdateScreen)


async def test_a_removal_says_what_becomes_less_urgent_first(make_app: Make, tennis: Path) -> None:
    content = (
        CONTENT.format(name="tennis", text="x") + FLAG.format(name="tennis") + EVIDENCE.format(name="tennis")
    )
    pack(tennis, content=content)
    installed(tennis)
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "r")
        await on(pilot, RemovalScreen)
        text = offered(app)
        assert "▼ 1 LESS URGENT: look at these first." in text
        first = text.index("▼ LESS URGENT")
        assert "→" in text[first:]
        assert "another" not in text[:first]
        assert "(expected: " in text[first:] or "✓ as expected" in text[first:]
        await pilot.press("enter")
        await say(pilot, "tennis pack is removed.")
        assert pack_dir.user().packs() == {}
        assert "tennis" not in app.services.library.packs


async def test_a_removal_that_breaks_another_says_so(make_app: Make, tmp_path: Path) -> None:
    installed(pack(tmp_path / "tennis"))
    installed(pack(tmp_path / "golf", "golf", more='[requires]\ntennis = ">=0.1"'))
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "end", "up", "r")
        await on(pilot, RemovalScreen)
        assert "No longer works without it" in offered(app)
        await pilot.press("escape")
        await on(pilot, PacksScreen)
        assert list(pack_dir.user().packs()) == ["golf", "tennis"]


@pytest.mark.parametrize("key", ["u", "r", "p"])
async def test_what_pip_installed_is_left_to_pip(
    make_app: Make, library: Any, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.packs.installed.distribution import Means

    monkeypatch.setattr(
        "kneetui.packs.installed.listing.means", lambda _: Means("pip", "pip uninstall kneetui-running")
    )
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, "down")
        assert "with pip" in shown(app)
        await pilot.press(key)
        await on(pilot, TellDialog)
        assert "was installed with pip." in dialog_text(app)
        assert ("type: pip uninstall kneetui-running" in dialog_text(app)) == (key == "r")
        await pilot.press("escape", "enter")
        await on(pilot, PackDetails)
        assert "pip uninstall kneetui-running" in offered(app)


@pytest.mark.parametrize("key", ["u", "r", "p", "d"])
async def test_the_core_stays(make_app: Make, key: str) -> None:
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot, key)
        await until(pilot, lambda: "core" in dialog_text(app))
        await until(pilot, lambda: not getattr(app.screen, "busy", False))
        await pilot.press("escape")
        await on(pilot, PacksScreen)
        assert "core" in app.services.library.packs


@pytest.mark.parametrize("key", ["u", "r", "p", "d"])
async def test_a_line_that_is_no_pack(make_app: Make, key: str) -> None:
    app = app_of(make_app)
    app.services.setting_problems.append(SettingError("thme is not a setting", place="config.toml"))
    async with app.run_test() as pilot:
        await to_packs(pilot, key)
        await say(pilot, "this line is none")


async def test_a_pack_that_is_left_out_says_why_and_can_be_removed(make_app: Make, tennis: Path) -> None:
    content = installed(tennis) / "content.toml"
    content.write_text(content.read_text("utf-8").replace("technique", "tecnique"), encoding="utf-8")
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_packs(pilot)
        text = shown(app)
        assert "1 pack, 1 problem" in text
        assert "▸ ! tennis pack 0.1.0" in text
        assert "left out · edited · unsigned · for you" in text
        assert "content.toml:9:1: " in text
        await pilot.press("enter")
        await on(pilot, PackDetails)
        for words in ("content.toml:9:1", "Did you mean “technique”?", "left out: it has mistakes"):
            assert words in offered(app)
        await pilot.press("escape", "r")
        await on(pilot, RemovalScreen)
        assert "is moved to" in offered(app)
        await pilot.press("enter")
        await say(pilot, "The edited one is kept")
        assert "problem" not in shown(app)


async def test_a_shelf_that_cannot_be_written_is_told(
    make_app: Make, tennis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.packs.errors import PackError

    def refuse(*_: object, **__: object) -> Installation:
        raise PackError.of("the packs of this user cannot be changed by you", "Give yourself the right.")

    monkeypatch.setattr("kneetui.packs.install.install_plan.install", refuse)
    app = app_of(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, tennis)
        await on(pilot, OfferScreen)
        await pilot.press("enter")
        await until(pilot, lambda: "Give yourself the right." in dialog_text(app))
        await pilot.press("escape")
        await on(pilot, PacksScreen)
        assert app.screen.query_one(PackList).count() == 1
