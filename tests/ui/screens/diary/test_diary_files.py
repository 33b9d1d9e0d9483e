from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

from kneetui.config import account
from kneetui.config.own_columns import own_columns
from kneetui.diary.entries import Entry, Session
from kneetui.diary.export.toml_file import from_toml, to_toml
from kneetui.plugins.hooks import ImportedSession, Importer, ImportFailed, ReadResult, UnknownColumnsError
from kneetui.plugins.manager import Plugins
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.pick import PickDialog
from kneetui.ui.screens.diary.diary import DiaryScreen
from kneetui.ui.screens.diary.export_dialog import ExportDialog
from kneetui.ui.screens.diary.import_dialog import ImportDialog
from kneetui.ui.widgets.forms.text_field import TextField
from tests.ui.diary_days import days, library, on, to_diary, walk
from tests.ui.shots import every_size
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return make_app(library=library(), entries=days())


@pytest.fixture(autouse=True)
def no_importers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plugins, "importers", lambda _: [])


def give(app: KneeApp, path: Path) -> None:
    """Write the path into the dialog."""
    app.screen.query_one("#file", TextField).line.value = str(path)


def dialog_text(app: KneeApp) -> str:
    return str(app.screen.query_one("#said").render())


def noted(app: KneeApp) -> list[str]:
    return [notice.message for notice in app._notifications]


# --- export ------------------------------------------------------------------------------


async def test_export_writes_everything_and_says_where(app: KneeApp, tmp_path: Path) -> None:
    path = tmp_path / "out.toml"
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        give(app, path)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert noted(app) == [f"47 entries written to {path}, readable by you alone."]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(from_toml(path.read_text()), key=lambda entry: entry.when) == days()


