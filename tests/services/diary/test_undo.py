from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from kneetui.services.diary import undo

NOW = datetime(2026, 11, 22, 9, 30)


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    made = Services(lambda: NOW)
    yield made
    made.close()


def words(services: Services) -> list[str]:
    """What is said while everything is taken back."""
    sentences = []
    while undone := undo.take_back(services):
        sentences.append(undone.words)
    return sentences


def test_each_kind_of_change_is_told_in_words_also_after_a_restart(services: Services) -> None:
    diary = services.diary
    first = diary.add(Entry(NOW, "right", pain_during=3))
    diary.edit(replace(first, pain_during=4))
    diary.remove(first.id)
    diary.add_all(Entry(NOW, "left", note=f"{number}") for number in range(12))
    services.close()
    assert not undo.possible(services)
    assert words(services) == [
        "taken out again: 12 entries",
        "back again: Sun 22 Nov 09:30",
        "as it was before: Sun 22 Nov 09:30",
        "taken out again: Sun 22 Nov 09:30",
    ]


def test_what_is_made_again_is_told_in_words_too(services: Services) -> None:
    diary = services.diary
    first = diary.add(Entry(NOW, "right", pain_during=3))
    diary.edit(replace(first, pain_during=4))
    diary.remove(first.id)
    assert not undo.redo_possible(services)
    words(services)
    services.close()
    assert services.diary.count() == 0
    assert undo.redo_possible(services)
    sentences = []
    while step := undo.make_again(services):
        sentences.append(step.words)
    assert sentences == [
        "back again: Sun 22 Nov 09:30",
        "changed again: Sun 22 Nov 09:30",
        "taken out again: Sun 22 Nov 09:30",
    ]


def test_it_is_possible_as_long_as_there_is_a_change(services: Services) -> None:
    assert not undo.possible(services)
    assert not services.diary_file.exists()
    services.diary.add(Entry(NOW, "right", pain_during=3))
    assert undo.possible(services)
    assert undo.take_back(services)
    assert not undo.possible(services)


def test_a_diary_that_cannot_be_read_offers_no_undo(services: Services) -> None:
    services.diary_file.parent.mkdir(parents=True)
    services.diary_file.write_text("no diary\n" * 200)
    assert not undo.possible(services)
    with pytest.raises(DiaryError, match="damaged"):
        undo.take_back(services)
