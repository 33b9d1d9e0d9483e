"""What home is made from: settings, diary, drafts and, once it is there, the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kneetui.config.settings import SettingError
from kneetui.content.model import Library, Problem
from kneetui.diary.entries import AssessmentRecord, Entry, LookRecord
from kneetui.diary.errors import DiaryError
from kneetui.routines.progress import Place, Progress
from kneetui.services.container import Services
from kneetui.services.home.home import FRESH, gather, last_answers, problems, worries_of
from kneetui.services.home.situation import Situation
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.services.training.training import DRAFT, Training
from kneetui.status.known import BACK
from kneetui.testing import NOW, SETTLED
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.fixture
def fresh() -> Services:
    """A start at which nothing was read yet."""
    services = Services(lambda: NOW)
    services.settings = SETTLED
    return services


# --- with nothing there yet -------------------------------------------------------------------


def test_a_first_start_reads_neither_library_nor_diary(fresh: Services) -> None:
    situation, trouble = gather(fresh)
    assert (situation.entries, situation.status, situation.library, trouble) == ([], None, None, None)
    assert (situation.waiting, situation.open_again) == (False, True)
    assert fresh.library_if_loaded() is None
    assert not fresh.diary_file.exists()


def test_with_a_diary_and_no_library_it_waits(fresh: Services) -> None:
    fresh.diary.add(Entry(NOW, "right", pain_morning=3))
    situation, trouble = gather(fresh)
    assert situation.entries is not None
    assert [entry.pain_morning for entry in situation.entries] == [3]
    assert (situation.waiting, situation.status, trouble) == (True, None, None)
    fresh.close()


def test_an_empty_diary_has_nothing_to_wait_for(fresh: Services) -> None:
    assert fresh.diary.entries() == []
    assert fresh.diary_file.exists()
    assert not gather(fresh)[0].waiting
    fresh.close()


@pytest.mark.parametrize("key", ["routine.active", "routine.suggested"])
def test_a_routine_alone_is_worth_waiting_for(fresh: Services, key: str) -> None:
    fresh.diary.remember(key, "walk")
    assert gather(fresh)[0].waiting
    fresh.close()


def test_a_diary_that_a_plugin_keeps_waits_for_the_plugins(
    fresh: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEETUI_DIARY", "toml:///nowhere")
    situation, trouble = gather(fresh)
    assert (situation.entries, situation.waiting, trouble) == ([], True, None)


# --- with a library -----------------------------------------------------------------------------


def test_the_status_and_the_routine_are_there(make_services: Make, library: Library) -> None:
    services = make_services(library=library, entries=[assessed("self-care")])
    Training(services).keep(Progress("kneecap", Place(phase=1)), own=True)
    situation, trouble = gather(services)
    assert trouble is None
    assert situation.status is not None
    assert situation.status.restrictions.urgency == "self-care"
    assert situation.routine is not None
    assert (situation.routine.name, situation.routine.own) == ("Kneecap routine", True)
    assert (situation.library, situation.waiting) == (library, False)


def test_what_was_said_counts_before_there_is_a_diary(make_services: Make, library: Library) -> None:
    answers = {"mechanical": {"yes": ["locking"], "no": []}}
    draft = {"asked": ["mechanical"], "answers": answers, "done": True, "when": NOW.isoformat()}
    services = make_services(library=library, drafts={"triage": draft})
    situation, _ = gather(services)
    assert not services.diary_file.exists()
    assert situation.status is not None
    assert situation.status.restrictions.urgency == "urgent"
    assert not situation.status.gate.loading
    assert situation.routine is None


def test_what_was_left_unfinished_is_handed_on(make_services: Make, library: Library) -> None:
    drafts: dict[str, dict[str, Any]] = {
        "triage": {"asked": ["mechanical"], "answers": {}},
        "player": {"routine": "walk"},
        "entry": {"typed": {"note": "stairs"}},
    }
    situation, _ = gather(make_services(library=library, drafts=drafts))
    assert (situation.triage, situation.player, situation.typed) == (
        drafts["triage"],
        drafts["player"],
        drafts["entry"],
    )


def test_only_the_last_days_are_read(make_services: Make, library: Library) -> None:
    days = (0, BACK.days, BACK.days + 1)
    entries = [Entry(NOW - timedelta(days=ago), "right", pain_after=ago % 10) for ago in days]
    situation, _ = gather(make_services(library=library, entries=entries))
    assert situation.entries is not None
    assert len(situation.entries) == 2


@pytest.mark.parametrize(("urgency", "again"), [("self-care", True), ("urgent", False), ("emergency", False)])
def test_a_session_goes_on_only_if_anything_of_it_is_open(
    make_services: Make, library: Library, urgency: str, again: bool
) -> None:
    services = make_services(library=library, entries=[assessed("self-care", when=NOW - timedelta(days=3))])
    training = Training(services)
    today = training.today("walk", training.status())
    assert today is not None
    training.begin(today)
    services.diary.add(assessed(urgency, when=NOW - timedelta(hours=1)))
    assert services.draft(DRAFT) is not None
    assert gather(services)[0].open_again is again


def test_a_session_that_only_waits_for_its_number_goes_on_though_all_is_closed(
    make_services: Make, library: Library
) -> None:
    services = make_services(library=library, entries=[assessed("self-care", when=NOW - timedelta(days=3))])
    training = Training(services)
    today = training.today("walk", training.status())
    assert today is not None
    training.finish(training.begin(today))
    services.diary.add(assessed("emergency", when=NOW - timedelta(hours=1)))
    assert gather(services)[0].open_again


def test_a_draft_of_a_session_that_cannot_be_read_does_not_go_on(
    make_services: Make, library: Library
) -> None:
    services = make_services(
        library=library, entries=[assessed("self-care")], drafts={DRAFT: {"routine": "walk"}}
    )
    assert not gather(services)[0].open_again


def test_a_diary_that_cannot_be_read_is_said_and_the_rest_stays(
    make_services: Make, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = make_services(
        library=library, entries=[assessed("self-care")], drafts={"triage": {"asked": []}}
    )

    def refuse(**_: object) -> list[Entry]:
        raise DiaryError("the diary is locked", "Close the other kneetui")

    monkeypatch.setattr(services.diary, "entries", refuse)
    situation, trouble = gather(services)
    assert trouble == ("the diary is locked", "Close the other kneetui")
    assert (situation.entries, situation.status, situation.routine) == (None, None, None)
    assert situation.triage == {"asked": []}


def test_a_routine_whose_morning_cannot_be_kept_is_left_out(
    make_services: Make, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = make_services(library=library, entries=[assessed("self-care")])
    services.diary.remember(SUGGESTED, "walk")
    assert gather(services)[0].routine is not None

    def refuse(*_: object) -> None:
        raise DiaryError("the disk is full", "Make room")

    monkeypatch.setattr("kneetui.services.training.routine_today.routine_now", refuse)
    situation, trouble = gather(services)
    assert (situation.routine, trouble) == (None, None)
    assert situation.status is not None


# --- words ----------------------------------------------------------------------------------


def test_the_last_assessment_in_words(library: Library) -> None:
    entry, now = assessed("soon"), Situation(now=NOW)
    assert last_answers(entry, None, now) == ("20 Nov",)
    assert last_answers(entry, Library(), now) == ("20 Nov",)
    assert last_answers(None, library, now) == ()
    assert last_answers(Entry(NOW, "right", pain_after=2), library, now) == ()


@pytest.mark.parametrize(
    ("days", "check"),
    [(0, "check again 4 December"), (13, "check again tomorrow"), (16, "check again since Fri 4 Dec")],
)
def test_the_day_to_check_again_stands_beside_the_last_answers(
    make_services: Make, library: Library, days: int, check: str
) -> None:
    entry = assessed("soon")
    again = replace(library.urgencies["soon"], recheck_days=14)
    library = replace(library, urgencies={**library.urgencies, "soon": again})
    now = entry.when + timedelta(days=days)
    assert last_answers(entry, library, Situation(now=now)) == ("20 Nov: ▲ See someone soon", check)
    looked_at = Entry(entry.when + timedelta(minutes=1), entry.knee, look=LookRecord("doctor", allowed="all"))
    situation, _ = gather(make_services(library=library, entries=[entry, looked_at], now=now))
    assert last_answers(entry, library, situation) == ("20 Nov: ▲ See someone soon",)


@pytest.mark.parametrize(("days", "watched"), [(0, True), (FRESH.days, True), (FRESH.days + 1, False)])
def test_what_to_watch_for_follows_only_a_fresh_assessment(
    make_services: Make, library: Library, days: int, watched: bool
) -> None:
    record = AssessmentRecord("self-care", causes=(("sore-kneecap", 0.9),))
    entry = replace(assessed("self-care", when=NOW - timedelta(days=days)), assessment=record)
    situation, _ = gather(make_services(library=library, entries=[entry]))
    named = any(text.startswith("Kneecap pain") for text in worries_of(situation, library))
    assert named is watched


def test_what_an_assessment_watched_for_ends_when_somebody_looked(
    make_services: Make, library: Library
) -> None:
    entry = replace(assessed("emergency"), assessment=AssessmentRecord("emergency"))
    looked_at = Entry(NOW + timedelta(minutes=1), entry.knee, look=LookRecord("doctor", allowed="nothing"))
    for entries, watched in (([entry], True), ([entry, looked_at], False)):
        situation, _ = gather(make_services(library=library, entries=entries, now=NOW + timedelta(minutes=2)))
        assert any("emergency" in text.casefold() for text in worries_of(situation, library)) is watched


def test_problems_are_counted_in_one_line(make_services: Make, library: Library) -> None:
    services = make_services(library=library)
    assert problems(services) == ""
    services.setting_problems = [SettingError("theme", "“pink” is no theme", "Write dark or light")]
    assert problems(services) == "▲ 1 problem with packs or settings: <go.packs> shows it"
    services.use_library(replace(library, problems=(Problem(message="a", remedy="b"),)))
    assert problems(services) == "▲ 2 problems with packs or settings: <go.packs> shows them"


def test_before_the_library_only_the_settings_have_problems(
    fresh: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Services) -> Library:
        raise AssertionError("the library is read")

    monkeypatch.setattr(Services, "read_library", refuse)
    assert problems(fresh) == ""
