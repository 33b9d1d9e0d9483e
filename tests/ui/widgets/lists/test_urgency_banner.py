from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

import kneetui.ui.screens.triage.assessment  # noqa: F401 its keys are named
from kneetui.content.model import Urgency
from kneetui.ui.widgets.lists.urgency_banner import UrgencyBanner
from tests.ui.widgets.host import Host, shown

LEVELS = {
    "emergency": Urgency(
        id="emergency", name="Emergency", symbol="!", who="an ambulance", within="now", do="Call.", source=()
    ),
    "urgent": Urgency(
        id="urgent",
        name="See a doctor today",
        symbol="■",
        who="a doctor",
        within="today",
        do="Go today.",
        source=(),
    ),
    "soon": Urgency(
        id="soon",
        name="See someone soon",
        symbol="▲",
        who="a doctor or physiotherapist",
        within="within two weeks",
        do="Book.",
        source=(),
    ),
    "self-care": Urgency(
        id="self-care",
        name="Self-care",
        symbol="●",
        who="you alone",
        within="with a date",
        do="Cut back.",
        source=(),
    ),
    "normal": Urgency(
        id="normal",
        name="Normal soreness",
        symbol="+",
        who="nobody",
        within="gone within a week",
        do="Carry on.",
        source=(),
    ),
}


class Page(Host):
    """A banner takes no focus."""

    def on_mount(self) -> None:
        pass


@pytest.mark.parametrize("level", LEVELS)
async def test_word_and_symbol_say_it_without_colour(level: str) -> None:
    urgency = LEVELS[level]
    app = Page(UrgencyBanner(urgency, ["The knee is swollen."], "Rest it."))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        text = shown(app)
        assert f"{urgency.symbol} {urgency.name.upper()}" in text
        assert urgency.within in text
        assert "Because: The knee is swollen." in text
        assert "Rest it." in text


async def test_further_reasons_are_counted() -> None:
    app = Page(UrgencyBanner(LEVELS["soon"], ["One.", "Two.", "Three."], "Rest it."))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert "Because: One. And 2 more reasons (c)." in shown(app)


async def test_long_text_wraps_whole() -> None:
    do = "Go to an emergency department now. " * 6
    app = Page(UrgencyBanner(LEVELS["urgent"], [], do))
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        assert shown(app).count("department") == 6
        assert "…" not in shown(app)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("level", LEVELS)
def test_picture(snap_compare: Any, level: str, theme: str) -> None:
    """You should see a bar at the left and the level in capitals with its symbol, who and when, the reason, what to do."""
    banner = UrgencyBanner(
        LEVELS[level], ["The knee is clearly swollen."], "Do what it says.", "Check again soon."
    )
    assert snap_compare(Page(banner, theme=theme), terminal_size=(80, 8))


async def test_it_is_only_text() -> None:
    app = Page(UrgencyBanner(LEVELS["soon"], ["[b]x[/b]"], "[red]y[/red]"))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert "[b]x[/b]" in shown(app)
        assert not app.query(Static)
