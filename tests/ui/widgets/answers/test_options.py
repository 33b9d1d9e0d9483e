from __future__ import annotations

from typing import Any

from kneetui.content.conditions import Choices
from kneetui.content.model import Option
from kneetui.ui.widgets.answers.options import Options
from tests.ui.widgets.host import Host, question, shown


async def test_with_several_space_marks_and_what_is_not_marked_is_no() -> None:
    options = Options(question("choices", 3))
    async with Host(options).run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "space")
        assert options.value == Choices(frozenset({"o2"}), frozenset({"o1", "o3"}))
        await pilot.press("space")
        assert options.value == Choices(frozenset(), frozenset({"o1", "o2", "o3"}))


async def test_enter_without_marks_is_said_in_words_before() -> None:
    options = Options(question("choices", 3))
    async with Host(options).run_test(size=(40, 10)) as pilot:
        assert options.hint() == "Nothing marked. <question.next>: none of these."
        assert not options.touched
        await pilot.press("1", "3")
        assert options.hint() == "2 marked. <question.next>: these, and none of the others."
        assert options.touched


async def test_with_one_to_choose_nothing_is_chosen_at_first() -> None:
    options = Options(question("choice", 3))
    async with Host(options).run_test(size=(40, 10)) as pilot:
        assert options.value is None
        await pilot.press("down")
        assert options.value == "o1"
        await pilot.press("3")
        assert options.value == "o3"
        await pilot.press("up")
        assert options.value == "o2"


async def test_yes_and_no_have_their_letters() -> None:
    options = Options(question("yes-no"))
    async with Host(options).run_test(size=(40, 10)) as pilot:
        await pilot.press("n")
        assert options.value is False
        await pilot.press("y")
        assert options.value is True


async def test_digits_beyond_the_options_do_nothing() -> None:
    options = Options(question("choice", 2))
    async with Host(options).run_test(size=(40, 10)) as pilot:
        await pilot.press("9")
        assert options.value is None


async def test_where_one_key_is_enough_a_digit_goes_on_at_once() -> None:
    taken: list[object] = []

    async def go_on() -> None:
        taken.append(options.value)

    options = Options(question("choice", 3))
    options.go_on = go_on
    async with Host(options).run_test(size=(60, 16)) as pilot:
        await pilot.press("down", "9", "2")
        assert taken == ["o2"]
        options.ask(question("yes-no"))
        await pilot.press("n")
        options.ask(question("choices", 3))
        await pilot.press("1")
        assert taken == ["o2", False]
        options.ask(question("choice", 12))
        await pilot.press("1")
        assert options.value == "o1"
        assert taken == ["o2", False]
        await pilot.press("2")
        assert taken == ["o2", False, "o12"]
        options.ask(question("choice", 12))
        await pilot.press("1", "down", "1", "5")
        assert taken == ["o2", False, "o12", "o5"]


async def test_side_by_side_left_and_right_move() -> None:
    options = Options(question("choice", 3), inline=True)
    app = Host(options)
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.press("right", "right")
        assert options.value == "o2"
        line = next(line for line in shown(app).splitlines() if "Option 1" in line)
        assert "Option 3" in line


async def test_a_long_list_scrolls_with_the_cursor_and_says_what_is_out_of_sight() -> None:
    options = Options(question("choices", 17))
    options.styles.height = "1fr"
    app = Host(options)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert "▼ 10 more" in shown(app)
        await pilot.press("end")
        text = shown(app)
        assert "Option 17" in text
        assert "▲ 10 more" in text
        assert "▼" not in text
        await pilot.press("home")
        assert "Option 1\n" in shown(app)


async def test_a_click_marks() -> None:
    options = Options(question("choices", 3))
    async with Host(options).run_test(size=(40, 10)) as pilot:
        await pilot.click(options, offset=(5, 1))
        assert options.marked == {"o2"}
        side_by_side = Options(question("choice", 3), inline=True)
    async with Host(side_by_side).run_test(size=(80, 10)) as pilot:
        await pilot.click(side_by_side, offset=(22, 0))
        assert side_by_side.value == "o2"


async def test_text_is_data() -> None:
    hostile = Option(id="o1", text="[bold]red[/bold] [link=x]", rate=0.1, near=())
    app = Host(Options(question("choice", options=(hostile,))))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        assert hostile.text in shown(app)


async def test_a_move_repaints_two_lines_only() -> None:
    options = Options(question("choices", 9))
    async with Host(options).run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        painted: list[int] = []
        refresh = options.refresh

        def note(*regions: Any, **given: Any) -> Any:
            painted.extend(region.y for region in regions)
            return refresh(*regions, **given)

        options.refresh = note  # type: ignore[method-assign]
        await pilot.press("down")
        assert sorted(painted) == [0, 1]


def test_picture_of_several(snap_compare: Any) -> None:
    """You should see a list of seven options with boxes and digits, the second and third marked, the cursor on the third."""
    assert snap_compare(Host(Options(question("choices", 7))), terminal_size=(50, 12), press=["2", "3"])


def test_picture_of_one(snap_compare: Any) -> None:
    """You should see three options side by side, the second chosen and under the cursor."""
    assert snap_compare(Host(Options(question("choice", 3), inline=True)), terminal_size=(80, 6), press=["2"])
