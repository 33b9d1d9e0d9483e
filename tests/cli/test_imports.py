from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from kneetui.plugins.hooks import ImportedSession, Importer, ImportFailed, ReadResult, hookimpl
from kneetui.plugins.manager import PluginInfo, add
from kneetui.services.container import Services
from tests.cli.conftest import Program, Run

GPX = """<?xml version="1.0"?>
<gpx version="1.1" creator="watch" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>
<trkpt lat="52.50" lon="13.4"><time>2026-11-20T06:00:00Z</time></trkpt>
<trkpt lat="52.51" lon="13.4"><time>2026-11-20T06:06:00Z</time></trkpt>
<trkpt lat="52.52" lon="13.4"><time>2026-11-20T06:12:00Z</time></trkpt>
</trkseg></trk></gpx>
"""


def read(path: Path) -> ReadResult:
    """One session a line: its minutes."""
    lines = path.read_text(encoding="utf-8").split()
    if not lines:
        raise ImportFailed(f"{path.name} is empty", "Export it again.")
    when = datetime(2026, 11, 20, 7, 0)
    sessions = [
        ImportedSession(when.replace(minute=number), "running", float(line), source_id=f"watch-{line}")
        for number, line in enumerate(lines)
    ]
    return ReadResult(sessions, ["the heart rate is left out"])


@pytest.fixture
def watch(services: Services) -> Services:
    """A plugin that reads ``.watch`` files."""

    @hookimpl
    def kneetui_importers() -> list[Importer]:
        return [Importer("watch", (".watch",), read)]

    add(
        services.plugins,
        PluginInfo(name="watch", distribution="", version=""),
        SimpleNamespace(kneetui_importers=kneetui_importers),
    )
    return services


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_sessions_go_into_the_diary_once(run: Run, watch: Services, tmp_path: Path) -> None:
    first = file(tmp_path, "a.watch", "30 40")
    result = run("import", first)
    assert result.exit_code == 0
    assert result.stdout == "2 sessions added, 0 already there, 0 files skipped.\n"
    assert result.stderr == f"{first}: the heart rate is left out\n"
    more = file(tmp_path, "b.watch", "40 50")
    assert run("import", first, more).stdout == "1 session added, 3 already there, 0 files skipped.\n"
    assert sorted(entry.session.minutes or 0 for entry in watch.diary.entries() if entry.session) == [
        30,
        40,
        50,
    ]
    assert {entry.kind for entry in watch.diary.entries()} == {"import"}


def test_broken_files_are_named_and_skipped(run: Run, watch: Services, tmp_path: Path) -> None:
    good = file(tmp_path, "a.watch", "30")
    empty = file(tmp_path, "b.watch", "")
    odd = file(tmp_path, "c.watch", "half an hour")
    other = file(tmp_path, "d.fit", "")
    missing = tmp_path / "e.watch"
    result = run("import", empty, odd, other, missing, good)
    assert result.exit_code == 1
    assert result.stdout == "1 session added, 0 already there, 4 files skipped.\n"
    for name in (empty, odd, other, missing):
        assert sum(line.startswith(f"{name}: ") for line in result.stderr.splitlines()) == 1
    assert "Export it again." in result.stderr
    assert "no importer reads “.fit” files. Readable: .watch." in result.stderr
    assert "Traceback" not in result.stderr


def test_without_an_importer_it_says_what_to_install(refused: Callable[..., str], tmp_path: Path) -> None:
    assert "kneetui-activities" in refused("import", tmp_path / "run.gpx")


def test_a_damaged_diary_is_said(run: Run, watch: Services, tmp_path: Path) -> None:
    watch.diary_file.parent.mkdir(parents=True)
    watch.diary_file.write_bytes(b"no diary at all, but long enough to look at" * 20)
    result = run("import", file(tmp_path, "a.watch", "30"))
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert str(watch.diary_file) in result.stderr


def test_a_real_track(program: Program, tmp_path: Path) -> None:
    track = file(tmp_path, "run.gpx", GPX)
    assert program("import", track).stdout == b"1 session added, 0 already there, 0 files skipped.\n"
    assert program("import", track).stdout == b"0 sessions added, 1 already there, 0 files skipped.\n"


def test_a_folder_with_archives_is_looked_through(run: Run, watch: Services, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    file(folder, "a.watch", "30")
    file(folder, "photo.jpg", "")
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("b.watch", "90")
    result = run("import", "--knee", "left", folder)
    assert result.stdout == "2 sessions added, 0 already there, 0 files skipped.\n"
    assert "1 file of other kinds left alone." in result.stderr
    assert {entry.knee for entry in watch.diary.entries()} == {"left"}


def test_a_preview_adds_nothing(run: Run, watch: Services, tmp_path: Path) -> None:
    result = run("import", "--preview", file(tmp_path, "a.watch", "30 40"))
    assert result.stdout == (
        "2 sessions new, from 2026-11-20 to 2026-11-20, 0 already there, 0 files skipped. Nothing was added.\n"
        "       2  running\n"
    )
    assert watch.diary.entries() == []


def test_without_a_name_the_drop_in_folder_is_read(
    run: Run, watch: Services, refused: Callable[..., str], tmp_path: Path
) -> None:
    folder = watch.diary_file.parent / "import"
    assert str(folder) in refused("import")
    folder.mkdir(parents=True)
    file(folder, "a.watch", "30")
    assert run("import").stdout.startswith("1 session added")


def test_a_whole_import_is_one_step_back(run: Run, watch: Services, tmp_path: Path) -> None:
    run("import", file(tmp_path, "a.watch", "30 40 50"))
    watch.diary.undo()
    assert watch.diary.entries() == []


def test_columns_nobody_knows_are_said_once_and_kept(program: Program, tmp_path: Path) -> None:
    path = file(tmp_path, "list.csv", "Päev,Kaua,Maa\n2026-11-20 07:00,0:45:00,5\n")
    refused = program("import", path)
    assert refused.returncode == 1
    message = refused.stderr.decode()
    assert all(name in message for name in ("“Päev”", "“Kaua”", "“Maa”", "--column date=NAME"))
    mapped = program("import", path, "--column", "date=Päev", "--column", "duration=Kaua", "--preview")
    assert mapped.stdout.decode().startswith("1 session new")
    assert program("import", path).stdout.decode().startswith("1 session added")
    wrong = program("import", path, "--column", "shoe=Maa")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"duration (how long it took)" in wrong.stderr
