"""How much the inks of a theme stand out from its papers, as terminals show them; also for the table in the documentation."""

from __future__ import annotations

from rich.color import Color, ColorSystem
from textual.theme import Theme

INKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
HINTS = ("muted", "text-muted", "text-disabled")
"""What is said beside; Textual's own widgets take the last two."""
PAPERS = ("background", "surface", "panel")

NAMED = dict(
    zip(
        ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"),
        range(8),
        strict=True,
    )
)

PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "Windows before 10": (
        "000000 800000 008000 808000 000080 800080 008080 c0c0c0 808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff"
    ),
    "PuTTY": "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "Solarized": (
        "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
    ),
}
DEFAULTS = {
    "xterm, white": ("000000", "ffffff"),
    "black": ("e5e5e5", "000000"),
    "Windows": ("cccccc", "0c0c0c"),
    "PuTTY": ("bbbbbb", "000000"),
    "Solarized dark": ("839496", "002b36"),
}
"""Ink and paper of a terminal itself. Those of Solarized light are 4.13:1 apart, which is its owner's choice."""


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(theme: Theme) -> list[tuple[str, str]]:
    hints = [theme.variables[name] for name in HINTS]
    inks = [str(getattr(theme, name)) for name in INKS] + hints
    papers = [str(getattr(theme, name)) for name in PAPERS]
    return [(ink, paper) for ink in inks for paper in papers]


def as_sent(colour: str, system: ColorSystem) -> str:
    sent = Color.parse(colour).downgrade(system).get_truecolor()
    return f"{sent.red:02x}{sent.green:02x}{sent.blue:02x}"


def number(name: str) -> int:
    word = name.removeprefix("ansi_")
    return NAMED[word.removeprefix("bright_")] + (8 if word.startswith("bright_") else 0)
