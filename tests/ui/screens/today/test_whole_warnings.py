"""What to watch for after an assessment, in the smallest terminal: no sentence of it loses its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord
from kneetui.status.warnings import worries
from kneetui.testing import NOW
from kneetui.testing.screens import SMALL
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.today.today import TodayScreen
from kneetui.ui.widgets.lists.knee_panel import Sentences
from tests.examples import some
from tests.ui.home import sore
from tests.ui.small import press
from tests.ui.waiting import until
from tests.ui.widgets.host import shown


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.sampled
@pytest.mark.parametrize("level", ["self-care", "soon"])
async def test_the_first_cause_is_read_whole(
    make_app: Callable[..., KneeApp], library: Library, level: str
) -> None:
    app = make_app(library=library, entries=sore())
    lost, tried = [], 0
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and "Watch for" in shown(app))
        for cause in some(list(library.causes), 6):
            record = AssessmentRecord(level, causes=((cause, 0.9),))
            watched = worries(library, [], NOW.date(), record)
            app.screen.query_one(Sentences).show(watched)
            await pilot.pause()
            seen = shown(app)
            if app.screen.max_scroll_y:
                assert "▇" in seen or "▁" in seen or "█" in seen, "a bar says that there is more"
                await press(pilot, *["pagedown"] * 3)
                seen += shown(app)
                await press(pilot, *["pageup"] * 3)
            lost += [text for text in watched[: 1 + (level == "soon")] if flat(text) not in flat(seen)]
            tried += 1
    assert lost == []
    assert tried > 3
