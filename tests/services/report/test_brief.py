"""The short form, and what of it fits in a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import segno

from kneetui.content.model import Library
from kneetui.report.one_page.model import Report
from kneetui.services.container import Services
from kneetui.services.report.brief import BORDER, qr_lines, sentences
from kneetui.services.report.gather import report, request_for
from tests.report.one_page.person import before, diary


@pytest.fixture
def made(make_services: Callable[..., Services], library: Library) -> Report:
    services = make_services(entries=diary(library))
    return report(services, request_for(services, audience="physio", since=before(70, 0).date()))


def test_the_most_important_comes_first(made: Report) -> None:
    short = sentences(made)
    assert short[0] == "kneetui 2026-11-22"
    assert short[1] == "right knee since 2026-09-20"
    assert short[2].startswith("self-care (over)")
    assert "running 10.5 km/week, was 41" in short


@pytest.mark.parametrize(("columns", "rows"), [(60, 17), (80, 21), (120, 40)])
def test_a_code_fits_the_terminal_and_holds_what_it_says(made: Report, columns: int, rows: int) -> None:
    lines, text = qr_lines(made, columns, rows)
    assert 0 < len(lines) <= rows
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) <= columns
    code = segno.make(text, error="l", micro=False, boost_error=False)
    modules = [bool(module) for line in code.matrix_iter(border=BORDER) for module in line]
    halves = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
    upper_and_lower = [[halves[sign][half] for sign in line] for line in lines for half in (0, 1)]
    drawn = [bool(module) for line in upper_and_lower for module in line]
    assert drawn[: len(modules)] == modules
    assert not any(drawn[len(modules) :])


def test_more_room_holds_more(made: Report) -> None:
    texts = [qr_lines(made, 200, rows)[1] for rows in (16, 21, 30, 60)]
    assert sorted(map(len, texts)) == list(map(len, texts))
    assert texts[-1] == "; ".join(sentences(made))


def test_too_small_is_empty(made: Report) -> None:
    assert qr_lines(made, 10, 5) == ([], "")
