"""Lines that are waited for: from a pipe that lives, from one that ended, and from no file at all."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from kneetui.cli.prompts.asking import console as console_module
from kneetui.cli.prompts.asking import typed_lines
from kneetui.cli.prompts.asking.console import Console, InputEndedError
from kneetui.cli.prompts.asking.typed_lines import TypedLines


@pytest.fixture
def pipe() -> Iterator[tuple[TypedLines, int]]:
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as stream:
        yield TypedLines(stream), writing


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_a_line_is_waited_for(
    pipe: tuple[TypedLines, int], system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, writing = pipe
    monkeypatch.setattr(typed_lines, "WAITS_FOR_FILES", system == "posix")
    assert lines.next(0.01) is None
    os.write(writing, "one\ntwö\nth".encode())
    assert lines.next(60) == "one\n"
    assert lines.next(0) == "twö\n"
    assert lines.next(0.01) is None
    os.write(writing, b"ree\nlast")
    assert lines.next() == "three\n"
    os.close(writing)
    assert lines.next() == "last"
    assert lines.next(1) == ""


def test_what_is_no_file_is_read_at_once() -> None:
    lines = TypedLines(io.StringIO("a\nb"))
    assert [lines.next(60), lines.next(), lines.next(60)] == ["a\n", "b", ""]


def test_the_console_says_that_the_input_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" p \n"))
    console = Console()
    assert console.read_within(60) == "p"
    with pytest.raises(InputEndedError):
        console.read_within(60)


def test_no_input_at_all_is_one_that_ended() -> None:
    assert TypedLines(None).next(1) == ""


def test_what_was_typed_before_a_question_is_no_answer_to_it(
    pipe: tuple[TypedLines, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, writing = pipe
    monkeypatch.setattr("sys.stdin", lines.stream)
    monkeypatch.setattr(lines.stream, "isatty", lambda: True)
    monkeypatch.setattr(console_module, "typed_lines", lambda: lines)
    console = Console()
    os.write(writing, b"12\n9 \nth")
    console.drop_typed_ahead()
    assert "typed before the question: 12, 9." in capsys.readouterr().out
    os.write(writing, b"ree\n")
    assert console.read() == "three"
    console.drop_typed_ahead()
    assert not capsys.readouterr().out.strip("> \n")


def test_lines_of_a_pipe_are_answers(pipe: tuple[TypedLines, int], monkeypatch: pytest.MonkeyPatch) -> None:
    lines, writing = pipe
    monkeypatch.setattr("sys.stdin", lines.stream)
    os.write(writing, b"12\n")
    console = Console()
    console.drop_typed_ahead()
    assert console.read() == "12"
