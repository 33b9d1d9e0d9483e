from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.interview.start import resumed
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.testing import SETTLED
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.triage.advice import AdviceScreen
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.cause import CauseScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.review import ReviewScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from kneetui.ui.screens.triage.what_would_change import ChangesScreen
from kneetui.ui.widgets.lists.cause_list import FitsList
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.small import CALM, draft, press, small_library, to_triage, walk
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
PLACES = [option.id for option in small_library().questions["location"].options]


def at(*places: str) -> dict[str, list[str]]:
    return {"yes": list(places), "no": [place for place in PLACES if place not in places]}


SELF_CARE: dict[str, Any] = {
    **CALM,
    "location": at("kneecap"),
    "activity": "running",
    "swelling": "none",
    "duration-days": 21,
    "side": "right",
    "pain-worst": 4,
}
SOON = {**SELF_CARE, "location": at("inner-line"), "swelling": "moderate"}


def finished(make_app: Make, answers: dict[str, Any] = SELF_CARE, **given: Any) -> KneeApp:
    return make_app(library=small_library(), drafts=draft(**answers), **given)


def words(text: str) -> str:
    return " ".join(text.split())


# --- what it says -----------------------------------------------------------------------


async def test_urgency_comes_first_with_who_when_and_what_to_do(make_app: Make) -> None:
    app = finished(make_app, SOON)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)
        lines = shown(app).splitlines()
        assert "▲ SEE SOMEONE SOON" in lines[1]
        assert "a doctor or physiotherapist, within one to two weeks" in lines[1]
        assert "Because: The knee is clearly swollen." in lines[2]
        assert "Have it looked at within two weeks." in lines[3]
        assert "Check again on Sunday 29 November" in lines[4]


async def test_what_fits_is_a_list_in_people_with_counts(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        text = shown(app)
        line = next(line for line in text.splitlines() if "Kneecap pain" in line)
        assert "of 10" in line
        assert line.split()[-3:] == ["3", "0", "0"]
        assert "+ pain around the kneecap" in text
        await press(pilot, "down")
        assert "+ pain around the kneecap" not in shown(app)


async def test_nothing_claims_certainty(make_app: Make) -> None:
    app = finished(make_app, SOON)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_triage(pilot, "enter")
        seen = shown(app)
        for key in ("enter", "f", "c"):
            await press(pilot, key)
            seen += shown(app)
            await press(pilot, "escape")
        claims = seen.lower()
        for no_claim in ("you have had", "until you have been seen", "do you have a fever"):
            claims = claims.replace(no_claim, "")
        assert "you have " not in claims
        assert small_library().purpose in seen


async def test_what_makes_it_more_urgent_stands_on_the_screen(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        text = shown(app)
        assert "Go at once if" in text
        assert "• Your chest hurts, or the foot turns cold." in text
        assert "four steps" not in text


async def test_the_intended_purpose_is_in_small_print(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert small_library().purpose in shown(app)


# --- what it opens ----------------------------------------------------------------------


async def test_enter_opens_a_cause_with_its_reasons(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(100, 60)) as pilot:
        await to_triage(pilot, "enter", "enter")
        assert isinstance(app.screen, CauseScreen)
        text = words(shown(app))
        assert "Patellofemoral pain" in text
        assert "An ache around the kneecap when the bent knee carries load." in text
        assert "+ pain around the kneecap: speaks strongly for it Paper 2020, knees" in text
        assert "Note: Two papers disagree about how much." in text
        assert "+ no swelling: speaks slightly for it Guess of the authors (an estimate)" in text
        assert "Plan on 6 to 12 weeks." in text
        assert "See a physiotherapist if it is no better after 6 weeks." in text
        assert "Where sources disagree Older texts call this worn cartilage." in text
        await press(pilot, "escape")
        assert isinstance(app.screen, AssessmentScreen)


async def test_f_opens_with_what_is_meant_for_the_first_cause(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 40)) as pilot:
        await to_triage(pilot, "enter", "f")
        assert isinstance(app.screen, AdviceScreen)
        text = shown(app)
        meant, first_aid = text.index("Meant for: Kneecap pain"), text.index("Ice for pain")
        assert meant < text.index("Half the load") < first_aid
        assert "First aid\n" in "\n".join(line.strip() for line in text.splitlines())
        assert text.count("Half the load") == 1
        assert "Note: It does not heal faster." in text


async def test_c_says_what_would_change_it(make_app: Make) -> None:
    app = finished(make_app, SOON)
    async with app.run_test(size=(80, 40)) as pilot:
        await to_triage(pilot, "enter", "c")
        assert isinstance(app.screen, ChangesScreen)
        text = words(shown(app))
        assert "▲ See someone soon: The knee is clearly swollen." in text
        assert "More urgent if ! Emergency Is any of this true right now? • Chest pain" in text
        assert "Less urgent" in text


async def test_r_saves_it_and_goes_to_the_routine_that_fits(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert "r Routine" in shown(app)
        await press(pilot, "r")
        assert app.current_mode == "routines"
        assert app.services.diary.recall(SUGGESTED) == "kneecap"
        assert [entry.kind for entry in app.services.diary.entries()] == ["assessment"]


async def test_without_a_routine_r_only_saves_it(make_app: Make) -> None:
    app = finished(make_app, SOON)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert "r Routine" not in shown(app)
        await press(pilot, "r")
        assert app.services.diary.recall(SUGGESTED) == ""
        assert "saved in the diary" in shown(app)
        assert app.services.diary.count() == 1
        await press(pilot, "r")
        assert app.services.diary.count() == 1


# --- the diary ----------------------------------------------------------------------------


async def test_d_saves_it_into_the_diary_and_drops_the_draft(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert "not in the diary yet" in shown(app)
        await press(pilot, "d")
        (entry,) = app.services.diary.entries()
        record = entry.assessment
        assert record is not None
        assert (entry.kind, entry.knee, record.pain, entry.swelling) == ("assessment", "right", 4.0, "none")
        assert record.urgency == "self-care"
        assert record.causes[0][0] == "kneecap-pain"
        raw = json.loads(record.answers)
        assert raw["asked"] == list(SELF_CARE)
        assert raw["answers"]["duration-days"] == 21
        assert app.services.draft("triage") is None
        assert "saved in the diary" in shown(app)
        assert any("right knee" in note.message for note in app._notifications)
        await press(pilot, "d")
        assert len(app.services.diary.entries()) == 1


async def test_z_takes_back_that_it_was_saved_and_shift_z_saves_it_after_all(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "z", "d")
        (entry,) = app.services.diary.entries()
        await press(pilot, "z")
        assert app.services.diary.count() == 0
        assert app.services.draft("triage") is not None
        assert "not in the diary yet" in shown(app)
        await press(pilot, "Z")
        assert app.services.diary.entries() == [entry]
        assert app.services.draft("triage") is None
        assert "saved in the diary" in shown(app)


async def test_z_on_an_assessment_leaves_alone_what_came_before(make_app: Make) -> None:
    app = finished(make_app)
    app.services.diary.add(Entry(app.services.now(), "right", pain_during=2))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "z")
        assert app.services.diary.count() == 1
        await press(pilot, "d", "z", "z")
        assert app.services.diary.count() == 1


async def test_without_a_side_it_asks_which_knee(make_app: Make) -> None:
    app = finished(make_app, {**SELF_CARE, "side": None}, settings=replace(SETTLED, knee=""))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "d")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, "escape")
        assert app.services.diary.count() == 0
        await press(pilot, "d", "enter")
        assert app.services.diary.entries()[0].knee == "left"


async def test_saved_again_after_a_change_it_replaces_its_entry(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "d", "a", "home", "end", "up", "up", "up", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.only == "swelling"
        await press(pilot, "4", "escape")
        assert isinstance(app.screen, AssessmentScreen)
        assert "not in the diary yet" in shown(app)
        assert "SEE SOMEONE SOON" in shown(app)
        await press(pilot, "d")
        (entry,) = app.services.diary.entries()
        assert entry.assessment is not None
        assert entry.assessment.urgency == "soon"


async def test_a_diary_that_cannot_be_written_is_said_and_nothing_is_lost(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")

        def refuse(*_: object) -> None:
            raise DiaryError("The diary is in use", "Close the other program")

        monkeypatch.setattr(app.services.diary, "add", refuse)
        await press(pilot, "d")
        assert any("The diary is in use" in note.message for note in app._notifications)
        assert "not in the diary yet" in shown(app)
        assert app.services.draft("triage") is not None


# --- ways out --------------------------------------------------------------------------------


async def test_esc_leaves_and_the_room_offers_it_again(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "escape")
        assert isinstance(app.screen, TriageScreen)
        assert "See your assessment" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)


async def test_backspace_goes_back_into_the_questions(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "backspace")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.asking[0].question.id == "pain-worst"
        assert app.screen.asking[0].value == 4.0
        await press(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)


async def test_a_opens_the_answers(make_app: Make) -> None:
    app = finished(make_app)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "a")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, AssessmentScreen)
        assert isinstance(app.focused, FitsList)


