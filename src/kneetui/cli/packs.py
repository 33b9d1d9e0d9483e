"""``kneetui pack``: what is installed, and whether a folder holds a good pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.root import fail, load_library, show_json
from kneetui.services import Services

if TYPE_CHECKING:
    from kneetui.content.loader import Pack
    from kneetui.content.model import Library, PackInfo, Problem


@click.group()
def pack() -> None:
    """List, show and check content packs."""


@pack.command("list")
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


@pack.command()
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


@pack.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def check(folder: Path, as_json: bool) -> None:
    """Check the pack in FOLDER, together with the core: everything that is wrong, at once."""
    _tell(check_folder(folder), f"{folder}: no problems found.", as_json)


@pack.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def lint(services: Services, folder: Path | None, as_json: bool) -> None:
    """Look for hard words, certainty, and what nobody can ever meet.

    Looks at the pack in FOLDER together with the core, or at all installed packs. No text should need more
    than eight years of school (Flesch-Kincaid grade 8); every cause should come first for somebody and have
    a case; every question should be asked and every tip shown at some time. It takes a while.
    """
    problems = lint_folder(folder) if folder else lint_installed(load_library(services))
    _tell(problems, f"{folder or 'installed packs'}: nothing found.", as_json)


def _tell(problems: Sequence[Problem], none: str, as_json: bool) -> None:
    """Print problems, or that there are none; exit code 1 if there are some."""
    if as_json:
        show_json({"problems": [plain_problem(each) for each in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
        if not problems:
            click.echo(none)
    if problems:
        raise SystemExit(1)


@pack.command()
def reference() -> None:
    """Print the format of packs, key by key, as Markdown."""
    from kneetui.content.reference import reference as text

    click.echo(text())


def check_folder(folder: Path) -> list[Problem]:
    """What is wrong with the pack in a folder, its cases included."""
    from kneetui.content.library import CORE, ContentError, build
    from kneetui.content.loader import load_pack
    from kneetui.content.model import Problem
    from kneetui.triage.evaluate import BadCases, read_cases

    core = load_pack(CORE, "built in")
    mine = folder.resolve() == CORE.resolve()
    packs = [core] if mine else [core, load_pack(folder, "")]
    try:
        library = build(packs)
        if not library.problems and folder.is_dir():
            read_cases(folder, library)
    except ContentError as error:
        return list(error.problems)
    except BadCases as error:
        return [Problem(line, "Correct the case.", pack=packs[-1].id) for line in error.problems]
    return list(library.problems)


def lint_folder(folder: Path) -> list[Problem]:
    """What a check finds wrong with the pack in a folder, or else what there is to mend."""
    from kneetui.content.library import CORE, build
    from kneetui.content.loader import load_pack

    problems = check_folder(folder)
    if problems:
        return problems
    mine = folder.resolve() == CORE.resolve()
    packs = [load_pack(CORE, "built in")] + ([] if mine else [load_pack(folder, "")])
    return _lint(build(packs), packs, packs[-1].id)


def lint_installed(library: Library) -> list[Problem]:
    """What there is to mend in all installed packs."""
    from kneetui.content.loader import load_pack

    packs = [load_pack(Path(info.folder), info.origin) for info in library.packs.values()]
    return _lint(library, packs)


def _lint(library: Library, packs: Sequence[Pack], only: str = "") -> list[Problem]:
    from kneetui.content.lint import wording
    from kneetui.content.placing import placed
    from kneetui.triage.evaluate import read_cases
    from kneetui.triage.reach import reach

    mine = {only} if only else set(library.packs)
    cases = [case for pack in packs if pack.id in mine for case in read_cases(pack.folder, library)]
    found = [each for each in wording(library) if each.spot.pack in mine]
    return [placed(each, packs) for each in [*found, *reach(library, cases, mine)]]


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A problem as JSON can hold it."""
    keys = ("pack", "file", "line", "column", "key", "message", "remedy")
    return {key: getattr(problem, key) for key in keys}


def _plain(info: PackInfo) -> dict[str, Any]:
    keys = ("id", "name", "version", "summary", "licence", "origin", "folder")
    plain: dict[str, Any] = {key: getattr(info, key) for key in keys}
    plain |= {"authors": list(info.authors), "activities": list(info.activities), "counts": dict(info.counts)}
    return plain
