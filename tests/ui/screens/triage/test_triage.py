from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kneetui.config.settings import Settings
from kneetui.content.conditions import Choices
from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.interview.names import DRAFT
from kneetui.testing import NOW, SETTLED
from kneetui.testing.screens import question
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.screens.common.help import key_groups
from kneetui.ui.screens.triage.assessment import AssessmentScreen
from kneetui.ui.screens.triage.before_result import BeforeResultScreen
from kneetui.ui.screens.triage.emergency import EmergencyScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.review import ReviewScreen
from kneetui.ui.screens.triage.triage import TriageScreen
from kneetui.ui.screens.triage.why import WhyDialog
from kneetui.ui.widgets.answers.knee_map import KneeMap
from kneetui.ui.widgets.answers.options import Options
from kneetui.ui.widgets.lines.menu import Menu
from tests.ui.shots import every_size, every_size_and_small
from tests.ui.small import CALM, draft, press, small_library, to_triage, walk
from tests.ui.waiting import until
from tests.ui.widgets.host import shown

Make = Callable[..., KneeApp]
PAGE = ("enter", "n", "enter", "1", "enter")
"""Keys for a first page that raises nothing."""


@pytest.fixture
def app(make_app: Make) -> KneeApp:
    return make_app(library=small_library(), settings=replace(SETTLED, knee=""))


def saved_draft(app: KneeApp) -> dict[str, Any]:
    raw = app.services.draft("triage")
    assert raw is not None
    return raw


# --- the interview ----------------------------------------------------------------------


async def test_the_first_page_is_the_warning_signs_and_needs_an_enter_for_each_question(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen)
        text = shown(app)
        assert "Most people mark nothing here." in text
        assert "Nothing marked. Enter: none of these." in text
        assert "Can you walk four steps on this leg?" in text
        await press(pilot, "enter", "enter", "enter")
        assert saved_draft(app)["asked"] == ["warning-signs"]
        assert "Choose with the arrows or a digit." in shown(app)
        await press(pilot, "n", "enter", "1", "enter")
        assert saved_draft(app)["asked"] == ["warning-signs", "fever-or-unwell", "weight-bearing"]
        assert isinstance(app.focused, KneeMap)


async def test_every_answer_is_kept_at_once_and_the_interview_resumes(app: KneeApp, make_app: Make) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "space", "enter")
        raw = saved_draft(app)
        assert raw["answers"]["location"]["yes"] == ["kneecap"]
    again = make_app(library=small_library(), drafts={"triage": json.loads(json.dumps(raw))})
    async with again.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot)
        assert "Go on where you stopped" in shown(again)
        assert "4 answers, Sun 22 Nov 09:30" in shown(again)
        await press(pilot, "enter")
        assert isinstance(again.screen, QuestionScreen)
        assert again.screen.interview.draft.facts["location"] == Choices(
            frozenset({"kneecap"}),
            frozenset(option.id for option in small_library().questions["location"].options) - {"kneecap"},
        )


async def test_marks_without_enter_are_kept_too(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "space", "i", "space")
        await until(pilot, lambda: saved_draft(app)["marks"]["location"]["yes"] == ["inner-line", "kneecap"])
        await press(pilot, "escape", "enter")
        assert isinstance(app.focused, KneeMap)
        assert app.focused.marked == {"inner-line", "kneecap"}


async def test_u_is_dont_know(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "space", "u")
        assert "location" in saved_draft(app)["asked"]
        assert "location" not in saved_draft(app)["answers"]


@pytest.mark.parametrize("key", ["backspace", "left"])
async def test_back_opens_the_question_before_with_its_answer_marked(app: KneeApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "space", "enter")
        assert isinstance(app.focused, Options)
        await press(pilot, key)
        assert isinstance(app.focused, KneeMap)
        assert app.focused.marked == {"kneecap"}
        assert saved_draft(app)["asked"] == ["warning-signs", "fever-or-unwell", "weight-bearing"]
        await press(pilot, "backspace")
        assert isinstance(app.focused, Options)
        assert app.focused.question.id == "weight-bearing"
        assert app.focused.value == "normal"


async def test_before_the_first_question_there_is_nothing(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "backspace")
        assert isinstance(app.screen, QuestionScreen)
        assert "This is the first question." in shown(app)


