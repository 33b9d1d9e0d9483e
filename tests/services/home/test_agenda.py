from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kneetui.content.model import Library, WatchRule
from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.services.home.agenda import MOST, AgendaItem, agenda
from kneetui.services.home.situation import RoutineNow, Situation
from kneetui.status.known import StatusInput
from kneetui.status.patterns.trial import WeekTrial
from kneetui.status.results import KneeResult, Stage
from kneetui.status.status import Status, status
from kneetui.testing import NOW
from tests.ui.gym import gym

RULES = {
    "pain-rise": WatchRule(
        id="pain-rise",
        kind="pain-rise",
        limit=2,
        days=14,
        text="Pain is higher.",
        headline="Pain is up since {day}",
        source=(),
        note="",
        pack="core",
    ),
    "pain-high": WatchRule(
        id="pain-high",
        kind="pain-high",
        limit=7,
        days=1,
        text="Pain is 7 or more.",
        source=(),
        note="",
        pack="core",
    ),
    "load-spike": WatchRule(
        id="load-spike",
        kind="load-spike",
        limit=30,
        days=14,
        text="The load rose.",
        source=(),
        note="",
        pack="core",
    ),
}
LIBRARY = Library(watch=RULES, urgencies=gym().urgencies)
ROUTINE = RoutineNow("Kneecap routine", 1, 3, "Calm it down", "Less pain in daily life.", 4, 14)


def ago(days: int, knee: str = "right", hour: int = 18, **given: Any) -> Entry:
    when = datetime.combine(NOW.date() - timedelta(days=days), datetime.min.time()).replace(hour=hour)
    return Entry(when, knee, **given)


def assessed(days: int, urgency: str = "self-care", knee: str = "right", entry: int = 7) -> Entry:
    return replace(ago(days, knee, assessment=AssessmentRecord(urgency)), id=entry)


def items(entries: Iterable[Entry] = (), *, now: datetime = NOW, **given: Any) -> tuple[AgendaItem, ...]:
    newest_first = sorted(entries, key=lambda entry: entry.when, reverse=True)
    return agenda(Situation(now=now, entries=newest_first, **{"library": LIBRARY, **given}))


def actions(tasks: Iterable[AgendaItem]) -> list[str]:
    return [item.action for item in tasks]


# --- the two that are always there ------------------------------------------------------------


def test_an_empty_diary_asks_first() -> None:
    assert actions(items()) == ["triage", "write"]


def test_a_diary_that_cannot_be_read_leaves_the_questions() -> None:
    assert actions(agenda(Situation(now=NOW, entries=None, library=LIBRARY))) == ["triage"]


def test_writing_says_how_much_there_is_today() -> None:
    tasks = items([ago(0, hour=7, pain_morning=2)])
    assert (tasks[0].action, tasks[0].detail) == ("write", "1 entry so far")
    tasks = items([ago(0, hour=7, pain_morning=2), ago(0, hour=8, pain_during=2)])
    assert tasks[0].detail == "2 entries so far"


def test_an_entry_that_was_not_saved_is_gone_on_with() -> None:
    tasks = items(typed={"id": 0, "typed": {"pain-morning": "2"}})
    assert tasks[1].detail == "goes on where you left"


def test_asking_knows_the_last_assessment() -> None:
    tasks = items([assessed(20, entry=9)])
    assert next(item for item in tasks if item.action == "triage").entry == 9


# --- what someone should see -------------------------------------------------------------------


def held(urgency: str, days: int = 3, stage: Stage = "saved") -> Status:
    result = KneeResult(
        knee="right",
        when=NOW - timedelta(days=days),
        urgency=urgency,
        flags=("LOCK",),
        facts={},
        stage=stage,
        entry=5 if stage == "saved" else 0,
    )
    return status(StatusInput(library=gym(), now=NOW, results=[result]))


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
@pytest.mark.parametrize("stage", ["saved", "reached", "under-way"])
def test_what_someone_should_see_at_once_stands_first_with_what_ends_it(urgency: str, stage: Stage) -> None:
    tasks = items(
        [ago(1, pain_during=3)],
        triage={"asked": ["side"]},
        status=held(urgency, 3, stage),
        library=gym(),
    )
    level = gym().urgencies[urgency]
    asks = "recheck" if stage == "saved" else "resume-triage"
    opens = "first-aid" if urgency == "emergency" else asks
    assert (tasks[0].action, tasks[0].symbol, tasks[0].detail) == (opens, level.symbol, "right knee")
    assert tasks[0].title == level.name
    assert "Since 19 November." in tasks[0].why
    assert "The knee is locked." in tasks[0].why
    assert "somebody looked at it (<today.look>)" in tasks[0].why
    assert tasks[0].why.startswith(level.do)
    assert ("<list.choose> opens first aid. " in tasks[0].why) is (urgency == "emergency")


