"""The sport and the minutes that a warm-up or a cool-down is made for, as options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kneetui.cli.io.refusals import fail

if TYPE_CHECKING:
    from kneetui.services.training.todays_session import Today

Command = TypeVar("Command", bound=Callable[..., Any])

sport_option = click.option(
    "--sport", metavar="SPORT", help="Of a warm-up or cool-down: the sport it is for; else your own first."
)


def _offered(_context: click.Context, _option: click.Parameter, typed: int | None) -> int | None:
    from kneetui.routines.fitted import LENGTHS

    if typed is not None and not min(LENGTHS) <= typed <= max(LENGTHS):
        fail([f"--minutes {typed}: give a number from {min(LENGTHS)} to {max(LENGTHS)}."])
    return typed


def fit_options(command: Command) -> Command:
    """For which sport and how many minutes."""
    minutes = click.option(
        "--minutes",
        metavar="MINUTES",
        type=int,
        callback=_offered,
        help="Of a warm-up or cool-down: how long; else the shortest.",
    )
    return sport_option(minutes(command))


def made_for(today: Today, sport: str | None, minutes: float | None) -> Today:
    """The session made for what was typed, within the minutes that are offered.

    Leaves with a sentence where it is made for no sport, or does not know that one.
    """
    from kneetui.config.spelling import did_you_mean
    from kneetui.routines.fitted import LENGTHS, OTHER, MadeFor, sports

    if today.fit is None:
        if sport is not None:
            fail([f"--sport: “{today.routine.name}” is the same for every sport. Leave it out."])
        return today
    known = dict.fromkeys([*sports(today.routine.phases[0]), OTHER])
    if sport is not None and sport not in known:
        hint = did_you_mean(sport, known) or f"There are: {', '.join(known)}."
        fail([f"--sport {sport}: “{today.routine.name}” does not know that one. {hint}"])
    length = today.fit.minutes if minutes is None else max(min(LENGTHS), min(int(minutes), max(LENGTHS)))
    return today.made_for(MadeFor(sport=sport or today.fit.sport, minutes=length))
