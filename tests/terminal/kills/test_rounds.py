"""What was shown as saved is there after the app was ended, once; and whoever looks for that notices if it is not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.store.sqlite import open_diary
from tests.terminal.kills.ledger import Ledger, faults
from tests.terminal.kills.person import PIECE, TAKEN_OVER, Watched
from tests.terminal.kills.rounds import play

ROUNDS = 8


@pytest.mark.hunt
def test_nothing_that_was_seen_is_lost_or_doubled(tmp_path: Path, compiled: Path) -> None:
    shutil.copytree(compiled, tmp_path / "cache")
    lines: list[str] = []
    outcome = play(tmp_path, range(ROUNDS), 600, lines.append)
    assert outcome.faults == []
    assert outcome.ended.total() == ROUNDS
    assert lines[-1].startswith(f"{ROUNDS} ends ")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that makes a home with these notes in its diary, and this draft."""

    def make(*notes: str, draft: str = "") -> Path:
        (tmp_path / "data").mkdir()
        with closing(open_diary(tmp_path / "data" / "diary.db")) as store:
            for note in notes:
                store.add(Entry(datetime(2026, 11, 21, 18), "right", pain_during=1, note=note))
        if draft:
            (tmp_path / "data" / "entry.json").write_text(draft, encoding="utf-8")
        return tmp_path

    return make


def test_all_is_well(write: Callable[..., Path]) -> None:
    home = write("r1a-1 r1a-2", draft='{"typed": {"note": "r1a-3"}}')
    assert list(faults(home, Ledger(saved={"r1a-1"}, noted={"r1a-2", "r1a-3"}))) == []


def test_what_stood_in_a_form_that_was_taken_over_may_be_written_down_in_both_windows(
    write: Callable[..., Path],
) -> None:
    home = write("r1a-1 r1b-1", "r1a-1 r1a-2")
    assert list(faults(home, Ledger(saved={"r1b-1", "r1a-2"}, noted={"r1a-1"}, shared={"r1a-1"}))) == []


def test_a_dialog_is_noticed_though_it_has_gone_before_the_next_look(tmp_path: Path) -> None:
    flash = f"print('\\x1b[H{TAKEN_OVER}{'.' * 2 * PIECE}\\x1b[2J')"
    with Watched(tmp_path, command=(sys.executable, "-c", flash)) as app:
        app.end()
        assert not app.sees(TAKEN_OVER)
        assert app.taken_over


@pytest.mark.parametrize(
    ("notes", "draft", "ledger", "problem"),
    [
        (["r1a-2"], "{}", Ledger(saved={"r1a-1"}), "r1a-1 was saved and is not in the diary"),
        (["r1a-1", "r1a-1"], "{}", Ledger(), "r1a-1 stands there 2 times"),
        (
            [],
            '{"typed": {"note": "r1a-1"}}',
            Ledger(saved={"r1a-1"}),
            "r1a-1 was saved and is not in the diary",
        ),
        ([], "{}", Ledger(noted={"r1a-1"}), "r1a-1 was kept and is nowhere"),
        ([], '{"typed":', Ledger(), "entry.json cannot be read"),
        ([], "", Ledger(questions=3), "3 questions were shown as answered, 0 are kept"),
    ],
)
def test_a_fault_is_told(
    write: Callable[..., Path], notes: list[str], draft: str, ledger: Ledger, problem: str
) -> None:
    assert any(fault.startswith(problem) for fault in faults(write(*notes, draft=draft), ledger))
