"""What is said at once is never more than a terminal shows, and no answer is taken before all of it was said."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.console import Console, InputEndedError
from kneetui.cli.prompts.asking.pages import ALL_FIRST
from tests.examples import examples

Typed = Callable[[str], io.StringIO]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_terminal(patch: pytest.MonkeyPatch, typed: str, rows: int = 24) -> Terminal:
    """What is said to somebody who types these lines at a terminal of so many rows."""
    shown = Terminal()
    patch.setattr("sys.stdin", Terminal(typed))
    patch.setattr("sys.stdout", shown)
    patch.setenv("LINES", f"{rows}")
    patch.setenv("COLUMNS", "80")
    return shown


def places(most: int) -> dict[str, str]:
    return {f"{number}": f"Place {number} of them" for number in range(1, most + 1)}


@settings(max_examples=examples(200))
@given(rows=st.integers(8, 60), most=st.integers(1, 80), text=st.integers(0, 90))
def test_nothing_leaves_the_terminal_before_somebody_typed(rows: int, most: int, text: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        shown = at_terminal(patch, "\n" * 99, rows)
        console = Console()
        console.say("\n".join(f"Line {number}." for number in range(1, text + 1)))
        assert ask.several(console, "Where?", places(most), ["1"]) == ["1"]
    output = shown.getvalue()
    assert all(part.count("\n") < rows for part in output.split("> "))
    lines = [line.removeprefix("> ").strip() for line in output.splitlines()]
    expected = [*(f"Line {number}." for number in range(1, text + 1)), "Where?"]
    expected += [f"{key}. {words}" for key, words in places(most).items()]
    assert [line for line in lines if line in set(expected)] == expected


def pages_of(output: str) -> list[int]:
    """How many lines of what is told stand on each page, without what is said at its end."""
    pages = output.split("> ")[:-1]
    return [sum("There is more" not in line for line in page.splitlines()) for page in pages]


@settings(max_examples=examples(200))
@given(rows=st.integers(8, 60), most=st.integers(1, 80))
def test_no_page_is_left_with_a_line_where_the_list_can_be_shared(rows: int, most: int) -> None:
    """Its question and what can be typed go with it; pages are as many as have to be, and about as long."""
    with pytest.MonkeyPatch.context() as patch:
        shown = at_terminal(patch, "\n" * 99, rows)
        ask.several(Console(), "Where?", places(most), ["1"])
    pages = pages_of(shown.getvalue())
    room = max(4, rows - 3)
    whole = 1 + most + 2
    assert len(pages) <= -(-whole // room)
    assert max(pages) - min(pages) <= 3
    assert len(pages) == 1 or min(pages) > 1


@settings(max_examples=examples(200))
@given(rows=st.integers(8, 60), most=st.integers(2, 90))
def test_nor_where_a_text_can(rows: int, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        shown = at_terminal(patch, "\n" * 99, rows)
        console = Console()
        console.say("\n".join(f"Line {number}." for number in range(most)))
        console.read()
    pages = pages_of(shown.getvalue())
    assert min(pages) > 1
    assert max(pages) - min(pages) <= 1


def test_seventeen_signs_at_twenty_four_rows_are_two_pages_of_one_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = at_terminal(monkeypatch, "\n\n\n")
    console = Console()
    for _ in range(3):
        console.say("A sentence before them.")
    ask.several(console, "Which of these fit?", places(17), ())
    first, second = pages_of(shown.getvalue())
    assert abs(first - second) <= 2


def test_of_several_none_is_taken_before_the_last_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = at_terminal(monkeypatch, "0\n2 25\n")
    assert ask.several(Console(), "Where?", places(25), ()) == ["2", "25"]
    assert shown.getvalue().count(ALL_FIRST) == 1
    assert " Place 25 of them\nType the numbers" in shown.getvalue()


def test_one_can_be_typed_before_the_last_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = at_terminal(monkeypatch, "24\n3\n")
    console = Console()
    assert ask.one_of(console, "Where?", places(25)) == "24"
    assert "Place 24 of them" not in shown.getvalue()
    assert ask.one_of(console, "Where?", places(4)) == "3"
    assert "Place 4 of them" in shown.getvalue()


def test_any_list_can_be_left_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "q\nq\n")
    with pytest.raises(ask.LeftError):
        ask.one_of(Console(), "Where?", places(25))
    with pytest.raises(ask.LeftError):
        ask.several(Console(), "Where?", places(25), ())


def test_a_text_can_be_passed_over_but_not_what_is_asked_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = at_terminal(monkeypatch, "7\nq\n\n")
    console = Console()
    ask.tell(console, [f"Line {number}." for number in range(90)])
    assert ask.one_of(console, "Where?", places(3), "2") == "2"
    assert ALL_FIRST in shown.getvalue()
    assert "Line 80." not in shown.getvalue()
    assert " 3. Place 3 of them\nType a number" in shown.getvalue()


def test_the_input_may_end_at_the_end_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "")
    with pytest.raises(InputEndedError):
        ask.one_of(Console(), "Where?", places(25))


def test_through_a_pipe_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = at_terminal(monkeypatch, "")
    monkeypatch.setattr("sys.stdin", io.StringIO("25\n"))
    assert ask.one_of(Console(), "Where?", places(25)) == "25"
    assert "There is more" not in shown.getvalue()
