"""``kneetui pack trust``, ``distrust`` and ``indexes``: where packs may come from by name."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.pack import offers
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count


@click.command()
@click.argument("name")
@click.argument("url")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="FILE",
    type=TypedPath(),
    help="A public key that must have signed it; may be given again.",
)
@offers.SYSTEM
def trust(name: str, url: str, keys: tuple[Path, ...], shared: bool) -> None:
    """Trust the index at URL under a name of your choice; PACK@NAME then installs from it.

    With a key, what is not signed with it is refused. FILE is a public key of ssh-keygen (.pub) or minisign.
    """
    from kneetui.packs.archive.read_file import read_file
    from kneetui_pack_index import signatures
    from kneetui_pack_index.trusted import trust as keep

    with offers.refusing():
        given = [
            signatures.read_key(read_file(file, signatures.MOST).decode("utf-8", "replace"), file)
            for file in keys
        ]
        opened = keep(name, url, given, shared=shared)
    click.echo(f"{name}: {count(len(opened.index), 'pack')} at {opened.trusted.url}")
    click.echo(opened.signature)
    click.echo(
        "".join(
            f"{entry.id} {entry.versions[0].version}  {entry.summary}\n"
            for entry in opened.index.values()
            if entry.versions
        ),
        nl=False,
    )


@click.command()
@click.argument("name")
@offers.SYSTEM
def distrust(name: str, shared: bool) -> None:
    """Trust an index no more. What was installed from it stays."""
    from kneetui_pack_index.trusted import distrust as drop

    with offers.refusing():
        drop(name, shared=shared)
    click.echo(f"{name} is not trusted any more.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def indexes(as_json: bool) -> None:
    """List the trusted indexes and their keys."""
    from kneetui_pack_index import signatures
    from kneetui_pack_index.trusted import trusted

    with offers.refusing():
        known = trusted()
    if as_json:
        show_json(
            {
                "indexes": [
                    {"name": index.name, "url": index.url, "keys": list(index.keys)}
                    for index in known.values()
                ]
            }
        )
        return
    for index in known.values():
        signed = ", ".join(map(signatures.short, index.keys)) or "no key: only hashes are checked"
        click.echo(f"{index.name}  {index.url}  ({signed})")
    if not known:
        click.echo("No index is trusted. Add one with kneetui pack trust NAME URL.")
