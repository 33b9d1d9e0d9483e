"""Frames that paint the same with fewer bytes: only what changed since the last one."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.terminal.screen_buffer import ScreenBuffer

RED, BLUE, OFF = "\x1b[38;5;9;48;5;0m", "\x1b[1;38;5;4m", "\x1b[0m"
WIDTH, HEIGHT = 40, 6
SYNC = ("\x1b[?2026h", "\x1b[?2026l")


def at(row: int, column: int, text: str, style: str = "") -> str:
    return f"\x1b[{row};{column}H{style}{text}{OFF if style else ''}"


def test_a_frame_that_changes_nothing_sends_nothing() -> None:
    buffer = ScreenBuffer()
    frame = at(1, 1, "a knee", RED) + "\x1b[2;1H"
    assert buffer.difference(SYNC[0] + frame + SYNC[1])
    assert buffer.difference(SYNC[0] + frame + SYNC[1]) == ""


def test_only_the_cells_that_changed_are_sent() -> None:
    buffer = ScreenBuffer()
    buffer.difference(at(3, 1, "pain 4 of 10, no swelling at all", RED) + "\x1b[1;1H")
    assert buffer.difference(at(3, 1, "pain 5 of 10, no swelling at all", RED) + "\x1b[1;1H") == (
        "\x1b[3;6H\x1b[38;5;9;48;5;0m5\x1b[1;1H\x1b[m"
    )


@given(
    rows=st.sets(st.integers(1, HEIGHT), min_size=1),
    last=st.none() | st.integers(1, HEIGHT),
    sync=st.booleans(),
)
def test_the_selected_row_is_sent_after_all_others(rows: set[int], last: int | None, sync: bool) -> None:
    """Also where it is above the one that was left."""
    buffer = ScreenBuffer(follows=True)
    buffer.difference("".join(at(row, 1, "a") for row in range(1, HEIGHT + 1)) + at(HEIGHT + 1, 1, "a"))
    frame = "".join(at(row, 1, "b") for row in sorted(rows))
    sent = buffer.difference(SYNC[0] + frame + SYNC[1] if sync else frame, last)
    order = [int(row) for row in re.findall(r"\x1b\[(\d+);1Hb", sent)]
    assert sorted(order) == sorted(rows)
    assert last not in rows or order[-1] == last
    assert [row for row in order if row != last] == sorted(rows - {last})


def test_a_style_is_sent_as_its_difference() -> None:
    assert ScreenBuffer().difference(at(1, 1, "a", RED) + at(1, 2, "b", "\x1b[1;38;5;4;48;5;0m")) == (
        "\x1b[1;1H\x1b[38;5;9;48;5;0ma\x1b[1;38;5;4mb\x1b[m"
    )


def test_the_oldest_terminals_get_whole_styles_and_absolute_moves() -> None:
    buffer = ScreenBuffer(plain=True)
    frame = at(1, 1, "a", "\x1b[1m") + at(1, 2, "b", "\x1b[4m") + at(1, 30, "c")
    assert buffer.difference(frame) == "\x1b[1;1H\x1b[1ma\x1b[0;4mb\x1b[1;30H\x1b[mc"


@pytest.mark.parametrize("sequence", ["\x1b[?1049h", "\x1b[2J", "\x1bc", "\n lost"])
def test_what_may_change_the_screen_makes_the_next_frame_whole(sequence: str) -> None:
    buffer = ScreenBuffer()
    frame = at(1, 1, "knee") + "\x1b[2;1H"
    whole = buffer.difference(frame)
    assert sequence.strip("\n") in buffer.difference(sequence)
    assert buffer.difference(frame) == whole


def test_a_terminal_that_shows_something_else_by_now_gets_a_whole_frame() -> None:
    buffer = ScreenBuffer()
    frame = at(1, 1, "knee") + "\x1b[2;1H"
    whole = buffer.difference(frame)
    buffer.forget()
    assert buffer.difference(frame) == whole


@pytest.mark.parametrize("question", ["\x1b[?2004h", "\x1b[>0q", "\x1b]0;kneetui\x07", "\x1b[c", "\x07"])
def test_questions_and_modes_pass_and_forget_nothing(question: str) -> None:
    buffer = ScreenBuffer()
    frame = at(1, 1, "knee") + "\x1b[2;1H"
    buffer.difference(frame)
    assert buffer.difference(question) == question
    assert buffer.difference(frame) == ""


def screen() -> tuple[pyte.Screen, pyte.Stream]:
    made = pyte.Screen(WIDTH, HEIGHT)
    made.reset_mode(pyte.modes.DECAWM)  # as the app does
    return made, pyte.Stream(made)


def cells(screen: pyte.Screen) -> object:
    """What is seen: of a blank without lines, only its background."""
    return [[_cell(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def _cell(char: pyte.screens.Char) -> object:
    lines = char.underscore or char.reverse or char.strikethrough
    return ("", "", char.bg) if char.data == " " and not lines else char


STYLES = st.sampled_from(
    ["", RED, BLUE, "\x1b[7m", "\x1b[4;31m", "\x1b[1;2m", "\x1b[48;2;1;2;3m", "\x1b[3;94;104m", "\x1b[9m"]
)
PIECES = st.tuples(STYLES, st.text("ab █─", min_size=1, max_size=9))
LINES = st.tuples(
    st.integers(1, HEIGHT - 1),
    st.integers(1, 9),
    st.lists(PIECES, max_size=3),
    st.sampled_from(["", "\n"]),
)
FRAMES = st.lists(st.lists(LINES, max_size=6), min_size=1, max_size=6)


@given(FRAMES, st.booleans(), st.sets(st.integers(0, 5)))
def test_it_paints_the_same_and_leaves_the_cursor_there(
    frames: list[list[tuple[int, int, list[tuple[str, str]], str]]], plain: bool, forgotten: set[int]
) -> None:
    buffer, (plainly, all_of_it), (shown, less) = ScreenBuffer(plain=plain), screen(), screen()
    for number, lines in enumerate(frames):
        frame = ""
        for y, x, pieces, end in lines:
            text = "".join(f"{style}{text}{OFF if style else ''}" for style, text in pieces)
            frame += f"\x1b[{y};{x}H{text}{end}"
        frame += f"\x1b[1;{number + 1}H"
        if number in forgotten:
            buffer.forget()
        all_of_it.feed(frame)
        less.feed(buffer.difference(frame))
        assert cells(shown) == cells(plainly)
        assert (shown.cursor.x, shown.cursor.y) == (plainly.cursor.x, plainly.cursor.y)


@given(st.lists(st.text("a🦵é́日 ", min_size=1, max_size=6), min_size=1, max_size=5))
def test_characters_of_no_agreed_width_are_always_sent(texts: list[str]) -> None:
    buffer = ScreenBuffer()
    for text in texts:
        sent = buffer.difference(at(2, 3, text) + "\x1b[1;1H")
        if not text.isascii() and set(text) - set("aé "):
            assert text in sent


@given(st.text("\x1b[;0123456789mHJ?hl \nab", max_size=60))
def test_nothing_that_is_written_breaks_it(frame: str) -> None:
    buffer = ScreenBuffer()
    for _ in range(2):
        buffer.difference(frame)
