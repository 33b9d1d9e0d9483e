"""``kneetui pack``: look at packs, check them, install them."""

from __future__ import annotations

import click

from kneetui.cli.lazy import LazyGroup

COMMANDS = {
    "list": "kneetui.cli.pack.listing:list_packs",
    "info": "kneetui.cli.pack.listing:info",
    "check": "kneetui.cli.pack.check:check",
    "install": "kneetui.cli.pack.install:install",
    "update": "kneetui.cli.pack.update:update",
    "remove": "kneetui.cli.pack.remove:remove",
    "disable": "kneetui.cli.pack.state:disable",
    "enable": "kneetui.cli.pack.state:enable",
    "pin": "kneetui.cli.pack.state:pin",
    "unpin": "kneetui.cli.pack.state:unpin",
    "reference": "kneetui.cli.pack.listing:reference",
}
"""Command -> module and name."""


CONFINED = frozenset(
    ("list", "info", "install", "update", "remove", "disable", "enable", "pin", "unpin", "reference")
)
"""What an account that is only kneetui may do with packs: not write or test them."""

ELSEWHERE = {
    **dict.fromkeys(("index", "indexes", "trust", "distrust"), "kneetui-pack-index"),
    **dict.fromkeys(
        ("new", "schema", "preview", "test", "lint", "build", "migrate", "texts"), "kneetui-pack-authoring"
    ),
}
"""Command -> the plugin that has it."""


@click.group(cls=LazyGroup, places=COMMANDS, elsewhere=ELSEWHERE, confined=CONFINED)
def pack() -> None:
    """Look at packs, write them, check them, install them."""
