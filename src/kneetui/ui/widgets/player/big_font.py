"""Digits and words in block letters, to be read from across a room."""

from __future__ import annotations

HEIGHT = 5
"""Pixels from top to bottom."""

_GLYPHS = {
    " ": ("...", "...", "...", "...", "..."),
    ":": (".", "#", ".", "#", "."),
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": ("..#", "..#", "..#", "..#", "..#"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", "###", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", "..#", "..#"),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
    "A": (".##.", "#..#", "####", "#..#", "#..#"),
    "B": ("###.", "#..#", "###.", "#..#", "###."),
    "C": (".###", "#...", "#...", "#...", ".###"),
    "D": ("###.", "#..#", "#..#", "#..#", "###."),
    "E": ("####", "#...", "###.", "#...", "####"),
    "F": ("####", "#...", "###.", "#...", "#..."),
    "G": (".###", "#...", "#.##", "#..#", ".###"),
    "H": ("#..#", "#..#", "####", "#..#", "#..#"),
    "I": ("###", ".#.", ".#.", ".#.", "###"),
    "K": ("#..#", "#.#.", "##..", "#.#.", "#..#"),
    "L": ("#...", "#...", "#...", "#...", "####"),
    "M": ("#...#", "##.##", "#.#.#", "#...#", "#...#"),
    "N": ("#..#", "##.#", "#.##", "#..#", "#..#"),
    "O": (".##.", "#..#", "#..#", "#..#", ".##."),
    "P": ("###.", "#..#", "###.", "#...", "#..."),
    "R": ("###.", "#..#", "###.", "#.#.", "#..#"),
    "S": (".###", "#...", ".##.", "...#", "###."),
    "T": ("###", ".#.", ".#.", ".#.", ".#."),
    "U": ("#..#", "#..#", "#..#", "#..#", ".##."),
    "V": ("#...#", "#...#", ".#.#.", ".#.#.", "..#.."),
    "W": ("#...#", "#...#", "#.#.#", "##.##", "#...#"),
    "Y": ("#...#", ".#.#.", "..#..", "..#..", "..#.."),
}
_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


HALF = 0.5
"""The size of letters in which four pixels share a character, for what comes next."""

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the pixels that are set: 1 upper left, 2 upper right, 4 lower left, 8 lower right."""


def rows(text: str, size: float) -> list[str]:
    """The text in lines of block characters, all of the same width.

    A pixel is ``size`` columns wide and half a line for each ``size`` high, or with :data:`HALF` a quarter of a
    character; a character that has no picture is left blank.
    """
    glyphs = [_GLYPHS.get(char, _GLYPHS[" "]) for char in text]
    pixels = [".".join(glyph[y] for glyph in glyphs) for y in range(HEIGHT)]
    return _quartered(pixels) if size == HALF else _halved(pixels, int(size))


def _halved(pixels: list[str], size: int) -> list[str]:
    wide = ["".join(pixel * size for pixel in line) for line in pixels for _ in range(size)]
    if len(wide) % 2:
        wide.append("." * len(wide[0]))
    return [
        "".join(_HALVES[upper + lower] for upper, lower in zip(*wide[y : y + 2], strict=True))
        for y in range(0, len(wide), 2)
    ]


def _quartered(pixels: list[str]) -> list[str]:
    even = [line + "." * (len(line) % 2) for line in pixels]
    even.append("." * len(even[0]))
    return ["".join(_quarter(even, x, y) for x in range(0, len(even[0]), 2)) for y in range(0, len(even), 2)]


def _quarter(pixels: list[str], x: int, y: int) -> str:
    corners = (pixels[y][x], pixels[y][x + 1], pixels[y + 1][x], pixels[y + 1][x + 1])
    return _QUARTERS[sum((corner == "#") << n for n, corner in enumerate(corners))]


def width(text: str, size: float) -> int:
    """Columns that the text takes."""
    return len(rows(text, size)[0]) if text else 0


def height(size: float) -> int:
    """Lines that a text takes."""
    return 3 if size == HALF else (HEIGHT * int(size) + 1) // 2
