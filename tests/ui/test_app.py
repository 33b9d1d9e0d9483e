"""What the app does around its screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kneetui.services.container import Services
from tests.ui.waiting import until

if TYPE_CHECKING:
    from kneetui.ui.app import KneeApp


async def test_content_that_cannot_be_read_is_said(
    make_app: Callable[..., KneeApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Services) -> None:
        raise ValueError("no content")

    app = make_app()
    app.services.reload()
    monkeypatch.setattr(Services, "library", property(broken))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: any("kneetui doctor" in notice.message for notice in app._notifications))
        assert app.is_running
