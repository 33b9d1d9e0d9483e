"""A group of commands that imports a command only to run it or to print its help, and takes more from plugins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module

import click

from kneetui.cli.io.refusals import refuse
from kneetui.cli.summaries import WholeSummaries
from kneetui.config import account
from kneetui.config.errors import KneetuiError
from kneetui.services.container import Services

Places = dict[str, str]
"""Command -> ``module:name``."""


class LazyGroup(WholeSummaries):
    """Commands by name, from the places given as ``places``, then those that plugins add to this group.

    ``elsewhere`` maps a command to the plugin that has it, for whoever misses it. An account that is only kneetui has
    the commands of ``confined`` alone, all ``places`` unless it is given, and none of a plugin.
    """

    def __init__(
        self,
        *args: object,
        places: Places,
        elsewhere: dict[str, str] | None = None,
        confined: Collection[str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.places = places
        self.elsewhere = elsewhere or {}
        self.confined = places if confined is None else confined

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See click."""
        if account.current().confined:
            return [name for name in self.places if name in self.confined]
        return list(dict.fromkeys([*self.places, *self._of_plugins(ctx)]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See click."""
        if account.current().confined and cmd_name not in self.confined:
            return None
        if cmd_name not in self.places:
            return self._of_plugins(ctx).get(cmd_name)
        module, _, name = self.places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """See click; names the plugin that has a command which is not here, and the account that has no more."""
        if account.current().confined and args[0] not in self.confined and not ctx.resilient_parsing:
            ctx.fail(f"this account is only kneetui, and has no “{args[0]}”.")
        plugin = self.elsewhere.get(args[0])
        if plugin and self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            ctx.fail(
                f"“{args[0]}” comes with the plugin {plugin}, which is not here. Install it beside kneetui."
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """See click; an error of kneetui that a command let through, such as one of a plugin, is said in its own words."""
        try:
            return super().invoke(ctx)
        except KneetuiError as error:
            refuse(error)

    def _of_plugins(self, ctx: click.Context) -> dict[str, click.Command]:
        services = ctx.find_root().ensure_object(Services)
        commands: Sequence[click.Command] = services.plugins.commands()
        if ctx.parent is not None:
            groups = [
                command
                for command in commands
                if isinstance(command, click.Group) and command.name == self.name
            ]
            commands = [command for group in groups for command in group.commands.values()]
        return {command.name: command for command in commands if command.name}
