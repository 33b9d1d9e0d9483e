"""How a command says that it cannot go on: one sentence a line on standard error, an exit code, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from kneetui.config.errors import KneetuiError


def fail(lines: Iterable[str], code: int = 2) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(code)


def refuse(error: KneetuiError, code: int = 1) -> NoReturn:
    """Say what an error says and leave."""
    fail(error.lines, code)
