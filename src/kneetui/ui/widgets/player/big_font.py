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


def rows(text: str, size: int) -> list[str]:
    """The text in lines of block characters, all of the same width.

    A pixel is ``size`` columns wide and half a line for each ``size`` high; a character that has no
    picture is left blank.
    """
    glyphs = [_GLYPHS.get(char, _GLYPHS[" "]) for char in text]
    pixels = [".".join(glyph[y] for glyph in glyphs) for y in range(HEIGHT)]
    wide = ["".join(pixel * size for pixel in line) for line in pixels for _ in range(size)]
    if len(wide) % 2:
        wide.append("." * len(wide[0]))
    return [
        "".join(_HALVES[upper + lower] for upper, lower in zip(*wide[y : y + 2], strict=True))
        for y in range(0, len(wide), 2)
    ]


def width(text: str, size: int) -> int:
    """Columns that the text takes."""
    return len(rows(text, size)[0]) if text else 0


def height(size: int) -> int:
    """Lines that a text takes."""
    return (HEIGHT * size + 1) // 2
