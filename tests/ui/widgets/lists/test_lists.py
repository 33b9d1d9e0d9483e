from __future__ import annotations

from dataclasses import replace

import pytest
from textual.content import Content
from textual.widget import Widget

from kneetui.triage.assessment import Fit, Point
from kneetui.triage.wording import frequency
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu
from kneetui.ui.widgets.lines.prose import hung
from kneetui.ui.widgets.lists.cause_list import FitsList
from tests.ui.widgets.host import Host, shown


class Listening(Host):
    """Notes what was picked."""

    def __init__(self, widget: Widget) -> None:
        super().__init__(widget)
        self.picked: list[int] = []

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        self.picked.append(event.index)


async def test_a_menu_picks_what_is_under_the_cursor() -> None:
    menu = Menu([Choice("a", "First"), Choice("b", "Second", "with a detail")])
    app = Listening(menu)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("j", "enter")
        assert app.picked == [1]
        assert menu.chosen.id == "b"
        await pilot.click(menu, offset=(3, 0))
        assert app.picked == [1, 0]


async def test_a_shorter_menu_keeps_the_cursor_inside() -> None:
    menu = Menu([Choice("a", "First"), Choice("b", "Second")])
    async with Listening(menu).run_test(size=(40, 8)) as pilot:
        await pilot.press("down")
        menu.show([Choice("a", "First")])
        assert menu.chosen.id == "a"


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.99, "over 9 of 10"),
        (0.62, "about 6 of 10"),
        (0.1, "about 1 of 10"),
        (0.05, "about 1 of 20"),
        (0.01, "under 1 of 20"),
    ],
)
def test_probabilities_are_people(probability: float, words: str) -> None:
    assert frequency(probability) == words


def kneecap_pain() -> Fit:
    point = Point(id="p", text="pain", ratio=2.0, size="clear", source=(), note="")
    return Fit(
        id="c",
        name="Kneecap pain",
        clinical="Patellofemoral pain",
        probability=0.62,
        fit="well",
        base=1.0,
        speaks_for=(point,) * 4,
        against=(point,),
        unknown=(point,) * 2,
    )


@pytest.mark.parametrize("width", [84, 60, 40])
async def test_what_has_to_be_ruled_out_has_no_share_beside_it(width: int) -> None:
    rare = replace(kneecap_pain(), id="d", name="Infected joint", probability=0.04, rule_out=True)
    app = Listening(FitsList([rare, kneecap_pain()]))
    async with app.run_test(size=(width, 8)):
        words = " ".join(shown(app).split())
        assert "rule out first" in words
        assert "1 of 20" not in words
        assert "about 6 of 10" in words


async def test_what_fits_counts_for_against_and_unknown() -> None:
    app = Listening(FitsList([kneecap_pain()]))
    async with app.run_test(size=(84, 5)) as pilot:
        await pilot.press("enter")
        assert app.picked == [0]
        line = next(line for line in shown(app).splitlines() if "Kneecap" in line)
        assert "about 6 of 10" in line
        assert line.split()[-3:] == ["4", "1", "2"]


def test_wrapped_lines_hang_under_their_beginning() -> None:
    text = hung(Content("▸ one two three four\nplain words go on"), 12).plain
    assert text == "▸ one two\n  three four\nplain words\ngo on"


def test_a_line_that_wraps_twice_loses_no_space() -> None:
    text = hung(Content("  one two three four five six seven"), 12).plain
    assert text.split() == ["one", "two", "three", "four", "five", "six", "seven"]
    assert text == "  one two\n  three four\n  five six\n  seven"
