"""``kneetui pack check``: what is wrong with a pack."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.pack.tell import forms, tell
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services


@click.command()
@click.argument("folder", type=TypedPath())
@forms
@click.pass_obj
def check(services: Services, folder: Path, form: str, as_json: bool) -> None:
    """Check the pack in FOLDER, together with the core: everything that is wrong, at once.

    Exit codes: 0 if there is nothing wrong, or only warnings; 1 if there is; 2 if the command was not
    understood.
    """
    from kneetui.packs.checking.check import check_folder

    tell(
        check_folder(folder, services.installed), f"{folder}: no problems found.", "json" if as_json else form
    )
