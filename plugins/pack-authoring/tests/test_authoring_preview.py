"""The app while its pack is being written: a good save is taken over, a bad one is told and changes nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kneetui.config.settings import Settings
from kneetui.content.model import Library, Problem
from kneetui.testing import NOW
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from kneetui_pack_authoring.bad_pack import BadPackDialog
from kneetui_pack_authoring.json_schema import CONTENT
from kneetui_pack_authoring.preview import PreviewApp, PreviewServices, settings_for
from kneetui_pack_authoring.scaffold import Plan, write_new
from tests.ui.shots import every_size
from tests.ui.waiting import until

OWN = Settings(knee="left", theme="light", sports=("running",), region="DE")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_new(Plan(id="tennis", name="Tennis", activity="other", author="Ana"), tmp_path / "tennis")


@pytest.fixture
def app(pack: Path) -> PreviewApp:
    return preview(pack)


def preview(pack: Path) -> PreviewApp:
    services = PreviewServices(pack, now=lambda: NOW)
    services.settings = settings_for(pack, Settings(theme="dark"))
    return PreviewApp(services)


_clock = 1_800_000_000


def save(pack: Path, file: str, good: str, bad: str) -> None:
    """Replace text in a file, as an editor saves it."""
    global _clock
    text = (pack / file).read_text("utf-8")
    assert good in text
    (pack / file).write_text(text.replace(good, bad), encoding="utf-8")
    _clock += 1
    os.utime(pack / file, (_clock, _clock))


async def ready(pilot: Pilot[Any], app: PreviewApp) -> None:
    await until(pilot, lambda: app.services.library_if_loaded() is not None)


async def test_only_the_core_and_the_pack_are_there(app: PreviewApp) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        assert list(app.services.library.packs) == ["core", "tennis"]
        assert app.services.problems == []
        assert not app.query(BadPackDialog)


async def test_a_good_save_is_taken_over(app: PreviewApp, pack: Path) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        save(pack, "questions.toml", "What in tennis hurts most?", "What hurts in tennis?")
        wanted = "What hurts in tennis?"
        await until(pilot, lambda: app.services.library.questions["tennis.move"].text == wanted)


async def test_the_screen_is_made_anew(app: PreviewApp, pack: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        app.action_go("routines")
        await until(pilot, lambda: app.current_mode == "routines")
        before = app.screen
        save(pack, "pack.toml", 'name = "Tennis"', 'name = "Racket"')
        await until(pilot, lambda: app.screen is not before and app.current_mode == "routines")
        assert type(app.screen) is type(before)
        assert [pack.name for pack in app.services.library.packs.values()][1] == "Racket"


async def test_answers_that_still_exist_stay(app: PreviewApp, pack: Path) -> None:
    given = {"activity": "other", "tennis.move": "one-move", "swelling": "none"}
    app.services.keep_draft("triage", {"asked": [*given], "answers": given})
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        app.action_go("triage")
        await until(pilot, lambda: isinstance(app.screen, TriageScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        before = app.screen
        save(pack, "questions.toml", '"one-move"', '"the-move"')
        save(
            pack,
            "causes.toml",
            '"${id}.move" = "one-move"'.replace("${id}", "tennis"),
            '"tennis.move" = "the-move"',
        )
        save(pack, "cases.toml", '"tennis.move" = "one-move"', '"tennis.move" = "the-move"')
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen is not before)
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.interview.draft.facts == {"activity": "other", "swelling": "none"}


async def test_a_bad_save_is_told_and_the_last_good_version_stays(app: PreviewApp, pack: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        good = app.services.library
        save(pack, "tips.toml", 'kind = "load"', 'kind = "laod"')
        await until(pilot, lambda: isinstance(app.screen, BadPackDialog))
        problems = str(app.screen.query_one("#problems", Static).content)
        assert "tips.toml:6:1" in problems
        assert "Did you mean “load”?" in problems
        assert app.services.library is good
        save(pack, "tips.toml", 'kind = "laod"', 'kind = "load"')
        await until(pilot, lambda: not isinstance(app.screen, BadPackDialog))
        assert app.services.library is not good


async def test_other_problems_take_the_place_of_the_first(app: PreviewApp, pack: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        save(pack, "tips.toml", 'kind = "load"', 'kind = "laod"')
        await until(pilot, lambda: isinstance(app.screen, BadPackDialog))
        save(pack, "tips.toml", "priority = 2", "priority = 9")
        dialog = app.screen
        await until(pilot, lambda: len(dialog.problems) == 2)  # type: ignore[attr-defined]
        assert app.screen is dialog
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, BadPackDialog))


async def test_a_pack_that_is_bad_from_the_beginning(app: PreviewApp, pack: Path) -> None:
    save(pack, "tips.toml", 'kind = "load"', 'kind = "laod"')
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BadPackDialog))
        assert "without the pack" in str(app.screen.query_one("#behind", Static).content)
        assert list(app.services.library.packs) == ["core"]
        save(pack, "tips.toml", 'kind = "laod"', 'kind = "load"')
        await until(pilot, lambda: list(app.services.library.packs) == ["core", "tennis"])


async def test_files_are_read_only_after_a_change(app: PreviewApp, pack: Path) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        read: list[int] = []

        def count() -> tuple[Library, tuple[Problem, ...]]:
            read.append(1)
            return app.services.library, ()

        app.services.read = count  # type: ignore[method-assign]
        before = app.screen
        for _ in range(5):
            app._look()
            await pilot.pause()
        assert read == []
        assert app.screen is before


async def test_a_file_that_is_still_being_saved_waits(app: PreviewApp, pack: Path) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        states = iter(["1", "2", "3", "3"])
        app.services.state = lambda: next(states)  # type: ignore[method-assign]
        taken: list[int] = []

        def take(work: Any, **_: object) -> None:
            work.close()
            taken.append(1)

        app.run_worker = take  # type: ignore[method-assign,assignment]
        for count in (0, 0, 0, 1):
            app._look()
            assert len(taken) == count
        app.services.state = lambda: "3"  # type: ignore[method-assign]


async def test_new_ids_become_known_to_the_editor(app: PreviewApp, pack: Path) -> None:
    async with app.run_test() as pilot:
        await ready(pilot, app)
        save(pack, "tips.toml", 'id = "tennis-less-of-one-move"', 'id = "tennis-fresh"')
        save(
            pack,
            "sources.toml",
            "[[source]]",
            '[[source]]\nid = "tennis-book"\ntitle = "B"\nsure = "estimate"\n[[source]]',
        )
        await until(pilot, lambda: "tennis-fresh" in app.services.library.tips)
        assert "tennis-book" in (pack / CONTENT).read_text("utf-8")


def test_settings_are_those_of_the_person_without_the_knee(pack: Path) -> None:
    made = settings_for(pack, OWN)
    assert (made.theme, made.region) == ("light", "DE")
    assert (made.sports, made.knee, made.welcomed) == (("other",), "", True)


@every_size
def test_picture_of_a_bad_pack(snap_app: Any, pack: Path, size: tuple[int, int]) -> None:
    """You should see a panel "2 problems in the pack" over Today, each with file:line:column, key and remedy."""
    save(pack, "tips.toml", 'kind = "load"', 'kind = "laod"')
    save(pack, "routines.toml", 'rule = "pain-monitoring"', 'rule = "pain-monitorin"')
    app = preview(pack)

    async def wait(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: isinstance(app.screen, BadPackDialog))
        await pilot.pause()

    assert snap_app(app, terminal_size=size, run_before=wait)
