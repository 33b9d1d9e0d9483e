"""What a page is made of, for whatever writes it: sentences, lists, tables and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from kneetui.report.one_page.model import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or two, after a ``label`` in bold if there is one. ``strong`` is what decides."""

    text: str
    label: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """Rows of cells under a head; the first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The chart of a course."""

    course: Course


Block = Sentence | Items | PageTable | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part; ``id`` is one of :data:`SECTIONS`."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole: title and lines above, sections, lines below."""

    title: str
    above: tuple[str, ...]
    sections: tuple[Section, ...]
    below: tuple[str, ...]
