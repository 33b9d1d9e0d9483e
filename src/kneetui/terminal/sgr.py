"""Colours and attributes of characters (SGR, ECMA-48 8.3.117), and the shortest way from one to another."""

from __future__ import annotations

from functools import lru_cache

from kneetui.config.lazy_dataclass import dataclass

INVISIBLE = frozenset({"1", "2", "3", "5", "6", "8"})
"""Attributes that do not show on a blank: bold, dim, italic, blinking, hidden; lines and reverse do."""

_OFF = {
    "22": {"1", "2"},
    "23": {"3"},
    "24": {"4", "21"},
    "25": {"5", "6"},
    "27": {"7"},
    "28": {"8"},
    "29": {"9"},
}
_OFF_OF = {attribute: off for off, attributes in _OFF.items() for attribute in attributes}
_EXTENDED = {"5": 3, "2": 5}
"""Parameters of a colour of the palette, and of a 24-bit colour."""


@dataclass(frozen=True, slots=True)
class Style:
    """Attributes as SGR parameters, colours as the parameters that set them; empty for the terminal's own.

    Parameters that are not known here count as one attribute, which nothing but a reset switches off.
    """

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""


NORMAL = Style()


@lru_cache(maxsize=4096)
def applied(style: Style, parameters: str) -> Style:
    """The style after ``ESC [ parameters m``."""
    attributes, colours = set(style.attributes), {"3": style.foreground, "4": style.background}
    codes = (parameters or "0").split(";")
    while codes:
        code = codes.pop(0) or "0"
        if code == "0":
            attributes, colours = set(), {"3": "", "4": ""}
        elif code in _OFF:
            attributes -= _OFF[code]
        elif code in ("39", "49"):
            colours[code[0]] = ""
        elif code in ("38", "48"):
            rest = _EXTENDED.get(codes[0] if codes else "", 99) - 1
            if len(codes) < rest:
                return Style(style.attributes | {parameters}, style.foreground, style.background)
            colours[code[0]] = ";".join([code, *codes[:rest]])
            codes = codes[rest:]
        elif len(code) > 1 and code[:-1] in ("3", "4", "9", "10") and code.isdigit():
            colours["3" if code[:-1] in ("3", "9") else "4"] = code
        else:
            attributes.add(code)
    return Style(frozenset(attributes), colours["3"], colours["4"])


@lru_cache(maxsize=4096)
def on_blank(style: Style) -> Style:
    """What of the style shows on a blank: as a rule the background alone."""
    return Style(background=style.background) if style.attributes <= INVISIBLE else style


@lru_cache(maxsize=4096)
def for_blank(pen: Style, blank: Style) -> Style:
    """The style nearest to ``pen`` that paints a blank as ``blank`` (from :func:`on_blank`) does."""
    return blank if blank.attributes else Style(pen.attributes & INVISIBLE, pen.foreground, blank.background)


@lru_cache(maxsize=4096)
def change(before: Style, after: Style, *, switches_off: bool = True) -> str:
    """The shortest sequence that turns one style into the other; empty if they are the same.

    The oldest terminals cannot switch off one attribute: for them ``switches_off`` is false.
    """
    if before == after:
        return ""
    whole = ";".join(["0", *sorted(after.attributes), *filter(None, (after.foreground, after.background))])
    lost = before.attributes - after.attributes
    bare = any(old and not new for old, new in _colours(before, after))
    if after == NORMAL:
        return "\x1b[m"
    if lost - _OFF_OF.keys() or ((lost or bare) and not switches_off):
        return f"\x1b[{whole}m"
    off = sorted({_OFF_OF[attribute] for attribute in lost})
    gone = {attribute for code in off for attribute in _OFF[code]}
    parts = [*off, *sorted(after.attributes - (before.attributes - gone))]
    for (old, new), default in zip(_colours(before, after), ("39", "49"), strict=True):
        if old != new:
            parts.append(new or default)
    return f"\x1b[{min(whole, ';'.join(parts), key=len)}m"


def _colours(before: Style, after: Style) -> tuple[tuple[str, str], tuple[str, str]]:
    return (before.foreground, after.foreground), (before.background, after.background)
