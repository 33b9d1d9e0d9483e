"""The modules of the rooms, imported while the person reads, so that a room that is entered first waits for none.

An import cannot be stopped once it began, so they come in slices of a few milliseconds each, and none while keys come.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.ui.context import AppContext

SLICES: Final = (
    "kneetui.triage.causes.ranking",
    "kneetui.triage.not_ruled_out",
    "kneetui.triage.assessment",
    "kneetui.services.interview.interview",
    "kneetui.services.interview.start",
    "kneetui.ui.screens.common.dialogs.take_over",
    "kneetui.ui.screens.triage.triage",
    "kneetui.services.diary.entry_form",
    "kneetui.routines.plan",
    "kneetui.ui.screens.diary.entry_view",
    "kneetui.ui.widgets.charts.chart_panel",
    "kneetui.status.alerts.alerts",
    "kneetui.services.knee_status",
    "kneetui.ui.screens.diary.diary",
    "kneetui.services.training.training",
    "kneetui.ui.screens.routines.routines",
    "kneetui.packs.installed.listing",
    "kneetui.ui.screens.packs.packs",
)
"""In this order each brings a few modules along; with the last of them, all are there that the rooms begin with."""

PAUSE: Final = 0.05
"""Seconds between two slices; whatever waits meanwhile comes first."""

QUIET: Final = 0.5
"""Seconds without a key after which nobody is believed to be about to press one."""


class ImportsAhead:
    """Imports ``slices``, one after each pause in which nothing was to do, and then never wakes again."""

    def __init__(self, app: AppContext, slices: Iterable[str] = SLICES) -> None:
        self._app = app
        self._slices = [name for name in slices if name not in sys.modules]
        self._timer = app.set_interval(PAUSE, self.go_on, pause=not self._slices)

    @property
    def done(self) -> bool:
        """Whether nothing is left to import."""
        return not self._slices

    def go_on(self) -> None:
        """Import the next slice, unless a key came a moment ago or a screen is on its way."""
        if self._app.idle.seconds < QUIET or self._app.in_transition or self._app._batch_count:
            return
        if self._slices:
            with suppress(ImportError):  # whoever enters the room hears of it
                import_module(self._slices.pop(0))
        if not self._slices:
            self._timer.stop()
