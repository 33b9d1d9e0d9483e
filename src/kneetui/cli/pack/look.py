"""``kneetui pack list``, ``info`` and ``reference``: what is installed, and what a pack may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.pack.tell import plain_problem
from kneetui.cli.root import fail, load_library, show_json
from kneetui.services import Services

if TYPE_CHECKING:
    from kneetui.content.model import PackInfo


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def list_packs(services: Services, as_json: bool) -> None:
    """List the installed packs, and what is wrong with the others."""
    library = load_library(services)
    problems = services.problems
    if as_json:
        packs = [_plain(each) for each in library.packs.values()]
        show_json({"packs": packs, "problems": [plain_problem(each) for each in problems]})
        return
    for each in library.packs.values():
        click.echo(f"{each.id} {each.version}  {each.name}  ({each.origin})")
    for problem in problems:
        click.echo(f"not loaded: {problem}")


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def info(services: Services, name: str, as_json: bool) -> None:
    """Show one installed pack."""
    library = load_library(services)
    found = library.packs.get(name)
    if found is None:
        mine = [problem for problem in services.problems if problem.pack == name]
        if mine:
            fail([f"the pack {name} is not loaded:", *map(str, mine)], 1)
        fail([f"there is no pack “{name}”. Installed: {', '.join(library.packs)}."])
    if as_json:
        show_json(_plain(found))
        return
    click.echo(f"{found.name} ({found.id}) {found.version}")
    click.echo(found.summary)
    click.echo(f"from: {found.origin}, {found.folder}")
    click.echo(f"by: {', '.join(found.authors)}; licence: {found.licence}")
    click.echo(f"activities: {', '.join(found.activities) or 'none'}")
    click.echo("holds: " + ", ".join(f"{count} {kind}" for kind, count in found.counts.items()))


@click.command()
def reference() -> None:
    """Print the format of packs, key by key, as Markdown."""
    from kneetui.content.reference import reference as text

    click.echo(text())


def _plain(info: PackInfo) -> dict[str, Any]:
    keys = ("id", "name", "version", "summary", "licence", "origin", "folder")
    plain: dict[str, Any] = {key: getattr(info, key) for key in keys}
    plain |= {"authors": list(info.authors), "activities": list(info.activities), "counts": dict(info.counts)}
    return plain
