"""``kneetui pack update``: newer versions from where packs came from, never over anybody's edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library
from kneetui.cli.pack import offers
from kneetui.cli.pack.tell import line
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.packs.install.updates import Update


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--all", "everything", is_flag=True, help="Every pack that kneetui installed.")
@offers.SYSTEM
@offers.DOWNGRADE
@offers.REPLACE
@offers.DRY
@offers.YES
@offers.JSON
@click.pass_obj
def update(
    services: Services,
    names: tuple[str, ...],
    everything: bool,
    shared: bool,
    downgrade: bool,
    replace: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Look for newer versions where packs came from, show the difference, and ask.

    Pinned packs are passed over. A pack whose files somebody edited stays as it is.
    """
    from kneetui.packs.install.updates import look, updatable
    from kneetui.packs.installed import pack_dir

    if bool(names) == everything:
        fail(["Name the packs to update, or say --all."])
    load_library(services)
    every = list(pack_dir.system().packs()) if shared else updatable()
    reports: list[dict[str, Any]] = []
    wrong = False
    for name in every if everything else names:
        with offers.refusing(as_json), look(name, services.here(), shared=shared) as offered:
            plain, good = _one(
                offered,
                services,
                downgrade=downgrade,
                replace=replace,
                dry_run=dry_run,
                yes=yes,
                as_json=as_json,
            )
            reports.append(plain)
            wrong = wrong or not good
    if as_json:
        show_json({"packs": reports})
    elif not reports:
        click.echo("There is no pack to update.")
    if wrong:
        raise SystemExit(1)


def _one(
    offered: Update,
    services: Services,
    *,
    downgrade: bool,
    replace: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> tuple[dict[str, Any], bool]:
    """One pack: what came of it as JSON can hold it, and whether nothing went wrong."""
    from kneetui.packs.install.install_plan import install

    plain: dict[str, Any] = {"id": offered.id, "state": offered.state, "version": offered.version}
    plain |= {"problems": offers.plain_problems(offered.problems), "installed": False, "kept": ""}
    offer = offered.offer
    if offer is None:
        if not as_json:
            _say(offered)
        return plain, offered.state in ("same", "pinned")
    hindrances = offer.hindrances(downgrade=downgrade, replace=replace)
    plain |= {"offer": offers.plain_offer(offer), "hindrances": offers.plain_problems(hindrances)}
    if not as_json:
        click.echo("\n".join([*offers.tell_offer(offer), *map(line, hindrances)]))
    if dry_run or hindrances or (as_json and not yes):
        return plain, dry_run or not hindrances
    if not as_json:
        offers.ask(f"Update {offered.id} from {offered.version} to {offer.info.version}?", yes)
    done = install(offer, downgrade=downgrade, replace=replace)
    services.reload()
    plain |= {"installed": True, "kept": str(done.backup or "")}
    if not as_json:
        click.echo(f"Updated: {offered.id} {offer.info.version}")
        offers.tell_backup(done.backup)
    return plain, True


def _say(offered: Update) -> None:
    if offered.state == "same":
        click.echo(f"{offered.id} {offered.version}: nothing new")
    elif offered.state == "pinned":
        click.echo(f"{offered.id} {offered.version}: pinned, not looked for")
    for problem in offered.problems:
        click.echo(line(problem), err=True)
