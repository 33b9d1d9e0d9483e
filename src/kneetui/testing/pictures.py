"""Pictures of one run of the app in several themes.

They are kept where ``snap_compare`` keeps its own, one file a theme: ``test_name[80x24-dark].svg``.
"""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from pytest_textual_snapshot import (  # type: ignore[import-untyped]
    PseudoApp,
    PseudoConsole,
    SVGImageExtension,
    node_to_report_path,
)
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from kneetui.ui.themes import NAMES

if TYPE_CHECKING:
    from syrupy.location import PyTestLocation
    from syrupy.types import SnapshotIndex
    from textual.pilot import Pilot

    from kneetui.testing.screens import Place
    from kneetui.ui.app import KneeApp

Pictures = dict[str, str]
"""Theme -> the screen in it, as SVG."""


class ThemedPicture(SVGImageExtension):  # type: ignore[misc]
    """Named after the test, its parameters and the theme."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        """The parameters and the theme in one pair of brackets."""
        name: str = super().get_snapshot_name(test_location=test_location, index=index)
        return name.replace("][", "-")


def take(app: KneeApp, size: tuple[int, int], place: Place, themes: Sequence[str]) -> Pictures:
    """Run the app once, go to the place, and take a picture in each theme."""
    pictures: Pictures = {}

    async def look(pilot: Pilot[object]) -> None:
        await place(pilot)
        for theme in themes:
            app.theme = NAMES[theme]
            await pilot.pause()
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()
            pictures[theme] = app.export_screenshot(title=app.title, simplify=True)
        app.exit()

    app.run(headless=True, auto_pilot=look, size=size)
    return pictures


def same(node: pytest.Function, snapshot: SnapshotAssertion, pictures: Pictures) -> bool:
    """Whether every picture is as it is kept; each that is not is in the report of ``snap_compare``."""
    results = [
        _compare(node, snapshot.use_extension(ThemedPicture), theme, picture)
        for theme, picture in pictures.items()
    ]
    return all(results)


def _compare(node: pytest.Function, snapshot: SnapshotAssertion, theme: str, picture: str) -> bool:
    result: bool = snapshot(name=theme) == picture
    execution = snapshot.executions[snapshot.num_executions - 1]
    console = Console(legacy_windows=False, force_terminal=True)
    path, line, name = node.reportinfo()
    data = (
        result,
        str(execution.recalled_data),
        picture,
        PseudoApp(PseudoConsole(console.legacy_windows, console.size)),
        path,
        line,
        f"{name} {theme}",
        inspect.getdoc(node.function) or "",
        "",
        execution.final_data is not None,
    )
    report = node_to_report_path(node)
    report.with_name(f"{report.name}_{theme}").write_bytes(pickle.dumps(data))
    return result
