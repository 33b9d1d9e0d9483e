"""How problems are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from kneetui.cli.root import show_json
from kneetui.content.model import Problem


def tell(problems: Sequence[Problem], none: str, as_json: bool) -> None:
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


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A problem as JSON can hold it."""
    keys = ("pack", "file", "line", "column", "key", "message", "remedy")
    return {key: getattr(problem, key) for key in keys}
