"""``kneetui pack index``: an index of a folder of archives, for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.refusals import fail
from kneetui.cli.pack import offers
from kneetui.cli.typed_path import TypedPath


@click.command()
@click.argument("folder", type=TypedPath())
@click.option("--sign", "key", metavar="KEYFILE", type=TypedPath(), help="Sign it with this key.")
def index(folder: Path, key: Path | None) -> None:
    """Make index.toml of the archives in FOLDER (see kneetui pack build), and sign it.

    Put the folder on any web server; others trust it with kneetui pack trust NAME URL. KEYFILE is a secret
    key of ssh-keygen or of minisign; the signature is index.toml.sig.
    """
    from kneetui_pack_index.index import make
    from kneetui_pack_index.signatures import SUFFIX, sign

    with offers.refusing():
        try:
            path, packs = make(folder)
            if key is None:
                path.with_name(path.name + SUFFIX).unlink(missing_ok=True)
            signature = sign(path, key) if key else None
        except OSError as error:
            fail(
                [
                    f"{folder}: the index cannot be written ({error.strerror or error}). Choose another folder."
                ],
                1,
            )
    for entry in packs.values():
        click.echo(f"{entry.id} {', '.join(version.version for version in entry.versions)}")
    click.echo(f"Index: {path}")
    click.echo(f"Signature: {signature}" if signature else "Not signed: only hashes can be checked.")