def test_a_visit_whose_time_has_passed_asks_to_check_again() -> None:
    assert items(status=held("soon", 3), library=gym())[0].title == "See someone soon"
    tasks = items(status=held("soon", 40), library=gym())
    assert (tasks[0].title, tasks[0].entry) == ("See someone soon: check again", 5)


def test_an_unfinished_session_is_not_offered_while_nothing_is_open() -> None:
    for open_again in (True, False):
        tasks = items(
            status=held("emergency"), library=gym(), player={"routine": "kneecap"}, open_again=open_again
        )
        assert ("resume-routine" in actions(tasks)) is open_again


# --- unfinished --------------------------------------------------------------------------------


def test_an_unfinished_interview_follows_the_morning_and_stands_in_for_asking() -> None:
    tasks = items([ago(1, pain_during=3)], triage={"asked": ["side", "onset"], "answers": {}})
    assert actions(tasks) == ["morning", "resume-triage", "write"]
    assert tasks[1].detail == "2 answers so far"
    assert items(triage={"asked": ["side"]})[0].detail == "1 answer so far"


@pytest.mark.parametrize("draft", [{}, {"asked": []}, {"asked": "side"}, {"answers": {"side": "left"}}])
def test_an_interview_without_answers_is_not_worth_a_line(draft: dict[str, Any]) -> None:
    assert actions(items(triage=draft)) == ["triage", "write"]


def test_an_interview_with_marks_only_is() -> None:
    assert actions(items(triage={"asked": [], "marks": {"side": "left"}}))[0] == "resume-triage"


def test_an_unfinished_session_stands_in_for_the_routine() -> None:
    tasks = items(player={"routine": "gone"}, routine=ROUTINE)
    assert actions(tasks) == ["resume-routine", "triage", "write"]
    assert tasks[0].title == "Go on with your routine"


# --- this morning --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "detail"),
    [
        (ago(1, session=Session("run", 31, effort=5, distance_km=5)), "yesterday: run 5 km"),
        (ago(1, session=Session("cycling", 45)), "yesterday: cycling 45 min"),
        (ago(1, kind="import", session=Session("running", 40)), "yesterday: running 40 min"),
        (ago(1, routine=RoutineRecord("kneecap")), "yesterday: your routine"),
        (ago(1, pain_after=4), ""),
        (ago(1, assessment=AssessmentRecord("self-care")), ""),
    ],
)
def test_the_morning_after_is_asked_for(entry: Entry, detail: str) -> None:
    first = items([entry])[0]
    assert (first.action, first.title, first.detail) == ("morning", "How was the knee this morning?", detail)


@pytest.mark.parametrize(
    "today",
    [
        ago(0, hour=7, pain_morning=0),
        ago(0, hour=7, knee="both", pain_morning=2),
        ago(0, hour=8, assessment=AssessmentRecord("self-care")),
    ],
)
def test_it_is_not_asked_for_once_it_was_told(today: Entry) -> None:
    assert "morning" not in actions(items([ago(1, pain_after=4), today]))


@pytest.mark.parametrize(
    "today",
    [
        ago(0, hour=7, kind="import", session=Session("run", 20)),
        ago(0, hour=8, note="stiff"),
        ago(0, hour=8, session=Session("run", 20), pain_during=0),
        ago(0, hour=7, knee="left", pain_morning=2),
    ],
)
def test_nothing_else_stands_in_for_the_morning_of_this_knee(today: Entry) -> None:
    assert "morning" in actions(items([ago(1, pain_after=4), today]))


