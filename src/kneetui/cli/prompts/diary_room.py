"""The diary in numbered lines: its charts in sentences, its entries, and what can be done with one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask, numbers
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.commands import run_command, safely
from kneetui.cli.prompts.asking.console import Item
from kneetui.cli.prompts.writing import write_entry
from kneetui.config.about import SIDES
from kneetui.config.wording import count, knee_name
from kneetui.report.periods_page import places_sentence
from kneetui.services.diary import chart_words
from kneetui.services.diary.browsing.browser import DiaryView
from kneetui.services.diary.browsing.query import read_query
from kneetui.services.diary.entry_words import line
from kneetui.services.patterns import long_view
from kneetui.status.trend.periods import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.cli.prompts.asking.console import Console
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services

FEW = 20
"""So many entries are listed at once."""

WAYS = {
    "entries": "The last entries",
    "find": "Find entries by words",
    "chart": "The chart in sentences",
    "periods": "A week, a month, a year, everything: in sentences",
    "places": "Where it hurt, in sentences",
    "mornings": "What goes with worse mornings",
    "undo": "Take back the last change of the diary",
    "export": "Take the diary along: print it as TOML",
}
HERE = {
    flow: list(WAYS).index(way) + 1
    for flow, way in (("diary", "entries"), ("undo", "undo"), ("export", "export"))
}
"""Flows of the main menu that the room leads to itself, with their numbers in it."""

EDITED = ("entry", "import")
"""The kinds of entry that are changed field by field; the others are what was answered or played."""


class DiaryPrompts:
    """The room at a console; ``q`` leaves it."""

    def __init__(self, services: Services, console: Console) -> None:
        self.services, self.console = services, console

    def run(self) -> None:
        """Lead from one look to the next. Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`."""
        while True:
            way = ask.one_of(self.console, "The diary. What do you want to see?", WAYS)
            try:
                safely(self.console, partial(self._go, way))
            except LeftError:
                self.console.say("Back to the diary.")

    def _go(self, way: str) -> None:
        if way == "entries":
            self._choose(self.services.diary.entries())
        elif way == "find":
            query = read_query(
                ask.line(self.console, "Which words? Such as: stairs, running, pain>=4. Enter: all.")
            )
            self._choose([entry for entry in self.services.diary.entries() if query.matches(entry)])
        elif way == "chart":
            ask.tell(self.console, chart_sentences(self.services))
        elif way == "periods":
            ask.tell(self.console, period_sentences(self.services))
        elif way == "places":
            ask.tell(
                self.console, [places_sentence(long_view.places(self.services, side), side) for side in SIDES]
            )
        else:
            run_command(self.services, self.console, "diary", way, as_it_is=way == "export")

    def _choose(self, entries: Sequence[Entry]) -> None:
        """Entries by number, and what to do with the one that is chosen."""
        self.console.say(_how_many(entries))
        shown = entries[:FEW]
        self.console.list_items([Item(id="", text=line(entry, self.services.library)) for entry in shown])
        while shown:
            typed = ask.line(self.console, f"{numbers.one(len(shown))} It opens the entry.")
            if typed.isdecimal() and 1 <= int(typed) <= len(shown):
                self._open(shown[int(typed) - 1])
                return
            self.console.refuse(typed)

    def _open(self, entry: Entry) -> None:
        run_command(self.services, self.console, "diary", "show", f"{entry.id}")
        ways = {"edit": "Change it"} if entry.kind in EDITED else {}
        chosen = ask.one_of(
            self.console, "And now?", {**ways, "remove": "Take it out", "back": "Leave it as it is"}
        )
        if chosen == "edit":
            write_entry(self.services, self.console, entry)
        elif chosen == "remove":
            run_command(self.services, self.console, "diary", "remove", f"{entry.id}")


def _how_many(entries: Sequence[Entry]) -> str:
    if len(entries) < 2:
        return "1 entry." if entries else "No entry."
    few = f" The {FEW} newest:" if len(entries) > FEW else ""
    return f"{count(len(entries), 'entry')}, the newest first.{few}"


def chart_sentences(services: Services) -> list[str]:
    """What the chart of the diary shows, knee by knee."""
    view = DiaryView(services)
    pictures = view.pictures()
    return [f"{view.title}.", chart_words.words(pictures)] if pictures else ["Nothing in the diary yet."]


def period_sentences(services: Services) -> list[str]:
    """What each of the longer charts shows: the period of today, for each knee that was written about."""
    today = services.now().date()
    sentences = []
    for knee in SIDES:
        if services.diary.latest(knee=knee) is None:
            continue
        sentences.append(f"{knee_name(knee)}.")
        for kind in KINDS:
            period = long_view.period_of(services, kind, today)
            if period is not None:
                view = long_view.view(services, kind, period, knee)
                sentences.append(f"{period.label}: {' '.join(view.sentences)}")
    return sentences or ["Nothing in the diary yet."]
