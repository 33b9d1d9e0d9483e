from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.plugins.hooks import ImportedSession, Importer, ImportFailed, NoTrainingError, ReadResult
from kneetui.plugins.reading_apart import ReaderProcess, read_here

RUN = ImportedSession(datetime(2026, 11, 20, 7), "running", 42.5, 8.2, heart_rate=140)


def reader(path: Path) -> ReadResult:
    """Does what the name of the file says."""
    match path.stem:
        case "crash":
            os.abort()
        case "refused":
            raise ImportFailed("it is cut off", "Fetch it again")
        case "none":
            raise NoTrainingError("it holds sleep", "Choose another")
        case "wrong":
            raise ZeroDivisionError("by nothing")
        case "prints":
            print("{}")
        case "memory":
            return ReadResult([RUN], [str(len(bytearray(2 << 30)))])
        case "for-ever":
            while True:
                pass
    return ReadResult([RUN], [f"read by {os.getpid()}"])


IMPORTER = Importer("one", (".one",), reader)


def test_a_file_is_read_in_another_process() -> None:
    with ReaderProcess() as apart:
        results = [apart.read(IMPORTER, Path(name)) for name in ("a.one", "prints.one")]
    assert [result.sessions for result in results] == [[RUN], [RUN]]
    assert results[0].warnings == results[1].warnings
    assert results[0].warnings != [f"read by {os.getpid()}"]


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("refused", ImportFailed, "it is cut off"),
        ("none", NoTrainingError, "it holds sleep"),
        ("wrong", RuntimeError, "ZeroDivisionError: by nothing"),
        ("crash", ImportFailed, "too much time or memory"),
        ("memory", ImportFailed, "too much memory"),
        ("for-ever", ImportFailed, "too much time or memory"),
    ],
)
def test_what_goes_wrong_there_is_told_here_and_the_next_file_is_read(
    name: str, error: type[Exception], message: str
) -> None:
    with ReaderProcess(seconds=1) as apart:
        with pytest.raises(error, match=message):
            apart.read(IMPORTER, Path(f"{name}.one"))
        assert apart.read(IMPORTER, Path("a.one")).sessions == [RUN]


def test_a_reader_that_only_this_process_has_reads_here() -> None:
    mine = Importer("mine", (".one",), lambda path: reader(path))
    with ReaderProcess() as apart:
        assert apart.read(mine, Path("a.one")) == read_here(mine, Path("a.one"))
