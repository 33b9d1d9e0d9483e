"""The app's colours. Greys have R=G=B and the others are of the cube of 256, so that 256 colours keep them apart.

All text stands out from what is under it by 4.5:1 at least (WCAG 2.2, 1.4.3), with all colours, with 256 and with 16. What
a terminal makes of its 16 colours is anybody's guess (bright green is a grey on Solarized), so with 16 there are two of
them, black and white, and attributes tell the rest.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme


def _lines_and_hints(border: str, muted: str) -> dict[str, str]:
    """The colours of frames and of what is said beside: by Textual's own widgets, too, which would thin the ink."""
    return {
        "border": border,
        "muted": muted,
        "text-muted": muted,
        "text-disabled": muted,
        "input-cursor-text-style": "reverse",
    }


DARK = Theme(
    name="kneetui-dark",
    primary="#5fafd7",
    secondary="#87d7af",
    accent="#ffd75f",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#303030",
    success="#87d787",
    warning="#ffaf5f",
    error="#ff8787",
    dark=True,
    variables=_lines_and_hints("#585858", "#a8a8a8"),
)

LIGHT = Theme(
    name="kneetui-light",
    primary="#005f87",
    secondary="#005f5f",
    accent="#5f00af",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    success="#005f00",
    warning="#725000",
    error="#af0000",
    dark=False,
    variables=_lines_and_hints("#8a8a8a", "#585858"),
)

CONTRAST = Theme(
    name="kneetui-contrast",
    primary="#87d7ff",
    secondary="#87ffd7",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#87ff87",
    warning="#ffd75f",
    error="#ffafaf",
    dark=True,
    variables=_lines_and_hints("#d0d0d0", "#eeeeee"),
)


def _of_two(name: str, ink: str, paper: str) -> Theme:
    """A theme of two of the terminal's own colours."""
    return Theme(
        name=name,
        ansi=True,
        dark=paper != "ansi_bright_white",
        primary=ink,
        secondary=ink,
        accent=ink,
        foreground=ink,
        success=ink,
        warning=ink,
        error=ink,
        background=paper,
        surface=paper,
        panel=paper,
        boost=paper,
        variables={**BUILTIN_THEMES["ansi-dark"].variables, **_lines_and_hints(ink, ink)},
    )


TERMINAL = _of_two("kneetui-terminal", "ansi_default", "ansi_default")
DARK_16 = _of_two("kneetui-dark-16", "ansi_white", "ansi_black")
LIGHT_16 = _of_two("kneetui-light-16", "ansi_black", "ansi_bright_white")
CONTRAST_16 = _of_two("kneetui-contrast-16", "ansi_bright_white", "ansi_black")

THEMES = (DARK, LIGHT, CONTRAST, TERMINAL, DARK_16, LIGHT_16, CONTRAST_16)
NAMES = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "terminal": TERMINAL.name}
"""Theme setting -> Textual theme name, where there are more than 16 colours."""
NAMES_16 = {
    "dark": DARK_16.name,
    "light": LIGHT_16.name,
    "contrast": CONTRAST_16.name,
    "terminal": TERMINAL.name,
}


def theme_name(setting: str, *, few: bool, light: bool) -> str:
    """The Textual theme for a setting; ``auto`` is as ``light`` the terminal is, ``few`` means 16 colours."""
    if setting == "auto":
        setting = "light" if light else "dark"
    return (NAMES_16 if few else NAMES)[setting]
