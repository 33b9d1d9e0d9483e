"""The questions about changes: where it hurts, what to change, and a week later whether it helped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kneetui.services.recent import recent
from kneetui.services.training import home_tests
from kneetui.services.training.changes import (
    ONE,
    WHERE,
    WRITTEN,
    options,
    places,
    waiting_words,
    write_change,
)
from kneetui.ui.screens.common.base import STORAGE_ERRORS
from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
from kneetui.ui.screens.common.dialogs.home_test_result import ResultDialog
from kneetui.ui.screens.common.undo import undo_words
from kneetui.ui.widgets.lines.menu import Choice

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest
    from kneetui.routines.gate import Gate
    from kneetui.ui.screens.common.base import KneeScreen


async def lead_to_a_change(screen: KneeScreen[None], test: HomeTest, gate: Gate) -> bool:
    """From the place of the pain to one change, which is written down; whether it was."""
    services = screen.services
    library, today = services.library, services.now().date()
    try:
        entries = recent(services)
        waits = waiting_words(library, test, entries, today)
        if waits:
            screen.notify(waits, markup=False)
            return False
        there = {place.id: place for place in places(test, gate)}
        rows = [Choice(place.id, place.text) for place in there.values()]
        chosen = await screen.app.push_screen_wait(NumberedDialog(test.name, WHERE, rows))
        if not chosen:
            return False
        rows = [Choice(*row) for row in options(library, test, there[chosen], entries, today)]
        change = await screen.app.push_screen_wait(NumberedDialog(there[chosen].text, ONE, rows))
        if not change:
            return False
        await screen.app.when_free.write(partial(write_change, services, test, change))
    except STORAGE_ERRORS as error:
        screen.app.show_error(error)
        return False
    screen.notify(f"{WRITTEN} {undo_words(screen.app, 'routines')}")
    return True


async def ask_whether_it_helped(screen: KneeScreen[None], test: HomeTest) -> bool:
    """Whether a change helped, and the worst pain since; whether that was written down."""
    measured = await screen.app.push_screen_wait(ResultDialog(test, home_tests.sides(test)))
    if measured is None:
        return False
    try:
        await screen.app.when_free.write(partial(home_tests.write, screen.services, test, measured))
    except STORAGE_ERRORS as error:
        screen.app.show_error(error)
        return False
    screen.notify(test.reading, markup=False)
    return True
