"""What Textual does anew for each line and callback, done once or not at all."""

from __future__ import annotations

from kneetui.terminal.lighter import parameters, strips


def use() -> None:
    """Let Textual do less from now on."""
    strips.use()
    parameters.use()
