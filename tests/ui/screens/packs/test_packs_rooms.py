"""The other rooms after packs came or went: what still exists is kept, what is gone is said."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.routines.progress import Progress
from kneetui.services.interview.names import DRAFT
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.packs.details import PackDetails
from kneetui.ui.screens.packs.offer import OfferScreen, RemovalScreen, UpdateScreen
from kneetui.ui.screens.packs.packs import PacksScreen
from kneetui.ui.screens.player.player import PlayerScreen
from kneetui.ui.screens.routines.plan import PlanScreen
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from tests.ui.club import Make, install, installed, notices, shown, to_packs
from tests.ui.waiting import until

TENNIS = Path(__file__).parents[4] / "docs" / "examples" / "tennis"
ROUTINE = "back-to-the-court"


@pytest.fixture(autouse=True)
def no_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """No case is assessed with and without the pack: what that shows is tested with the offer."""
    monkeypatch.setattr("kneetui.packs.install.case_changes.every_case", lambda _before, _after: [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pack of the guide, to be changed."""
    return Path(shutil.copytree(TENNIS, tmp_path / "tennis"))


async def on(pilot: Pilot[Any], screen: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def say(pilot: Pilot[Any], words: str) -> None:
    await until(pilot, lambda: any(words in notice for notice in notices(pilot.app)))  # type: ignore[arg-type]
    await on(pilot, PacksScreen)


async def remove(pilot: Pilot[Any]) -> None:
    """Remove the tennis pack."""
    screen = pilot.app.screen
    assert isinstance(screen, PacksScreen)
    screen._fill("tennis")
    await pilot.press("r")
    await on(pilot, RemovalScreen)
    await pilot.press("enter")
    await say(pilot, "Tennis is removed.")


async def test_the_life_of_a_pack(make_app: Make, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await install(pilot, folder)
        await on(pilot, OfferScreen)
        await pilot.press("enter")
        await say(pilot, "Tennis 0.1.0 is installed.")
        assert "tennis.move" in app.services.library.questions
        await pilot.press("d")
        await say(pilot, "Tennis is off for you.")
        assert "tennis.move" not in app.services.library.questions
        await pilot.press("d")
        await say(pilot, "Tennis is on for you.")
        assert "tennis.move" in app.services.library.questions

        for name, old, new in (
            ("pack.toml", 'version = "0.1.0"', 'version = "0.2.0"'),
            ("questions.toml", "Which move brings the pain on?", "Which move hurts?"),
        ):
            text = (folder / name).read_text("utf-8")
            assert old in text
            (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        await pilot.press("u")
        await on(pilot, UpdateScreen)
        text = app.screen.query_one("#text").text.plain  # type: ignore[attr-defined]
        assert "~ Which move hurts?" in text
        await pilot.press("enter")
        await say(pilot, "Tennis 0.2.0 is updated.")
        assert app.services.library.questions["tennis.move"].text == "Which move hurts?"
        await pilot.press("enter")
        await on(pilot, PackDetails)
        assert "0.2.0" in shown(app)
        await pilot.press("escape")
        await on(pilot, PacksScreen)
        await remove(pilot)
        assert "tennis.move" not in app.services.library.questions


async def test_answers_whose_questions_still_exist_are_kept(make_app: Make) -> None:
    installed(TENNIS)
    given = {"activity": "other", "swelling": "none"}
    app = make_app(drafts={DRAFT: {"asked": [*given], "answers": given}})
    app.services.reload()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await on(pilot, TriageScreen)
        app.services.keep_draft(
            DRAFT, {"asked": [*given, "tennis.move"], "answers": given | {"tennis.move": "serve"}}
        )
        await pilot.press("enter")
        await on(pilot, QuestionScreen)
        assert "tennis.move" in app.screen.interview.draft.asked  # type: ignore[attr-defined]
        app.action_go("packs")
        await on(pilot, PacksScreen)
        await remove(pilot)
        await pilot.press("2")
        await on(pilot, TriageScreen)
        await until(pilot, lambda: "2 answers" in shown(app))
        await pilot.press("enter")
        await on(pilot, QuestionScreen)
        assert app.screen.interview.draft.facts == given  # type: ignore[attr-defined]


async def test_a_plan_that_was_open_makes_room_for_a_word(make_app: Make) -> None:
    installed(TENNIS)
    app = make_app()
    app.services.reload()
    app.services.diary.remember("routine.active", json.dumps(Progress(ROUTINE).to_json()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await on(pilot, RoutinesScreen)
        await pilot.press("enter")
        await on(pilot, PlanScreen)
        await to_packs(pilot)
        await remove(pilot)
        await pilot.press("4")
        await on(pilot, RoutinesScreen)
        await until(pilot, lambda: "is not installed any more" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: "Your knee" in shown(app))


async def in_a_session(app: KneeApp, pilot: Pilot[Any]) -> None:
    """Begin the tennis routine, go on for a while, and leave the session as it is for the packs room."""
    app.services.diary.remember("routine.active", json.dumps(Progress(ROUTINE).to_json()))
    app.services.diary.add(Entry(NOW - timedelta(days=1), "right", assessment=AssessmentRecord("self-care")))
    await pilot.press("4")
    await on(pilot, RoutinesScreen)
    Training(app.services).equipment.own(app.services.library.equipment)
    await pilot.press("b")
    await on(pilot, PlayerScreen)
    app.screen.workout.seconds = 300  # type: ignore[attr-defined]
    await pilot.press("n", "n")
    await to_packs(pilot)


async def test_a_session_that_loses_all_its_exercises_ends_kindly(make_app: Make) -> None:
    installed(TENNIS)
    app = make_app()
    app.services.reload()
    for phase in app.services.library.routines[ROUTINE].phases[:1]:
        assert phase.steps
    async with app.run_test(size=(80, 24)) as pilot:
        await in_a_session(app, pilot)
        draft = app.services.draft("player")
        assert draft is not None
        for item in draft["player"]["items"]:
            item["exercise"] = "tennis-shadow"
        await remove(pilot)
        app.services.keep_draft("player", draft)
        await pilot.press("4")
        await on(pilot, ChooseDialog)
        text = app.screen.text  # type: ignore[attr-defined]
        assert "5 min done." in text
        assert "Its exercises are not installed any more" in text
        assert "Go on" not in shown(app)
        await pilot.press("down", "enter")
        await on(pilot, RoutinesScreen)
        entry = app.services.diary.entries()[0]
        assert entry.routine is not None
        assert (entry.routine.minutes, entry.routine.done) == (5.0, False)
        assert Training(app.services).unfinished() is None


async def test_a_session_that_loses_an_exercise_goes_on_with_the_others(make_app: Make) -> None:
    installed(TENNIS)
    app = make_app()
    app.services.reload()
    async with app.run_test(size=(80, 24)) as pilot:
        await in_a_session(app, pilot)
        draft = app.services.draft("player")
        assert draft is not None
        mine = [item["exercise"].startswith("tennis-") for item in draft["player"]["items"]]
        assert any(mine)
        assert not all(mine)
        await remove(pilot)
        await pilot.press("4")
        await on(pilot, ChooseDialog)
        assert "not installed any more, or not for now, and left out." in app.screen.text  # type: ignore[attr-defined]
        await pilot.press("enter")
        await on(pilot, PlayerScreen)