async def test_the_ending_follows_the_format(app: KneeApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        assert "~/kneetui-diary-2026-11-22.toml" in shown(app)
        give(app, tmp_path / "out.toml")
        await press(pilot, "up", "right")
        assert "[CSV" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
    assert (tmp_path / "out.csv").read_text().startswith("when,kind,knee,")


async def test_a_file_that_is_there_needs_a_second_enter(app: KneeApp, tmp_path: Path) -> None:
    path = tmp_path / "out.toml"
    path.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        give(app, path)
        await press(pilot, "enter")
        assert "Enter again writes over it" in dialog_text(app)
        assert path.read_text() == "mine"
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
    assert path.read_text() != "mine"


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "is a folder"), ("none/out.toml", "There is no folder")],
)
async def test_a_place_that_cannot_be_is_named(app: KneeApp, tmp_path: Path, name: str, message: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        give(app, tmp_path / name)
        await press(pilot, "enter")
        assert message in dialog_text(app)
        assert isinstance(app.screen, ExportDialog)


async def test_a_disk_that_refuses_is_named(
    app: KneeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kneetui.ui.screens.common.dialogs.save_dialog.write_private", refuse)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        give(app, tmp_path / "out.toml")
        await press(pilot, "enter")
        assert "No space left on device" in dialog_text(app)


async def test_no_export_takes_the_place_of_a_setting(app: KneeApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        give(app, tmp_path / ".bashrc")
        await press(pilot, "enter")
        assert "begins with a dot" in dialog_text(app)
    assert not (tmp_path / ".bashrc").exists()


async def test_an_account_that_is_only_kneetui_has_two_folders(
    app: KneeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (account.drop_in(), account.drop_out()):
        folder.mkdir(parents=True)
    monkeypatch.setattr(account, "_current", account.ConfinedAccount())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "t")
        assert "~" not in app.screen.query_one("#file", TextField).value
        give(app, tmp_path / "out.toml")
        await press(pilot, "enter")
        assert "Only files in one folder can be written here" in dialog_text(app)
        give(app, Path("out.toml"))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        await press(pilot, "i")
        give(app, Path("/etc/passwd"))
        await press(pilot, "enter")
        assert "Only files in one folder can be read here" in dialog_text(app)
    assert not (tmp_path / "out.toml").exists()
    assert from_toml((account.drop_out() / "out.toml").read_text())


# --- import of a diary -----------------------------------------------------------------------


async def test_the_text_of_a_diary_can_be_pasted(make_app: Make) -> None:
    app = make_app(library=library(), entries=days()[:5])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        app.screen.query_one("#file", TextField).line.post_message(Paste(to_toml(days())))
        await until(pilot, lambda: "42 new" in dialog_text(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert app.services.diary.count() == 47


async def test_import_looks_first_and_adds_on_a_second_enter(make_app: Make, tmp_path: Path) -> None:
    path = tmp_path / "in.toml"
    path.write_text(to_toml(days()))
    app = make_app(library=library(), entries=days()[:5])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, path)
        await press(pilot, "enter")
        await until(pilot, lambda: "new" in dialog_text(app))
        oldest = f"{days()[5].when:%Y-%m-%d}"
        assert f"42 new, from {oldest} to 2026-11-21. 5 already here. Enter adds them." in dialog_text(app)
        assert app.services.diary.count() == 5
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert noted(app) == ["42 entries added."]
        await until(pilot, lambda: "47 entries" in shown(app))


async def test_another_file_is_looked_at_before_it_is_added(make_app: Make, tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(to_toml(days()))
    other.write_text(to_toml(days()[:3]))
    app = make_app(library=library())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, one)
        await press(pilot, "enter")
        await until(pilot, lambda: "47 new" in dialog_text(app))
        give(app, other)
        await press(pilot, "enter")
        await until(pilot, lambda: "3 new" in dialog_text(app))
        assert app.services.diary.count() == 0


async def test_a_session_that_is_here_gains_what_the_file_knows(make_app: Make, tmp_path: Path) -> None:
    here = Entry(NOW, "right", session=Session("running", 40))
    path = tmp_path / "in.toml"
    session = Session("running", 41, distance_km=7.5)
    path.write_text(to_toml([Entry(NOW, "right", session=session, kind="import")]))
    app = make_app(library=library(), entries=[here])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, path)
        await press(pilot, "enter")
        await until(
            pilot, lambda: "No new entry. 1 session here gains something. Enter adds it." in dialog_text(app)
        )
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert noted(app) == ["0 entries added, 1 joined."]
        (entry,) = app.services.diary.entries()
        assert entry.session == Session("running", 40, distance_km=7.5)


async def test_a_file_without_news_says_so(app: KneeApp, tmp_path: Path) -> None:
    path = tmp_path / "in.toml"
    path.write_text(to_toml(days()))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, path)
        await press(pilot, "enter")
        await until(pilot, lambda: "Nothing new" in dialog_text(app))
        assert "47 already here" in dialog_text(app)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "is not a text file"),
        (b"[", "is not TOML"),
        (b"format = 1\n[[entry]]\nwhen = 2026-11-20T08:00:00\nknee = 'up'\n", "knee is up"),
    ],
)
async def test_a_file_that_cannot_be_imported_is_explained(
    app: KneeApp, tmp_path: Path, text: bytes | None, message: str
) -> None:
    path = tmp_path / "in.toml"
    if text is not None:
        path.write_bytes(text)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, path)
        await press(pilot, "enter")
        await until(pilot, lambda: message in dialog_text(app))
        assert app.services.diary.count() == 47


# --- import of training ------------------------------------------------------------------------

SESSION = ImportedSession(NOW, "running", 42.5, 8.2, None, "fit-9")


def read(path: Path) -> ReadResult:
    if path.stem == "bad":
        raise ImportFailed("it is cut off", "Fetch it again")
    other = replace(SESSION, when=on(3), source_id=path.stem)
    return ReadResult([SESSION, other], ["lap 2 has no time"] if path.stem == "odd" else [])


@pytest.fixture
def importing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(Plugins, "importers", lambda _: [Importer("fit files", (".fit",), read)])
    for name in ("good.fit", "odd.fit", "bad.fit", "other.txt"):
        (tmp_path / name).write_text("")
    return tmp_path


