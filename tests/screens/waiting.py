"""Waiting on conditions instead of on time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot


async def until(pilot: Pilot[Any], condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Let the app work until the condition holds; fail after ``seconds``."""
    deadline = time.monotonic() + seconds
    while True:
        await pilot.pause()
        try:
            if condition():
                return
        except Exception:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, "the condition never held"
