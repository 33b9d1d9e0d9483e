"""Where keys work: the classes whose bindings meet at one place. Imported when somebody asks for all keys."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from textual.binding import Binding, BindingsMap

EVERYWHERE: Final = "Everywhere"

PLACES: Final = {
    EVERYWHERE: ["app:KneeApp", "screens.common.base:KneeScreen"],
    "In every list": ["widgets.lines.cursor_list:CursorList"],
    "Today": ["screens.today.today:TodayScreen"],
    "First aid": ["screens.today.first_aid:FirstAidScreen"],
    "Triage": ["screens.triage.triage:TriageScreen"],
    "Questions": ["screens.triage.question:QuestionScreen", "widgets.answers.options:Options"],
    "The knee map": ["widgets.answers.knee_map:KneeMap"],
    "The pain scale": ["widgets.answers.pain_scale:PainScale"],
    "Before the result": ["screens.triage.before_result:BeforeResultScreen"],
    "The assessment": ["screens.triage.assessment:AssessmentScreen"],
    "The diary": ["screens.diary.diary:DiaryScreen", "widgets.lists.entry_list:EntryList"],
    "An entry": ["screens.diary.form:EntryForm", "screens.diary.entry:EntryScreen"],
    "The month": ["widgets.charts.month_sheet:MonthSheet"],
    "Routines": ["screens.routines.routines:RoutinesScreen"],
    "All exercises": ["screens.routines.exercises:ExercisesScreen"],
    "A plan": ["screens.routines.plan:PlanScreen"],
    "Tests at home": ["screens.routines.home_tests:HomeTestsScreen"],
    "A test at home": [
        "screens.routines.home_test:HomeTestScreen",
        "screens.common.dialogs.home_test_result:ResultDialog",
    ],
    "The player": ["screens.player.player:PlayerScreen"],
    "Weeks to years": ["screens.diary.history:HistoryScreen"],
    "What goes with worse mornings": ["screens.diary.mornings:MorningsScreen"],
    "A report": ["screens.report.report:ReportScreen"],
    "Packs": ["widgets.lists.pack_list:PackList", "screens.packs.packs:PacksScreen"],
    "Before a pack is installed, updated or removed": [
        "screens.packs.offer:OfferScreen",
        "screens.packs.offer:UpdateScreen",
        "screens.packs.offer:RemovalScreen",
        "screens.packs.offer:Decision",
    ],
}
"""Heading -> the classes whose bindings are told there."""

AROUND: Final = {
    "The knee map": ["screens.triage.question:QuestionScreen"],
    "The pain scale": ["screens.triage.question:QuestionScreen"],
    "The month": ["screens.diary.month:MonthScreen"],
    "Routines": ["widgets.lists.routine_list:RoutineList"],
    "All exercises": ["widgets.lists.exercise_list:ExerciseList"],
    "Today": ["widgets.lists.agenda_list:AgendaList"],
    "The assessment": ["widgets.lists.cause_list:FitsList"],
}
"""Heading -> what else takes keys there, which is told elsewhere."""


def bindings_at(place: str) -> Iterator[Binding]:
    """The bindings that are told at a place, as they are without any change."""
    for name in PLACES[place]:
        yield from _own(_load(name))


def all_at(place: str) -> BindingsMap:
    """Every binding that can be in force at a place."""
    names = [*PLACES[place], *AROUND.get(place, ()), *PLACES[EVERYWHERE]]
    bases = dict.fromkeys(base for name in names for base in _load(name).__mro__)
    return BindingsMap(dict.fromkeys(binding for base in bases for binding in _own(base)))


def _own(shape: type) -> list[Binding]:
    """The bindings of a class of ours itself; those of Textual's widgets are no keys of the app."""
    if not shape.__module__.startswith("kneetui"):
        return []
    return [binding for binding in vars(shape).get("BINDINGS", ()) if isinstance(binding, Binding)]


def _load(name: str) -> type:
    module, _, shape = name.partition(":")
    loaded: type = getattr(import_module(f"kneetui.ui.{module}"), shape)
    return loaded
