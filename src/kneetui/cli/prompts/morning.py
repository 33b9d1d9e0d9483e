"""The morning: pain, swelling, painkillers, for each knee that has to be asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.config.about import SIDES
from kneetui.config.wording import knee_name, knee_names
from kneetui.diary.entries import SWELLINGS
from kneetui.report.status_page import today
from kneetui.services.diary.entry_words import line
from kneetui.services.knee_status import knee_status
from kneetui.services.mornings import PAINKILLER, write_morning
from kneetui.services.sore_knee import sore_knee
from kneetui.status.due import mornings
from kneetui.status.results import sides_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.cli.prompts.asking.console import Console
    from kneetui.services.container import Services


def morning(services: Services, console: Console) -> None:
    """Ask until every knee that trained or hurt has its answer, at least once; what the day asks for after each.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    day = services.now().date()
    missing = mornings(knee_status(services).due, day)
    while True:
        knee = missing[0] if len(missing) == 1 else _which(services, console, missing)
        pain = ask.diary_pain(console, services.library, f"{knee_name(knee)}: at its worst since getting up?")
        names = {swelling: swelling.capitalize() for swelling in SWELLINGS}
        swelling = ask.one_of(console, "Is the knee swollen?", {**names, "": "Don't know"}, "")
        killers = {"": "None", PAINKILLER: "Yes, since yesterday"}
        medication = ask.one_of(console, "Was a painkiller taken?", killers, "") if swelling else ""
        entry = write_morning(services, day, knee, pain, swelling or None, medication)
        console.say(f"Written down: {line(entry, services.library)}")
        missing = tuple(one for one in missing if one not in sides_of(entry.knee))
        if not missing:
            ask.tell(console, list(today(services.library, knee_status(services))))
            return


def _which(services: Services, console: Console, missing: Sequence[str]) -> str:
    sore = sore_knee(services)
    if sore in SIDES and not missing:
        return sore
    return ask.one_of(console, "Which knee was it this morning?", knee_names(), sore or None)
