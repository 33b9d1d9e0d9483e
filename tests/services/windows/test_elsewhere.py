"""What another window changed is noticed at the next look, and nothing is where nothing changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryBusyError
from kneetui.services.container import Services
from kneetui.services.windows.elsewhere import Elsewhere, Noticed
from kneetui.testing import NOW
from tests.ui.gym import gym

NOTHING = Noticed(data=False, settings=False, taken_over=())


@pytest.fixture
def two(make_services: Callable[..., Services]) -> tuple[Services, Services]:
    here = make_services(library=gym(), entries=[Entry(NOW, "right", pain_after=3)])
    here.save_settings(here.settings)
    other = make_services(library=gym())
    other.read_settings_again()
    return here, other


def test_every_kind_of_change_is_noticed_once(two: tuple[Services, Services]) -> None:
    here, other = two
    elsewhere = Elsewhere(here)
    assert elsewhere.look() == NOTHING
    other.diary.add(Entry(NOW, "left", pain_after=4))
    assert elsewhere.look() == replace(NOTHING, data=True)
    other.diary.remember("routine.active", "text")
    assert elsewhere.look() == replace(NOTHING, data=True)
    other.keep_draft("triage", {"asked": []})
    assert elsewhere.look() == replace(NOTHING, data=True)
    other.drop_draft("triage")
    assert elsewhere.look() == replace(NOTHING, data=True)
    other.save_settings(replace(other.settings, theme="contrast"))
    assert elsewhere.look() == replace(NOTHING, settings=True)
    assert here.settings.theme == "contrast"
    here.drafts.claim("player")
    assert elsewhere.look() == NOTHING
    other.drafts.claim("player", take_over=True)
    assert elsewhere.look() == replace(NOTHING, taken_over=("player",))
    assert elsewhere.look() == NOTHING


def test_settings_of_ones_own_are_no_news(two: tuple[Services, Services]) -> None:
    here, _ = two
    elsewhere = Elsewhere(here)
    here.save_settings(replace(here.settings, bell=not here.settings.bell))
    assert elsewhere.look() == NOTHING


def test_a_diary_that_is_not_open_yet_is_looked_at_too(two: tuple[Services, Services]) -> None:
    here, other = two
    other.close()
    elsewhere = Elsewhere(other)
    assert elsewhere.look() == NOTHING
    here.diary.add(Entry(NOW, "left", pain_after=4))
    assert elsewhere.look().data
    assert not other.diary_is_open


def test_a_diary_that_cannot_be_read_just_now_is_as_it_was(
    two: tuple[Services, Services], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.diary.errors import DiaryBusyError

    here, _ = two
    elsewhere = Elsewhere(here)

    def busy() -> tuple[int, ...]:
        raise DiaryBusyError("busy", "wait")

    monkeypatch.setattr(here.diary, "version", busy)
    assert elsewhere.look() == NOTHING


@pytest.mark.parametrize("begun", ["before it was opened", "after it was opened", "while it is locked"])
def test_a_diary_that_another_program_had_counts_as_changed_once_it_is_free(
    two: tuple[Services, Services], begun: str
) -> None:
    here, other = two
    other.close_diary()
    here.diary_wait = 0
    here.close_diary()
    if begun == "after it was opened":
        assert here.diary.count() == 1
    elsewhere = Elsewhere(here)
    with closing(sqlite3.connect(here.diary_file, isolation_level=None)) as program:
        program.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiaryBusyError):
            here.diary.count()
        if begun == "while it is locked":
            elsewhere = Elsewhere(here)
        assert elsewhere.look() == NOTHING
        assert elsewhere.look() == NOTHING
    assert elsewhere.look() == replace(NOTHING, data=True)
    assert elsewhere.look() == NOTHING
