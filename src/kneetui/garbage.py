"""When Python looks for garbage.

What a start makes (modules, classes, the first screen) stays until the end. Looking through it while it grows takes a
twentieth of the start, and looking through it once more and again takes time from keys later on.
"""

from __future__ import annotations

import gc

ROUNDS = 50_000
"""New objects after which a command looks for garbage; it ends before there is much."""


def seldom() -> None:
    """Look for a command, which ends soon."""
    gc.set_threshold(ROUNDS)


def not_yet() -> None:
    """Look for nothing until :func:`from_now_on`."""
    gc.disable()


def from_now_on() -> None:
    """Look once, and then at nothing that is there now; only after :func:`not_yet`."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()


def no_more() -> None:
    """The program ends: look through nothing that is there now."""
    gc.freeze()
