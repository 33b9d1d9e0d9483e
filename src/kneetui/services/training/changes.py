"""One change at a time, and whether it helped: of the bike, the shoes, or whatever a test at home asks about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import near_day_words
from kneetui.diary.entries import Entry
from kneetui.services.recent import recent
from kneetui.services.sore_knee import sore_knee

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import HomeTest, Library, SorePlace
    from kneetui.routines.gate import Gate
    from kneetui.services.container import Services

WHERE = "Where is it sore?"
ONE = "One thing at a time, by 5 mm at most. Write down the old value first."
WRITTEN = "Written down. In a week Today asks whether it helped."

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
    knee = sore_knee(services) or "both"
    return services.diary.add(Entry(services.now(), knee, own=((test.tracker, change),)))


# --- in words ------------------------------------------------------------------------------------


def waiting_words(library: Library, test: HomeTest, entries: Iterable[Entry], today: date) -> str:
    """That a change is being tried, and when it is asked about; empty without one."""
    change = under_way(entries, test)
    if change is None:
        return ""
    name = change_words(library, test, change.id)
    asked = near_day_words(max(change.asked_on, today), today)
    return f"{name}: since {near_day_words(change.on, today)}. One change at a time; {asked} Today asks whether it helped."


def options(
    library: Library, test: HomeTest, place: SorePlace, entries: Iterable[Entry], today: date
) -> list[tuple[str, str, str]]:
    """The changes that fit a place: id, words, and what came of it when it was tried."""
    tried = {change.id: change for change in changes(entries, test)}
    rows = []
    for name in place.changes:
        change = tried.get(name)
        came = (
            "" if change is None or change.helped is None else "helped" if change.helped else "did not help"
        )
        when = f"{came}, {near_day_words(change.on, today)}" if change and came else ""
        rows.append((name, change_words(library, test, name), when))
    return rows
