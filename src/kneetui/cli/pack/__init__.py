"""``kneetui pack``: look at packs, write them, test them, ship them."""

from __future__ import annotations

import click

from kneetui.cli.lazy import LazyGroup

COMMANDS = {
    "list": "kneetui.cli.pack.look:list_packs",
    "info": "kneetui.cli.pack.look:info",
    "check": "kneetui.cli.pack.check:check",
    "lint": "kneetui.cli.pack.check:lint",
    "reference": "kneetui.cli.pack.look:reference",
}
"""Command -> module and name."""


@click.group(cls=LazyGroup, places=COMMANDS)
def pack() -> None:
    """Look at packs, write them, test them, install them."""
