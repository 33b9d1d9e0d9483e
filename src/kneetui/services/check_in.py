"""A look back at the week: the weekly questions of the trackers, asked once a week and written down like them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.trackers import of_content
from kneetui.diary.value_types import Number, OneOf
from kneetui.services.remembered_keys import WEEK_ASKED
from kneetui.services.sore_knee import sore_knee

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneetui.content.model import Tracker
    from kneetui.diary.own_values import OwnValue
    from kneetui.services.container import Services

EVERY = timedelta(days=7)
"""Between two times, and from the first entry to the first time."""

TEN = 10
"""What the key 0 stands for."""


def due(services: Services, entries: Iterable[Entry], today: date) -> tuple[Tracker, ...]:
    """The trackers that ask about this week now; none of which a value was noted within it.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    past = [entry for entry in entries if entry.when.date() <= today]
    if not services.settings.check_ins or not past:
        return ()
    first = min(entry.when.date() for entry in past)
    if first > today - EVERY or _asked(services) > today - EVERY:
        return ()
    noted = {name for entry in past if entry.when.date() > today - EVERY for name, _ in entry.own}
    return tuple(own for own in services.library.trackers.values() if own.weekly and own.id not in noted)


def answers(tracker: Tracker) -> dict[str, OwnValue]:
    """What can be answered, by the digit that does."""
    kind = of_content(tracker).type
    if isinstance(kind, OneOf):
        values: list[OwnValue] = [
            value == "yes" if tracker.kind == "yes-no" else value for value in kind.options
        ]
        return {str(number): value for number, value in enumerate(values, 1)}
    if isinstance(kind, Number):
        digits = {str(number % TEN): float(number) for number in range(1, TEN + 1)}
        return {key: number for key, number in digits.items() if tracker.low <= number <= tracker.high}
    return {}


def answer_words(tracker: Tracker, value: OwnValue) -> str:
    """An answer as people read it."""
    kind = of_content(tracker).type
    return kind.words("yes" if value is True else "no" if value is False else value)


def keys_words(tracker: Tracker) -> str:
    """What each digit answers: ``1 yes, mostly · 2 now and then``."""
    if tracker.kind == "number":
        ten = f"; 0 is {TEN}" if tracker.high >= TEN else ""
        return f"A digit: so many {tracker.unit or 'of them'}{ten}."
    return " · ".join(f"{key} {answer_words(tracker, value)}" for key, value in answers(tracker).items())


def write(services: Services, asked: Iterable[Tracker], values: Mapping[str, OwnValue]) -> bool:
    """Write down what was answered as one entry; whether there was anything.

    What was left open is not asked again this week. Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    now = services.now().replace(tzinfo=None)
    if values:
        services.diary.add(Entry(now, sore_knee(services) or "both", own=tuple(sorted(values.items()))))
    if any(tracker.id not in values for tracker in asked):
        services.diary.remember(WEEK_ASKED, now.date().isoformat())
    return bool(values)


def _asked(services: Services) -> date:
    try:
        return date.fromisoformat(services.diary.recall(WEEK_ASKED) or "")
    except (ValueError, DiaryError):
        return date.min
