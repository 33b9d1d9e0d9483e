"""Run the app in this terminal, and have the last word in it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from kneetui.ui.app import KneeApp

if TYPE_CHECKING:
    from textual.driver import Driver


def _say(words: str) -> None:
    """A sentence for whoever comes back to the terminal; one that takes nothing is not waited for."""
    if words:
        with suppress(OSError):
            os.set_blocking(1, False)
            os.write(1, f"{words}\r\n".encode("ascii", "replace"))
        with suppress(OSError):
            os.set_blocking(1, True)


def _driver() -> type[Driver] | None:
    if os.name != "posix":
        return None
    from kneetui.terminal.driver import KneeDriver

    return KneeDriver


def run(play: str = "") -> int:
    """Run the app until it ends, from a session of the routine to ``play`` on if one is given; the exit code."""
    app = KneeApp(driver_class=_driver(), play=play)
    try:
        return app.run() or app.return_code or 0
    finally:
        unsaved = app.when_free.finish()
        app.back_up()
        app.services.close()
        _say(" ".join(filter(None, (app.last_words, unsaved))))
