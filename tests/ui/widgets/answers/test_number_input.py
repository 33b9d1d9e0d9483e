from __future__ import annotations

from typing import Any

from kneetui.ui.widgets.answers.number_input import NumberAnswer
from tests.ui.widgets.host import Host, question, shown


def age() -> NumberAnswer:
    return NumberAnswer(question("number", min=5.0, max=110.0, unit="years"))


def duration() -> NumberAnswer:
    return NumberAnswer(question("number", min=0.0, max=7300.0, unit="days"))


async def test_digits_type_and_backspace_deletes() -> None:
    number = age()
    async with Host(number).run_test(size=(60, 12)) as pilot:
        await pilot.press("3", "4")
        assert number.value == 34
        await pilot.press("backspace")
        assert number.value is None
        await pilot.press("8", "5", "0")
        assert number.typed == "385"
        assert number.value is None
        assert number.hint() == "385 is out of range. Type 5 to 110 years."


async def test_nobody_is_told_off_for_the_first_digit_of_an_age() -> None:
    number = age()
    async with Host(number).run_test(size=(60, 12)):
        for typed in (str(years) for years in range(5, 111)):
            number.show(None)
            for end, digit in enumerate(typed, 1):
                number.action_type(digit)
                assert "out of range" not in number.hint(), typed[:end]
            assert number.value == int(typed)
        number.show(None)
        number.action_type("0")
        assert number.hint() == "0 is out of range. Type 5 to 110 years."


async def test_a_number_that_was_there_before_is_typed_over() -> None:
    number = age()
    async with Host(number).run_test(size=(60, 12)) as pilot:
        number.show(34.0)
        await pilot.press("4", "1")
        assert number.value == 41


async def test_days_have_words_to_choose_from() -> None:
    number = duration()
    app = Host(number)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "down", "down")
        assert number.value == 14
        assert "▸ (•) 2 weeks" in shown(app)
        await pilot.press("2", "0")
        assert number.value == 20
        assert number.hint() == "<question.next>: about 3 weeks."
        await pilot.press("up")
        assert number.value == 14
        await pilot.press("home", "up", "up", "up")
        assert number.value == 0
        assert number.hint() == "<question.next>: today."


async def test_an_empty_field_leaves_backspace_to_the_screen() -> None:
    number = age()
    async with Host(number).run_test(size=(60, 12)):
        assert number.check_action("delete", ()) is False


def test_picture(snap_compare: Any) -> None:
    """You should see 42 days in a field and below it today to 1 year, with 6 weeks chosen."""
    assert snap_compare(Host(duration()), terminal_size=(60, 12), press=["4", "2"])
