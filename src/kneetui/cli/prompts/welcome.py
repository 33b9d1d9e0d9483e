"""The first run: what this is, which sports, which knee."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.config.about import PURPOSE, SPORTS
from kneetui.config.wording import knee_names

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.services.container import Services


OWN, ANOTHER, BACK = "go", "for-another", "back"
WHOSE = {"child": "My child's", "other": "Somebody else's, whom I help"}


def welcome(services: Services, console: Console) -> str | None:
    """Ask, and save each answer at once; about whom to go on to the questions (empty: oneself), ``None`` not to."""
    console.say(PURPOSE)
    console.say("If it is an emergency, call for help now.")
    sports = ask.several(console, "What do you do?", SPORTS, services.settings.sports)
    services.save_settings(replace(services.settings, sports=tuple(sports)))
    knee = ask.one_of(console, "Which knee is it?", knee_names(), services.settings.knee)
    services.save_settings(replace(services.settings, knee=knee))
    doors = {
        OWN: "Go on to the questions about your knee",
        ANOTHER: "It is the knee of my child, or of somebody I help",
        BACK: "Look around first",
    }
    chosen = ask.one_of(console, "You can change this later. What now?", doors, OWN)
    services.save_settings(replace(services.settings, welcomed=True))
    if chosen == ANOTHER:
        return ask.one_of(console, "Whose knee is it?", WHOSE)
    return "" if chosen == OWN else None
