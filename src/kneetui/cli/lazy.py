"""A group of commands that imports a command only to run it or to print its help."""

from __future__ import annotations

from importlib import import_module

import click

Places = dict[str, str]
"""Command -> ``module:name``."""


class LazyGroup(click.Group):
    """Commands by name, from the places given as ``places``."""

    def __init__(self, *args: object, places: Places, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """See click."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """See click."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command
