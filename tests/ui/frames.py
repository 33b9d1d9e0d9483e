"""What an app would send to the terminal, frame by frame."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import LayoutUpdate

from kneetui.ui.app import KneeApp


class Frames(list[str]):
    """Frames that would go to the terminal: ``whole`` or ``part``."""

    def watch(self, app: KneeApp, monkeypatch: pytest.MonkeyPatch) -> Frames:
        display = app._display

        def seen(screen: Any, frame: Any) -> None:
            if frame is not None and not app._batch_count and app._running:
                self.append("whole" if isinstance(frame, LayoutUpdate) else "part")
            display(screen, frame)

        monkeypatch.setattr(app, "_display", seen)
        return self
