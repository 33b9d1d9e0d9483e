"""The backups in the diary's room: made, looked at, put back, and what was there is not lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.diary.entries import Entry
from kneetui.diary.export.sealed import seal
from kneetui.services.diary.backups import back_up, folder, image
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.common.dialogs.line import LineDialog
from kneetui.ui.screens.common.dialogs.passphrase import PassphraseDialog
from kneetui.ui.screens.diary.backups import BackupsDialog
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.widgets.forms.text_field import TextField
from tests.ui.diary_days import days, library, to_diary, walk
from tests.ui.shots import every_size
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
LATER = Entry(NOW - timedelta(hours=1), "right", pain_during=3, note="after the backup")


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    """A diary of which a backup was made, and which had one entry more since."""
    app = make_app(library=library(), entries=days())
    back_up(app.services)
    app.services.diary.add(LATER)
    return app


def notes(app: KneeApp) -> list[str]:
    return [entry.note for entry in app.services.diary.entries()]


def read(app: KneeApp) -> str:
    """What the dialog says."""
    assert isinstance(app.screen, ChooseDialog)
    return " ".join([app.screen.text, *(choice.text for choice in app.screen.choices)])


def asked(app: KneeApp) -> bool:
    return type(app.screen) is ChooseDialog and app.focused is not None


async def to_dialog(pilot: Pilot[Any]) -> None:
    await to_diary(pilot, "b")
    await until(pilot, lambda: isinstance(pilot.app.screen, BackupsDialog))


async def test_one_is_put_back_and_what_was_there_with_it(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_dialog(pilot)
        await until(pilot, lambda: "2026-11-22 · 47 entries" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "is whole: 47 entries. The diary has 48 entries now" in read(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen) and "47 entries" in shown(app))
        assert LATER.note not in notes(app)
        await press(pilot, "b")
        await until(pilot, lambda: "before another was put back" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: asked(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen) and "48 entries" in shown(app))
        assert LATER.note in notes(app)


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape"), ("enter", "down", "enter")])
async def test_leaving_changes_nothing(app: KneeApp, keys: tuple[str, ...]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_dialog(pilot)
        for key in keys[:-1]:
            await press(pilot, key)
            await until(pilot, lambda: asked(app))
        await press(pilot, keys[-1])
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert LATER.note in notes(app)
        assert len(list(folder(app.services).glob("*.db"))) == 1


async def test_a_damaged_one_is_named_and_not_put_back(app: KneeApp) -> None:
    (backup,) = folder(app.services).glob("*.db")
    backup.write_bytes(b"SQLite format 3\0 and then nothing")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_dialog(pilot)
        await until(pilot, lambda: "is damaged" in read(app))
        await press(pilot, "enter")
        await until(pilot, lambda: bool(app._notifications))
        assert isinstance(app.screen, DiaryScreen)
        assert LATER.note in notes(app)


async def test_one_is_made_now(make_app: Make) -> None:
    app = make_app(library=library(), entries=days())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot)
        for path in folder(app.services).glob("*"):
            path.unlink()
        await press(pilot, "b")
        await until(pilot, lambda: "None yet" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: bool(list(folder(app.services).glob("*.db"))))


async def test_a_file_under_a_passphrase_is_put_back(app: KneeApp, tmp_path: Path, quick_age: None) -> None:
    file = tmp_path / "knee.db.age"
    file.write_bytes(seal(image(app.services)[0], "four odd words"))
    app.services.diary.add(Entry(NOW, "right", note="later still"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_dialog(pilot)
        await press(pilot, "end", "enter")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one(TextField).line.value = str(file)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await press(pilot, *"four", "space", *"odd", "space", *"words")
        assert "four" not in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: asked(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen) and "48 entries" in shown(app))
        assert "later still" not in notes(app)


@every_size
def test_picture(app: KneeApp, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a list: the backup of the day with how many entries it has, making one, and a file from elsewhere."""

    async def walked(pilot: Pilot[Any]) -> None:
        await walk("b")(pilot)
        await until(pilot, lambda: "47 entries" in shown(app))

    assert snap_app(app, terminal_size=size, run_before=walked)
