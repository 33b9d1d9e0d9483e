from __future__ import annotations

from typing import Any

import pytest

from kneetui.content.conditions import Choices
from kneetui.content.model import Library, Option
from kneetui.ui.widgets.answers.knee_map import CAPTION, KneeMap
from kneetui.ui.widgets.answers.knee_views import VIEWS, WIDTH, KneeMark, pieces
from kneetui.ui.widgets.lines.lines import cells, fold
from tests.ui.widgets.host import Host, question, shown

PLACES = {
    "kneecap": ("On, around or behind the kneecap", 0.4),
    "kneecap-inner-edge": ("Along the inner edge of the kneecap", 0.1),
    "above-kneecap": ("Just above the kneecap", 0.1),
    "below-kneecap": ("Just below the kneecap, at its lower tip", 0.1),
    "shin-bump": ("The bony bump at the top of the shin", 0.05),
    "inner-above-line": ("Inner side, above the joint line", 0.05),
    "inner-line": ("Inner side, right on the joint line", 0.2),
    "inner-below-line": ("Inner side, a hand's width below the joint", 0.05),
    "inner-shin-top": ("Inner side, on the bone just below the joint", 0.05),
    "outer-above-line": ("Outer side, a little above the joint line", 0.1),
    "outer-line": ("Outer side, right on the joint line", 0.05),
    "outer-below-line": ("Outer side, the small knob below the joint", 0.02),
    "back-inner": ("Back of the knee, inner side", 0.05),
    "back-middle": ("Back of the knee, in the middle", 0.06),
    "back-outer": ("Back of the knee, outer side", 0.04),
    "inside-deep": ("Deep inside the knee", 0.07),
    "thigh-muscle": ("The thigh muscles", 0.08),
    "calf": ("The calf", 0.06),
    "shin-bone": ("The shin bone", 0.03),
    "foot": ("The foot", 0.01),
}


def knee(*, left: bool = False, only: tuple[str, ...] = ()) -> KneeMap:
    options = tuple(
        Option(id=key, text=text, rate=rate, near=())
        for key, (text, rate) in PLACES.items()
        if not only or key in only
    )
    return KneeMap(question("choices", widget="knee-map", options=options), left=left)


async def test_the_cursor_starts_on_the_commonest_place_and_moves_from_place_to_place() -> None:
    map_ = knee()
    async with Host(map_).run_test(size=(80, 20)) as pilot:
        assert map_.here == "kneecap"
        await pilot.press("down")
        assert map_.here == "kneecap-inner-edge"
        await pilot.press("up", "up")
        assert map_.here == "above-kneecap"
        await pilot.press("k", "k", "k", "k")
        assert map_.here == "thigh-muscle"


async def test_left_and_right_and_letters_turn_the_knee() -> None:
    map_ = knee()
    app = Host(map_)
    async with app.run_test(size=(80, 20)) as pilot:
        names = []
        for _ in range(5):
            await pilot.press("right")
            names.append(map_.page)
        assert names == [1, 2, 3, 4, 0]
        for key, page in zip("bofie", (2, 3, 0, 1, 4), strict=True):
            await pilot.press(key)
            assert map_.page == page
        assert "[elsewhere]" in shown(app)


async def test_space_marks_and_words_say_what_is_marked() -> None:
    map_ = knee()
    app = Host(map_)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("space", "i", "space", "e", "space")
        assert isinstance(map_.value, Choices)
        assert map_.value.yes == {"kneecap", "inner-line", "inside-deep"}
        assert map_.value.no == set(PLACES) - map_.value.yes
        text = shown(app)
        assert "● Inner side, right on the joint line" in text
        assert "● On, around or behind the kneecap" in text
        await pilot.press("space")
        assert map_.value.yes == {"kneecap", "inner-line"}


async def test_it_opens_at_what_was_marked_before() -> None:
    map_ = knee()
    async with Host(map_).run_test(size=(80, 20)) as pilot:
        map_.show(Choices(frozenset({"outer-line"}), frozenset()))
        await pilot.pause()
        assert (map_.page, map_.here) == (3, "outer-line")


async def test_a_click_marks_a_place_of_the_drawing_and_of_the_list() -> None:
    map_ = knee()
    app = Host(map_)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        lines = shown(app).splitlines()
        y = next(n for n, line in enumerate(lines) if "○ below" in line)
        await pilot.click(offset=(lines[y].index("○ below") + 3, y))
        assert map_.marked == {"below-kneecap"}
        y = next(n for n, line in enumerate(lines) if "The foot" in line)
        await pilot.click(offset=(lines[y].index("The foot"), y))
        assert map_.marked == {"below-kneecap", "foot"}


async def test_every_option_can_be_reached() -> None:
    map_ = knee()
    async with Host(map_).run_test(size=(80, 20)):
        assert {place for page in map_.pages for place in page} == set(PLACES)


def test_the_name_of_every_place_is_whole_beside_the_knee_at_60_columns(library: Library) -> None:
    beside = 60 - 2 - WIDTH - 1 - 2
    for option in library.questions["location"].options:
        assert len(fold(option.text, beside)) <= CAPTION, option.text


async def test_a_question_without_places_elsewhere_has_no_such_page() -> None:
    map_ = knee(only=("kneecap", "inner-line"))
    async with Host(map_).run_test(size=(80, 20)) as pilot:
        await pilot.press("right")
        assert map_.here == "inner-line"
        await pilot.press("right")
        assert map_.here == "kneecap"
        await pilot.press("e")
        assert map_.here == "kneecap"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_a_left_knee_is_a_right_one_mirrored(view: Any) -> None:
    for number in range(len(view.rows)):
        right, left = pieces(view, number, False), pieces(view, number, True)
        places = [mark.option for mark in right if isinstance(mark, KneeMark)]
        assert [mark.option for mark in left if isinstance(mark, KneeMark)] == places[::-1]
        for row in (right, left):
            wide = sum(cells(piece) if isinstance(piece, str) else cells(piece.label) + 2 for piece in row)
            assert wide == WIDTH


@pytest.mark.parametrize("key", ["f", "i", "b", "o", "e"])
def test_picture_of_the_views_of_a_right_knee(snap_compare: Any, key: str) -> None:
    """You should see a knee from the side of the key pressed, its first place marked, and beside it in words what is marked."""
    assert snap_compare(Host(knee()), terminal_size=(80, 18), press=[key, "space"])


def test_picture_of_a_left_knee(snap_compare: Any) -> None:
    """You should see the front of a left knee: inner on the left, outer on the right, words readable."""
    assert snap_compare(Host(knee(left=True), theme="light"), terminal_size=(80, 18))
