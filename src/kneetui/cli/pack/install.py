"""``kneetui pack install``: shows what a pack is and would change, asks, then installs it."""

from __future__ import annotations

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library
from kneetui.cli.pack import offers
from kneetui.cli.pack.tell import line
from kneetui.services.container import Services


@click.command()
@click.argument("what", metavar="FOLDER|ARCHIVE|WHEEL|URL|NAME@INDEX")
@offers.SYSTEM
@click.option("--sha256", default="", metavar="HASH", help="What the file must have; else it is refused.")
@click.option(
    "--pack-version", default="", metavar="VERSION", help="This version of NAME@INDEX, not the newest."
)
@offers.DOWNGRADE
@offers.REPLACE
@offers.DRY
@offers.YES
@offers.JSON
@click.pass_obj
def install(
    services: Services,
    what: str,
    shared: bool,
    sha256: str,
    pack_version: str,
    downgrade: bool,
    replace: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Install a pack from a folder, an archive or a wheel; with the plugin kneetui-pack-index from an address or an index, too.

    Shows first what is in it, and what it changes in the outcomes of the cases of all packs. A pack is data:
    no program in it is ever run.
    """
    from kneetui.packs.install.install_plan import install as put
    from kneetui.packs.install.install_plan import prepare

    load_library(services)
    with (
        offers.refusing(as_json),
        prepare(what, services.here(), shared=shared, sha256=sha256.lower(), version=pack_version) as offer,
    ):
        hindrances = offer.hindrances(downgrade=downgrade, replace=replace)
        go = not dry_run and not hindrances and (yes or not as_json)
        if as_json:
            plain = offers.plain_offer(offer) | {"hindrances": offers.plain_problems(hindrances)}
        else:
            click.echo("\n".join(offers.tell_offer(offer)))
        if go and not as_json:
            whom = "all users of this host" if shared else "you"
            offers.ask(f"Install it for {whom}?", yes)
        done = put(offer, downgrade=downgrade, replace=replace) if go else None
        services.reload()
        if as_json:
            backup = str(done.backup) if done and done.backup else ""
            show_json(plain | {"installed": done is not None, "kept": backup})
        elif done:
            click.echo(f"Installed: {offer.info.id} {offer.info.version}, {done.folder}")
            offers.tell_backup(done.backup)
        if hindrances and not dry_run:
            fail([] if as_json else map(line, hindrances), 1)
