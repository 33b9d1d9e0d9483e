"""The options that say what is in an entry, for whatever writes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kneetui.cli.io.refusals import refuse
from kneetui.config.about import KNEES, SPORT_OPTIONS
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.diary.trackers import OwnTracker
    from kneetui.diary.value_types import Plain

_Function = TypeVar("_Function", bound=Callable[..., Any])

LENGTH = "5km, 3mi, 40min, 1h20, “5km 28min”"
PAINS = {"morning": "in the morning", "during": "in training", "after": "after it"}
SWELLINGS = "none, slight, moderate, marked"
STIFFNESSES = "none, under-30-min, 30-to-60-min, over-60-min"


class EntryCommand(click.Command):
    """A command with the options of an entry, and one for each thing that can be kept track of."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """See click."""
        params = super().get_params(ctx)
        services = ctx.find_object(Services)
        if services is None:
            return params
        from kneetui.services.diary.trackers import known

        taken = {option for param in params for option in param.opts}
        own = [
            click.Option(
                [tracker.key.replace("-", "_"), _option(tracker, taken)],
                metavar="VALUE",
                help=f"{tracker.name}{f': {tracker.values}' if tracker.values else ''}.",
            )
            for tracker in known(services)
        ]
        return [*params[:-1], *own, params[-1]]


def _option(tracker: OwnTracker, taken: set[str]) -> str:
    short = f"--{tracker.id}"
    return f"--{tracker.key}" if short in taken else short


def entry_options(command: _Function) -> _Function:
    """The options of an entry, in the order of its form."""
    options = [
        click.option("--knee", type=click.Choice(KNEES), help="Which knee it is about."),
        click.option(
            "--when",
            metavar="WHEN",
            help="When it was: “yesterday 18:00”, “last monday”, “20 Nov”, “2026-11-20 07:30”.",
        ),
        *(click.option(f"--{name}", metavar="0-10", help=f"Pain {words}.") for name, words in PAINS.items()),
        click.option("--swelling", metavar="LEVEL", help=f"One of: {SWELLINGS}."),
        click.option("--stiffness", metavar="LEVEL", help=f"One of: {STIFFNESSES}."),
        *(
            click.option(f"--{name}", metavar="LENGTH", help=f"A session of {sport}: {LENGTH}.")
            for name, sport in SPORT_OPTIONS.items()
        ),
        click.option("--sport", type=(str, str), metavar="NAME LENGTH", help="A session of another sport."),
        click.option("--effort", metavar="0-10", help="How hard the session was."),
        click.option("--medication", metavar="TEXT", help="What you took."),
        click.option("--note", metavar="TEXT", help="Anything else."),
        click.option("--json", "as_json", is_flag=True, help="Print the entry and the status as JSON."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _key(name: str) -> str:
    if name in PAINS:
        return f"pain-{name}"
    return name.replace("_", "-") if name.startswith("own_") else name


def typed_and_training(given: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Plain]]:
    """What was given as keys of an entry, and those of its session; leaves with a sentence if it cannot be read."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.typed_entry import read_lengths

    typed = {
        _key(key): value
        for key, value in given.items()
        if value is not None and key not in (*SPORT_OPTIONS, "sport", "effort")
    }
    training: dict[str, Plain] = {}
    sessions = [
        (sport, given[option], f"--{option}") for option, sport in SPORT_OPTIONS.items() if given[option]
    ]
    sessions += [(*given["sport"], "--sport")] if given["sport"] else []
    if len(sessions) > 1:
        raise click.UsageError("One entry has one session: write the other one down by itself.")
    try:
        for sport, length, option in sessions:
            training |= {"sport": sport, **read_lengths(length, option)}
    except DiaryError as error:
        refuse(error, 2)
    if given["effort"] is not None:
        from kneetui.diary.entries import EFFORT

        training["effort"] = EFFORT.typed(given["effort"])
    return typed, training
