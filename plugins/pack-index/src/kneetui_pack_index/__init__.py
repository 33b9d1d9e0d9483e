"""Packs over a network: by address, and by name from indexes that are trusted and signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import FetchedPack, PackAction, PackCatalogue, PackSource, hookimpl

if TYPE_CHECKING:
    import click

    from kneetui_pack_index.screens.index import IndexScreen
    from kneetui_pack_index.screens.indexes import IndexesScreen
    from kneetui_pack_index.trusted import Trusted


def claims(what: str) -> bool:
    """Whether this is an address, or ``NAME@INDEX``."""
    from kneetui.packs.install.sources import is_address
    from kneetui_pack_index.source import NAMED

    return is_address(what) or NAMED.match(what) is not None


def fetch(what: str, version: str) -> FetchedPack:
    """See :func:`kneetui_pack_index.source.fetch_pack`."""
    from kneetui_pack_index.source import fetch_pack

    return fetch_pack(what, version)


@hookimpl
def kneetui_pack_sources() -> list[PackSource]:
    """Packs from an address, and by name from an index that is trusted."""
    forms = ("an address (https://…, file:///…)", "NAME@INDEX")
    return [PackSource(name="indexes", forms=forms, claims=claims, fetch=fetch)]


@hookimpl
def kneetui_commands() -> list[click.Command]:
    """``kneetui pack index``, ``indexes``, ``trust`` and ``distrust``."""
    import click

    from kneetui_pack_index.index_command import index
    from kneetui_pack_index.trust_commands import distrust, indexes, trust

    return [click.Group("pack", commands=[index, indexes, trust, distrust])]


def indexes_screen() -> IndexesScreen:
    """The indexes that are trusted."""
    from kneetui_pack_index.screens.indexes import IndexesScreen

    return IndexesScreen()


def index_screen(index: Trusted) -> IndexScreen:
    """What one of them offers."""
    from kneetui_pack_index.screens.index import IndexScreen

    return IndexScreen(index)


def catalogues() -> Sequence[PackCatalogue]:
    """One for each trusted index."""
    from functools import partial

    from kneetui_pack_index.trusted import trusted

    return [
        PackCatalogue(name=index.name, text=index.url, screen=partial(index_screen, index))
        for index in trusted().values()
    ]


@hookimpl
def kneetui_pack_actions() -> list[PackAction]:
    """``x`` in the packs room."""
    return [PackAction(id="indexes", key="x", label="Indexes", screen=indexes_screen, catalogues=catalogues)]
