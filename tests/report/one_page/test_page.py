"""What stands on the page, and that it is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.report.one_page import words
from kneetui.report.one_page.blocks import Page, PageTable
from kneetui.report.one_page.limits import LINES, height
from kneetui.report.one_page.page import SHORTENED, page, plain
from kneetui.report.one_page.sections import DEFAULTS, SECTIONS
from kneetui.services.container import Services
from kneetui.services.report.gather import report, request_for
from kneetui.testing import NOW
from tests.report.one_page.conftest import Make
from tests.report.one_page.person import assessed, diary


def words_of(made: Page) -> str:
    return str(plain(made))


@pytest.mark.parametrize("audience", DEFAULTS)
def test_the_runners_report_is_one_page(make: Make, audience: str) -> None:
    made = page(make(audience=audience))
    assert height(made) <= LINES
    assert {section.id for section in made.sections} <= set(DEFAULTS[audience])


def test_long_has_everything_and_short_says_that_it_is_not(make: Make) -> None:
    short, whole = page(make()), page(make(whole=True))
    assert SHORTENED in short.below
    assert SHORTENED not in whole.below
    assert height(whole) > LINES
    assert len(make().knees[0].responses) > 30
    table = next(
        block for section in whole.sections if section.id == "response" for block in section.blocks[1:]
    )
    assert len(getattr(table, "rows", ())) == len(make().knees[0].responses)


def test_sections_stand_in_their_order(make: Make) -> None:
    made = page(make(sections=tuple(reversed(SECTIONS))))
    names = [section.id for section in made.sections]
    assert names == [name for name in SECTIONS if name in names]


def test_what_the_page_says_of_the_runner(make: Make) -> None:
    text = words_of(page(make(name="Ana B.", asks=("Hills?",))))
    for sentence in (
        "Ana B.",
        "Since 20 September 2026",
        "Kneecap pain",
        "ibuprofen 400 on 3 days, last on 17 October",
        "Hills?",
        "<svg",
    ):
        assert sentence in text


@pytest.mark.parametrize("audience", ["physio", "me"])
def test_a_full_diary_with_warning_signs_and_long_notes_fits_a_page(
    make_services: Callable[..., Services], library: Library, audience: str
) -> None:
    full = [
        Entry(
            NOW - timedelta(hours=9 * number),
            "right",
            pain_during=3,
            note="It hurt on the stairs. " * 20,
            session=Session(f"sport {number % 3}", 30, effort=4),
        )
        for number in range(60)
    ]
    signs = assessed(library, 2, **{"warning-signs": ["one-calf-swollen", "foot-drop"]})
    services = make_services(entries=[*diary(library), *full, signs])
    made = page(report(services, request_for(services, audience=audience, knee="right")))
    assert height(made) <= LINES
    assert SHORTENED in made.below
    assert {"knee", "urgency", "course", "response", "training", "looks"} <= {
        section.id for section in made.sections
    }


def rows(made: Page, section: str) -> list[tuple[str, ...]]:
    blocks = next(own.blocks for own in made.sections if own.id == section)
    return [row for block in blocks if isinstance(block, PageTable) for row in block.rows]


def test_the_first_week_stays_where_not_all_weeks_have_room(make: Make) -> None:
    """Whoever reads it has to see what it was like at first beside what it is like now."""
    whole, short = rows(page(make(whole=True)), "course"), rows(page(make()), "course")
    assert len(short) < len(whole)
    dense = [row for row in whole if int(row[-1].split("/")[0]) >= words.FEW_DAYS]
    assert short == [dense[0], *whole[-len(short) + 1 :]]


def test_green_without_the_morning_after_is_green_so_far(make: Make) -> None:
    responses = make().knees[0].responses
    shown = rows(page(make(whole=True)), "response")
    for taken, row in zip(responses, shown, strict=True):
        assert row[-1].startswith("green so far") == (taken.light == "green" and taken.morning is None)
    assert {row[-1] for row in shown} >= {"green", "green so far"}


def test_a_look_says_what_was_trained_after_it(make: Make) -> None:
    """Also what was not allowed: 29 days ago no running was, and 18 days ago everything."""
    first, again = (look.when for look in make().looks)
    runs = [taken.when for taken in make().knees[0].responses if taken.what == "running"]
    text = words_of(page(make(whole=True)))
    between = sum(first < when < again for when in runs)
    assert between
    assert f"Allowed: no running or jumping. Then: running {between} ×" in text
    assert f"Allowed: everything. Then: running {sum(when > again for when in runs)} ×" in text
