"""How much of each part stands on a page: as much as fits, the newest first; everything where it may be long."""

from __future__ import annotations

from kneetui.config.lazy_dataclass import dataclass
from kneetui.report.one_page.blocks import Block, Chart, Items, Page, PageTable, Sentence

LINES = 70
"""Lines of 10 pt on a page of A4."""
COLUMNS = 101
"""Letters in a line beside the title of its section: the mean width of letters on such a page."""
CHART = 9
"""Lines that a chart is high."""
EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """At most so many weeks, sessions, exercises, looks, causes, notes, pieces of advice and open questions.

    ``note`` is the number of characters of a note. ``reasons`` says whether causes come with their reasons, ``manner``
    whether doses come with tempo and rest.
    """

    weeks: int
    sessions: int
    doses: int
    looks: int
    causes: int
    notes: int
    advice: int
    questions: int
    note: int = 160
    reasons: bool = False
    manner: bool = False


WHOLE = Limits(
    weeks=EVERYTHING,
    sessions=EVERYTHING,
    doses=EVERYTHING,
    looks=EVERYTHING,
    causes=EVERYTHING,
    notes=EVERYTHING,
    advice=EVERYTHING,
    questions=EVERYTHING,
    note=EVERYTHING,
    reasons=True,
    manner=True,
)
STEPS = (
    Limits(weeks=8, sessions=8, doses=12, looks=6, causes=5, notes=6, advice=5, questions=10, manner=True),
    Limits(weeks=6, sessions=5, doses=8, looks=4, causes=3, notes=4, advice=4, questions=6),
    Limits(weeks=4, sessions=4, doses=6, looks=3, causes=3, notes=3, advice=3, questions=5),
    Limits(weeks=4, sessions=3, doses=4, looks=3, causes=2, notes=2, advice=2, questions=4, note=100),
    Limits(weeks=4, sessions=3, doses=4, looks=2, causes=1, notes=2, advice=1, questions=4, note=80),
    Limits(weeks=3, sessions=2, doses=4, looks=2, causes=1, notes=1, advice=1, questions=3, note=80),
    Limits(weeks=2, sessions=2, doses=4, looks=1, causes=1, notes=0, advice=0, questions=2),
)
"""From much to little; the first that fits is taken."""


def height(page: Page) -> float:
    """About how many lines of :data:`COLUMNS` letters a page takes."""
    blocks = [block for section in page.sections for block in section.blocks]
    edges = [_lines(line, COLUMNS + 14) for line in (*page.above, *page.below)]
    return 1.5 + sum(edges) + sum(map(_height, blocks)) + 0.35 * len(page.sections)


def _height(block: Block) -> float:
    match block:
        case Sentence(text=text, label=label):
            return _lines(f"{label} {text}", COLUMNS)
        case Items(items=items):
            return sum(_lines(item, COLUMNS - 4) for item in items)
        case PageTable(rows=rows):
            return 1 + len(rows)
        case Chart():
            return CHART


def _lines(text: str, columns: int) -> int:
    return max(1, -(-len(text) // columns))
