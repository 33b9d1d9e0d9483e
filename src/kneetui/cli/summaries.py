"""The list of commands in the help of a group: each with its whole first sentence, on as many lines as that takes."""

from __future__ import annotations

import click

WHOLE = 10_000
"""No sentence is as long; click cuts a summary at the end of the line otherwise."""


class WholeSummaries(click.Group):
    """A group whose help cuts no sentence, however narrow the terminal is."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See click."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (name, command.get_short_help_str(WHOLE))
            for name, command in commands
            if command is not None and not command.hidden
        ]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
