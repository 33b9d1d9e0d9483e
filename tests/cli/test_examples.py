"""The examples that stand in the help of the commands are understood, and so are the days named there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import datetime

import click
import pytest

from kneetui.cli import cli
from kneetui.config.read_days import read_day
from kneetui.services.container import Services

NOW = datetime(2026, 11, 24, 9, 30)
DAYS = ("WHEN", "DAY")
NO_FILE_HERE = re.compile(r"'[^']+' does not exist")


def every_command(command: click.Command, ctx: click.Context) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from every_command(below, click.Context(below, parent=ctx, info_name=name))


@pytest.fixture
def commands() -> list[click.Command]:
    services = Services()
    return list(every_command(cli, click.Context(cli, obj=services)))


def examples(commands: list[click.Command]) -> Iterator[list[str]]:
    for command in commands:
        for block in (command.help or "").split("\b")[1:]:
            for line in block.split("\n\n")[0].splitlines():
                if line.strip().startswith("kneetui "):
                    yield shlex.split(re.split(r"\s{2,}| >", line.strip())[0])[1:]


def understood(words: list[str]) -> click.Context:
    """The context of the last command of a line, whose options were read and nothing run."""
    ctx = cli.make_context("kneetui", list(words), obj=Services())
    while isinstance(ctx.command, click.Group):
        rest = [*ctx._protected_args, *ctx.args]
        name, command, rest = ctx.command.resolve_command(ctx, rest)
        assert command is not None, words
        ctx = command.make_context(name, rest, parent=ctx)
    return ctx


def problem(words: list[str]) -> str:
    """What is not understood of a line; a file that is not there is no matter of it."""
    try:
        ctx = understood(words)
    except click.UsageError as error:
        return "" if NO_FILE_HERE.search(error.message) else error.message
    days = [ctx.params.get(param.name or "") for param in ctx.command.params if param.metavar in DAYS]
    return ", ".join(day for day in days if isinstance(day, str) and not read_day(day, NOW))


def test_every_example_of_a_help_is_understood(commands: list[click.Command]) -> None:
    shown = list(examples(commands))
    assert ["diary", "list", "--since", "monday"] in shown
    assert not {" ".join(words): wrong for words in shown if (wrong := problem(words))}


def test_every_day_that_an_option_names_as_an_example_is_read(commands: list[click.Command]) -> None:
    shown = [
        example
        for command in commands
        for param in command.params
        if isinstance(param, click.Option) and param.metavar in DAYS
        for example in re.findall("“([^”]+)”", param.help or "")
    ]
    assert "3 weeks ago" in shown
    assert all(read_day(example, NOW) for example in shown), shown
