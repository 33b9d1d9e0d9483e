from __future__ import annotations

from typing import Any

from kneetui.ui.widgets.answers.pain_scale import PainScale, word
from tests.ui.widgets.host import Host, question, shown


def scale() -> PainScale:
    return PainScale(question("number", unit="0-10", widget="pain-scale"))


async def test_nothing_is_chosen_at_first() -> None:
    pain = scale()
    async with Host(pain).run_test(size=(70, 20)):
        assert pain.value is None
        assert not pain.touched


async def test_arrows_and_digits_choose() -> None:
    pain = scale()
    async with Host(pain).run_test(size=(70, 20)) as pilot:
        await pilot.press("right")
        assert pain.value == 0
        await pilot.press("7")
        assert pain.value == 7
        await pilot.press("left", "down")
        assert pain.value == 5
        await pilot.press("end", "right")
        assert pain.value == 10


async def test_one_then_zero_is_ten() -> None:
    pain = scale()
    async with Host(pain).run_test(size=(70, 20)) as pilot:
        await pilot.press("1")
        assert pain.value == 1
        await pilot.press("0")
        assert pain.value == 10
        await pilot.press("0")
        assert pain.value == 0


async def test_where_one_key_is_enough_only_1_waits() -> None:
    taken: list[object] = []

    async def go_on() -> None:
        taken.append(pain.value)

    pain = scale()
    pain.go_on = go_on
    async with Host(pain).run_test(size=(70, 20)) as pilot:
        await pilot.press("right", "7", "1")
        assert taken == [7]
        assert pain.hint() == "<question.next>: 1 of 10. 0 makes it 10."
        await pilot.press("0", "1", "3")
        assert taken == [7, 10, 3]


async def test_words_stand_beside_the_numbers() -> None:
    pain = scale()
    app = Host(pain)
    async with app.run_test(size=(70, 20)) as pilot:
        await pilot.press("4")
        text = shown(app)
        assert "4 of 10: between 3 and 5" in text
        assert "▸  3  easy to ignore" in text
        assert "▸  5  gets in the way" in text
        await pilot.press("5")
        assert "5 of 10: gets in the way" in shown(app)


def test_every_number_has_words() -> None:
    assert [word(pain) for pain in (0, 1, 10)] == ["no pain", "between 0 and 3", "the worst there can be"]


async def test_a_click_chooses() -> None:
    pain = scale()
    async with Host(pain).run_test(size=(70, 20)) as pilot:
        await pilot.click(pain, offset=(3 * 5 + 2, 1))
        assert pain.value == 3


def test_picture(snap_compare: Any) -> None:
    """You should see 0 to 10 in a row with 7 filled, and below it words for 0, 3, 5, 7 and 10, with a marker at 7."""
    assert snap_compare(Host(scale()), terminal_size=(70, 20), press=["7"])
