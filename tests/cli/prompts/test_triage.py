from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kneetui.cli import cli
from kneetui.cli.prompts.triage import TO_ROUTINE
from kneetui.content.conditions import Answer
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.container import Services
from kneetui.services.interview import recall, saving, start
from kneetui.services.interview.names import DRAFT
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.testing import NOW, SETTLED
from tests.cli.prompts.asking.test_answer_lines import possible
from tests.cli.prompts.play import line
from tests.ui.screens.triage.test_assessment import SELF_CARE
from tests.ui.small import CALM, draft, small_library

Make = Callable[..., Services]

EMERGENCY = "1"
"""The line for chest pain."""

CALM_PAGE = "0", "n", "1"


@pytest.fixture
def services(make_services: Make) -> Services:
    return make_services(library=small_library(), settings=replace(SETTLED, knee=""))


def typed(services: Services, lines: Iterable[str], *words: str) -> Result:
    """What comes of typing these lines, and then no more."""
    text = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(cli, ["triage", *words], input=text, obj=services)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def entries(services: Services) -> list[Entry]:
    return [replace(entry, id=0) for entry in services.diary.entries()]


def taken_out(services: Services) -> list[Entry]:
    """The entries of the diary, which is empty then."""
    stored = entries(services)
    for entry in services.diary.entries():
        services.diary.remove(entry.id)
    return stored


