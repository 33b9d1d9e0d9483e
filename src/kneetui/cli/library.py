"""The library of a command, and what is said where packs are left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kneetui.cli.io.refusals import fail
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.content.model import Library


def note_left_out(services: Services) -> None:
    """Say on standard error which packs are left out and why; standard output stays as it is."""
    reasons: dict[str, list[str]] = {}
    for problem in services.problems:
        if problem.severity == "error":
            reasons.setdefault(problem.pack or problem.origin, []).append(str(problem))
    for name, texts in reasons.items():
        more = f" And {len(texts) - 1} more: kneetui pack list." if len(texts) > 1 else ""
        click.echo(f"left out: {name or 'a pack'}: {texts[0]}{more}", err=True)


def load_library(services: Services) -> Library:
    """The library; leaves with the problems if the built-in pack itself is broken."""
    from kneetui.content.errors import ContentError

    try:
        return services.library
    except ContentError as error:
        fail([error.title, *error.lines], 1)
