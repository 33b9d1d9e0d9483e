"""What scripts make of the pages in this folder: a part between two remarks, of which the first names the script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def framed(begin: str, lines: Iterable[str], end: str) -> str:
    """The lines with a remark above and below them."""
    return "\n".join([begin, "", *lines, "", end])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown. An upright line in a cell would begin a further one; it is written so that it does not."""
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def replaced(text: str, made: str) -> str:
    """A page with this part in the place of the one between the same two remarks.

    Raises ``ValueError`` if the first one is not there just once, with the second one below it.
    """
    begin, *_, end = made.splitlines()
    before, *rest = text.split(begin)
    if len(rest) != 1 or end not in rest[0]:
        raise ValueError(f"the page needs one line {begin!r}, and {end!r} below it")
    return f"{before}{made}{rest[0].partition(end)[2]}"


def put(page: Path, made: str) -> None:
    """Put a part into its page. Raises as :func:`replaced`."""
    page.write_text(replaced(page.read_text(encoding="utf-8"), made), encoding="utf-8")
