"""The page as text, Markdown and a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kneetui.report.one_page.blocks import Items, Page, PageTable, Section, Sentence
from kneetui.report.one_page.formats import BARS, COLUMNS, days_csv, markdown, text
from kneetui.report.one_page.in_sentences import sentences
from kneetui.report.one_page.page import page
from kneetui.report.plain_lines import WIDTH
from tests.report.one_page.conftest import Make

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).filter(
    lambda words: bool(words.split())
)


def test_no_line_is_wider_than_the_page(make: Make) -> None:
    lines = text(page(make(whole=True))).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert any("▄" in line for line in lines)


@pytest.mark.parametrize("width", [56, 76, WIDTH])
def test_no_cell_of_a_table_is_cut(make: Make, width: int) -> None:
    made = page(make(whole=True))
    shown = text(made, width)
    assert max(map(len, shown.splitlines())) <= width
    assert "…" not in shown
    tables = [block for section in made.sections for block in section.blocks if isinstance(block, PageTable)]
    assert tables
    letters = Counter("".join(shown.split()))
    assert (
        not Counter(
            "".join("".join(cell for row in table.rows for cell in row) for table in tables).replace(" ", "")
        )
        - letters
    )


def test_load_is_explained_where_it_stands(make: Make) -> None:
    made = page(make(whole=True))
    heads = {
        head
        for section in made.sections
        for block in section.blocks
        if isinstance(block, PageTable)
        for head in block.head
    }
    assert "Load" in heads
    assert "load is minutes times effort" in " ".join(made.above)


def test_in_sentences_every_cell_is_said_with_its_head_and_nothing_is_a_picture(make: Make) -> None:
    made = page(make(whole=True))
    heard = sentences(made)
    tables = [block for section in made.sections for block in section.blocks if isinstance(block, PageTable)]
    assert tables
    for table in tables:
        for name, *cells in table.rows:
            assert f"\n{name}: " in heard
            for head, cell in zip(table.head[1:], cells, strict=True):
                assert cell in ("", "–", "-") or f"{head} {cell}" in heard
    assert not any(sign in heard for sign in ("___", "  ", *BARS))


@given(WORDS, WORDS, WORDS)
def test_nothing_that_was_written_is_read_as_markdown(label: str, sentence: str, cell: str) -> None:
    made = Page(
        title=sentence,
        above=(),
        sections=(
            Section(
                id="x",
                title=label,
                blocks=(
                    Sentence(text=sentence),
                    Sentence(text=sentence, label=label),
                    Items(items=(cell, sentence)),
                    PageTable(head=("a", "b"), rows=((cell, sentence),)),
                ),
            ),
        ),
        below=(),
    )
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(made))
    kinds = {inner.type for token in tokens for inner in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "text_special"}
    assert len([token for token in tokens if token.type == "bullet_list_open"]) == 1
    assert len([token for token in tokens if token.type == "td_open"]) == 2
    assert not [
        token for token in tokens if token.type in ("ordered_list_open", "html_block", "hr", "code_block")
    ]


def test_every_day_of_the_course_is_a_row(make: Make) -> None:
    made = make()
    rows = list(csv.reader(io.StringIO(days_csv(made))))
    assert tuple(rows[0]) == COLUMNS
    assert [date.fromisoformat(row[0]) for row in rows[1:]] == sorted(
        date.fromisoformat(row[0]) for row in rows[1:]
    )
    assert len(rows) - 1 == (made.request.until - made.request.since).days + 1
    empty = next(row for row in rows[1:] if row[2] == row[3] == row[4] == "")
    assert empty[6] == ""