async def test_a_training_file_is_added_for_the_chosen_knee(app: KneeApp, importing: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i", "down", "left", "up")
        assert "Training files (.fit)" in dialog_text(app)
        give(app, importing / "good.fit")
        await press(pilot, "enter")
        await until(
            pilot, lambda: "2 sessions new, from 2026-11-19 to 2026-11-22: 2 running." in dialog_text(app)
        )
        assert "Enter adds what is new." in dialog_text(app)
        assert app.services.diary.count() == 47
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert noted(app) == ["2 entries added."]
        latest = app.services.diary.latest()
        assert latest is not None
        session = Session("running", 42.5, effort=None, distance_km=8.2, source_id="fit-9")
        assert replace(latest, id=0) == Entry(NOW, "left", kind="import", session=session)


async def test_a_folder_gives_all_its_files_and_names_what_failed(app: KneeApp, importing: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, importing)
        await press(pilot, "enter")
        await until(pilot, lambda: "2 sessions new" in dialog_text(app))
        assert "1 already here. 1 session here gains something." in dialog_text(app)
        assert "it is cut off. Fetch it again" in dialog_text(app)
        assert "lap 2 has no time" in dialog_text(app)
        assert "of other kinds left alone." in dialog_text(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        assert noted(app) == ["2 entries added, 1 already here, 1 joined."]
        assert app.services.diary.count() == 49


async def test_another_knee_is_read_again_before_it_is_added(app: KneeApp, importing: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, importing / "good.fit")
        await press(pilot, "enter")
        await until(pilot, lambda: "2 sessions new" in dialog_text(app))
        await press(pilot, "down", "left", "up", "enter")
        await until(pilot, lambda: "2 sessions new" in dialog_text(app))
        assert app.services.diary.count() == 47
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DiaryScreen))
        latest = app.services.diary.latest()
        assert latest is not None
        assert latest.knee == "left"


@pytest.mark.parametrize(
    ("name", "message"), [("none.fit", "there is no such file"), ("other.txt", "no importer reads")]
)
async def test_a_training_file_that_cannot_be_read_is_explained(
    app: KneeApp, importing: Path, name: str, message: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, importing / name)
        await press(pilot, "enter")
        await until(pilot, lambda: message in dialog_text(app))
        assert isinstance(app.screen, ImportDialog)
        assert app.services.diary.count() == 47


# --- pictures ----------------------------------------------------------------------------------


@every_size
def test_picture_export(make_app: Make, snap_app: Any, size: tuple[int, int]) -> None:
    """You should see a dialog with format and file, and what Enter does."""
    app = make_app(library=library(), entries=days())
    assert snap_app(app, terminal_size=size, run_before=walk("t"))


@every_size
def test_picture_import(make_app: Make, snap_app: Any, size: tuple[int, int], importing: Path) -> None:
    """You should see a dialog with file and knee, and which files can be read."""
    app = make_app(library=library(), entries=days())
    assert snap_app(app, terminal_size=size, run_before=walk("i"))


def read_list(path: Path) -> ReadResult:
    """A list that is understood once its columns are named."""
    names = own_columns().names
    missing = [kind for kind in ("date", "duration") if kind not in names]
    if missing:
        raise UnknownColumnsError(f"{path.name} has columns nobody knows", "", ["A", "B", "C"], missing)
    return ReadResult([SESSION])


def asked(app: KneeApp, words: str) -> bool:
    return isinstance(app.screen, PickDialog) and words in app.screen.caption


async def test_columns_nobody_knows_are_asked_for_and_kept(
    app: KneeApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Plugins, "importers", lambda _: [Importer("lists", (".csv",), read_list)])
    (tmp_path / "in.csv").write_text("")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, tmp_path / "in.csv")
        await press(pilot, "enter")
        for title, keys in (
            ("the day", ["enter"]),
            ("how long it took", ["down", "enter"]),
            ("the sport", ["enter"]),
            ("how far it was", ["enter"]),
        ):
            await until(pilot, partial(asked, app, title))
            await press(pilot, *keys)
        await until(
            pilot, lambda: isinstance(app.screen, ImportDialog) and "1 session new" in dialog_text(app)
        )
        assert own_columns().names == {"date": ("A",), "duration": ("C",)}


async def test_leaving_the_columns_keeps_nothing(
    app: KneeApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Plugins, "importers", lambda _: [Importer("lists", (".csv",), read_list)])
    (tmp_path / "in.csv").write_text("")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_diary(pilot, "i")
        give(app, tmp_path / "in.csv")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, ImportDialog))
        assert "columns nobody knows" in dialog_text(app)
        assert own_columns().names == {}
