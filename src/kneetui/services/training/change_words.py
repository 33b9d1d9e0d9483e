"""What is said of changes that are tried, on screens and in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import near_day_words
from kneetui.services.training.changes import change_words, changes, under_way

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kneetui.content.model import HomeTest, Library, SorePlace
    from kneetui.diary.entries import Entry

WHERE = "Where does it hurt?"
ONE = "One thing at a time, by 5 mm at most. Write down the old value first."
WRITTEN = "Written down. In a week Today asks whether it helped."


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
