"""``kneetui pack build``: a folder becomes one file that others can install."""

from __future__ import annotations

from pathlib import Path

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.pack.tell import forms, tell
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services


@click.command()
@click.argument("folder", type=TypedPath())
@click.option(
    "-o",
    "--output",
    type=TypedPath(written=True),
    default=Path(),
    metavar="FOLDER",
    help="Where to put the archive; here without it.",
)
@forms
@click.pass_obj
def build(services: Services, folder: Path, output: Path, form: str, as_json: bool) -> None:
    """Check the pack in FOLDER and make ID-VERSION.zip of it.

    The same files give the same archive, byte for byte; it holds a manifest with the hash of every file. A
    pack with problems is not built: exit code 1.
    """
    from hashlib import sha256

    from kneetui.packs.checking.check import check_folder
    from kneetui.packs.errors import PackError
    from kneetui_pack_authoring import write_archive

    form = "json" if as_json else form
    problems = check_folder(folder, services.installed)
    if any(problem.severity == "error" for problem in problems):
        tell(problems, "", form)
    try:
        path = write_archive.build(folder, output)
        digest = sha256(path.read_bytes()).hexdigest()
    except PackError as error:
        tell(error.problems, "", form)
        return
    except OSError as error:
        fail([f"{output}: cannot be written ({error.strerror or error}). Choose another folder."])
    if form == "json":
        show_json({"archive": str(path), "sha256": digest})
        return
    if problems:
        tell(problems, "", form)
    click.echo(f"Built: {path}")
    click.echo(f"sha256: {digest}")
