"""``kneetui exercise``: the exercises of all packs, as a list and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.status_now import status_now
from kneetui.cli.summaries import WholeSummaries
from kneetui.cli.training.named import named_exercise
from kneetui.services.container import Services

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneetui.content.model import Library


@click.group(cls=WholeSummaries)
def exercise() -> None:
    """Look for an exercise, or read how one is done."""


@exercise.command("list")
@click.argument("words", nargs=-1)
@click.option("--area", help="What it works on, such as hip, calf or front-thigh.")
@click.option("--position", help="How one is placed: standing, sitting, lying, riding and so on.")
@click.option("--load", help="none, isometric, light, moderate, heavy or impact.")
@click.option("--for", "cause", metavar="CAUSE", help="The id of a cause that it is good for.")
@click.option("--with", "equipment", multiple=True, metavar="THING", help="What you have; may be repeated.")
@click.option("--without-equipment", is_flag=True, help="Only what needs nothing.")
@click.option("--open", "only_open", is_flag=True, help="Only what may be done today.")
@click.option("--json", "as_json", is_flag=True, help="Print the exercises as JSON.")
@click.pass_obj
def list_exercises(
    services: Services,
    words: tuple[str, ...],
    area: str | None,
    position: str | None,
    load: str | None,
    cause: str | None,
    equipment: tuple[str, ...],
    without_equipment: bool,
    only_open: bool,
    as_json: bool,
) -> None:
    """List the exercises in whose name, purpose or equipment all WORDS stand.

    \b
    kneetui exercise list squat
    kneetui exercise list --area hip --without-equipment
    kneetui exercise list --for itb-syndrome --with band
    """
    from kneetui.report.exercise_page import listing, plain
    from kneetui.routines.catalog import Wanted, matching

    library = load_library(services)
    note_left_out(services)
    filters = {"--area": area, "--position": position, "--load": load, "--for": cause}
    _check(library, filters, equipment)
    wanted = Wanted(
        text=" ".join(words),
        area=area or "",
        position=position or "",
        load=load or "",
        cause=cause or "",
        equipment=frozenset(equipment) if equipment or without_equipment else None,
    )
    exercises = matching(library, wanted)
    gate = status_now(services).gate
    if only_open:
        exercises = [one for one in exercises if gate.permits(library, one)]
    if as_json:
        show_json([plain(library, one, gate) for one in exercises])
    elif exercises:
        click.echo("\n".join(listing(library, exercises)))
    else:
        fail(["No exercise passes all of that. Leave something out: kneetui exercise list --help."], 1)


@exercise.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print the exercise as JSON.")
@click.pass_obj
def show(services: Services, name: str, as_json: bool) -> None:
    """Show how the exercise NAME (its id, or its name) is done, how much, and for whom it is not."""
    from kneetui.report.exercise_page import page, plain

    library = load_library(services)
    note_left_out(services)
    wanted = named_exercise(library, name)
    gate = status_now(services).gate
    if as_json:
        show_json(plain(library, wanted, gate))
    else:
        click.echo("\n".join(page(library, wanted, gate)))


def _check(library: Library, filters: Mapping[str, str | None], equipment: Iterable[str]) -> None:
    """Leave with the values there are, if an option has one that no exercise has."""
    exercises = library.exercises.values()
    values: dict[str, Iterable[str]] = {
        "--area": {area for own in exercises for area in own.areas},
        "--position": {own.position for own in exercises},
        "--load": {own.load for own in exercises},
        "--for": library.causes,
        "--with": library.equipment,
    }
    for option, value in (*filters.items(), *(("--with", thing) for thing in equipment)):
        known = sorted(filter(None, values[option]))
        if value is not None and value not in known:
            fail([f"{option} {value}: no exercise has that. There are: {', '.join(known)}."])
