"""Writes what is made from code and content: the keys in the guide, the format of packs, the pages of exercises and plans.

Run it with: uv run python docs/make_tables.py
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding

from kneetui.ui.keys.names import key_name
from kneetui.ui.keys.places import PLACES
from made_part import framed, put, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.content.model import Library, Routine

DOCS = Path(__file__).parent
BEGIN = "<!-- The tables below are made by docs/make_tables.py -->"
END = "<!-- The end of the tables of keys. -->"

PARTS = PLACES | {"Indexes": ["kneetui_pack_index.screens.indexes:IndexesScreen"]}
"""Heading -> the classes whose bindings work there; in the end those of a plugin."""


def keys() -> str:
    """The tables, with the marks around them."""
    lines: list[str] = []
    for heading, classes in PARTS.items():
        rows = dict.fromkeys(row for name in classes for row in _rows(name))
        lines += [f"### {heading}", "", *table(("Key", "What it does"), rows), ""]
    return framed(BEGIN, lines[:-1], END)


def _rows(place: str) -> Iterator[tuple[str, str]]:
    module, _, name = place.partition(":")
    digits = False
    for binding in getattr(
        import_module(module if module.startswith("kneetui_") else f"kneetui.ui.{module}"), name
    ).__dict__["BINDINGS"]:
        assert isinstance(binding, Binding)
        assert binding.id, f"{name}: {binding.key} has no id"
        if binding.key.isdigit() and not binding.id.startswith("go."):
            digits = True
            continue
        pressed = ", ".join(f"`{on_keyboard(key)}`" for key in binding.key.split(","))
        yield pressed, binding.description
    if digits:
        yield "digits", "the answer with this number"


def on_keyboard(key: str) -> str:
    """A key by what is printed on it, where the app has a sign for that."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return "Backspace" if key == "backspace" else key_name(key)


EXERCISES = "<!-- The exercises below are listed by docs/make_tables.py -->"
EXERCISES_END = "<!-- The end of the exercises. -->"
WIDTH = 118
"""Columns of a page's lines."""


def exercises(library: Library) -> str:
    """Every exercise with its figure, by what it works on most, with the marks around them."""
    from textwrap import fill

    from kneetui.report.exercise_page import side_by_side
    from kneetui.routines.catalog import AREAS, Wanted, matching

    lines: list[str] = []
    for area, words in AREAS.items():
        here = [one for one in matching(library, Wanted(area=area)) if one.areas[0] == area]
        lines += [f"## {words.capitalize()}", ""] if here else []
        for exercise in here:
            drawn = side_by_side((exercise.frames[0], exercise.frames[-1]))
            title = f"**{exercise.name}** (`{exercise.id}`)."
            summary = fill(f"{title} {exercise.summary}", WIDTH)
            lines += [summary, "", "```text", *drawn, "```", "", fill(exercise.figure, WIDTH), ""]
    return framed(EXERCISES, lines[:-1], EXERCISES_END)


PLANS = "<!-- The plans below are listed by docs/make_tables.py -->"
PLANS_END = "<!-- The end of the plans. -->"


def plans(library: Library) -> str:
    """Every plan with its phases, what leads on from each, and its sources, with the marks around them."""
    from kneetui.routines.wording import length_words

    lines: list[str] = []
    for routine in library.routines.values():
        lines += [f"## {routine.name}", ""]
        lines += [_filled(f"`{routine.id}`: {length_words(routine)}. {routine.summary}"), ""]
        lines += table(
            ("Phase", "At least", "A week", "Before it, at home"),
            (_phase(library, routine, index) for index in range(len(routine.phases))),
        )
        rule = library.rules[routine.rule].name
        lines += ["", _filled(f"Pain rule: {rule}. Sources: {_sources(library, routine)}."), ""]
        lines += [_filled(routine.note), ""] if routine.note else []
    return framed(PLANS, lines[:-1], PLANS_END)


def _filled(text: str) -> str:
    from textwrap import fill

    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _phase(library: Library, routine: Routine, index: int) -> tuple[str, str, str, str]:
    from kneetui.config.wording import count
    from kneetui.routines.criteria import per_week
    from kneetui.routines.wording import criteria_words

    phase = routine.phases[index]
    if routine.fitted:
        return f"{index + 1} {phase.name}", "made anew each time", "", ""
    weeks = f"{count(phase.weeks, 'week')}, " if phase.weeks else ""
    asks = f"{weeks}{count(phase.green_sessions, 'session')} in the green"
    first = criteria_words(library, phase.entry)
    return f"{index + 1} {phase.name}", asks, _often(per_week(routine, index)), first


def _often(per_week: int) -> str:
    from kneetui.routines.wording import often_words

    return often_words(per_week).removesuffix(" a week")


def _sources(library: Library, routine: Routine) -> str:
    return "; ".join(
        f"[{source.title}]({source.url})" if source.url else source.title
        for source in (library.sources[name] for name in routine.source)
    )


def main() -> None:
    """Write all of them."""
    from kneetui.content.format.reference import reference
    from kneetui.content.loading.merge import load
    from kneetui.plugins.manager import find_plugins

    put(DOCS / "guide.md", keys())
    put(DOCS / "packs.md", reference())
    library = load(find_plugins().packs())
    put(DOCS / "exercises.md", exercises(library))
    put(DOCS / "plans.md", plans(library))


if __name__ == "__main__":
    main()
