"""The app's colours: dark, light, and the terminal's own. Greys have R=G=B, so that 256 colours keep them apart."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

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
    variables={"border": "#585858", "muted": "#a8a8a8", "input-cursor-text-style": "reverse"},
)

LIGHT = Theme(
    name="kneetui-light",
    primary="#005f87",
    secondary="#005f5f",
    accent="#875f00",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#eeeeee",
    panel="#dadada",
    success="#005f00",
    warning="#af5f00",
    error="#af0000",
    dark=False,
    variables={"border": "#8a8a8a", "muted": "#585858", "input-cursor-text-style": "reverse"},
)

TERMINAL = Theme(
    name="kneetui-terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_green",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "border": "ansi_bright_black",
        "muted": "ansi_default",
        "input-cursor-text-style": "reverse",
    },
)

NAMES = {"dark": DARK.name, "light": LIGHT.name, "terminal": TERMINAL.name}
"""Theme setting -> Textual theme name."""
