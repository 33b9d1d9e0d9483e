"""One change at a time, and whether it helped: of the bike, the shoes, or whatever a test at home asks about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import Entry
from kneetui.services.recent import recent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import HomeTest, Library, SorePlace
    from kneetui.routines.gate import Gate
    from kneetui.services.container import Services

WEEK = timedelta(days=7)
"""From a change to the question whether it helped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedChange:
    """A change that was made on a day; ``helped`` is ``None`` until somebody says."""

    id: str
    on: date
    helped: bool | None = None

    @property
    def asked_on(self) -> date:
        """The day on which it is asked whether it helped."""
        return self.on + WEEK


def tests_of_changes(library: Library) -> list[HomeTest]:
    """The tests at home that ask whether a change helped."""
    return [test for test in library.home_tests.values() if test.tracker]


def changes(entries: Iterable[Entry], test: HomeTest) -> tuple[TriedChange, ...]:
    """What was changed, oldest first, each with the first answer of the test after it."""
    made: list[TriedChange] = []
    for entry in sorted(entries, key=lambda one: (one.when, one.id)):
        for name, value in entry.own:
            if name == test.tracker and isinstance(value, str):
                made.append(TriedChange(id=value, on=entry.when.date()))
        record = entry.home_test
        if record and record.test == test.id and made and made[-1].helped is None:
            made[-1] = TriedChange(id=made[-1].id, on=made[-1].on, helped=bool(record.value))
    return tuple(made)


def under_way(entries: Iterable[Entry], test: HomeTest) -> TriedChange | None:
    """The change that is being tried: the last one, while nobody said whether it helped."""
    made = changes(entries, test)
    return made[-1] if made and made[-1].helped is None else None


def due(services: Services, today: date) -> list[tuple[HomeTest, TriedChange]]:
    """The changes that were made a week ago or longer, and nobody said whether they helped.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    tests = tests_of_changes(services.library)
    entries = recent(services) if tests else ()
    tried = ((test, under_way(entries, test)) for test in tests)
    return [(test, change) for test, change in tried if change and change.asked_on <= today]


def places(test: HomeTest, gate: Gate) -> list[SorePlace]:
    """The places where it can hurt, those that a knee is known to hurt at first."""
    return sorted(test.places, key=lambda place: not _known(place, gate))


def _known(place: SorePlace, gate: Gate) -> bool:
    return place.condition is not None and any(place.condition.test(facts) is True for facts in gate.facts)


def change_words(library: Library, test: HomeTest, change: str) -> str:
    """A change as people read it."""
    tracker = library.trackers.get(test.tracker)
    options = {option.id: option.text for option in tracker.options} if tracker else {}
    return options.get(change, change.replace("-", " "))


def write_change(services: Services, test: HomeTest, change: str) -> Entry:
    """Write down that something was changed today.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    knee = services.settings.knee or "both"
    return services.diary.add(Entry(services.now(), knee, own=((test.tracker, change),)))
