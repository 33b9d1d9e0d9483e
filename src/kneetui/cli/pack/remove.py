"""``kneetui pack remove``: takes a pack away; what somebody edited is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library
from kneetui.cli.pack import offers
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.packs.install.removal import Removal


@click.command()
@click.argument("name")
@offers.SYSTEM
@offers.DRY
@offers.YES
@offers.JSON
@click.pass_obj
def remove(services: Services, name: str, shared: bool, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Remove a pack; shows first which cases come out otherwise without it.

    A pack that was installed with pip, pipx or uv is removed with these; the command is printed.
    """
    from kneetui.packs.install.removal import NotOurs, prepare_removal
    from kneetui.packs.install.removal import remove as take

    load_library(services)
    with offers.refusing(as_json):
        try:
            removal = prepare_removal(name, services.here(), services.plugins.distributions(), shared=shared)
        except NotOurs as error:
            if as_json:
                raise
            problem = error.problems[0]
            fail([f"{problem.message}. To remove it:", f"  {problem.remedy}"], 1)
        if not as_json:
            _tell(removal)
            if dry_run:
                return
            offers.ask(f"Remove {name} for {'all users' if removal.shelf.shared else 'you'}?", yes)
        yes = yes and not dry_run
        backup = take(removal) if yes or not as_json else None
        services.reload()
    if as_json:
        show_json(
            {
                "id": name,
                "scope": removal.shelf.scope,
                "removed": yes,
                "kept": str(backup or ""),
                "edited": list(removal.edited),
                "next": removal.next,
                "broken": offers.plain_problems(removal.broken),
                "outcomes": offers.plain_outcomes(removal.outcomes),
            }
        )
        return
    click.echo(f"Removed: {name}")
    offers.tell_backup(backup)


def _tell(removal: Removal) -> None:
    """What it would change, before anything is done."""
    click.echo("\n".join(offers.tell_outcomes(removal.outcomes)))
    for problem in removal.broken:
        click.echo(f"no longer works without it: {problem.pack}: {problem.message}")
    if removal.next:
        click.echo(f"Then the one of {removal.next} is used.")
    if removal.edited:
        click.echo(f"It was edited ({', '.join(removal.edited[:5])}); it is kept in {removal.shelf.backups}.")
