"""A diary is taken to another computer with everything that is the person's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime

import pytest

from kneetui.config.settings import OF_THE_COMPUTER, OF_THE_PERSON, Settings, read_settings
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from kneetui.services.diary.copies import NAMES, export_text, read_copy, settings_lines, take_in_copy
from kneetui.services.diary.undo import make_again, take_back

CHOSEN = Settings(
    sports=("running",), knee="left", region="NP", timezone="Asia/Kathmandu", theme="light", language="de"
)
FILE = "the file"


@pytest.fixture
def other(make_services: Callable[..., Services]) -> Services:
    """A computer on which nothing was chosen or written yet."""
    services = make_services(settings=Settings())
    services.diary.add_all(())
    return services


@pytest.fixture
def text(make_services: Callable[..., Services], tmp_path: object) -> str:
    services = make_services(settings=CHOSEN, entries=[Entry(datetime(2026, 11, 20, 8), "left", note="x")])
    services.diary.remember("routine.active", "{}")
    services.diary.remember("equipment", '["band"]')
    text = export_text(services)
    services.close()
    services.diary_file.unlink()
    return text


def test_settings_and_places_come_along_where_nothing_was_chosen(text: str, other: Services) -> None:
    copy = read_copy(other, text, FILE)
    assert settings_lines(copy) == ["Sports, knee, country, time zone and language come along."]
    take_in_copy(other, copy)
    assert other.settings == replace(CHOSEN, theme=Settings().theme)
    assert read_settings(other.settings_file) == (other.settings, [])
    assert other.diary.remembered() == {"routine.active": "{}", "equipment": '["band"]'}
    assert not read_copy(other, text, FILE).changes


def test_what_was_chosen_here_stays(text: str, other: Services) -> None:
    other.settings = Settings(sports=("cycling",), knee="left", region="DE")
    copy = read_copy(other, text, FILE)
    assert settings_lines(copy) == [
        "Time zone and language come along.",
        "Sports and country stay as they are here.",
    ]
    take_in_copy(other, copy)
    assert other.settings == Settings(
        sports=("cycling",), knee="left", region="DE", timezone="Asia/Kathmandu", language="de"
    )


@pytest.mark.parametrize("settings", ["knee = 3", 'knee = "none"', 'theme = "light"', 'bell = "x"'])
def test_what_cannot_be_a_setting_of_the_person_is_passed_over(settings: str, other: Services) -> None:
    copy = read_copy(other, f"format = 2\n[settings]\n{settings}\n", FILE)
    assert (copy.settings, copy.changes) == (Settings(), False)


def test_settings_are_a_table(other: Services) -> None:
    with pytest.raises(DiaryError, match="settings is not a table"):
        read_copy(other, "format = 2\nsettings = 3\n", FILE)


def test_undo_takes_the_places_back_unless_they_changed_since(text: str, other: Services) -> None:
    take_in_copy(other, read_copy(other, text, FILE))
    other.diary.remember("equipment", '["step"]')
    assert take_back(other) is not None
    assert other.diary.remembered() == {"equipment": '["step"]'}
    assert make_again(other) is not None
    assert other.diary.remembered() == {"routine.active": "{}", "equipment": '["step"]'}


def test_places_alone_are_a_change_that_can_be_taken_back(text: str, other: Services) -> None:
    take_in_copy(other, read_copy(other, text, FILE))
    other.diary.remember("equipment", "")
    take_in_copy(other, read_copy(other, text, FILE))
    assert other.diary.recall("equipment")
    step = take_back(other)
    assert step is not None
    assert step.words == "taken out again: your place in routines and your equipment"
    assert not other.diary.recall("equipment")
    assert other.diary.count() == 1


def test_every_setting_travels_or_is_named_as_one_that_stays() -> None:
    assert sorted((*OF_THE_PERSON, *OF_THE_COMPUTER)) == sorted(field.name for field in fields(Settings))


OTHERWISE = {
    "sports": ("running",),
    "knee": "left",
    "region": "NP",
    "timezone": "Asia/Kathmandu",
    "week_start": "sunday",
    "language": "de",
    "weight_unit": "lb",
    "trackers": ("Sleep: 0-12 h",),
    "check_ins": False,
}


@pytest.mark.parametrize("key", OF_THE_PERSON)
def test_each_setting_of_the_person_travels_whatever_was_chosen(
    make_services: Callable[..., Services], key: str
) -> None:
    wanted = replace(Settings(), **{key: OTHERWISE[key]})  # type: ignore[arg-type]
    services = make_services(settings=wanted)
    text = export_text(services)
    assert getattr(services.settings, key) == OTHERWISE[key] != getattr(Settings(), key)
    services.settings = Settings()
    copy = read_copy(services, text, FILE)
    assert copy.new_settings == (key,)
    take_in_copy(services, copy)
    assert services.settings == wanted


def test_every_setting_of_the_person_has_a_name() -> None:
    assert tuple(NAMES) == tuple(sorted(NAMES, key=OF_THE_PERSON.index)) == OF_THE_PERSON
