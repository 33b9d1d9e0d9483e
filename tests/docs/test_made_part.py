"""A part that a script makes goes between its two remarks, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

import made_part

BEGIN, END = "<!-- made by make_it.py -->", "<!-- the end -->"
MADE = made_part.framed(BEGIN, ["new"], END)


def test_what_stands_around_it_stays() -> None:
    page = f"before\n\n{BEGIN}\n\nold\n\n{END}\n\nafter\n"
    assert made_part.replaced(page, MADE) == f"before\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"
    assert made_part.replaced(made_part.replaced(page, MADE), MADE) == made_part.replaced(page, MADE)


def test_of_two_parts_with_one_end_each_has_its_own() -> None:
    page = f"{BEGIN}\none\n{END}\nbetween\n<!-- other -->\ntwo\n{END}\n"
    other = made_part.framed("<!-- other -->", ["second"], END)
    assert made_part.replaced(page, other) == f"{BEGIN}\none\n{END}\nbetween\n{other}\n"
    assert made_part.replaced(page, MADE).endswith(f"{MADE}\nbetween\n<!-- other -->\ntwo\n{END}\n")


@pytest.mark.parametrize("page", ["", BEGIN, f"{END}\n{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_page_without_its_place_is_not_written(tmp_path: Path, page: str) -> None:
    file = tmp_path / "page.md"
    file.write_text(page, encoding="utf-8")
    with pytest.raises(ValueError, match="the page needs"):
        made_part.put(file, MADE)
    assert file.read_text("utf-8") == page


def test_an_upright_line_stays_in_its_cell() -> None:
    assert list(made_part.table(("a", "b"), [("x|y", "")])) == ["| a | b |", "| --- | --- |", "| x\\|y |  |"]
