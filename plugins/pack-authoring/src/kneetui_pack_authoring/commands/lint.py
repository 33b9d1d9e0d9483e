"""``kneetui pack lint``: what there is to mend in a pack."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.library import load_library
from kneetui.cli.pack.tell import forms, tell
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services


@click.command()
@click.argument("folder", required=False, type=TypedPath())
@forms
@click.pass_obj
def lint(services: Services, folder: Path | None, form: str, as_json: bool) -> None:
    """Look for hard words, certainty, and what nobody can ever meet.

    Looks at the pack in FOLDER together with the core, or at all installed packs. No text should need more
    than eight years of school (Flesch-Kincaid grade 8); every cause should come first for somebody and have
    a case; every question should be asked and every tip shown at some time. It takes a while.
    """
    from kneetui_pack_authoring.lint import lint_folder, lint_installed

    problems = lint_folder(folder, services.installed) if folder else lint_installed(load_library(services))
    tell(problems, f"{folder or 'installed packs'}: nothing found.", "json" if as_json else form)