def lines_for(services: Services, answers: Mapping[str, Answer | None]) -> list[str]:
    """Lines that answer whatever the interview asks with ``answers``, past emergencies, and save the result."""
    interview = start.new(services)
    lines = []
    while (place := interview.place()) != "assessment":
        if place == "emergency":
            interview.go_on()
            lines.append("1")
            continue
        step = interview.step()
        assert step is not None
        question = next(
            open_question for open_question in step.questions if open_question.id not in interview.asked
        )
        answer = answers.get(question.id)
        lines.append(line(question, answer))
        interview.answer(question.id, answer)
    nothing_else = [] if interview.emergency() else [""]
    return [*lines, *nothing_else, "1"] if interview.knee else [*lines, *nothing_else, "1", "1"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(some.fixed_dictionaries({key: possible(value) for key, value in small_library().questions.items()}))
def test_lines_store_what_the_services_store(make_services: Make, answers: dict[str, Answer]) -> None:
    services = make_services(library=small_library(), settings=replace(SETTLED, knee=""))
    typed(services, lines_for(services, answers))
    assert services.draft(DRAFT) is None
    by_lines = taken_out(services)
    interview = start.new(services)
    while (place := interview.place()) != "assessment":
        if place == "emergency":
            interview.go_on()
            continue
        step = interview.step()
        assert step is not None
        question = next(
            open_question for open_question in step.questions if open_question.id not in interview.asked
        )
        interview.answer(question.id, answers.get(question.id))
    saving.save(interview, interview.assess(), interview.knee or "left")
    assert by_lines == taken_out(services)


def test_an_emergency_stops_with_the_number_first(services: Services) -> None:
    result = typed(services, [EMERGENCY])
    after = result.stdout.partition("EMERGENCY")[2]
    assert after.startswith(f". Emergency number: {services.emergency_number()}.")
    assert "Go on answering" in after
    assert result.exit_code == 0
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["answers"]["warning-signs"]["yes"]


def test_enter_after_an_emergency_saves_and_never_goes_on(services: Services) -> None:
    typed(services, [EMERGENCY, "", "1"])
    (entry,) = services.diary.entries()
    assert entry.assessment is not None
    assert entry.assessment.urgency == "emergency"


def test_an_empty_line_is_dont_know(services: Services) -> None:
    typed(services, ["", ""])
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["asked"] == ["warning-signs", "fever-or-unwell"]
    assert raw["answers"] == {}


def test_what_enter_does_with_a_page_of_signs_is_said_beside_what_denies_them(services: Services) -> None:
    shown = " ".join(typed(services, [""]).output.split())
    assert "0: none of these. Enter: don't know, which is not a no." in shown
    raw = services.draft(DRAFT)
    assert raw is not None
    assert "warning-signs" not in raw["answers"]


def test_an_empty_line_takes_what_the_settings_suggest(make_services: Make) -> None:
    services = make_services(library=small_library(), settings=replace(SETTLED, knee="right"))
    result = typed(services, [*CALM_PAGE, *[""] * 9])
    assert "Enter: The right, from your settings." in result.stdout
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["answers"]["side"] == "right"


def test_back_opens_the_question_before_and_enter_keeps_its_answer(services: Services) -> None:
    result = typed(services, ["0", "y", "b", "q"])
    assert "Enter: yes." in result.stdout
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["asked"] == ["warning-signs"]
    typed(services, ["", "", "q"])
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["answers"]["fever-or-unwell"] is True


def test_a_question_mark_says_why(services: Services) -> None:
    why = small_library().questions["warning-signs"].why
    assert why in " ".join(typed(services, ["?"]).stdout.split())


def test_what_was_left_goes_on(make_services: Make) -> None:
    services = make_services(library=small_library(), drafts=draft(**CALM))
    result = typed(services, ["", "q"])
    assert "Go on where you stopped (3 answers" in result.stdout
    assert small_library().questions["location"].text in result.stdout


def test_an_answer_can_be_changed_from_the_list(services: Services) -> None:
    typed(services, [*CALM_PAGE, "a", "3", "y", "q"])
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["answers"]["fever-or-unwell"] is True


def test_before_the_result_it_is_read_back_and_corrected(
    make_services: Make,
) -> None:
    others = dict.fromkeys(("location", "activity", "pain_worst", "duration_days"))
    raw = draft(**CALM, swelling="none", side="left", **others)
    raw["triage"]["closed"] = False
    services = make_services(library=small_library(), drafts=raw)
    lines = ["", "a", "5", "3", "/ right", "1", "", ""]
    output = " ".join(typed(services, lines).stdout.split())
    assert "You said: It is about the left knee. Now: not swollen. Anything else?" in output
    assert "It is about the left knee. Now: clearly swollen." in output
    assert "It is about the right knee. Now: clearly swollen." in output
    assert "show the result." in output


def test_after_the_end_two_questions_show_the_result_again_and_enter_passes_over_them(
    make_services: Make,
) -> None:
    others = dict.fromkeys(("location", "activity", "pain_worst", "duration_days", "swelling"))
    raw = draft(**CALM, side="left", **others)
    raw["triage"]["recalled"] = False
    services = make_services(library=small_library(), drafts=raw)
    interview = start.resumed(services, raw["triage"])
    first, second = recall.questions(interview, interview.assess())
    wrong = next(number for number in range(len(first.answers)) if number != first.right)
    output = " ".join(typed(services, ["", "", str(wrong + 1), str(first.right + 1), ""]).stdout.split())
    assert f"Not quite. Your result says: {first.answers[first.right]}" in output
    assert output.index(second.text) > output.index("Not quite.")
    assert "Your answers are kept." in output


def test_for_a_child_the_questions_speak_of_the_child(services: Services) -> None:
    output = typed(services, ["0", "n"], "--for", "child").stdout
    assert "Warning signs, 1 of" in output
    assert ", for your child." in output
    assert "Can your child walk four steps on this leg?" in output
    assert typed(services, [], "--for", "child", "--last").exit_code == 2


def test_in_a_diary_about_a_child_the_questions_are_about_the_child(services: Services) -> None:
    """Unless another person is named; and answers to go on with say whose they are."""
    record = AssessmentRecord("self-care", answers='{"answers": {}, "asked": [], "about": "child"}')
    services.diary.add(Entry(NOW, "right", kind="assessment", assessment=record))
    assert "for your child" not in typed(services, ["q"], "--for", "me").stdout
    assert ", for your child." in typed(services, ["0", "q"]).stdout
    assert "There are unfinished answers, for your child." in typed(services, ["q"]).stdout


def test_the_end_of_the_input_is_said_and_loses_nothing(services: Services) -> None:
    result = typed(services, ["0"])
    assert result.exit_code == 1
    assert "the input ended" in result.stderr
    raw = services.draft(DRAFT)
    assert raw is not None
    assert raw["asked"] == ["warning-signs"]


def test_json_has_standard_output_for_itself(services: Services) -> None:
    result = typed(services, [*lines_for(services, {}), "5"], "--json")
    assert json.loads(result.stdout)["urgency"]
    assert "Warning signs, 1 of" in result.stderr
    assert "Question 1 of about" in result.stderr


def test_the_last_one_is_read_again(services: Services) -> None:
    assert typed(services, [], "--last").exit_code == 1
    saved = typed(services, lines_for(services, {"fever-or-unwell": False}))
    assert "Saved in the diary, left knee." in saved.stdout
    again = typed(services, [], "--last")
    assert again.exit_code == 0
    assert "left knee." in again.stdout.splitlines()[0]
    (entry,) = services.diary.entries()
    plain = json.loads(typed(services, [], "--last", "--json").stdout)
    assert entry.assessment is not None
    assert plain["urgency"] == entry.assessment.urgency


def test_another_problem_is_kept_beside_the_first(services: Services) -> None:
    end = len(lines_for(services, {}))
    first = lines_for(services, {})
    result = typed(services, [*first, "4", "2", "q"])
    assert len(first) == end
    assert "What is known of the person is kept" in result.stdout
    raw = services.draft(DRAFT)
    assert raw is not None
    (entry,) = services.diary.entries()
    assert raw["beside"] == [entry.id]


def test_there_is_a_way_back_where_another_problem_is_chosen(services: Services) -> None:
    result = typed(services, [*lines_for(services, {}), "4", "q", "q"])
    assert (
        result.stdout.count("Assess the other knee too, or another problem") == 3
    )  # before it is saved, after, and back
    assert len(services.diary.entries()) == 1


@pytest.mark.parametrize(
    "words", [("--adaptive",), ("--answers", "x", "--last"), ("--answers", "x", "--plain")]
)
def test_options_that_do_not_go_together_are_named(services: Services, words: tuple[str, ...]) -> None:
    result = typed(services, [], *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--" in result.stderr


def test_no_line_is_wider_than_a_narrow_terminal(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    result = typed(services, [*lines_for(services, {}), "4"])
    assert max(len(line) for line in result.stdout.splitlines()) < 40


def test_nothing_is_written_but_letters(services: Services) -> None:
    assert "\x1b" not in typed(services, lines_for(services, {})).output


def test_before_the_result_there_is_room_for_anything_else(make_services: Make) -> None:
    services = make_services(settings=replace(SETTLED, knee="left"))
    plain = lines_for(services, {})
    services.drop_draft(DRAFT)
    result = typed(services, [*plain[:-2], "it clicks and I have gout", "y"])
    assert "Anything else?" in result.stdout
    unfinished = services.draft(DRAFT)
    assert unfinished is not None
    assert unfinished["answers"]["mechanical"]["yes"] == ["clicking"]
    assert unfinished["answers"]["conditions"]["yes"] == ["gout"]


def test_own_words_are_taken_by_number_and_a_question_can_be_opened(make_services: Make) -> None:
    services = make_services(settings=replace(SETTLED, knee="left"))
    result = typed(services, ["/ cannot kneel, for two weeks", "1", "q"])
    assert "Kneeling" in result.stdout
    unfinished = services.draft(DRAFT)
    assert unfinished is not None
    assert unfinished["answers"] == {"worse-with": {"yes": ["kneeling"], "no": []}}
    assert unfinished["given"] == ["worse-with"]


ROUTINE_ENDING = "4"
"""The number of the ending that leads to the routine, of a result that is not saved."""


def with_a_routine(make_services: Make) -> Services:
    raw = draft(**SELF_CARE)
    raw["triage"]["recalled"] = True
    return make_services(library=small_library(), drafts=raw)


def test_an_ending_saves_and_leads_to_the_routine_that_fits(make_services: Make) -> None:
    services = with_a_routine(make_services)
    output = " ".join(typed(services, ["", ROUTINE_ENDING, "2", ""]).stdout.split())
    fits = small_library().routines["kneecap"]
    assert f"{TO_ROUTINE} " in output
    assert f"{fits.name}. {fits.summary}" in output
    assert services.diary.recall(SUGGESTED) == "kneecap"
    assert [entry.kind for entry in services.diary.entries()] == ["assessment"]
    assert output.count("Play today's session") == 2


@pytest.mark.parametrize("lines", [["q"], ["?", "q"], []])
def test_the_routine_that_fits_is_left_by_q_and_by_the_end_of_the_input(
    make_services: Make, lines: list[str]
) -> None:
    services = with_a_routine(make_services)
    assert typed(services, ["", ROUTINE_ENDING, *lines]).exit_code == 0


def test_without_a_routine_no_ending_leads_to_one(services: Services) -> None:
    assert TO_ROUTINE not in typed(services, [EMERGENCY, "1", ""]).stdout