@pytest.mark.parametrize(
    ("before", "knees"),
    [
        ([ago(1, "right", session=Session("run", 20), pain_during=0)], ("right",)),
        ([ago(1, "both", session=Session("run", 20), pain_during=0)], ("left", "right")),
        ([ago(1, "right", session=Session("run", 20), pain_during=0), ago(1, "left", pain_after=1)], ("left", "right")),
        ([ago(1, "left", pain_morning=0, swelling="slight")], ("left",)),
        ([ago(1, "left", pain_morning=0, swelling="none")], ()),
    ],
)  # fmt: skip
def test_it_is_asked_for_each_knee_that_trained_or_hurt(before: list[Entry], knees: tuple[str, ...]) -> None:
    asked = [item.due.knees for item in items(before) if item.due and item.due.kind == "morning"]
    assert asked == ([knees] if knees else [])


def test_a_forgotten_morning_can_be_told_a_day_late() -> None:
    run = ago(2, session=Session("run", 31, distance_km=5), pain_during=1)
    late = next(item for item in items([run]) if item.action == "morning")
    assert (late.title, late.detail) == ("The morning of yesterday is missing", "after run 5 km")
    assert late.due
    assert late.due.day == NOW.date() - timedelta(days=1)
    answered = ago(1, hour=7, pain_morning=0)
    assert "morning" not in actions(items([run, answered]))
    assert "morning" not in actions(items([replace(run, when=run.when - timedelta(days=1))]))
    assert "morning" not in actions(items([ago(2, pain_after=4)])), "nothing is judged by it"


def test_a_forgotten_morning_waits_behind_a_change_in_the_diary() -> None:
    run = ago(2, session=Session("run", 31), pain_during=6)
    titles = [item.title for item in items([*rising(), run])]
    change = next(place for place, title in enumerate(titles) if title.endswith("check again"))
    assert change < titles.index("The morning of yesterday is missing")


def test_writing_something_down_is_never_pushed_out() -> None:
    run = ago(1, session=Session("run", 20))
    tasks = items([*rising(), run, assessed(13)], triage={"asked": ["side"]}, player={"routine": "kneecap"})
    assert len(tasks) == MOST
    assert "write" in actions(tasks)


def test_a_session_without_a_number_is_asked_about() -> None:
    imported = replace(ago(1, kind="import", session=Session("cycling", 45)), id=4)
    tasks = items([imported])
    assert actions(tasks)[:2] == ["morning", "session"]
    assert (tasks[1].title, tasks[1].detail, tasks[1].entry) == (
        "How was the knee in the cycling session?",
        "yesterday: cycling 45 min",
        4,
    )
    assert "session" not in actions(items([replace(imported, pain_after=0)]))


@pytest.mark.parametrize("days", [0, 2, 9])
def test_it_is_not_asked_for_without_anything_yesterday(days: int) -> None:
    assert "morning" not in actions(items([ago(days, pain_after=1)]))


def test_an_entry_from_tomorrow_says_nothing_yet() -> None:
    assert actions(items([ago(-1, pain_after=9)])) == ["triage", "write"]


# --- changes and re-checks ------------------------------------------------------------------------


def rising() -> list[Entry]:
    return [
        *(ago(days, pain_during=2) for days in range(12, 3, -1)),
        ago(2, pain_during=5),
        ago(1, pain_during=6),
    ]


def test_a_change_opens_triage_again() -> None:
    alert = next(item for item in items(rising()) if item.action == "recheck")
    assert alert.title == "Pain is up since Fri 20 Nov: check again"
    assert (alert.symbol, alert.detail, alert.entry) == ("▲", "right knee", 0)
    assert alert.why.startswith("Pain is higher. Pain 5 on 20 November")


def test_a_change_knows_the_assessment_of_its_knee() -> None:
    entries = [*rising(), assessed(13, entry=4), assessed(3, knee="left", entry=5)]
    alert = next(item for item in items(entries) if item.symbol == "▲")
    assert alert.entry == 4


def test_no_more_than_two_changes_are_named_and_the_rest_is_counted() -> None:
    entries = [*rising(), *(ago(days, "left", pain_during=8) for days in (1, 2))]
    entries += [ago(days, session=Session("run", 20, effort=3)) for days in range(28, 14, -1)]
    entries += [ago(days, session=Session("run", 60, effort=6)) for days in range(13, 2, -1)]
    alerts = [item for item in items(entries) if item.symbol == "▲"]
    assert len(alerts) == 2
    assert alerts[1].title.endswith("check again (and 1 more)")


