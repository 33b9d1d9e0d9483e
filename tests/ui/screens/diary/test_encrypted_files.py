"""Exports and backups under a passphrase, written and read in the room."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.diary.export.sealed import is_sealed, unseal
from kneetui.diary.export.toml_file import from_toml
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.passphrase import PassphraseDialog
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.screens.diary.export_dialog import ExportDialog
from kneetui.ui.screens.diary.import_dialog import ImportDialog
from kneetui.ui.widgets.forms.text_field import TextField
from tests.ui.diary_days import days, library, to_diary, walk
from tests.ui.shots import every_size
from tests.ui.small import press
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
WORDS = "four-odd-words"


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return make_app(library=library(), entries=days())


def dialog_text(app: KneeApp) -> str:
    return str(app.screen.query_one("#said").render())


async def ask(pilot: Pilot[Any], file: Path, *format_keys: str) -> None:
    """Everything up to the passphrase."""
    await to_diary(pilot, "t")
    pilot.app.screen.query_one("#file", TextField).line.value = str(file)
    await press(pilot, "down", "right", "up", "up", *format_keys, "enter")


@pytest.mark.parametrize(("steps", "ending"), [(0, "toml"), (1, "csv"), (2, "db")])
async def test_only_the_passphrase_opens_what_is_written(
    app: KneeApp, tmp_path: Path, quick_age: None, steps: int, ending: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "out.toml", *["right"] * steps)
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await press(pilot, *WORDS, "enter", *WORDS, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
    (file,) = (path for path in tmp_path.rglob("out*"))
    assert file.name == f"out.{ending}.age"
    assert is_sealed(file.read_bytes())
    plain = unseal(file.read_bytes(), WORDS, file.name)
    assert {
        "toml": lambda: len(from_toml(plain.decode())) == 47,
        "csv": lambda: plain.startswith(b"when,kind,knee,"),
        "db": lambda: plain.startswith(b"SQLite format 3"),
    }[ending]()


async def test_a_passphrase_is_long_enough_and_typed_twice_alike(
    app: KneeApp, tmp_path: Path, quick_age: None
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "out.toml")
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await press(pilot, *"short", "enter")
        assert "fewer than 8 characters" in dialog_text(app)
        await press(pilot, *"er-ones", "enter", *"another", "enter")
        assert "not the same" in dialog_text(app)
        assert isinstance(app.screen, PassphraseDialog)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, ExportDialog))
    assert not list(tmp_path.rglob("out*"))


async def test_a_name_that_ends_in_age_is_never_a_plain_file(
    app: KneeApp, tmp_path: Path, quick_age: None
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        app.screen.query_one("#file", TextField).line.value = str(tmp_path / "out.toml.age")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
    assert not list(tmp_path.rglob("out*"))


async def test_without_the_package_it_says_how_to_have_it(
    app: KneeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "out.toml")
        assert isinstance(app.screen, ExportDialog)
        assert 'pip install "kneetui[encryption]"' in dialog_text(app)
    assert not list(tmp_path.rglob("out*"))


async def test_it_comes_in_again(make_app: Make, app: KneeApp, tmp_path: Path, quick_age: None) -> None:
    file = tmp_path / "out.toml.age"
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, file)
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await press(pilot, *WORDS, "enter", *WORDS, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        app.services.diary.remove(app.services.diary.entries()[0].id)
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, ImportDialog))
        app.screen.query_one("#file", TextField).line.value = str(file)
        for typed, answer in (("another-one", "cannot be opened with this"), (WORDS, "46 already here")):
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
            await press(pilot, *typed, "enter")
            await until(pilot, lambda: isinstance(app.screen, ImportDialog) and answer in dialog_text(app))  # noqa: B023


@every_size
def test_picture(make_app: Make, snap_app: Any, size: tuple[int, int], quick_age: None) -> None:
    """You should see a dialog with a passphrase as dots, a line to type it once more, and what becomes of it."""
    app = make_app(library=library(), entries=days())

    async def walked(pilot: Pilot[Any]) -> None:
        await walk("t", "down", "right", "enter")(pilot)
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await press(pilot, *"four", "enter")

    assert snap_app(app, terminal_size=size, run_before=walked)
