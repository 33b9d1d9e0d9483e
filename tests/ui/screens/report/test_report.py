"""``R``: what is in it, how it looks, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.content.model import Library
from kneetui.report.one_page.sections import DEFAULTS
from kneetui.testing.screens import room, shown
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.save_dialog import SaveDialog
from kneetui.ui.screens.report.dialogs import WhoDialog
from kneetui.ui.screens.report.qr import QrScreen
from kneetui.ui.screens.report.report import ReportScreen
from kneetui.ui.widgets.forms.text_field import TextField
from tests.report.one_page.person import diary
from tests.ui.diary_days import days
from tests.ui.diary_days import library as small
from tests.ui.shots import SMALL
from tests.ui.small import press
from tests.ui.waiting import until

Make = Callable[..., KneeApp]


def screen(app: KneeApp) -> ReportScreen:
    assert isinstance(app.screen, ReportScreen)
    return app.screen


def type_into(app: KneeApp, field: str, words: str) -> None:
    app.screen.query_one(field, TextField).line.value = words


async def test_a_report_is_chosen_looked_at_and_written(
    make_app: Make, library: Library, tmp_path: Path
) -> None:
    app = make_app(entries=diary(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await room("today")(pilot)
        await press(pilot, "R")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        assert "For: Physiotherapist" in shown(app)
        assert "Knee report: right knee" in shown(app)

        await press(pilot, "w", "w")
        asked = screen(app).asked
        assert asked
        assert (asked.audience, asked.sections) == ("coach", DEFAULTS["coach"])
        await press(pilot, "k")
        assert "left" in shown(app)
        await press(pilot, "k", "k", "l")
        asked = screen(app).asked
        assert asked
        assert (asked.knees, asked.whole) == (("right",), True)

        await press(pilot, "d")
        type_into(app, "#since", "soonish")
        await press(pilot, "enter")
        assert "no day that I know" in shown(app)
        type_into(app, "#since", "last monday")
        await press(pilot, "enter")
        assert "16 Nov to 22 Nov" in shown(app)

        await press(pilot, "s", "space", "enter")
        asked = screen(app).asked
        assert asked
        assert asked.sections == tuple(name for name in DEFAULTS["coach"] if name != "knee")

        file = tmp_path / "knee.md"
        await press(pilot, "f")
        assert isinstance(app.screen, SaveDialog)
        type_into(app, "#file", str(file.with_suffix(".txt")))
        await press(pilot, "up", "right")
        assert app.screen.query_one("#file", TextField).value == str(file)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        assert file.read_text("utf-8").startswith("# Knee report")
        assert file.stat().st_mode & 0o077 == 0


async def test_name_and_questions_stand_on_it_whoever_it_is_for(make_app: Make, library: Library) -> None:
    app = make_app(entries=diary(library))
    async with app.run_test(size=(80, 40)) as pilot:
        await app.push_screen(ReportScreen("coach"))
        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, WhoDialog))
        type_into(app, "#name", "Kim Example")
        type_into(app, "#ask-0", "May I run downhill?")
        type_into(app, "#ask-2", " How many sets? ")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        asked = screen(app).asked
        assert asked
        assert (asked.name, asked.asks) == ("Kim Example", ("May I run downhill?", "How many sets?"))
        words = screen(app)._text()
        assert "Name: Kim Example" in words
        assert "May I run downhill?" in words
        assert "questions" not in asked.sections

        await press(pilot, "n")
        await until(pilot, lambda: isinstance(app.screen, WhoDialog))
        assert app.screen.query_one("#ask-1", TextField).value == "How many sets?"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        assert screen(app).asked == asked


async def test_copy_and_qr_code(make_app: Make, library: Library) -> None:
    app = make_app(entries=diary(library))
    async with app.run_test(size=(100, 40)) as pilot:
        await app.push_screen(ReportScreen())
        await press(pilot, "c")
        assert app.clipboard.startswith("Knee report: right knee")
        assert any("set-clipboard" in notice.message for notice in app._notifications)
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, QrScreen))
        assert "right knee since" in shown(app)
        assert "█" in shown(app)
        await press(pilot, "escape")
        assert screen(app)


async def test_a_report_too_long_for_a_terminal_is_not_sent(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ReportScreen())
        screen(app)._text = lambda *_: "x" * 80_000  # type: ignore[method-assign]
        await press(pilot, "c")
        assert app.clipboard == ""
        assert any("Press l" in notice.message for notice in app._notifications)


async def test_every_room_with_a_report_has_its_key(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("today", "triage", "diary", "routines"):
            await room(name)(pilot)
            await press(pilot, "R")
            await until(pilot, lambda: isinstance(app.screen, ReportScreen))
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [(80, 24), SMALL], ids=["80x24", "60x20"])
def test_picture(make_app: Make, snap_app: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see for whom, which days and which knees it is, the beginning of the report, and the keys below."""
    app = make_app(library=small(), entries=days())
    assert snap_app(app, terminal_size=size, run_before=room("diary"), press=["R", "w", "w"])
