from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import kneetui_toml_store
from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.diary.errors import DiaryError
from kneetui.diary.export.toml_file import to_toml
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui.plugins.diary_stores import open_url
from kneetui.testing import asked
from kneetui.testing.stores import DiaryStoreTests
from kneetui_toml_store.book import read, write
from kneetui_toml_store.stack import UNDO_LEVELS
from kneetui_toml_store.store import TomlDiary

WHEN = datetime(2026, 11, 22, 7, 30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "knee.toml"


def entries(chance: random.Random) -> Entry:
    when = WHEN - timedelta(hours=chance.randrange(200))
    knee = chance.choice(["left", "right", "both"])
    kind = chance.randrange(4)
    if kind == 0:
        record = AssessmentRecord(
            "soon", causes=(("itb-syndrome", 0.41),), flags=("RF31",), answers="a = 1\n"
        )
        return Entry(when, knee, assessment=record)
    if kind == 1:
        return Entry(
            when,
            knee,
            routine=RoutineRecord(
                "kneecap", phase="calm", done=False, minutes=12.5, pain=2, verdict="repeat"
            ),
        )
    session = (
        Session("running", 31.7, effort=4.5, distance_km=5.123, source_id="gpx:1") if kind == 2 else None
    )
    note = chance.choice(["", "stairs\nhurt", 'a "quote" and a \\'])
    return Entry(when, knee, pain_during=chance.randrange(11), note=note, session=session, swelling="slight")


class TestWhatEveryDiaryDoes(DiaryStoreTests):
    @pytest.fixture
    def open_store(self, path: Path) -> Callable[[], DiaryStore]:
        return lambda: TomlDiary(path)


def outcome(action: Callable[[], object]) -> object:
    """What an action gave; the class of its error."""
    try:
        return action()
    except DiaryError as error:
        return type(error)


@pytest.mark.parametrize("seed", range(4))
def test_it_does_what_the_built_in_diary_does(path: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    places: list[Callable[[], DiaryStore]] = [
        lambda: TomlDiary(path),
        lambda: open_diary(tmp_path / "diary.db"),
    ]
    stores = [make() for make in places]
    tokens: list[int] = []
    for _ in range(UNDO_LEVELS - 2):
        number, made, key = chance.randrange(1, 9), entries(chance), chance.choice(["routine", "plan"])
        steps: list[Callable[[DiaryStore], object]] = [
            lambda store, made=made: store.add(made),  # type: ignore[misc]
            lambda store, made=made: store.add_all([made, made]),  # type: ignore[misc]
            lambda store, made=made, number=number: store.edit(replace(made, id=number)),  # type: ignore[misc]
            lambda store, number=number: store.remove(number),  # type: ignore[misc]
            lambda store: store.undo(),
            lambda store: store.redo(),
            lambda store: store.undo(tokens[-1] if tokens else 99),
            lambda store, key=key: store.remember(key, chance.choice(["", "x = [1]"])),  # type: ignore[misc]
        ]
        step = chance.choice(steps)
        state = chance.getstate()
        results = []
        for store in stores:
            chance.setstate(state)
            results.append(outcome(lambda store=store, step=step: step(store)))  # type: ignore[misc]
        assert results[0] == results[1]
        if isinstance(results[0], int):
            tokens.append(results[0])
        if chance.random() < 0.2:
            for store in stores:
                store.close()
            stores = [make() for make in places]
        for look in (
            lambda store: store.entries(),
            lambda store: store.entries(knee="left", since=date(2026, 11, 18), until=date(2026, 11, 21)),
            lambda store: store.latest(kind="routine"),
            lambda store: store.count(),
            lambda store: (store.last_change(), store.last_undone()),
            lambda store: (store.recall("routine"), store.recall("plan")),
        ):
            assert look(stores[0]) == look(stores[1])
    for store in stores:
        store.close()


def test_the_file_is_private_and_whole(path: Path) -> None:
    store = TomlDiary(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    store.add(Entry(WHEN, "left", pain_morning=2))
    whole = tomllib.loads(path.read_text("utf-8"))
    (table,) = whole["entry"]
    assert {table.pop("uid"), table.pop("stamp")} == {store.get(1).uid, store.get(1).stamp}
    assert table == {"id": 1, "when": WHEN, "kind": "entry", "knee": "left", "pain-morning": 2, "zone": "UTC"}


def test_two_windows_see_each_other(path: Path) -> None:
    one, other = TomlDiary(path), TomlDiary(path)
    added = one.add(Entry(WHEN, "left", pain_morning=2))
    changed = other.edit(replace(added, note="from the other window"))
    assert one.entries() == [changed]
    with pytest.raises(DiaryError, match="changed again"):
        one.undo()


def test_programs_that_write_at_once_lose_nothing(path: Path) -> None:
    code = (
        "import sys; from datetime import datetime; from pathlib import Path;"
        "from kneetui.diary.entries import Entry; from kneetui_toml_store.store import TomlDiary;"
        "store = TomlDiary(Path(sys.argv[1]));"
        "[store.add(Entry(datetime(2026, 1, 1), 'left', note=str(n))) for n in range(15)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert sorted(entry.id for entry in TomlDiary(path).entries()) == list(range(1, 46))


def test_an_export_and_lines_written_by_hand_are_a_diary(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        to_toml([Entry(WHEN, "left", pain_morning=2), Entry(WHEN, "right", note="stairs")]), "utf-8"
    )
    store = TomlDiary(path)
    assert [(entry.id, entry.knee) for entry in store.entries()] == [(2, "right"), (1, "left")]
    store.remember("routine", "kneecap")
    with path.open("a", encoding="utf-8") as file:
        file.write('[[entry]]\nwhen = 2026-11-23T08:00:00\nknee = "left"\npain-morning = 1\n')
    assert store.add(Entry(WHEN, "both", pain_during=3)).id == 4
    assert store.count() == 4


@pytest.mark.parametrize(
    "text",
    [
        "format = 1\n[[entry]\n",
        "format = 3\n",
        "",
        'format = 1\n[[entry]]\nid = 1\nwhen = 2026-11-22\nknee = "left"\npain-morning = 1\n',
        'format = 1\n[[entry]]\nid = 1\nwhen = 2026-11-22T07:30:00\nknee = "left"\npain = 1\n',
        "format = 1\nkept = 3\n",
        'format = 1\n[[change]]\ntoken = "x"\nsession = ""\naction = "add"\n',
        "\udcff",
    ],
)
def test_a_file_it_cannot_read_is_left_alone(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DiaryError) as caught:
        TomlDiary(path)
    assert str(path) in caught.value.message
    assert caught.value.remedy
    assert path.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_a_disk_that_refuses_is_said_and_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TomlDiary(path)
    store.add(Entry(WHEN, "left", pain_morning=2))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiaryError, match="No space left"):
        store.add(Entry(WHEN, "left", pain_morning=3))
    assert store.count() == TomlDiary(path).count() == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DiaryError, match="cannot be read or written"):
        TomlDiary(tmp_path / "file" / "knee.toml")


def test_kneetui_store_opens_its_scheme(path: Path) -> None:
    plugins = asked(kneetui_toml_store)
    store = open_url(f"toml://{path}", plugins.stores())
    assert plugins.problems == []
    assert isinstance(store, TomlDiary)
    assert store.path == path


def test_kneetui_diary_in_the_environment_leads_here(
    path: Path, kneetui_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.services.container import Services

    monkeypatch.setenv("KNEETUI_DIARY", f"toml://{path}")
    services = Services()
    services.diary.add(Entry(WHEN, "left", pain_morning=2))
    services.close()
    assert "pain-morning = 2" in path.read_text("utf-8")


def test_a_file_of_kneetui_0_1_opens_with_all_its_entries_and_changes(tmp_path: Path) -> None:
    path = tmp_path / "diary.toml"
    shutil.copy(Path(__file__).parent / "made_by_0_1.toml", path)
    store = TomlDiary(path)
    assert [entry.id for entry in store.entries()] == [8, 7, 6, 5, 4, 3, 2]
    assert store.recall("routine.suggested") == "kneecap"
    actions = []
    while undone := store.undo():
        actions.append(undone.action)
    assert actions == ["remove", "edit", *["add"] * 7]
    assert store.count() == 0


def test_what_stays_is_written_as_it_would_be_anew(path: Path, tmp_path: Path) -> None:
    store = TomlDiary(path)
    chance = random.Random(5)
    for _ in range(12):
        store.add(entries(chance))
    held = store.entries()
    store.edit(replace(held[0], note="changed"))
    store.remove(held[1].id)
    store.edit(replace(held[2], note="and back"))
    store.undo()
    afresh = read(path, Entry)
    assert not afresh.sections
    write(tmp_path / "afresh.toml", afresh)
    assert (tmp_path / "afresh.toml").read_text() == path.read_text()
