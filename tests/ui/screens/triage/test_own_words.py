from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.triage.own_words import OwnWordsScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.widgets.lists.proposal_list import ProposalList
from tests.ui.shots import every_size_and_small
from tests.ui.small import press, small_library, to_triage
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]

TEXT = "my left knee, short of breath, for 2 weeks"


async def say(pilot: Pilot[Any], text: str) -> None:
    app = cast("KneeApp", pilot.app)
    await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen) and app.focused is not None)
    await pilot.press(*("space" if char == " " else "comma" if char == "," else char for char in text))
    await press(pilot, "enter")


def screen(app: KneeApp) -> OwnWordsScreen:
    assert isinstance(app.screen, OwnWordsScreen)
    return app.screen


async def test_words_before_the_first_question_fill_answers_and_mark_signs(
    make_app: Make, library: Library
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "slash")
        await say(pilot, TEXT)
        assert isinstance(app.focused, ProposalList)
        text = shown(app)
        assert "[x] The left" in text
        assert "[x] 14 days" in text or "[x] 2 weeks" in text
        assert "you are asked for it with the other warning signs" in " ".join(text.split())
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        draft = app.services.draft("triage")
        assert draft is not None
        assert draft["answers"] == {"side": "left", "duration-days": 14}
        assert draft["marks"]["warning-signs"]["yes"] == ["chest-pain-or-breathless"]


async def test_what_is_unmarked_is_not_taken(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "slash")
        await say(pilot, "left knee clicks")
        await press(pilot, "space", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        draft = app.services.draft("triage")
        assert draft is not None
        assert list(draft["answers"]) == ["mechanical"]


async def test_a_mark_outlives_a_question_that_is_answered_from_there(
    make_app: Make, library: Library
) -> None:
    """A warning sign that was marked stays so, and what was unmarked stays unmarked."""
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "slash")
        await say(pilot, "left knee clicks, I have a fever, it is swollen")
        proposals = screen(app).query_one(ProposalList)
        loud = [number for number, row in enumerate(proposals.rows) if row.loud]
        asked = [number for number, row in enumerate(proposals.rows) if row.marked is None]
        assert loud
        assert asked
        quiet = next(number for number, row in enumerate(proposals.rows) if row.marked)
        for number in (loud[0], quiet):
            proposals.move_to(number)
            await press(pilot, "space")
        words = {proposals.rows[number].text: number in proposals.marked for number in (loud[0], quiet)}
        proposals.move_to(asked[0])
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen))
        await pilot.pause()
        now = {row.text: number in proposals.marked for number, row in enumerate(proposals.rows)}
        assert {text: now[text] for text in words} == words


async def test_words_during_the_questions_and_a_question_opened_from_there(
    make_app: Make, library: Library
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "slash")
        await say(pilot, "bowel")
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.only
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))


async def test_from_the_answers_any_question_is_found_and_answered(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "enter", "a", "slash")
        await say(pilot, "it clicks")
        await press(pilot, "enter")
        await until(pilot, lambda: "Clicks or pops" in shown(app))
        draft = app.services.draft("triage")
        assert draft is not None
        assert draft["answers"]["mechanical"]["yes"] == ["clicking"]


async def test_nothing_known_is_said_and_nothing_is_taken(make_app: Make, library: Library) -> None:
    app = make_app(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "slash")
        await say(pilot, "xyzzy")
        assert "kneetui knows no answer in this" in shown(app)
        assert screen(app).focused is not None
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(app.screen, OwnWordsScreen))
        assert (app.services.draft("triage") or {"answers": {}})["answers"] == {}


@every_size_and_small
def test_picture_of_own_words(make_app: Make, snap_app: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see a line with words, two answers marked with the words they rest on, and a question to open."""

    async def go(pilot: Pilot[Any]) -> None:
        await to_triage(pilot, "slash")
        await say(pilot, "left knee a bit swollen")

    assert snap_app(make_app(library=small_library()), terminal_size=size, run_before=go)
