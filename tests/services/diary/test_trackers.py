"""What the person keeps track of: from the settings and the packs to the form and the command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.diary.errors import EntryError
from kneetui.diary.trackers import MOST
from kneetui.services.container import Services
from kneetui.services.diary import entry_form
from kneetui.services.diary.entry_words import facts
from kneetui.services.diary.trackers import asked, in_form, known, lines_of, read_lines
from kneetui.services.diary.typed_entry import entry_of
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.fixture
def services(make_services: Make, library: Library) -> Services:
    services = make_services(library=library)
    services.now = lambda: NOW
    return services


def track(services: Services, *lines: str) -> None:
    services.save_settings(replace(services.settings, trackers=lines))


def test_nothing_is_asked_for_unless_it_was_wanted(services: Services) -> None:
    assert asked(services) == ()
    assert {row.key for row in entry_form.rows(own=in_form(services))} == set(entry_form.FIELDS)


def test_a_name_is_that_of_a_pack_and_a_line_is_ones_own(services: Services) -> None:
    track(services, "sleep", "Insole: yes or no", "Weather")
    assert [(tracker.id, tracker.name) for tracker in asked(services)] == [
        ("sleep", services.library.trackers["sleep"].name),
        ("insole", "Insole"),
        ("weather", "Weather"),
    ]
    assert {"stress", "insole", "weather"} <= {tracker.id for tracker in known(services)}


def test_what_cannot_be_read_is_said_and_passed_over(services: Services) -> None:
    read = read_lines(services, ["Sleep: often", "stress", "Stress: 0-3", *(f"T{n}" for n in range(MOST))])
    assert [problem.message for problem in read.problems] == [
        "“often” is no range and no list",
        "“Stress” stands twice",
        f"“T{MOST - 1}” is one too many",
    ]
    assert len(read.trackers) == MOST
    typed = " sleep;; Shoes: old, new ;Day of the cycle; moon"
    assert lines_of(services, typed) == ("sleep", "Shoes: old, new", "cycle", "moon")


def test_the_form_asks_and_the_entry_has_it(services: Services) -> None:
    track(services, "sleep", "Insole: yes or no")
    own = in_form(services)
    form = {**entry_form.empty(NOW, "right", own=own), "own-sleep": "7,5", "own-insole": "no"}
    entry = entry_form.entry(form, own=own)
    assert entry.own == (("insole", False), ("sleep", 7.5))
    assert entry_form.values(entry, own) == {**form, "own-sleep": "7.5"}
    emptied = entry_form.entry({**form, "own-sleep": "", "note": "x"}, entry, own=own)
    assert emptied.own == (("insole", False),)
    labels = [row.label for row in entry_form.rows(own=own)]
    assert labels[labels.index("Medication") :] == ["Medication", "Sleep", "Insole", "Note"]


def test_a_value_out_of_range_is_told_beside_its_field(services: Services) -> None:
    track(services, "sleep")
    own = in_form(services)
    with pytest.raises(EntryError, match="own-sleep is 99") as caught:
        entry_form.entry({**entry_form.empty(NOW, "right", own=own), "own-sleep": "99"}, own=own)
    assert [entry_form.place(problem.key, own=own) for problem in caught.value.problems] == ["own-sleep"]


def test_the_form_shows_what_an_entry_has_although_nobody_asks_any_more(services: Services) -> None:
    entry = Entry(NOW, "right", own=(("moon", "full"), ("sleep", 7.0)))
    own = in_form(services, entry)
    assert [(tracker.id, tracker.name) for tracker in own] == [("moon", "Moon"), ("sleep", "Sleep")]
    assert entry_form.entry(entry_form.values(entry, own), entry, own=own) == entry
    assert dict(facts(entry, services.library))["Sleep"] == "7 h"
    assert dict(facts(entry, services.library))["Moon"] == "full"


def test_a_command_takes_them_with_their_type(services: Services) -> None:
    track(services, "Shoes: old, new")
    typed = {"knee": "left", "own-shoes": "new", "own-insole": "yes", "own-sleep": "6"}
    assert entry_of(services, typed, {}).own == (("insole", True), ("shoes", "new"), ("sleep", 6.0))
    with pytest.raises(EntryError, match="own-shoes is red"):
        entry_of(services, {**typed, "own-shoes": "red"}, {})
