"""``kneetui pack migrate``: old spellings become today's."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count, plural

if TYPE_CHECKING:
    from kneetui_pack_authoring.migrate import Rewrite


@click.command()
@click.argument("folder", type=TypedPath())
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit code 1 if there is something."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def migrate(folder: Path, only_check: bool, yes: bool) -> None:
    """Rewrite old spellings of the pack in FOLDER.

    Shows every change first, and asks. Only the old words change: remarks, order and everything else stay.
    """
    from kneetui.packs.errors import PackError
    from kneetui_pack_authoring.migrate import apply, migration

    try:
        plan = migration(folder)
    except PackError as error:
        refuse(error)
    if not plan.changes:
        click.echo(f"{folder}: everything is in today's spelling.")
        return
    for change in plan.changes:
        click.echo("\n".join(_difference(change, folder)))
    for line in dict.fromkeys(use.old.message for change in plan.changes for use in change.uses):
        click.echo(f"{line}.")
    if only_check:
        sys.exit(1)
    if not yes and not _agreed(len(plan.changes)):
        fail(["Nothing was changed."], 1)
    try:
        apply(plan)
    except PackError as error:
        refuse(error)
    click.echo(f"{count(len(plan.changes), 'file')} rewritten.")


def _agreed(files: int) -> bool:
    which = plural(files, "this file", f"these {count(files, 'file')}")
    try:
        return click.confirm(f"Change {which}?")
    except click.Abort:
        click.echo(err=True)
        return False


def _difference(change: Rewrite, folder: Path) -> Iterator[str]:
    from kneetui.content.loading.invisible_chars import shown

    name = str(change.path.relative_to(folder))
    before, after = (content.decode("utf-8").splitlines() for content in (change.before, change.after))
    for line in difflib.unified_diff(before, after, name, name, n=1, lineterm=""):
        yield shown(line, 200)
