"""What was typed and not saved: each entry has its own, and nothing that makes no sense comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kneetui.services.container import Services
from kneetui.services.diary.entry_draft import NAME, EntryDraft, waiting
from kneetui.services.diary.entry_form import FIELDS
from tests.ui.gym import gym

Make = Callable[..., Services]
TYPED = {"day": "2026-11-21", "pain-during": "4", "note": "after the stairs"}


@pytest.fixture
def services(make_services: Make) -> Services:
    return make_services(library=gym())


def test_without_a_draft_nothing_is_typed(services: Services) -> None:
    assert EntryDraft(services).read() == {}
    assert EntryDraft(services, 3).read() == {}
    assert waiting(services) == (False, False)


def test_every_field_comes_back_as_it_was_typed(services: Services) -> None:
    typed = {key: f" {key} 1" for key in FIELDS} | {"day": "2026-11-21"}
    EntryDraft(services).keep(typed)
    assert EntryDraft(services).read() == typed


def test_the_new_entry_and_each_edited_one_have_their_own(services: Services) -> None:
    other = {**TYPED, "note": "of the third"}
    EntryDraft(services).keep(TYPED)
    assert waiting(services) == (True, False)
    EntryDraft(services, 3).keep(other)
    assert waiting(services) == (True, True)
    assert [EntryDraft(services, number).read() for number in (0, 3, 4)] == [TYPED, other, {}]


def test_dropping_one_leaves_the_others(services: Services) -> None:
    for number in (0, 3, 4):
        EntryDraft(services, number).keep(TYPED)
    EntryDraft(services, 3).keep({})
    assert [EntryDraft(services, number).read() for number in (0, 3, 4)] == [TYPED, {}, TYPED]
    EntryDraft(services).keep({})
    assert waiting(services) == (False, True)


def test_the_last_one_dropped_leaves_no_file(services: Services) -> None:
    EntryDraft(services).keep(TYPED)
    EntryDraft(services, 3).keep(TYPED)
    EntryDraft(services).keep({})
    assert services.draft(NAME) is not None
    EntryDraft(services, 3).keep({})
    assert services.draft(NAME) is None


def test_what_is_the_same_is_not_written_again(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    EntryDraft(services).keep(TYPED)

    def refuse(name: str, draft: dict[str, Any]) -> None:
        raise OSError(f"{name} is written again: {draft}")

    monkeypatch.setattr(services, "keep_draft", refuse)
    EntryDraft(services).keep(dict(TYPED))
    with pytest.raises(OSError, match="again"):
        EntryDraft(services).keep({**TYPED, "note": "another"})


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"typed": "text"},
        {"typed": None, "edits": []},
        {"typed": ["day"], "edits": "3"},
        {"typed": {"day": "yesterday", "note": "the day is none"}},
        {"typed": {"day": 20261121, "colour": "red"}},
        {"typed": {"note": 3, "no-such-field": "text"}, "edits": {"3": "text", "4": None}},
    ],
)
def test_what_makes_no_sense_is_passed_over(services: Services, draft: dict[str, Any]) -> None:
    services.keep_draft(NAME, draft)
    assert [EntryDraft(services, number).read() for number in (0, 3, 4)] == [{}, {}, {}]
    assert not waiting(services)[1]


def test_the_good_fields_beside_a_bad_one_come_back(services: Services) -> None:
    services.keep_draft(
        NAME, {"typed": {**TYPED, "minutes": 30, "colour": "red"}, "edits": {"3": TYPED, "4": 1}}
    )
    assert EntryDraft(services).read() == TYPED
    assert EntryDraft(services, 3).read() == TYPED
    EntryDraft(services, 3).keep({})
    assert EntryDraft(services).read() == TYPED


def test_what_another_window_wrote_over_a_field_meanwhile_is_known(services: Services) -> None:
    before = {**dict.fromkeys(FIELDS, ""), "note": "stairs"}
    EntryDraft(services, 3).keep({"note": "hills", "minutes": "30"}, before)
    EntryDraft(services, 4).keep({"note": "hills"}, before)
    EntryDraft(services).keep(TYPED)
    assert EntryDraft(services, 3).changed_since(before) == frozenset()
    now = {**before, "note": "both", "sport": "running"}
    assert EntryDraft(services, 3).changed_since(now) == {"note"}
    EntryDraft(services, 3).keep({"note": "hills", "minutes": "30"}, now)
    assert EntryDraft(services, 3).changed_since(now) == frozenset()
    assert EntryDraft(services, 4).changed_since(now) == {"note"}
