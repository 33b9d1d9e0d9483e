from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry
from kneetui.report.patterns_page import comparison_plain, mornings_lines
from kneetui.services.container import Services
from kneetui.services.patterns.mornings import comparisons, morning_pains, names
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.fixture
def services(make_services: Make) -> Services:
    services = make_services()
    services.now = lambda: NOW
    return services


def test_sentences_count_and_name_what_is_compared(services: Services) -> None:
    for back in range(40):
        worn = back % 2 == 0
        own = (("coffee", worn), *((("hill", True),) if back < 3 else (("hill", False),)))
        services.diary.add(Entry(NOW - timedelta(days=back), "right", pain_morning=4 if worn else 2, own=own))
    made = comparisons(services, "right")
    heading, *lines = mornings_lines(made, names(services), "right")
    assert heading == "What goes with worse mornings: right knee, the last 182 days."
    assert "Hill: yes, the same morning: not enough days yet: 3 of 5 (3 mornings against 37)." in lines
    assert any(line.startswith("Coffee: yes, the same morning: 2 worse (") for line in lines)
    assert lines[-1].startswith("2 things were compared")
    assert comparison_plain(made[0])["difference"] in (2, -2)


def test_an_empty_diary_says_what_it_takes(services: Services) -> None:
    assert len(list(mornings_lines(comparisons(services, "left"), {}, "left"))) == 2


def test_mornings_are_those_of_one_knee(services: Services) -> None:
    services.diary.add(Entry(NOW, "left", pain_morning=3))
    services.diary.add(Entry(NOW - timedelta(days=1), "right", pain_morning=5))
    assert morning_pains(services, "left", NOW.date() - timedelta(days=3), NOW.date()) == {NOW.date(): 3}
