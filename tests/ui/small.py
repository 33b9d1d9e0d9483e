"""A small library of its own, so that pictures do not change with the content."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.pilot import Pilot

from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.content.model import Library
from kneetui.ui.screens.triage.triage import TriageScreen
from tests.ui.waiting import until

if TYPE_CHECKING:
    from kneetui.ui.app import KneeApp

NONE = {"yes": [], "no": ["chest-pain", "cold-foot", "dark-urine", "thick-calf"]}
CALM: dict[str, Any] = {"warning-signs": NONE, "fever-or-unwell": False, "weight-bearing": "normal"}
"""Answers to the first page that raise nothing."""


@cache
def small_library() -> Library:
    """The pack beside this file, as a core of its own."""
    library = build([load_pack(Path(__file__).with_name("small_pack"))])
    assert not library.problems, "\n".join(map(str, library.problems))
    return library


def draft(**answers: Any) -> dict[str, dict[str, Any]]:
    """Drafts with an interview in which these questions were asked, in this order (``None``: don't know).

    There is nothing else to say before its result, nor to ask after it.
    """
    named = {key.replace("_", "-"): value for key, value in answers.items()}
    facts = {key: value for key, value in named.items() if value is not None}
    plain = {"asked": list(named), "answers": facts, "when": "2026-11-21T18:05", "closed": True}
    plain["recalled"] = True
    return {"triage": {"format": 1, **plain}}


async def to_triage(pilot: Pilot[Any], *keys: str) -> None:
    """Go to the triage room and press keys there, each after the screen settled."""
    app = cast("KneeApp", pilot.app)
    app.action_go("triage")
    await until(pilot, lambda: isinstance(app.screen, TriageScreen) and app.focused is not None)
    await press(pilot, *keys)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one by one, each once the screen on top has its widgets."""
    for key in keys:
        if not pilot.app.screen.is_mounted:
            await until(pilot, lambda: True)
        await pilot.press(key)
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()


def walk(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """For ``snap_compare``: go to triage and press these keys."""

    async def run(pilot: Pilot[Any]) -> None:
        await to_triage(pilot, *keys)

    return run
