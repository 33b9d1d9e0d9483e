"""``kneetui pack schema``: the format of packs for text editors."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.typed_path import TypedPath


@click.command()
@click.argument("folder", required=False, type=TypedPath())
@click.option("--head", is_flag=True, help="The schema of pack.toml, instead of that of all other files.")
@click.option("--write", is_flag=True, help="Put both beside the pack, where its files look for them.")
def schema(folder: Path | None, head: bool, write: bool) -> None:
    """Print the format of packs as JSON Schema, for completion and checks in a text editor.

    It names the ids of the core and, with FOLDER, of the pack there. The line

        #:schema ./.kneetui/content.json

    at the top of a file tells an editor with support for TOML where to find it; “kneetui pack new” writes it.
    Run it with --write when you have added ids.
    """
    from kneetui.content.compiled.core_cache import core_pack
    from kneetui.content.loading.loader import load_pack
    from kneetui_pack_authoring import json_schema

    packs = [core_pack()]
    if folder:
        if not (folder / "pack.toml").is_file():
            fail([f"{folder}: there is no pack.toml. Give the folder of a pack."])
        packs.append(load_pack(folder))
    if not write:
        show_json(json_schema.head_schema(packs) if head else json_schema.content_schema(packs))
        return
    if not folder:
        fail(["--write needs the FOLDER of a pack."])
    try:
        for path in json_schema.write(folder, packs):
            click.echo(f"{path} is written.")
    except OSError as error:
        fail([f"{folder}: the schema cannot be written ({error.strerror or error})."])
