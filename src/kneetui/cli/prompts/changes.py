"""What to change where it hurts, one thing at a time, and whether it helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.services.knee_status import knee_status
from kneetui.services.recent import recent
from kneetui.services.training import home_tests
from kneetui.services.training.changes import (
    ONE,
    WHERE,
    WRITTEN,
    change_words,
    due,
    options,
    places,
    tests_of_changes,
    waiting_words,
    write_change,
)

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.content.model import HomeTest
    from kneetui.services.container import Services
    from kneetui.services.training.changes import TriedChange

HELPED = {"1": "Yes", "0": "No"}


def change(services: Services, console: Console) -> None:
    """Ask whether the last change helped once that is due, else lead to one.

    Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`.
    """
    library, today = services.library, services.now().date()
    tests = {test.id: test for test in tests_of_changes(library)}
    if not tests:
        console.say("No installed pack has changes to try.")
        return
    asked = due(services, today)
    if asked:
        _helped(services, console, *asked[0])
        return
    names = {key: test.name for key, test in tests.items()}
    test = tests[ask.one_of(console, "About what?", names) if len(tests) > 1 else next(iter(tests))]
    entries = recent(services)
    waits = waiting_words(library, test, entries, today)
    if waits:
        console.say(waits)
        return
    there = {place.id: place for place in places(test, knee_status(services).gate)}
    place = there[ask.one_of(console, WHERE, {key: one.text for key, one in there.items()})]
    rows = options(library, test, place, entries, today)
    chosen = ask.one_of(
        console, f"{place.text}. {ONE}", {key: f"{text}. {came}".strip() for key, text, came in rows}
    )
    write_change(services, test, chosen)
    console.say(WRITTEN)


def _helped(services: Services, console: Console, test: HomeTest, change: TriedChange) -> None:
    library = services.library
    value = float(ask.one_of(console, f"{change_words(library, test, change.id)}: {test.name}", HELPED))
    pain = ask.diary_pain(console, library, "The worst pain since?")
    home_tests.write(services, test, [home_tests.Measured("both", value, pain)])
    console.say(test.reading)
