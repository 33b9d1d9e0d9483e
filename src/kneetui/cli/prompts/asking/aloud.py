"""Text as it is heard: what stands on a page by a sign or by its place is told by words and commas.

Screen readers pass over a dot in the middle of a line without a pause, call a triangle by its name, and run “3–5” into
“three five”; on a braille line a column is many empty cells.
"""

from __future__ import annotations

import re

_HEARD = tuple((re.compile(pattern), words) for pattern, words in {
    r"\s*[✓✔]\s*": " yes ",
    r"\s*[✗✘]\s*": " no ",
    r"^\s*[^\w\s“‘\"'(/\[<\-]{1,2}(?=\s)": "",  # the sign of a level, a mark
    r"^\s*[-=_*]{3,}\s*$": "",  # a line under a title
    r"[─━│┃╭╮╰╯├┤┬┴┼└┘┌┐▏▕▁▂▃▄▅▆▇█░▒▓▌▐●○■□▲△▼▽◆◇▪★☆▸▶◀]": " ",
    r"(?<=\w) ?– ?(?=\d)": " to ",
    r"(?:^|(?<= ))[–—](?=$|  |[,;.)])": "none",  # an empty cell
    r"\s+[–—]\s+": ", ",
    r"\s*(?:→|⇒)\s*": " to ",
    r"\s*[·•]\s*": ", ",
    r"(?<=, )[!?◆●▲](?: |$)": "",  # the sign of a level, after others
    r"(?<=\S) / (?=\S)": "; or ",
    r"\s*↑\s*": " up ",
    r"\s*↓\s*": " down ",
    r"(?<=\S) {2,}(?=\S)": ", ",
    r"\s+(?=[,;:.](?:\s|$))": "",
    r"([,;:.!?])(?:\s*,)+": r"\1",
}.items())  # fmt: skip
"""What stands on a page -> what is said for it, one after the other."""

SILENT = "·•→⇒↑↓│─┃━▸▶●○■▲▼◆✓✔✗█▁▃▅░"
"""Signs that no line may have that is to be heard."""


def aloud(text: str) -> str:
    """The lines of a text as they are heard."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    heard = line
    for pattern, words in _HEARD:
        heard = pattern.sub(words, heard)
    heard = heard.strip().lstrip(", ")
    return heard if line.rstrip().endswith(",") else heard.rstrip(", ")