async def test_progress_never_falls_behind(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        seen = []
        while isinstance(app.screen, QuestionScreen) and app.screen.step is not None:
            step = app.screen.step
            if not step.first:
                seen.append((step.number, step.about))
            await press(pilot, *(["u"] * len(step.questions)))
        assert [number for number, _ in seen] == list(range(1, len(seen) + 1))
        assert all(number <= about for number, about in seen)
        assert seen[-1][0] == seen[-1][1]


async def test_the_list_takes_the_place_of_the_map_with_its_marks(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "space", "l")
        assert isinstance(app.focused, Options)
        assert app.focused.marked == {"kneecap"}
        await press(pilot, "3", "l")
        assert isinstance(app.focused, KneeMap)
        assert app.focused.marked == {"kneecap", "above-kneecap"}


async def test_w_says_why(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "w")
        assert isinstance(app.screen, WhyDialog)
        text = shown(app)
        assert "The place says more about the cause than" in text
        assert "It helps to tell apart" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, QuestionScreen)


async def test_settings_are_suggested_and_can_be_changed(make_app: Make) -> None:
    settings = Settings(sports=("running",), knee="left", welcomed=True, bell=False)
    app = make_app(library=small_library(), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE)
        while not (isinstance(app.focused, Options) and app.focused.question.id == "side"):
            await press(pilot, "u")
        assert app.focused.value == "left"
        assert "Marked from your settings" in shown(app)
        assert "side" not in saved_draft(app)["answers"]
        await press(pilot, "2")
        assert saved_draft(app)["answers"]["side"] == "right"


async def test_two_sports_suggest_none(make_app: Make) -> None:
    app = make_app(library=small_library())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.interview.suggested == {"side": "right"}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_digit_that_no_answer_has_is_told_and_leads_nowhere(
    make_app: Make, library: Library, size: tuple[int, int]
) -> None:
    app = make_app(library=library)
    async with app.run_test(size=size) as pilot:
        await question("swelling", {"side": "right"})(pilot)
        for digit in ("9", "0"):
            await press(pilot, digit)
            assert "No answer has this digit." in shown(app)
            assert isinstance(app.screen, QuestionScreen)
            await press(pilot, "down")
            assert "No answer has this digit." not in shown(app)


async def test_s_saves_and_leaves_for_today(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "enter", "s")
        assert app.current_mode == "today"
        assert saved_draft(app)["asked"] == ["warning-signs"]
        await to_triage(pilot)
        assert "Go on where you stopped" in shown(app)


