"""For people who write packs: begin, preview, test, improve, translate, bring up to date, and make one file of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.plugins.hooks import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def kneetui_commands() -> list[click.Command]:
    """``kneetui pack new``, ``preview``, ``test``, ``lint``, ``schema``, ``texts``, ``migrate`` and ``build``."""
    import click

    from kneetui_pack_authoring.commands.build import build
    from kneetui_pack_authoring.commands.lint import lint
    from kneetui_pack_authoring.commands.migrate import migrate
    from kneetui_pack_authoring.commands.new import new
    from kneetui_pack_authoring.commands.preview import preview
    from kneetui_pack_authoring.commands.schema import schema
    from kneetui_pack_authoring.commands.test import test
    from kneetui_pack_authoring.commands.texts import texts

    return [click.Group("pack", commands=[new, schema, preview, test, lint, build, migrate, texts])]
