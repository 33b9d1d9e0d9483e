"""The status of the knees, from the diary, what was left unfinished, looks, the page and the settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Choices
from kneetui.content.model import Library
from kneetui.diary.entries import ALLOWED, AssessmentRecord, Entry, LookRecord
from kneetui.diary.errors import DiaryError
from kneetui.diary.store.sqlite import open_diary
from kneetui.services.container import Services
from kneetui.services.interview.names import DRAFT, UNSAVED
from kneetui.services.knee_status import (
    knee_status,
    known,
    looks,
    saved,
    screening,
    unsaved,
    without_diary,
)
from kneetui.services.recent import recent
from kneetui.services.remembered_keys import SCREENING
from kneetui.status.known import BACK
from kneetui.status.results import KneeResult
from kneetui.status.status import status
from kneetui.testing import NOW, SETTLED
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]
LOCKED = {"mechanical": {"yes": ["locking"], "no": []}}
FREE = {"mechanical": {"yes": [], "no": ["locking"]}}


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


def draft(
    answers: dict[str, Any] = LOCKED,
    *,
    when: datetime = NOW,
    done: bool = True,
    began: str = "a",
    **more: Any,
) -> dict[str, Any]:
    return {
        "asked": list(answers),
        "answers": answers,
        "done": done,
        "when": when.isoformat(),
        "began": began,
        **more,
    }


def stages(services: Services) -> list[tuple[str, str]]:
    return [(result.stage, result.urgency) for result in unsaved(services)]


# --- what the diary has --------------------------------------------------------------------------


def test_the_last_assessment_of_each_knee(make_services: Make, library: Library) -> None:
    old = assessed("urgent", when=NOW - timedelta(days=9))
    left = replace(assessed("soon", when=NOW - timedelta(days=20)), knee="left")
    services = make_services(entries=[old, left, assessed("self-care"), Entry(NOW, "right", pain_after=4)])
    results = {result.knee: result.urgency for result in saved(library, services.diary)}
    assert results == {"right": "self-care", "left": "soon"}


def test_one_of_both_knees_is_one_result(make_services: Make, library: Library) -> None:
    services = make_services(entries=[replace(assessed("soon"), knee="both")])
    assert [result.knee for result in saved(library, services.diary)] == ["both"]


def test_another_problem_of_the_knee_counts_beside_the_last(make_services: Make, library: Library) -> None:
    services = make_services()
    first = services.diary.add(assessed("urgent", when=NOW - timedelta(days=4)))
    record = AssessmentRecord("self-care", beside=(first.id, 99))
    services.diary.add(Entry(NOW - timedelta(days=1), "right", assessment=record))
    urgencies = [result.urgency for result in saved(library, services.diary)]
    assert sorted(urgencies) == ["self-care", "urgent"]
    assert knee_status(services).restrictions.urgency == "urgent"


def test_what_stood_beside_and_was_taken_out_no_longer_counts(make_services: Make, library: Library) -> None:
    services = make_services()
    first = services.diary.add(assessed("urgent", when=NOW - timedelta(days=4)))
    services.diary.add(Entry(NOW, "right", assessment=AssessmentRecord("self-care", beside=(first.id,))))
    services.diary.remove(first.id)
    assert [result.urgency for result in saved(library, services.diary)] == ["self-care"]


def test_entries_since_long_ago_and_none_of_tomorrow(make_services: Make) -> None:
    days = (-1, 0, BACK.days, BACK.days + 1)
    services = make_services(entries=[Entry(NOW - timedelta(days=ago), "left", pain_after=1) for ago in days])
    assert [entry.when.date() for entry in known(services).entries] == [
        NOW.date(),
        NOW.date() - BACK,
    ]


def test_nothing_is_read_again_until_something_changes(
    make_services: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = make_services(entries=[assessed("self-care")])
    before = knee_status(services)

    def refuse(**_: object) -> list[Entry]:
        raise DiaryError("the diary is read again", "")

    with monkeypatch.context() as patch:
        patch.setattr(services.diary, "entries", refuse)
        assert knee_status(services) is before
        services.diary.remember("a", "b")
        with pytest.raises(DiaryError, match="again"):
            knee_status(services)
    assert knee_status(services) == before


def _add(services: Services, number: int) -> None:
    moment = NOW - timedelta(hours=7 * number)
    services.diary.add(Entry(moment, "right", pain_after=number % 11, swelling="marked"))


def _edit(services: Services, number: int) -> None:
    for entry in services.diary.entries()[number % 3 : number % 3 + 1]:
        services.diary.edit(replace(entry, pain_after=(number * 3) % 11, assessment=None, kind=""))


def _remove(services: Services, number: int) -> None:
    for entry in services.diary.entries()[number % 2 : number % 2 + 1]:
        services.diary.remove(entry.id)


def _undo(services: Services, number: int) -> None:
    services.diary.undo() if number % 2 else services.diary.redo()


def _elsewhere(services: Services, number: int) -> None:
    with closing(open_diary(services.diary_file)) as other:
        other.add(Entry(NOW + timedelta(minutes=number), "left", pain_morning=number % 11))


def _later(services: Services, number: int) -> None:
    now = services.now() + timedelta(minutes=number * 20)
    services.now = lambda: now


def _look(services: Services, number: int) -> None:
    services.diary.add(Entry(services.now(), "right", look=LookRecord("doctor", ALLOWED[number % 4])))


def _knee(services: Services, number: int) -> None:
    services.settings = replace(services.settings, knee=("left", "right", "both")[number % 3])


def _draft(services: Services, number: int) -> None:
    if number % 2:
        services.keep_draft(DRAFT, draft(LOCKED, when=NOW - timedelta(minutes=number)))
    else:
        services.drop_draft(DRAFT)


STEPS = (_add, _edit, _remove, _undo, _elsewhere, _later, _look, _knee, _draft)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 40)), min_size=1, max_size=8))
def test_the_status_is_always_the_one_that_would_be_made_anew(
    make_services: Make, library: Library, steps: list[tuple[Callable[[Services, int], None], int]]
) -> None:
    services = make_services(library=library, entries=[assessed("soon")])
    for step, number in steps:
        step(services, number)
        assert knee_status(services) == status(known(services))
        with closing(open_diary(services.diary_file)) as anew:
            since = (services.now() - BACK).date()
            assert list(recent(services)) == anew.entries(since=since)
    services.close()


# --- what was reached and not saved ------------------------------------------------------------


def test_without_an_interview_there_is_none(make_services: Make) -> None:
    services = make_services()
    assert stages(services) == []
    services.keep_draft(DRAFT, draft({}))
    assert stages(services) == []


def test_one_on_its_way_counts_only_with_a_sign_that_is_up(make_services: Make) -> None:
    services = make_services(drafts={DRAFT: draft(FREE, done=False)})
    assert stages(services) == []
    services.keep_draft(DRAFT, draft(LOCKED, done=False))
    assert stages(services) == [("under-way", "urgent")]


def test_one_that_was_reached_counts_whatever_came_out(make_services: Make) -> None:
    services = make_services(drafts={DRAFT: draft(LOCKED)})
    (result,) = unsaved(services)
    assert (result.stage, result.urgency, set(result.flags)) == (
        "reached",
        "urgent",
        {"LOCK", "BONE", "PUFFY"},
    )
    assert (result.when, result.knee) == (NOW, "right")
    assert result.facts == {"mechanical": Choices(frozenset({"locking"}))}
    services.keep_draft(DRAFT, draft(FREE))
    assert [stage for stage, _ in stages(services)] == ["reached"]


def test_one_whose_time_cannot_be_read_is_of_now(make_services: Make) -> None:
    services = make_services(drafts={DRAFT: {**draft(), "when": "yesterday"}})
    assert [result.when for result in unsaved(services)] == [NOW]


def test_one_left_for_another_still_counts(make_services: Make) -> None:
    earlier = NOW - timedelta(hours=2)
    services = make_services(
        drafts={DRAFT: draft(FREE, began="b"), UNSAVED: draft(LOCKED, when=earlier, began="a")}
    )
    assert [(result.urgency, result.when) for result in unsaved(services)][1] == ("urgent", earlier)


def test_the_same_one_left_twice_counts_once(make_services: Make) -> None:
    services = make_services(drafts={DRAFT: draft(began="a"), UNSAVED: draft(began="a")})
    assert stages(services) == [("reached", "urgent")]


def test_one_left_alone_counts_by_itself(make_services: Make) -> None:
    assert stages(make_services(drafts={UNSAVED: draft()})) == [("reached", "urgent")]


@pytest.mark.parametrize("with_diary", [True, False])
def test_it_holds_with_and_without_a_diary(make_services: Make, with_diary: bool) -> None:
    services = make_services(drafts={DRAFT: draft()})
    now = knee_status(services) if with_diary else without_diary(services)
    assert (now.restrictions.urgency, now.gate.loading) == ("urgent", False)
    assert [knee for knee, held in now.knees.items() if held.in_force.urgency] == ["right"]
    assert services.diary_file.exists() is with_diary


@pytest.mark.parametrize(
    ("knee", "about"), [("left", ["left"]), ("both", ["left", "right"]), ("", ["left", "right"])]
)
def test_the_knee_of_the_settings_is_the_one_it_is_about(
    make_services: Make, knee: str, about: list[str]
) -> None:
    services = make_services(drafts={DRAFT: draft()}, settings=replace(SETTLED, knee=knee))
    now = without_diary(services)
    assert [side for side, held in now.knees.items() if held.in_force.urgency] == about


# --- looks and the page of signs ----------------------------------------------------------------


def looked(knee: str, allowed: str, days: int, by: str = "doctor") -> Entry:
    return Entry(NOW - timedelta(days=days), knee, look=LookRecord(by, allowed))


def test_the_last_look_at_each_knee(make_services: Make) -> None:
    entries = [looked("left", "nothing", 9), looked("left", "gentle", 2), looked("right", "all", 5)]
    services = make_services(entries=entries)
    assert {look.knee: look.allowed for look in looks(services.diary)} == {"left": "gentle", "right": "all"}


def test_one_look_at_both_knees_is_one(make_services: Make) -> None:
    services = make_services(entries=[looked("both", "no-impact", 1, "physiotherapist")])
    (look,) = looks(services.diary)
    assert (look.knee, look.by, look.allowed, look.when) == (
        "both",
        "physiotherapist",
        "no-impact",
        NOW - timedelta(days=1),
    )
    assert look.entry > 0


def test_a_look_counts_against_what_was_said_before_it_and_not_after(make_services: Make) -> None:
    before = assessed("emergency", "LOCK", when=NOW - timedelta(days=3))
    services = make_services(entries=[before, looked("right", "all", 1)])
    assert knee_status(services).gate.full
    services.diary.add(assessed("urgent", when=NOW))
    assert not knee_status(services).gate.loading


def test_the_page_of_signs_as_it_was_answered(make_services: Make, library: Library) -> None:
    services = make_services()
    services.diary.remember(SCREENING, json.dumps({"when": NOW.isoformat(), "answers": FREE | {"gone": 3}}))
    read = screening(library, services.diary)
    assert read is not None
    assert (read.when, read.facts) == (NOW, {"mechanical": Choices(frozenset(), frozenset({"locking"}))})


@pytest.mark.parametrize(
    "text", ["", "{", "3", "null", "[]", "{}", '{"when": "then"}', '{"when": 3, "answers": {}}']
)
def test_a_page_that_cannot_be_read_was_not_answered(
    make_services: Make, library: Library, text: str
) -> None:
    services = make_services()
    services.diary.remember(SCREENING, text)
    assert screening(library, services.diary) is None


def test_all_of_it_comes_together(make_services: Make, library: Library) -> None:
    services = make_services(
        entries=[assessed("self-care"), looked("left", "gentle", 2)], drafts={DRAFT: draft(FREE)}
    )
    services.diary.remember(SCREENING, json.dumps({"when": NOW.isoformat(), "answers": FREE}))
    everything = known(services)
    assert everything.library is library
    assert (everything.now, everything.knee) == (NOW, "right")
    assert [result.stage for result in everything.results] == ["saved", "reached"]
    assert all(isinstance(result, KneeResult) for result in everything.results)
    assert [look.knee for look in everything.looks] == ["left"]
    assert everything.screening is not None
