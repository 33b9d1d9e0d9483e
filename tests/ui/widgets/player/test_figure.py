"""Figures, block letters, and lines of which only the changes are painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from kneetui.content.loading.merge import load
from kneetui.plugins.manager import find_plugins
from kneetui.ui.widgets.lines.lines import Lines
from kneetui.ui.widgets.lines.mark_list import MarkList
from kneetui.ui.widgets.lines.text_lines import TextLine, TextLines, wrapped
from kneetui.ui.widgets.player.big_font import height, rows, width
from kneetui.ui.widgets.player.big_number import BigNumber, Blocks
from kneetui.ui.widgets.player.figure import HEIGHT, WIDTH, Figure
from kneetui.ui.widgets.player.steps import Steps
from tests.ui.widgets.host import Host, shown

Snap = Callable[..., bool]
FRAMES = ("o  \n|\\ \n/ \\", "   \no  \n|\\_", "   \n   \no__")


def painted(widget: Lines) -> list[int]:
    """From now on, the lines that are painted."""
    seen: list[int] = []

    def note(*regions: Region, **_: Any) -> Widget:
        seen.extend(region.y for region in regions)
        return widget

    widget.refresh = note  # type: ignore[method-assign,assignment]
    return seen


# --- figures -----------------------------------------------------------------------------


async def test_a_figure_stands_at_the_foot_of_its_room() -> None:
    app = Host(Figure(FRAMES))
    async with app.run_test(size=(40, 12)):
        lines = shown(app).split("\n")
        assert app.widget.size == (WIDTH, HEIGHT)
        assert lines[1 + HEIGHT - 3 : 1 + HEIGHT] == ["          o", "          |\\", "          / \\"]


def test_frames_go_there_and_back() -> None:
    figure = Figure(FRAMES)
    seen = []
    for step in range(6):
        figure.go_step(step)
        seen.append(figure.at)
    assert seen == [0, 1, 2, 1, 0, 1]
    figure.go(-1)
    assert figure.at == 2


@pytest.mark.parametrize("frames", [(), ("o",)])
def test_a_figure_without_movement_stands_still(frames: tuple[str, ...]) -> None:
    figure = Figure(frames)
    figure.go(1)
    figure.go_step(3)
    assert figure.at == 0


async def test_only_the_lines_that_move_are_painted() -> None:
    figure = Figure(("o\n|\n|", "o\n|\\\n|"))
    async with Host(figure).run_test(size=(40, 12)):
        seen = painted(figure)
        figure.go(1)
        assert seen == [HEIGHT - 2]
        figure.go(1)
        assert len(seen) == 1


def test_every_figure_of_the_content_has_room() -> None:
    for exercise in load(find_plugins().packs()).exercises.values():
        for frame in exercise.frames:
            lines = frame.split("\n")
            assert len(lines) <= HEIGHT, exercise.id
            assert max(map(len, lines)) <= WIDTH, exercise.id


@pytest.mark.parametrize("at", [0, 1, 2])
def test_picture_of_a_figure(snap_compare: Snap, at: int) -> None:
    """You should see a small figure that stands, half sits, or sits."""
    figure = Figure(FRAMES)
    figure.go(at)
    assert snap_compare(Host(figure), terminal_size=(30, 10))


# --- block letters -----------------------------------------------------------------------


def test_a_digit_is_six_columns_and_five_lines() -> None:
    assert rows("7", 2) == ["██████", "    ██", "    ██", "    ██", "    ██"]
    assert (width("10", 2), height(2), height(1), height(4)) == (14, 5, 3, 10)


def test_small_letters_are_half_as_high() -> None:
    assert rows("HI", 1) == ["█  █ ▀█▀", "█▀▀█  █ ", "▀  ▀ ▀▀▀"]


def test_what_has_no_picture_is_left_blank() -> None:
    assert rows("é", 1) == ["   "] * 3
    assert width("", 2) == 0


@pytest.mark.parametrize(
    "word",
    ["READY", "HOLD", "GO", "LEFT", "RIGHT", "SWITCH", "REST", "PAUSED", "STEP UP", "STEP BACK", "REPEAT"],
)
def test_every_word_of_the_player_can_be_written(word: str) -> None:
    for char in word.replace(" ", ""):
        assert "".join(rows(char, 1)).strip(), char


async def test_a_second_paints_only_what_differs() -> None:
    number = BigNumber("31")
    async with Host(number).run_test(size=(40, 12)) as pilot:
        tens, ones, *_ = number.query(Blocks)
        seen = painted(tens), painted(ones)
        number.show("30")
        assert seen == ([], [0, 1, 2, 3, 4])
        number.show("30")
        await pilot.pause()
        assert len(seen[1]) == 5


async def test_a_number_grows_and_shrinks() -> None:
    number = BigNumber("9")
    app = Host(number)
    async with app.run_test(size=(60, 12)) as pilot:
        number.show("12:45")
        await pilot.pause()
        assert "██  ██████      ██  ██  ██████" in shown(app)
        assert [place.display for place in number.query(Blocks)] == [True] * 5
        number.show("9")
        await pilot.pause()
        assert [place.display for place in number.query(Blocks)] == [True, *[False] * 4]


@pytest.mark.parametrize("size", [1, 2, 4])
def test_picture_of_a_number(snap_compare: Snap, size: int) -> None:
    """You should see 12:45 in block letters."""
    assert snap_compare(Host(BigNumber("12:45", size=size)), terminal_size=(100, 14))


class Letters(App[None]):
    """Every character there is."""

    def compose(self) -> ComposeResult:
        for line in ("0123456789:", "ABCDEFGHIK", "LMNOPRSTUVWY"):
            yield Blocks(line)


def test_picture_of_the_letters(snap_compare: Snap) -> None:
    """You should see the digits and the letters from A to Y that words need."""
    assert snap_compare(Letters(), terminal_size=(80, 12))


# --- lines that change -------------------------------------------------------------------


async def test_a_line_is_painted_when_it_changes_and_only_then() -> None:
    line = TextLine("down    of 8")
    async with Host(line).run_test(size=(40, 5)):
        seen = painted(line)
        line.show("down    of 8")
        assert seen == []
        line.show("up      of 8")
        assert seen == [0]


def test_paragraphs_keep_their_styles_when_wrapped() -> None:
    lines = wrapped((("● ", "bold"), ("one two three", "")), 9)
    assert lines == [(("● ", "bold"), ("one two", "")), (("three", ""),)]
    assert wrapped((), 9) == [()]


async def test_paragraphs_paint_the_lines_that_differ() -> None:
    text = TextLines()
    async with Host(text).run_test(size=(24, 8)) as pilot:
        text.show((("one", ""),), (("two", ""),))
        await pilot.pause()
        seen = painted(text)
        text.show((("one", ""),), (("tw", ""),))
        assert seen == [1]
        assert text.text == "one\ntw"


async def test_room_is_kept_for_the_longest() -> None:
    text = TextLines()
    text.reserve = ((("a long paragraph that takes lines", ""),), (("short", ""),))
    text.show((("short", ""),))
    async with Host(text).run_test(size=(24, 8)):
        assert text.size.height == 2


async def test_steps_hang() -> None:
    app = Host(Steps(("Sit down and wait a little.", "Get up.")))
    async with app.run_test(size=(26, 8)):
        assert shown(app).split("\n")[1:4] == ["  1  Sit down and wait a", "     little.", "  2  Get up."]


async def test_marks_come_and_go() -> None:
    marks = MarkList({"mat": "mat", "band": "band"}, ["band", "boat"])
    async with Host(marks).run_test(size=(30, 8)) as pilot:
        assert marks.marked == {"band"}
        await pilot.press("space", "down", "space")
        assert marks.marked == {"mat"}
