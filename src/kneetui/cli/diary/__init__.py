"""``kneetui diary``: what is in the diary, changed, taken along, brought back, taken out."""

from __future__ import annotations

import click

from kneetui.cli.lazy import LazyGroup

COMMANDS = {
    "list": "kneetui.cli.diary.entries:list_entries",
    "show": "kneetui.cli.diary.entries:show",
    "find": "kneetui.cli.diary.entries:find",
    "mornings": "kneetui.cli.diary.mornings:mornings",
    "edit": "kneetui.cli.diary.editing:edit",
    "remove": "kneetui.cli.diary.editing:remove",
    "undo": "kneetui.cli.diary.editing:undo",
    "redo": "kneetui.cli.diary.editing:redo",
    "export": "kneetui.cli.diary.files:export",
    "import": "kneetui.cli.diary.files:import_file",
    "backup": "kneetui.cli.diary.safety:backup",
    "restore": "kneetui.cli.diary.safety:restore",
    "salvage": "kneetui.cli.diary.safety:salvage",
    "forget": "kneetui.cli.diary.safety:forget",
}
"""Command -> module and name."""


@click.group(cls=LazyGroup, places=COMMANDS, confined=COMMANDS)
def diary() -> None:
    """Look into the diary, change it, take it along, bring it back.

    \b
    kneetui log 3 --run 5km            writes it down
    kneetui diary list                 entries, with numbers
    kneetui diary edit 12 --after 4    changes the entry 12
    kneetui diary export -o knee.toml  takes it all along
    """
