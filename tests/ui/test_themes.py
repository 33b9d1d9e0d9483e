"""Every pair of colours that text is written with can be read, with all colours and with few, on the usual palettes."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.theme import Theme

from kneetui.config.settings import THEMES as SETTINGS
from kneetui.ui.themes import CONTRAST, DARK, LIGHT, NAMES, NAMES_16, TERMINAL, THEMES, theme_name
from tests.ui.contrast import DEFAULTS, PALETTES, as_sent, contrast, number, pairs

LEAST = 4.5
"""WCAG 2.2, 1.4.3."""
STRONG = 7.0
"""WCAG 2.2, 1.4.6, for the theme of the strongest contrast."""
LINES = 3.0
"""WCAG 2.2, 1.4.11, for what is no text; the calm themes leave the frames of panels fainter, as they tell nothing."""


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
def test_every_pair_can_be_read_with_all_colours_and_with_256(theme: Theme) -> None:
    least = STRONG if theme is CONTRAST else LEAST
    for ink, paper in pairs(theme):
        for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
            assert contrast(as_sent(ink, system), as_sent(paper, system)) >= least, (ink, paper, system)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
@pytest.mark.parametrize("name", sorted({*NAMES_16.values()} - {TERMINAL.name}))
def test_every_pair_can_be_read_with_16(name: str, palette: str) -> None:
    colours = palette.split()
    theme = next(theme for theme in THEMES if theme.name == name)
    for ink, paper in [*pairs(theme), (theme.variables["border"], str(theme.background))]:
        assert contrast(colours[number(ink)], colours[number(paper)]) >= LEAST, (ink, paper)


@pytest.mark.parametrize("default", DEFAULTS.values(), ids=DEFAULTS.keys())
def test_the_theme_of_the_terminal_is_its_own_two_colours(default: tuple[str, str]) -> None:
    assert {*pairs(TERMINAL)} == {("ansi_default", "ansi_default")}
    assert contrast(*default) >= LEAST


def test_with_all_colours_words_that_warn_differ_from_those_that_do_not() -> None:
    for theme in (DARK, LIGHT, CONTRAST):
        assert len({theme.success, theme.warning, theme.error, theme.foreground}) == 4


def test_every_setting_has_a_theme_for_few_and_for_many_colours() -> None:
    known = {theme.name for theme in THEMES}
    for setting in SETTINGS:
        for few in (False, True):
            for light in (False, True):
                assert theme_name(setting, few=few, light=light) in known
    assert theme_name("auto", few=False, light=True) == NAMES["light"]
    assert theme_name("auto", few=True, light=False) == NAMES_16["dark"]
