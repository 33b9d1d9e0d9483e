"""``kneetui pack disable``, ``enable``, ``pin`` and ``unpin``."""

from __future__ import annotations

import click

from kneetui.cli.pack import offers
from kneetui.services.container import Services


@click.command()
@click.argument("name")
@click.pass_obj
def disable(services: Services, name: str) -> None:
    """Switch a pack off for you, wherever it came from; it stays installed."""
    _switch(services, name, on=False)


@click.command()
@click.argument("name")
@click.pass_obj
def enable(services: Services, name: str) -> None:
    """Switch a pack on again."""
    _switch(services, name, on=True)


@click.command()
@click.argument("name")
@offers.SYSTEM
def pin(name: str, shared: bool) -> None:
    """Keep a pack at its version: updates pass it over."""
    _pin(name, pinned=True, shared=shared)


@click.command()
@click.argument("name")
@offers.SYSTEM
def unpin(name: str, shared: bool) -> None:
    """Let updates look at a pack again."""
    _pin(name, pinned=False, shared=shared)


def _switch(services: Services, name: str, *, on: bool) -> None:
    from kneetui.packs.install.enable_pin import switch

    with offers.refusing():
        changed = switch(name, services.plugins.packs(), on=on)
    services.reload()
    click.echo(f"{name} is {'on' if on else 'off'} for you{'' if changed else ' already'}.")


def _pin(name: str, *, pinned: bool, shared: bool) -> None:
    from kneetui.packs.install.enable_pin import pin

    with offers.refusing():
        pack_shelf = pin(name, pinned=pinned, shared=shared)
    state = "pinned: updates pass it over" if pinned else "not pinned"
    click.echo(f"{name} ({pack_shelf.scope}) is {state}.")