async def test_a_disk_that_refuses_is_said(app: KneeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(app.services, "keep_draft", refuse)
        await press(pilot, "enter")
        await until(pilot, lambda: "not saved" in shown(app))
        assert any("No space left" in note.message for note in app._notifications)
        await press(pilot, "n", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.interview.draft.facts["fever-or-unwell"] is False


# --- emergency ----------------------------------------------------------------------------


async def test_an_emergency_flag_ends_the_interview_at_once(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "space", "enter")
        assert isinstance(app.screen, EmergencyScreen)
        text = shown(app)
        assert "! EMERGENCY" in text
        assert "Call an ambulance now. Do not drive." in text
        assert "Emergency number:  112" in text
        assert saved_draft(app)["asked"] == ["warning-signs"]


async def test_a_key_that_only_keeps_from_leaving_is_no_help(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "space", "enter")
        assert "stay" in {active.binding.action for active in app.screen.active_bindings.values()}
        listed = [does for group in key_groups(app.screen).values() for does in group]
        assert "Choose" in listed
        assert not [does for does in listed if does.startswith("Stay")]


async def test_the_number_is_that_of_the_country(make_app: Make) -> None:
    app = make_app(library=small_library(), settings=replace(SETTLED, region="GB"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "space", "enter")
        assert "Emergency number:  999" in shown(app)


async def test_an_emergency_can_be_gone_on_from_and_stays_in_sight(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "space", "enter", "up", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert "! Emergency: call 112." in shown(app)
        assert saved_draft(app)["seen"] == ["F1"]
        await press(pilot, "n", "enter")
        assert isinstance(app.screen, QuestionScreen)


async def test_a_second_emergency_flag_stops_again(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "space", "enter", "up", "enter", "n", "enter", "3", "enter")
        assert isinstance(app.screen, EmergencyScreen)
        assert "Also: You cannot take four steps" in shown(app)


async def test_an_emergency_that_hangs_on_open_answers_says_so(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "enter", "n", "enter", "3", "enter")
        assert isinstance(app.screen, EmergencyScreen)
        assert "Some answers are open and may make it less urgent." in shown(app)
        assert app.screen.query_one(Menu).chosen.id == "on"


async def test_an_emergency_can_be_saved(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", "space", "enter", "enter")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, "down", "enter")
        entry = app.services.diary.latest(kind="assessment")
        assert entry is not None
        assert entry.assessment is not None
        assert (entry.knee, entry.assessment.urgency, entry.assessment.flags) == (
            "right",
            "emergency",
            ("F1",),
        )
        await until(pilot, lambda: "saved in the diary" in shown(app))
        assert "save" not in [choice.id for choice in app.screen.query_one(Menu).choices]
        assert app.screen.query_one(Menu).chosen.id == "all"
        assert isinstance(app.screen, EmergencyScreen)


# --- answers so far -------------------------------------------------------------------------


async def test_answers_can_be_reopened_and_changed(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "a")
        assert isinstance(app.screen, ReviewScreen)
        assert "Yes, I walk as usual" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen)
        await press(pilot, "2")
        assert isinstance(app.screen, ReviewScreen)
        assert "Yes, but I limp" in shown(app)
        assert saved_draft(app)["answers"]["weight-bearing"] == "limp"
        await press(pilot, "escape")
        assert isinstance(app.focused, KneeMap)


async def test_a_changed_answer_can_raise_an_emergency(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "a", "home", "enter", "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, EmergencyScreen))


async def test_leaving_a_reopened_question_changes_nothing(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE, "a", "enter", "down", "escape")
        assert isinstance(app.screen, ReviewScreen)
        assert saved_draft(app)["answers"]["weight-bearing"] == "normal"
        assert saved_draft(app)["marks"] == {}


# --- the room -------------------------------------------------------------------------------


async def test_starting_anew_asks_before_the_old_answers_go(make_app: Make) -> None:
    app = make_app(library=small_library(), drafts=draft(**CALM))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "down", "enter")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, "enter")
        assert isinstance(app.screen, TriageScreen)
        assert saved_draft(app)["asked"] == list(CALM)
        await press(pilot, "enter", "down", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert saved_draft(app)["asked"] == []


async def test_unfinished_answers_can_be_discarded(make_app: Make) -> None:
    app = make_app(library=small_library(), drafts=draft(**CALM))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "end", "enter", "down", "enter")
        assert app.services.draft("triage") is None
        assert "Go on where you stopped" not in shown(app)


@pytest.mark.parametrize(
    "raw",
    [
        {"asked": "x", "answers": []},
        {"asked": ["gone"], "answers": {"gone": 1, "swelling": "no-such"}},
        {"asked": [1, None], "answers": {"swelling": "none"}, "marks": 3, "seen": {}, "when": 5},
    ],
)
async def test_a_damaged_draft_does_no_harm(make_app: Make, raw: dict[str, Any]) -> None:
    app = make_app(library=small_library(), drafts={"triage": raw})
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen)


def assessed(**answers: Any) -> Entry:
    raw = draft(**answers)["triage"]
    record = AssessmentRecord("soon", causes=(("meniscus", 0.5),), flags=("F3",), answers=json.dumps(raw))
    return Entry(datetime(2026, 11, 12, 8, 0), "left", assessment=record)


async def test_checking_again_keeps_what_lasts_and_asks_the_rest(make_app: Make) -> None:
    entry = assessed(**CALM, activity="running", swelling="moderate", duration_days=14)
    app = make_app(library=small_library(), entries=[entry])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot)
        assert "Thu 12 Nov, left knee: ▲ See someone soon" in shown(app)
        await press(pilot, "end", "enter")
        screen = app.screen
        assert isinstance(screen, QuestionScreen)
        assert screen.interview.draft.facts == {"activity": "running", "duration-days": 24.0}
        assert "Last time: none of these." in shown(app)
        assert "Warning signs first" in shown(app)
        await press(pilot, "backspace")
        assert "This is the first question." in shown(app)
        await press(pilot, "a")
        assert "24 (about 3 weeks)" in shown(app)


async def test_the_last_assessment_can_be_read_again(make_app: Make) -> None:
    entry = assessed(**CALM, activity="running", swelling="moderate")
    app = make_app(library=small_library(), entries=[entry])
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "down", "down", "enter")
        assert isinstance(app.screen, AssessmentScreen)
        assert "of Thu 12 Nov" in shown(app)
        await press(pilot, "d")
        assert len(app.services.diary.entries()) == 1
        await press(pilot, "a", "enter")
        assert isinstance(app.screen, ReviewScreen)


