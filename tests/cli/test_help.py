"""The help of every command, those of plugins too, at a usual and at a narrow width."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from kneetui.cli import cli
from kneetui.cli.summaries import WHOLE
from kneetui.services.container import Services

WIDTHS = (80, 60)


def below(ctx: click.Context) -> Iterator[click.Context]:
    """The context of a command, and those of all that are below it."""
    yield ctx
    if isinstance(ctx.command, click.Group):
        for name in ctx.command.list_commands(ctx):
            command = ctx.command.get_command(ctx, name)
            assert command is not None
            yield from below(click.Context(command, parent=ctx, info_name=name))


def joined(text: str) -> str:
    """A text without spaces: where its lines end is no matter."""
    return "".join(text.split())


def root(services: Services, width: int) -> click.Context:
    """The context of ``kneetui``, as its own settings want it; click keeps the help option of the first one."""
    return cli.context_class(
        cli, info_name="kneetui", obj=services, terminal_width=width, **cli.context_settings
    )


@pytest.fixture(scope="module")
def services() -> Services:
    return Services()


def every(services: Services, width: int) -> list[click.Context]:
    contexts = list(below(root(services, width)))
    assert {"kneetui trial show", "kneetui pack new"} <= {ctx.command_path for ctx in contexts}
    return contexts


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_help_is_wider_than_the_terminal(services: Services, width: int) -> None:
    for ctx in every(services, width):
        usage, *lines = ctx.get_help().splitlines()
        assert usage.startswith("Usage: kneetui")
        assert [line for line in lines if len(line) > width] == [], ctx.command_path


@pytest.mark.parametrize("width", WIDTHS)
def test_every_summary_is_a_whole_sentence(services: Services, width: int) -> None:
    for ctx in every(services, width):
        if ctx.parent is None:
            continue
        summary = ctx.command.get_short_help_str(WHOLE)
        assert summary[:1].isupper(), ctx.command_path
        assert summary.endswith("."), ctx.command_path
        assert joined(f"{ctx.info_name}{summary}") in joined(ctx.parent.get_help()), ctx.command_path


def test_kiosk_is_in_the_help_and_closes_nothing_when_it_comes_late(services: Services) -> None:
    assert "--kiosk" in root(services, 80).get_help()
    with pytest.raises(click.UsageError, match="--kiosk comes first"):
        cli.make_context("kneetui", ["--plain", "--kiosk"], obj=services)
