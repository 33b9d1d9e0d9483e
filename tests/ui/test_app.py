"""What the app does around its screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.command import CommandPalette
from textual.widgets import Input
from textual.widgets._toast import Toast

from kneetui.config.errors import FileError
from kneetui.services.container import Services
from kneetui.ui.app import KneeApp
from kneetui.ui.themes import NAMES
from tests.ui.waiting import until


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


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("later", [False, True], ids=["from the start", "chosen later"])
async def test_no_color_can_be_read_in_every_theme(
    make_app: Callable[..., KneeApp], monkeypatch: pytest.MonkeyPatch, theme: str, later: bool
) -> None:
    app = make_app()
    monkeypatch.setenv("NO_COLOR", "1")
    app = KneeApp(app.services)
    if not later:
        app.theme = NAMES[theme]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.theme = NAMES[theme]
        await pilot.pause()
        styles = [
            segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.text.strip()
        ]
    assert styles
    for style in styles:
        colour, ground = style.color, style.bgcolor
        assert colour is None or colour.is_default or colour != ground
        for one in (colour, ground):
            assert one is None or one.is_default or len(set(one.get_truecolor())) == 1


@pytest.mark.parametrize("setting", ["dark", "light", "contrast"])
async def test_no_color_sends_no_colour_whatever_theme_was_chosen(
    make_app: Callable[..., KneeApp], monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    services = make_app().services
    services.save_settings(replace(services.settings, theme=setting))
    monkeypatch.setenv("NO_COLOR", "1")
    app = KneeApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        colours = [
            colour
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
        ]
    assert colours
    assert all(colour is None or colour.is_default for colour in colours)


async def test_nothing_blinks_in_the_palette(make_app: Callable[..., KneeApp]) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        assert not app.screen.query_one(Input).cursor_blink
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, CommandPalette))


async def test_what_stands_in_a_toast_is_said_once(make_app: Callable[..., KneeApp]) -> None:
    app = make_app()
    full = FileError("The disk is full", "Free some space")
    async with app.run_test(notifications=True) as pilot:
        for error in (full, full, FileError("The folder is gone", "Make it again"), full):
            app.show_error(error)
            await pilot.pause()
        await until(pilot, lambda: len(app.screen.query(Toast)) == 2)
        assert len(app._notifications) == 2
        app.clear_notifications()
        await until(pilot, lambda: not app.screen.query(Toast))
        app.show_error(full)
        await until(pilot, lambda: len(app.screen.query(Toast)) == 1)