async def test_another_room_can_start_it_while_a_question_stands_open(app: KneeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter", *PAGE)
        root = app.screen_stack[0]
        assert isinstance(root, TriageScreen)
        root.start()
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert saved_draft(app)["asked"] == []
        assert len(app.screen_stack) == 2
        root.resume()
        await until(pilot, lambda: len(app.screen_stack) == 2 and isinstance(app.screen, QuestionScreen))


async def test_the_installed_library_leads_to_an_assessment(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "enter")
        for _ in range(40):
            if isinstance(app.screen, BeforeResultScreen):
                break
            await press(pilot, "u")
        assert "Little is known so far." in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, AssessmentScreen)


async def test_for_a_child_the_questions_speak_of_the_child(make_app: Make) -> None:
    app = make_app(library=small_library())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot, "down", "enter")
        assert "Whose knee is it?" in shown(app)
        await press(pilot, "1")
        screen = app.screen
        assert isinstance(screen, QuestionScreen)
        text = shown(app)
        assert "Warning signs first" in text
        assert "for your child" in text
        assert "Can your child walk four steps on this leg?" in text
        assert screen.interview.suggested == {}
        assert saved_draft(app)["about"] == "child"


@pytest.mark.parametrize(
    ("keys", "about"), [(["enter"], "child"), (["down", "enter", "3"], ""), (["/"], "child")]
)
async def test_in_a_diary_about_a_child_the_questions_are_about_the_child(
    make_app: Make, keys: list[str], about: str
) -> None:
    record = AssessmentRecord("self-care", answers='{"answers": {}, "asked": [], "about": "child"}')
    app = make_app(
        library=small_library(), entries=[Entry(NOW, "right", kind="assessment", assessment=record)]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot)
        assert "Start for your child" in shown(app)
        await press(pilot, *keys)
        await until(pilot, lambda: app.services.draft(DRAFT) is not None)
        assert saved_draft(app)["about"] == about


async def test_unfinished_answers_of_a_child_say_so(make_app: Make) -> None:
    raw = draft(**CALM)
    raw["triage"]["about"] = "child"
    app = make_app(library=small_library(), drafts=raw)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_triage(pilot)
        assert "For your child, " in shown(app)


# --- pictures ---------------------------------------------------------------------------------


@every_size_and_small
def test_picture_of_the_room(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see a short text, “Go on where you stopped” under the cursor, start anew, the last assessment, check again."""
    app = make_app(
        library=small_library(),
        drafts=draft(**CALM),
        entries=[assessed(**CALM, activity="running", swelling="moderate")],
    )
    assert snap_app(app, terminal_size=size, run_before=walk())


@every_size_and_small
def test_picture_of_the_first_page(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see three questions on one page; the first has a tick, the second the marker and “No” chosen."""
    app = make_app(library=small_library())
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "enter", "n"))


@every_size_and_small
def test_picture_of_the_map(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see “Where does it hurt?”, the front of a right knee with the kneecap marked, words beside it."""
    app = make_app(library=small_library(), drafts=draft(**CALM))
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "space"))


@every_size
def test_picture_of_a_choice(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see one question with four options, the second chosen, and what Enter does."""
    app = make_app(library=small_library(), drafts=draft(**CALM, location=None))
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "down", "down"))


@every_size_and_small
def test_picture_of_an_emergency(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see EMERGENCY with the reason and what to do, the number to call, and a menu with the cursor on saving."""
    app = make_app(library=small_library())
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "space", "enter"))


@every_size
def test_picture_of_the_answers(snap_app: Any, make_app: Make, size: tuple[int, int]) -> None:
    """You should see three questions with their answers, the cursor on the last."""
    app = make_app(library=small_library(), drafts=draft(**CALM))
    assert snap_app(app, terminal_size=size, run_before=walk("enter", "a"))


def test_picture_of_why(snap_compare: Any, make_app: Make) -> None:
    """You should see a dialog “Why we ask” over the knee map."""
    app = make_app(library=small_library(), drafts=draft(**CALM))
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk("enter", "w"))
