"""What every part shares: made when needed, kept at once, lost never."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.config.settings import Settings
from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from tests.cli.small import small_library


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = Services()
    made.use_library(small_library(tmp_path / "core"))
    return made


def test_making_them_costs_no_library_and_no_diary(home: Path) -> None:
    code = (
        "import sys\nfrom kneetui.services.container import Services\nServices()\n"
        "print([name for name in ('pydantic', 'pluggy', 'sqlite3', 'kneetui.content') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert not home.exists()


def test_settings_are_used_and_kept(services: Services) -> None:
    settings = Settings(sports=("cycling",), welcomed=True)
    services.save_settings(settings)
    assert services.settings == settings
    assert Services().settings == settings
    assert Services().setting_problems == []


def test_bad_settings_are_noted(services: Services) -> None:
    services.settings_file.parent.mkdir(parents=True)
    services.settings_file.write_text("theme = 'pink'", encoding="utf-8")
    assert len(Services().setting_problems) == 1


# --- the diary -----------------------------------------------------------------------------


def test_the_diary_is_opened_once_and_again_after_closing(services: Services) -> None:
    assert services.diary is services.diary
    services.diary.add(Entry(datetime(2026, 11, 22, 8, 0), "right", pain_morning=2))
    services.close()
    services.close()
    assert services.diary.count() == 1
    services.close()


def test_a_diary_in_another_place(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEETUI_DIARY", str(tmp_path / "elsewhere.db"))
    assert services.diary.count() == 0
    assert (tmp_path / "elsewhere.db").is_file()
    services.close()


def test_a_diary_that_no_plugin_opens(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEETUI_DIARY", "paper://desk")
    assert services.diary_url == "paper://desk"
    with pytest.raises(DiaryError, match="No plugin opens"):
        _ = services.diary


# --- drafts --------------------------------------------------------------------------------


def test_a_draft_is_kept_until_it_is_dropped(services: Services, home: Path) -> None:
    assert services.draft("triage") is None
    services.keep_draft("triage", {"note": "größer", "asked": ["age"]})
    assert Services().draft("triage") == {"note": "größer", "asked": ["age"]}
    assert (home / "data" / "triage.json").stat().st_mode & 0o777 == 0o600
    services.drop_draft("triage")
    services.drop_draft("triage")
    assert services.draft("triage") is None


def test_drafts_have_names(services: Services) -> None:
    services.keep_draft("triage", {"a": 1})
    services.keep_draft("player", {"b": 2})
    services.drop_draft("triage")
    assert services.draft("player") == {"b": 2}


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[1]", b"\xff", b'"text"', b"null", b"[" * 100000],
    ids=["empty", "cut", "list", "latin", "text", "null", "deep"],
)
def test_a_damaged_draft_is_none(services: Services, home: Path, raw: bytes) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "triage.json").write_bytes(raw)
    assert services.draft("triage") is None


def test_a_draft_is_written_whole_or_not_at_all(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    services.keep_draft("triage", {"a": 1})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space"):
        services.keep_draft("triage", {"a": 2})
    assert services.draft("triage") == {"a": 1}


# --- the emergency number ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "region", "number"),
    [
        ("en_US.UTF-8", "", "911"),
        ("de_DE.UTF-8", "", "112"),
        ("de_DE.UTF-8", "US", "911"),
        ("en_US@euro", "", "911"),
        ("C.UTF-8", "", "112"),
        ("C", "", "112"),
        ("", "", "112"),
        ("en_us", "", "911"),
        ("en_US.UTF-8", "AT", "112"),
        ("POSIX", "", "112"),
        ("en_Latn_US.UTF-8", "", "911"),
        ("en_001", "", "112"),
        ("xx_YY.UTF-8", "", "112"),
        ("_", "", "112"),
        ("US", "", "112"),
    ],
)
def test_the_emergency_number(
    services: Services, monkeypatch: pytest.MonkeyPatch, locale: str, region: str, number: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    services.settings = Settings(region=region)
    assert services.emergency_number() == number


def test_the_stronger_variable_decides(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert services.emergency_number() == "911"


def test_a_locale_without_a_country_leaves_it_to_the_next(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert services.emergency_number() == "911"


def test_a_library_without_numbers_still_gives_one(services: Services) -> None:
    services.use_library(replace(services.library, numbers={}))
    assert services.emergency_number() == "112"


# --- the library ---------------------------------------------------------------------------


def test_the_library_is_compiled_once(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, make_small: Callable[[], Library]
) -> None:
    from kneetui.content.loading import merge

    calls: list[object] = []

    def load(folders: object, language: str) -> Library:
        calls.append(folders)
        return make_small()

    monkeypatch.setattr(merge, "load", load)
    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    first = Services().library
    assert Services().library == first
    assert len(calls) == 1
    assert list((home / "cache").glob("library-*.pickle"))


def test_problems_of_packs_and_plugins_come_together(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.content.model import Problem
    from kneetui.plugins.manager import PluginInfo

    monkeypatch.setenv("KNEETUI_PLUGINS", "")
    problem = Problem(message="bad pack", remedy="Mend it.")
    services.use_library(replace(services.library, problems=(problem,)))
    services.plugins.fail(
        PluginInfo(name="golf", distribution="", version=""), "failed", RuntimeError("chalk")
    )
    assert len(services.problems) == 2


@pytest.fixture
def make_small(tmp_path: Path) -> Callable[[], Library]:
    return lambda: small_library(tmp_path / "core")


def test_a_draft_is_plain_json(services: Services, home: Path) -> None:
    services.keep_draft("player", {"set": 2})
    assert json.loads((home / "data" / "player.json").read_text(encoding="utf-8")) == {"set": 2}


# --- two windows ---------------------------------------------------------------------------


def test_settings_of_two_windows_are_merged_and_never_written_over(services: Services) -> None:
    services.save_settings(Settings(knee="left", welcomed=True))
    other = Services()
    other.save_settings(replace(other.settings, theme="dark"))
    services.save_settings(replace(services.settings, bell=False))
    both = Settings(knee="left", welcomed=True, theme="dark", bell=False)
    assert services.settings == Services().settings == both
    assert other.read_settings_again()
    assert other.settings == both
    assert not other.read_settings_again()
    services.save_settings(replace(services.settings, knee="right"))
    other.save_settings(replace(other.settings, knee="both"))
    assert Services().settings.knee == "both", "the last one to set the same wins"


def test_settings_that_cannot_be_read_or_are_gone_set_nothing(services: Services) -> None:
    services.save_settings(Settings(knee="left"))
    services.settings_file.write_text("knee = ", encoding="utf-8")
    assert not services.read_settings_again()
    services.settings_file.unlink()
    assert not services.read_settings_again()
    services.save_settings(replace(services.settings, bell=False))
    assert Services().settings == Settings(knee="left", bell=False)
