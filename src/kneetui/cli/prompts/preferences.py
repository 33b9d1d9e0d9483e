"""The settings, one at a time, saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kneetui.cli.prompts.asking import ask
from kneetui.config import clock, idle
from kneetui.config.about import SPORTS
from kneetui.config.settings import THEMES
from kneetui.config.weeks import STARTS
from kneetui.config.wording import knee_names
from kneetui.diary.trackers import FORMS
from kneetui.services.diary.trackers import lines_of, read_lines

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.config.settings import Settings
    from kneetui.services.container import Services

Change = Callable[["Services", "Console", "Settings"], dict[str, Any]]

STAYS = "Enter: it stays."

COUNTRY = 2
"""Letters of a country code."""

BELLS = {"on": (True, True), "at changes": (True, False), "off": (False, False)}
"""The bell, and whether it rings in the tempo of a repetition."""


def settings(services: Services, console: Console) -> None:
    """Lead through the settings until the person leaves."""
    while True:
        now = services.settings
        rows = {name: f"{name}: {words(services, now)}" for name, (words, _) in ROWS.items()}
        name = ask.one_of(console, "Which setting?", rows)
        changed = ROWS[name][1](services, console, now)
        if changed:
            services.save_settings(replace(now, **changed))
            console.say("Saved.")


def _sports(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    return {"sports": tuple(ask.several(console, "What do you do?", SPORTS, now.sports))}


def _knee(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    return {"knee": ask.one_of(console, "Which knee is sore?", {**knee_names(), "": "Not said"}, now.knee)}


def _bell(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    chosen = ask.one_of(console, "The bell?", {name: name.capitalize() for name in BELLS}, _bell_of(now))
    bell, beats = BELLS[chosen]
    return {"bell": bell, "beats": beats}


def _bell_of(now: Settings) -> str:
    return next(
        name
        for name, value in BELLS.items()
        if value[0] == now.bell and now.beats in (value[1], not now.bell)
    )


def _country(_services: Services, console: Console, _: Settings) -> dict[str, Any]:
    typed = ask.line(console, f"Two letters, such as AT, DE or US; - as your system says. {STAYS}").upper()
    if not typed:
        return {}
    if typed == "-":
        return {"region": ""}
    if len(typed) == COUNTRY and typed.isalpha():
        return {"region": typed}
    console.say(f"“{typed}” is no country code; nothing was changed.")
    return {}


def _zone(_services: Services, console: Console, _: Settings) -> dict[str, Any]:
    typed = ask.line(
        console, f"The name of your time zone, such as Europe/Berlin; - as your system says. {STAYS}"
    )
    if not typed:
        return {}
    if typed == "-":
        return {"timezone": ""}
    if clock.named(typed) is not None:
        return {"timezone": typed, "timezone_asked": True}
    console.say(f"“{typed}” is no time zone that is known; nothing was changed.")
    return {}


def _week(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    days = {"": "By country", **{day: day.capitalize() for day in STARTS}}
    return {"week_start": ask.one_of(console, "When do weeks begin?", days, now.week_start)}


def _trackers(services: Services, console: Console, _: Settings) -> dict[str, Any]:
    known = ", ".join(own.name for own in services.library.trackers.values())
    typed = ask.line(
        console, f"What, with semicolons between? {known}, or yours, as in {FORMS}. - for nothing. {STAYS}"
    )
    if not typed:
        return {}
    lines = () if typed == "-" else lines_of(services, typed)
    problems = read_lines(services, lines).problems
    if problems:
        ask.tell(console, [f"{problems[0]}", "Nothing was changed."])
        return {}
    return {"trackers": lines}


def _check_ins(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    ways = {"on": "Once a week", "off": "Never"}
    chosen = ask.one_of(
        console, "When are you asked about your week?", ways, "on" if now.check_ins else "off"
    )
    return {"check_ins": chosen == "on"}


def _lines(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    ways = {"screens": "With screens", "lines": "With numbered lines, as here"}
    chosen = ask.one_of(console, "How does kneetui start?", ways, "lines" if now.plain else "screens")
    return {"plain": chosen == "lines"}


def _colours(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    return {
        "theme": ask.one_of(
            console, "The colours of the screens?", {name: name for name in THEMES}, now.theme
        )
    }


def _idle(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    ways = {"": "As the host says", "never": "Never"}
    spans = {one: f"After {one} minutes" for one in idle.CHOICES if one.isdecimal()}
    return {"idle": ask.one_of(console, "When does kneetui end if nothing is typed?", ways | spans, now.idle)}


def _signs(_services: Services, console: Console, now: Settings) -> dict[str, Any]:
    signs = {"": "As the terminal", "ascii": "ASCII", "unicode": "All"}
    return {"signs": ask.one_of(console, "The signs?", signs, now.signs)}


ROWS: dict[str, tuple[Callable[[Services, Settings], str], Change]] = {
    "Sports": (lambda _, now: ", ".join(SPORTS.get(one, one) for one in now.sports) or "none", _sports),
    "Sore knee": (lambda _, now: now.knee or "not said", _knee),
    "Bell": (lambda _, now: _bell_of(now), _bell),
    "Country": (
        lambda services, now: (
            f"{now.region or 'as your system says'}, emergency number {services.emergency_number()}"
        ),
        _country,
    ),
    "Time zone": (lambda _, now: now.timezone or f"{clock.zone_name()}, as your system says", _zone),
    "Weeks from": (lambda _, now: now.week_start or "by country", _week),
    "Keep track of": (lambda _, now: "; ".join(now.trackers) or "nothing else", _trackers),
    "Weekly look": (lambda _, now: "on" if now.check_ins else "off", _check_ins),
    "Start": (lambda _, now: "numbered lines" if now.plain else "screens", _lines),
    "End when idle": (
        lambda _, now: (
            f"after {now.idle} minutes" if now.idle.isdecimal() else now.idle or "as the host says"
        ),
        _idle,
    ),
    "Colours": (lambda _, now: now.theme, _colours),
    "Signs": (lambda _, now: now.signs or "as the terminal", _signs),
}
"""Label -> how it is now, and what asks for another."""