# --- pictures ---------------------------------------------------------------------------------


@every_size_and_small
def test_picture_of_self_care(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see SELF-CARE with a dot, when to check again, “Go at once if”, three causes with bars and counts."""
    app = finished(make_app)
    assert snap_app(app, terminal_size=size, run_before=walk("enter"))


@every_size_and_small
def test_picture_of_soon(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see SEE SOMEONE SOON with a triangle, the reason, what to do, and what fits below it."""
    app = finished(make_app, SOON)
    assert snap_app(app, terminal_size=size, run_before=walk("enter"))


@every_size
def test_picture_of_a_cause(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see what kneecap pain is, what speaks for it and against it with sizes and sources, and what to expect."""
    app = finished(make_app)
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "enter"))


@every_size
def test_picture_of_the_advice(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see the tips, first aid first, each with its source."""
    app = finished(make_app, SOON)
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "f"))


@every_size
def test_picture_of_the_changes(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see the level of now with its flag, then what would make it more urgent, grouped by question."""
    app = finished(make_app, SOON)
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "c"))


# --- people whom the general advice was not made for ----------------------------------------------


async def test_it_says_early_whom_the_advice_was_not_made_for(make_app: Make, library: Library) -> None:
    growing = {
        "age": 14,
        "location": {"yes": ["below-kneecap"], "no": []},
        "onset": "gradual",
        "side": "left",
    }
    app = make_app(library=library, drafts={"triage": {**draft(**growing)["triage"], "done": True}})
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot)
        interview = resumed(app.services, app.services.draft("triage") or {})
        await app.push_screen(AssessmentScreen(interview))
        await press(pilot)
        text = words(shown(app))
        assert (
            text.index("SELF-CARE")
            < text.index("Under 16: a growing knee is different.")
            < text.index("Go at once")
        )
        assert "What fits" in text
        assert "little is known" in text
        await press(pilot, "f")
        assert "Above all Under 16" in words(shown(app))
