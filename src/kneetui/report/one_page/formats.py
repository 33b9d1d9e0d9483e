"""A page as plain text and as Markdown, and the days of a report as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from kneetui.config.wording import short_date_words
from kneetui.diary.by_day.days import sparkline
from kneetui.report.one_page.blocks import Block, Chart, Items, PageTable, Sentence
from kneetui.report.plain_lines import WIDTH

if TYPE_CHECKING:
    from datetime import date

    from kneetui.report.one_page.blocks import Page
    from kneetui.report.one_page.model import Course, Report

BARS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"
DAYS = 70
"""So many days at most stand in one line of bars."""


def text(page: Page, width: int = WIDTH) -> str:
    """The page in lines of at most ``width`` columns."""
    lines = [page.title, *(part for line in page.above for part in _wrapped(line, width))]
    for section in page.sections:
        lines += ["", section.title.upper()]
        for block in section.blocks:
            lines += _text_block(block, width)
    lines += ["", *(part for line in page.below for part in _wrapped(line, width))]
    return "\n".join([*lines, ""])


def _text_block(block: Block, width: int) -> list[str]:
    match block:
        case Sentence(text=words, label=label):
            return _wrapped(f"{label}: {words}" if label and words else label or words, width, "", "  ")
        case Items(items=items):
            return [line for item in items for line in _wrapped(item, width, "- ", "  ")]
        case PageTable(head=head, rows=rows):
            return _columns(head, rows, width)
        case Chart(course=course):
            return list(_bars(course, min(DAYS, width)))


def _wrapped(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(words, width, initial_indent=first, subsequent_indent=rest)


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[str]:
    """A table in columns; the cells of the widest ones go on below where the line would be too long."""
    table = [head, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(head))]
    gap = 2 if sum(widths) + 2 * (len(widths) - 1) <= room else 1
    while sum(widths) + gap * (len(widths) - 1) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return [line for row in table for line in _row_lines(row, widths, " " * gap)]


def _row_lines(row: Sequence[str], widths: Sequence[int], gap: str) -> Iterator[str]:
    """A row of a table, as many lines as its longest cell takes."""
    cells = [textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        yield gap.join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()


def _bars(course: Course, most: int = DAYS) -> Iterator[str]:
    """The worst pain of each day as a bar."""
    days = course.chart.summary.days[-most:]
    heights = "".join(UNKNOWN if high is None else BARS[high] for high in sparkline(days))
    yield f"Worst pain a day, {short_date_words(days[0].day)} to {short_date_words(days[-1].day)} ({UNKNOWN} not written):"
    yield heights


# --- Markdown -------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([\\`*_\[\]<>#!|~&])|^([-+]|\d+(?=[.)]))")
"""What means something in Markdown: anywhere, or where a line begins."""


def markdown(page: Page) -> str:
    """The page as Markdown; nothing that anybody wrote is read as such."""
    lines = [f"# {_safe(page.title)}", "", *(f"{_safe(line)}  " for line in page.above)]
    for section in page.sections:
        lines += ["", f"## {_safe(section.title)}", ""]
        for block in section.blocks:
            lines += [*_markdown_block(block), ""]
    lines += [_safe(line) + "  " for line in page.below]
    return "\n".join([*lines, ""])


def _markdown_block(block: Block) -> list[str]:
    match block:
        case Sentence(text=words, label=label):
            return [" ".join(part for part in (f"**{_safe(label)}**" if label else "", _safe(words)) if part)]
        case Items(items=items):
            return [f"- {_safe(item)}" for item in items]
        case PageTable(head=head, rows=rows):
            return [_row(head), _row(["---"] * len(head), safe=True), *map(_row, rows)]
        case Chart(course=course):
            return ["```", *_bars(course), "```"]


def _row(cells: Sequence[str], *, safe: bool = False) -> str:
    return f"| {' | '.join(cell if safe else _safe(cell) for cell in cells)} |"


def _safe(words: str) -> str:
    return _SPECIAL.sub(_escaped, " ".join(words.split()))


def _escaped(special: re.Match[str]) -> str:
    """A backslash before the character; before the dot that would make a number the first of a list, it stands behind it."""
    return f"{special[0]}\\" if special[0][0].isdigit() else f"\\{special[0]}"


# --- CSV ---------------------------------------------------------------------------------------------

COLUMNS = (
    "day",
    "knee",
    "pain-during",
    "pain-after",
    "pain-morning",
    "swelling",
    "load",
    "sessions",
    "unrated",
    "exercises",
)


def _exercises(report: Report, knee: str, day: date) -> Iterator[str]:
    """What was done, and left out, of exercises on a day: ``Leg press 8, 8, 8 at 42.5 kg``."""
    for routine in report.routines:
        for exercise in routine.exercises:
            for worked in exercise.days:
                if worked.day != day or worked.knee not in (knee, "both"):
                    continue
                parts = [exercise.exercise, worked.sets]
                parts += [f"at {worked.weight_kg:g} kg"] if worked.weight_kg else []
                parts += [f"effort {worked.effort:g}"] if worked.effort is not None else []
                parts += [f"in place of {worked.in_place_of}"] if worked.in_place_of else []
                parts += [f"skipped ({worked.skipped})"] if worked.skipped else []
                yield " ".join(filter(None, parts))


def days_csv(report: Report) -> str:
    """A row for each knee and day; empty is what nobody wrote down."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for knee in report.knees:
        for day in knee.course.chart.summary.days if knee.course else ():
            numbers = (day.during, day.after, day.morning)
            writer.writerow(
                [
                    day.day.isoformat(),
                    knee.knee,
                    *("" if pain is None else f"{pain:g}" for pain in numbers),
                    day.swelling or "",
                    "" if day.load is None else f"{day.load:g}",
                    day.sessions,
                    day.unrated,
                    "; ".join(_exercises(report, knee.knee, day.day)),
                ]
            )
    return out.getvalue()
