"""Two real sessions on one home: one stands still and is taken over, one is killed; neither writes over the other."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no SIGSTOP here")
def test_a_session_that_stood_still_is_taken_over_and_writes_nothing_when_it_wakes(
    today: Callable[..., PtyApp], settled_home: Path
) -> None:
    def asked() -> list[str]:
        draft = json.loads((settled_home / "data" / "triage.json").read_text(encoding="utf-8"))
        return list(draft["asked"])

    stalled = today()
    stalled.send("2")
    stalled.wait("▸ Start")
    stalled.send("enter")
    stalled.wait("Warning signs")
    stalled.send("u")
    stalled.until(lambda: (settled_home / "data" / "triage.json").exists() and len(asked()) == 1)
    stalled.settle()
    stalled.signal(signal.SIGSTOP)

    other = today()
    other.send("2")
    other.wait("▸ Go on where you stopped")
    other.send("enter")
    other.wait("open in another window since", "2 Take it over")
    other.send("2")
    other.wait("Warning signs first, 2 of 2")
    other.send("u")
    other.until(lambda: len(asked()) == 2)
    before = asked()

    stalled.send("u", "u")
    stalled.signal(signal.SIGCONT)
    stalled.wait("goes on in another window")
    assert asked() == before
    other.signal(signal.SIGKILL)
    assert other.end()[0] == -signal.SIGKILL
    stalled.send("escape")
    stalled.until(lambda: "goes on in another window" not in stalled.text)
    stalled.wait("▸ Go on where you stopped")
    stalled.send("enter")
    stalled.wait(r"Question \d+ of")
    assert "another window" not in stalled.text
    stalled.send("ctrl+q")
    assert stalled.end()[0] == 0
