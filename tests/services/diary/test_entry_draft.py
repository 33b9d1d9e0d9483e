"""What was typed and not saved: each entry has its own, and nothing that makes no sense comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kneetui.config import paths
from kneetui.services.container import Services
from kneetui.services.diary import entry_form
from kneetui.services.diary.entry_draft import (
    NAME,
    EntryDraft,
    forget_typed,
    open_draft,
    open_elsewhere,
    waiting,
)
from kneetui.services.diary.entry_form import FIELDS
from kneetui.services.windows.drafts import TakenOverError
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

    def refuse(path: Path, data: str, *, durable: bool) -> None:
        raise OSError(f"{path} is written again: {data} ({durable})")

    monkeypatch.setattr(paths, "write_private", refuse)
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


# --- in several windows ----------------------------------------------------------------------


def test_a_second_form_has_a_draft_of_its_own(services: Services, make_services: Make) -> None:
    other = make_services(library=gym())
    for number in (0, 3):
        here, there = open_draft(services, number), open_draft(other, number)
        assert [here.name, there.name] == ["entry", "entry-2"]
        assert open_elsewhere(other, number) is None, "nothing was typed in it"
        here.keep(TYPED)
        there.keep({**TYPED, "note": "other"})
        assert [draft.read()["note"] for draft in (here, there)] == [TYPED["note"], "other"]
        elsewhere = open_elsewhere(other, number)
        assert elsewhere is not None
        assert elsewhere[0].name == "entry"


def test_what_was_typed_comes_first_whoever_left_it(services: Services, make_services: Make) -> None:
    other = make_services(library=gym())
    here, there = open_draft(services), open_draft(other)
    there.keep(TYPED)
    assert waiting(services) == (True, False)
    there.release()
    here.release()
    again = open_draft(services)
    assert again.name == "entry-2"
    assert again.read() == TYPED
    assert open_draft(other).name == "entry"
    again.keep({})
    again.release()
    assert open_draft(services).name == "entry-2"
    assert waiting(services) == (False, False)


def test_what_was_taken_over_is_not_written_where_it_was_taken_from(
    services: Services, make_services: Make
) -> None:
    other = make_services(library=gym())
    here = open_draft(services)
    here.keep(TYPED)
    elsewhere = open_elsewhere(other)
    assert elsewhere is not None
    elsewhere[0].take_over()
    elsewhere[0].keep({**TYPED, "note": "other"})
    with pytest.raises(TakenOverError):
        here.keep(TYPED)
    with pytest.raises(TakenOverError):
        here.check()
    assert elsewhere[0].read()["note"] == "other"


@pytest.mark.parametrize("entry", [False, True], ids=["new", "edited"])
@pytest.mark.parametrize("later", [{}, {"note": "other"}, None], ids=["typed on", "typed over", "saved"])
def test_what_was_typed_before_it_was_known_is_kept_beside(
    services: Services, make_services: Make, later: dict[str, str] | None, *, entry: bool
) -> None:
    """Only that, so that nothing is written down twice; and as often as it is kept, in one draft."""
    number = services.diary.add(entry_form.entry(entry_form.empty(services.now(), "right") | TYPED)).id
    number = number if entry else 0
    typed = {**TYPED, "time": "18:30"}
    other = make_services(library=gym())
    here = open_draft(services, number)
    here.keep(typed)
    elsewhere = open_elsewhere(other, number)
    assert elsewhere is not None
    elsewhere[0].take_over()
    elsewhere[0].keep({} if later is None else {**typed, **later})
    for medication in ("ibu", "ibuprofen"):
        with pytest.raises(TakenOverError):
            here.keep({**typed, "medication": medication})
    assert here.keep_late({**typed, "medication": "ibuprofen", "effort": "4"})
    here.release()
    if later is None:
        elsewhere[0].release()
    again = open_draft(services, number)
    assert again.name == "entry-2"
    assert again.read() == {
        "day": TYPED["day"],
        "time": "18:30",
        "medication": "ibuprofen",
        "effort": "4",
    }
    assert elsewhere[0].read() == ({} if later is None else {**typed, **later})


def test_nothing_is_kept_beside_if_the_other_window_has_it_all(
    services: Services, make_services: Make
) -> None:
    other = make_services(library=gym())
    here = open_draft(services)
    here.keep(TYPED)
    EntryDraft(other).take_over()
    with pytest.raises(TakenOverError):
        here.keep(TYPED)
    assert not here.keep_late({})
    assert services.drafts.names() == ("entry",)


def test_a_draft_that_is_taken_over_after_its_entry_was_written_down_is_empty(
    services: Services, make_services: Make
) -> None:
    other = make_services(library=gym())
    form = entry_form.empty(services.now(), "right") | TYPED
    open_draft(services).keep({**TYPED, "time": form["time"]})
    elsewhere = open_elsewhere(other)
    assert elsewhere is not None
    services.diary.add(entry_form.entry(form))
    elsewhere[0].take_over()
    assert elsewhere[0].read() == {}


def test_what_was_typed_of_an_entry_is_forgotten_in_every_window(
    services: Services, make_services: Make
) -> None:
    other = make_services(library=gym())
    here, there = open_draft(services, 3), open_draft(other, 3)
    here.keep(TYPED)
    there.keep(TYPED)
    EntryDraft(services).keep(TYPED)
    forget_typed(services, 3)
    assert waiting(services) == (True, False)
    with pytest.raises(TakenOverError):
        there.keep({**TYPED, "note": "typed since"})
    assert waiting(services) == (True, False)


def test_a_draft_whose_entry_was_written_down_before_the_app_ended_is_no_draft(services: Services) -> None:
    typed = {"day": "2026-11-21", "time": "18:30", "pain-during": "4", "note": " after the stairs "}
    form = {**entry_form.empty(services.now(), "right"), **typed}
    EntryDraft(services).keep(typed)
    saved = services.diary.add(entry_form.entry(form))
    assert waiting(services) == (False, False)
    assert open_draft(services).read() == {}
    assert EntryDraft(services).read() == {}

    for more in ({"note": "before the stairs"}, {"time": "18:31"}, {"swelling": "mild"}, {"pain-after": "x"}):
        EntryDraft(services).keep(typed | more)
        assert waiting(services) == (True, False)
    services.diary.remove(saved.id)
    EntryDraft(services).keep(typed)
    assert waiting(services) == (True, False)
    assert open_draft(services).read() == typed