def test_a_re_check_is_due() -> None:
    tasks = items([assessed(14)])
    assert actions(tasks)[0] == "recheck"
    assert (tasks[0].title, tasks[0].detail) == ("Check the knee again", "due today")
    assert (tasks[0].symbol, tasks[0].entry) == ("●", 7)
    assert items([assessed(17)])[0].detail == "due since Thu 19 Nov"


def test_a_re_check_that_is_near_is_announced_last() -> None:
    tasks = items([assessed(10)])
    assert (tasks[-1].title, tasks[-1].detail, tasks[-1].symbol) == (
        "Next check of the knee",
        "due Thursday",
        "",
    )
    assert "recheck" not in actions(items([assessed(3)]))


def test_a_change_stands_in_for_the_re_check() -> None:
    tasks = items([*rising(), assessed(13)])
    assert [item.symbol for item in tasks if item.action == "recheck"] == ["▲"]


# --- the routine -----------------------------------------------------------------------------------


def test_the_routine_of_today() -> None:
    task = items(routine=ROUTINE)[0]
    assert (task.action, task.title) == ("routine", "Kneecap routine, phase 1: session 4")
    assert task.detail == "14 min"
    assert task.why == "Phase 1 of 3, Calm it down: Less pain in daily life."
    assert items(routine=ROUTINE._replace(last="yellow"))[0].detail == "last time yellow, 14 min"


def test_a_day_of_rest() -> None:
    task = items(routine=ROUTINE._replace(day=date(2026, 11, 24)))[0]
    assert (task.title, task.detail) == ("Kneecap routine", "rest, next Tuesday")
    assert items(routine=ROUTINE._replace(day=NOW.date()))[0].detail == "14 min"


def test_a_routine_with_nothing_open_is_on_hold() -> None:
    assert items(routine=ROUTINE._replace(minutes=0))[0].title == "Kneecap routine: on hold"


def test_a_routine_that_the_answers_suggest() -> None:
    assert items(routine=ROUTINE._replace(own=False))[0].title == "Begin with Kneecap routine"


# --- all together -----------------------------------------------------------------------------------


def test_the_most_pressing_first_and_five_at_most() -> None:
    tasks = items(
        [*rising(), assessed(13)],
        triage={"asked": ["side"]},
        player={"routine": "kneecap"},
        routine=ROUTINE,
    )
    assert actions(tasks) == ["morning", "resume-triage", "resume-routine", "recheck", "write"]
    assert len(tasks) == MOST


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "soon"])
def test_that_somebody_should_look_stands_before_where_somebody_is(urgency: str) -> None:
    tasks = actions(items(status=held(urgency), library=gym(), zone_unsure=True))
    assert tasks[:2] == ["first-aid" if urgency == "emergency" else "recheck", "where"]


@pytest.mark.parametrize("urgency", ["emergency", "soon"])
def test_an_emergency_waits_for_no_day(urgency: str) -> None:
    tasks = items([assessed(10)], status=held(urgency), library=gym())
    announced = [
        task.title for task in tasks if task.title in ("Next check of the knee", "Check the knee again")
    ]
    assert bool(announced) is (urgency == "soon")


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "soon"])
def test_what_is_watched_for_is_not_said_a_second_time(urgency: str) -> None:
    level = gym().urgencies[urgency]
    situation = Situation(now=NOW, entries=[], library=gym(), status=held(urgency))
    assert level.do in agenda(situation)[0].why
    once = agenda(situation, [f"{level.name}: {level.do}"])[0].why
    assert level.do not in once
    assert "The knee is locked." in once


def test_while_it_waits_for_the_library_it_ends_where_that_is_needed() -> None:
    early = items(rising(), waiting=True, library=None)
    assert actions(early) == ["morning"]
    assert items(rising())[: len(early)] == early


def test_the_week_of_a_trial_is_named_while_it_runs() -> None:
    weeks = (True, False, False, True, True, False)
    trial = WeekTrial(
        id="insole", what="insole", knee="right", start=NOW.date() - timedelta(days=8), seed=1, weeks=weeks
    )
    titles = [(item.title, item.detail) for item in items([ago(1, pain_morning=2)], trial=trial)]
    assert ("This week without it: insole", "week 2 of 6") in titles
    over = replace(trial, start=NOW.date() - timedelta(days=100))
    assert all("insole" not in item.title for item in items([ago(1, pain_morning=2)], trial=over))
