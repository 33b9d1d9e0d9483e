"""``kneetui pack list``, ``info`` and ``reference``: what is installed, and what a pack may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library
from kneetui.cli.pack.tell import plain_problem
from kneetui.packs.install.counts import holds
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.packs.installed.listing import Installed


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def list_packs(services: Services, as_json: bool) -> None:
    """List the installed packs, how they came here, and what is wrong with some."""
    installed_packs = _installed(services)
    problems = services.problems
    if as_json:
        packs = [_plain(installed) for installed in installed_packs]
        mend = [plain_problem(warning) for warning in services.library.warnings]
        show_json(
            {"packs": packs, "problems": [plain_problem(problem) for problem in problems], "warnings": mend}
        )
        return
    for pack in installed_packs:
        name = pack.info.name if pack.info else "unreadable"
        click.echo(f"{pack.id} {pack.version}  {name}  ({'; '.join(_states(pack))})")
    for problem in problems:
        click.echo(f"not loaded: {problem}")
    for warning in services.library.warnings:
        click.echo(str(warning))


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def info(services: Services, name: str, as_json: bool) -> None:
    """Show one installed pack."""
    every = _installed(services)
    named = [installed for installed in every if installed.id == name]
    entry = next(
        (installed for installed in named if installed.state == "in use"), named[0] if named else None
    )
    if entry is None or entry.info is None or entry.state == "left out":
        mine = [problem for problem in services.problems if problem.pack == name]
        if mine:
            fail([f"the pack {name} is not loaded:", *map(str, mine)], 1)
        fail([f"there is no pack “{name}”. Installed: {', '.join(installed.id for installed in every)}."])
    if as_json:
        show_json(_plain(entry))
        return
    pack = entry.info
    click.echo(f"{pack.name} ({pack.id}) {pack.version}")
    click.echo(pack.summary)
    click.echo(f"installed: {'; '.join(_states(entry))}")
    click.echo(f"from: {entry.origin}, {entry.folder}")
    if entry.record:
        click.echo(f"came from: {entry.record.came}, on {entry.record.installed.date()}")
        click.echo(f"signature: {entry.signature}")
    if entry.edited:
        click.echo(f"edited: {', '.join(entry.edited)}")
    click.echo(f"by: {', '.join(pack.authors)}; licence: {pack.licence}")
    click.echo(f"activities: {', '.join(pack.activities) or 'none'}")
    if pack.requires:
        click.echo(
            "requires: " + ", ".join(f"{required} {wanted}" for required, wanted in pack.requires.items())
        )
    if pack.languages:
        click.echo(f"translated into: {', '.join(pack.languages)}")
    if entry.state == "in use":
        click.echo(f"holds: {holds(pack.counts) or 'nothing'}")
    remove = _remove(entry)
    if remove:
        click.echo(f"remove: {remove}")


@click.command()
def reference() -> None:
    """Print the format of packs, key by key, as Markdown."""
    from kneetui.content.format.reference import reference as text

    click.echo(text())


def _installed(services: Services) -> list[Installed]:
    from kneetui.packs.installed.listing import installed

    library = load_library(services)
    plugins = services.plugins
    return installed(library, plugins.packs(), plugins.distributions())


def _states(pack: Installed) -> Iterator[str]:
    """Everything there is to say about how a pack is installed, in words."""
    yield pack.scope
    if pack.origin != pack.scope:
        yield pack.origin
    if pack.means and pack.means.editable:
        yield f"editable, {pack.means.editable}"
    if pack.state == "behind":
        yield f"not used: the one of {pack.behind} goes before it"
    elif pack.state != "in use":
        yield pack.state
    if pack.pinned:
        yield "pinned"
    if pack.edited:
        yield "edited" if pack.record else "no record"
    if pack.signature:
        yield pack.signature


def _remove(pack: Installed) -> str:
    if pack.means:
        return pack.means.remove
    if pack.shelf is None:
        return ""
    return f"kneetui pack remove {pack.id}{' --system' if pack.shelf.shared else ''}"


def _plain(pack: Installed) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": pack.id, "name": "", "version": "", "summary": "", "licence": ""}
    if pack.info:
        plain |= {key: getattr(pack.info, key) for key in plain}
        for key in ("authors", "activities", "languages"):
            plain[key] = list(getattr(pack.info, key))
        plain |= {"counts": dict(pack.info.counts), "requires": dict(pack.info.requires)}
    came = pack.record.came if pack.record else None
    return plain | {
        "origin": pack.origin,
        "folder": str(pack.folder),
        "scope": pack.scope,
        "state": pack.state,
        "behind": pack.behind,
        "pinned": pack.pinned,
        "disabled": pack.state == "off",
        "edited": list(pack.edited),
        "signature": pack.signature,
        "came": {"kind": came.kind, "place": came.place, "index": came.index} if came else None,
        "remove": _remove(pack),
    }
