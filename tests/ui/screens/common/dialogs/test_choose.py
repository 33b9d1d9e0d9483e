"""The digits of a dialog with numbers: each one chooses its line, or is told which there are."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial

import pytest

from kneetui.testing import SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.widgets.lines.menu import Choice
from tests.ui.club import notices
from tests.ui.home import at_home, library
from tests.ui.small import press
from tests.ui.waiting import until


@pytest.mark.parametrize("most", range(1, 10))
async def test_a_digit_chooses_its_line_or_is_told_which_there_are(
    make_app: Callable[..., KneeApp], most: int
) -> None:
    app = at_home(make_app(library=library(), settings=SETTLED))
    choices = [Choice(f"{number}", f"Choice {number}") for number in range(1, most + 1)]
    async with app.run_test() as pilot:
        for number in range(10):
            dialog, ended = NumberedDialog("Which?", "", choices), list[str | None]()
            app.push_screen(dialog, ended.append)
            await until(pilot, partial(operator.is_, app.screen, dialog))
            await press(pilot, f"{number}")
            there = "only 1" if most == 1 else f"1 to {most}"
            wrong = f"There is no {number} here: {there}." in notices(app)
            if not wrong:
                assert ended == [f"{number}"]
                continue
            assert app.screen is dialog
            assert not 1 <= number <= most
            await press(pilot, "escape")
            assert ended == [None]
