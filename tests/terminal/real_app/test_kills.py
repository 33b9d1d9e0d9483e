"""What was painted after a key is there after a kill, whenever that comes."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kneetui.services.container import Services
from tests.terminal.pty_app import PtyApp

FEW = 5
KILLS = "KNEETUI_KILLS"
"""Environment variable: how many kills instead of :data:`FEW`; 1,000 take a quarter of an hour."""

FIRST = "knee-signs"
DIGITS = range(1, 10)
UNPAINTED = 0.03
"""Seconds after a key in which it may be painted before the kill."""


class Interview:
    """The first page of triage: what is painted of it, and what is kept."""

    def __init__(self, app: PtyApp, home: Path, options: list[str]) -> None:
        self.app, self._options = app, options
        self._draft = home / "data" / "triage.json"
        app.send("2")
        app.wait("▸ Start")
        app.send("enter")
        app.wait("Warning signs first, 1 ", r"9 \[ \]")

    @property
    def painted(self) -> frozenset[str] | None:
        """The options that are marked on the screen; ``None`` once the next question stands there."""
        if "Warning signs first, 1 " not in self.app.text:
            return None
        marked = (n for n in DIGITS if re.search(rf"\b{n} \[x\]", self.app.text))
        return frozenset(self._options[n - 1] for n in marked)

    @property
    def on_disk(self) -> tuple[frozenset[str], bool]:
        """The options that are kept as marked, and whether the answer was confirmed."""
        held: dict[str, Any] = json.loads(self._draft.read_text("utf-8")) if self._draft.exists() else {}
        answers, marks = held.get("answers", {}), held.get("marks", {})
        return frozenset({**marks, **answers}.get(FIRST, {}).get("yes", ())), FIRST in answers

    def mark(self, digit: int) -> None:
        """Press a digit, and wait until its mark is painted."""
        before = self.painted or frozenset()
        self.app.send(str(digit))
        self.app.until(lambda: self.painted == before ^ {self._options[digit - 1]})

    def kill(self) -> None:
        """Kill it, and take in what it had painted until then."""
        self.app.signal(signal.SIGKILL)
        assert self.app.end()[0] == -signal.SIGKILL


@pytest.fixture
def options(settled_home: Path) -> list[str]:
    return [option.id for option in Services().library.questions[FIRST].options]


def test_a_mark_that_is_seen_is_kept(
    today: Callable[..., PtyApp], settled_home: Path, options: list[str]
) -> None:
    interview = Interview(today(), settled_home, options)
    interview.mark(3)
    interview.kill()
    assert interview.on_disk == (frozenset({options[2]}), False)


@pytest.mark.hunt
def test_nothing_that_was_painted_is_lost_by_a_kill(
    today: Callable[..., PtyApp], settled_home: Path, options: list[str]
) -> None:
    for number in range(int(os.environ.get(KILLS, FEW))):
        random = Random(number)
        (settled_home / "data" / "triage.json").unlink(missing_ok=True)
        interview = Interview(today(), settled_home, options)
        for digit in random.choices(DIGITS, k=random.randrange(6)):
            interview.mark(digit)
        before = interview.painted
        assert before is not None

        last = random.choice((*DIGITS, "enter"))
        interview.app.send(str(last))
        interview.app.pump(random.uniform(0, UNPAINTED))
        interview.kill()

        on_disk, confirmed = interview.on_disk
        after = before if last == "enter" else before ^ {options[int(last) - 1]}
        assert confirmed in ((True,) if interview.painted is None else (False, last == "enter")), number
        assert on_disk in ((after,) if interview.painted in (after, None) else (before, after)), number
