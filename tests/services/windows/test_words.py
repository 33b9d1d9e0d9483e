"""What is said of a draft names it and since when it is open, whatever it is called in the folder."""

from __future__ import annotations

from datetime import datetime

import pytest

from kneetui.services.windows import words

NOW = datetime(2026, 11, 24, 18, 30)


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("triage", "An interview"),
        ("player", "A session of a routine"),
        ("entry", "An entry"),
        ("entry.17", "An entry"),
        ("entry-2.new", "An entry"),
        ("of a plugin", "A draft"),
    ],
)
def test_what_is_open(name: str, thing: str) -> None:
    since = words.open_since(name, datetime(2026, 11, 24, 18, 4), NOW)
    assert since == f"{thing} is open in another window since 18:04"
    assert words.taken_over(name).startswith(f"{thing} goes on in another window")


def test_yesterday_is_named() -> None:
    assert words.open_since("triage", datetime(2026, 11, 23, 18, 4), NOW).endswith("since Mon 23 Nov 18:04")
