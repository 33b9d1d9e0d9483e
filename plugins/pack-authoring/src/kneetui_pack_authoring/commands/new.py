"""``kneetui pack new``: a folder to begin with."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.typed_path import TypedPath


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--into", type=TypedPath(), default=Path(), help="Where the folder is made.")
@click.option("--title", help="The name that people read.")
@click.option("--activity", help="The answer to “What were you doing” that the pack is about.")
@click.option("--author", help="Who writes it.")
@click.option("--licence", help="The licence of the texts, as an SPDX id.")
@click.option("--wheel", is_flag=True, help="Add what pip needs to install it.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take what is likely.")
def new(
    name: str,
    into: Path,
    title: str | None,
    activity: str | None,
    author: str | None,
    licence: str | None,
    wheel: bool,
    yes: bool,
) -> None:
    """Make the folder NAME with a pack to begin with.

    Asks four questions, unless an option answers them. The pack checks and runs at once, and the remarks in
    its files say what to change. NAME becomes its id: small letters, digits and hyphens, such as table-tennis.
    """
    from kneetui_pack_authoring import scaffold

    ask = _Asking(quiet=yes or not may_ask())
    try:
        scaffold.check_id(name)
        folder = into / name
        if folder.exists() or folder.is_symlink():
            fail([f"{folder} is there already, and nothing is overwritten. Choose another name or --into."])
        likely = name.replace("-", " ").capitalize()
        title = scaffold.check_words(ask(title, "Name that people read", likely), "the name")
        activity = _activity(ask, activity, name, scaffold.activities())
        author = scaffold.check_words(ask(author, "Who writes it", _me()), "the author")
        licence = scaffold.check_words(ask(licence, "Licence of the texts", scaffold.LICENCE), "the licence")
        plan = scaffold.Plan(id=name, name=title, activity=activity, author=author, licence=licence)
        content = scaffold.write_new(plan, folder, wheel)
    except scaffold.BadName as error:
        refuse(error, 2)
    except OSError as error:
        fail(
            [f"{into / name}: cannot be made ({error.strerror or error}). Choose another place with --into."]
        )
    click.echo(f"{folder} is made. Every file explains itself. Next:")
    for command in ("check", "preview"):
        click.echo(f"  kneetui pack {command} {content}")


def may_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


class _Asking:
    """Asks for what no option gave."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet

    def __call__(self, given: str | None, question: str, likely: str) -> str:
        """What was given, or an answer, or the likely one if nobody may be asked."""
        if given is not None:
            return given
        return likely if self.quiet else str(click.prompt(question, default=likely))


def _activity(ask: _Asking, given: str | None, name: str, known: dict[str, str]) -> str:
    import difflib

    from kneetui_pack_authoring.scaffold import ACTIVITY

    likely = name if name in known else ACTIVITY
    if given is None and not ask.quiet:
        click.echo("What do they answer to “What were you doing when the pain came”?")
        for template, text in known.items():
            click.echo(f"  {template:<15}{text}")
        return str(
            click.prompt("Which one", default=likely, type=click.Choice(list(known)), show_choices=False)
        )
    activity = given or likely
    if activity not in known:
        near = difflib.get_close_matches(activity, known, n=1, cutoff=0.6)
        hint = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(known)}."
        fail([f"there is no activity “{activity}”. {hint}"])
    return activity


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
