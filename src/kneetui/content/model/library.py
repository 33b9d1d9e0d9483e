"""Every pack in one: what triage, diary and routines read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.advice import AdviceText, fill
from kneetui.content.model.causes import Cause
from kneetui.content.model.home_tests import HomeTest
from kneetui.content.model.notation import Key, Text
from kneetui.content.model.problem import Problem
from kneetui.content.model.questions import Question, ReadBack, SelfExam, WordClass
from kneetui.content.model.rules import PainRule, TrendRule, WatchRule
from kneetui.content.model.tips import Tip
from kneetui.content.model.trackers import Tracker
from kneetui.content.model.training import EquipmentPiece, Exercise, Routine
from kneetui.content.model.urgency import Flag, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from, and how sure it is (``published`` … ``estimate``)."""

    id: str
    title: Text
    sure: str
    url: str
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """What a pack says of itself, and where it came from.

    ``requires`` says which versions of other packs it needs: pack id (or ``kneetui``) -> version range.
    ``languages`` are those it brings translations for, as in ``de``.
    """

    id: str
    name: Text
    version: str
    summary: Text
    licence: str
    authors: tuple[str, ...]
    activities: tuple[str, ...]
    folder: str
    origin: str
    counts: Mapping[str, int]
    requires: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every installed pack, merged and cross-checked. Mappings keep the order of the packs.

    ``problems`` say which packs were left out and why; ``warnings`` what is to mend in the others.
    ``language`` is that of the texts; empty for the language that each pack was written in.
    """

    packs: Annotated[Mapping[str, PackInfo], Key("pack")] = field(default_factory=dict)
    sources: Annotated[Mapping[str, Source], Key("source")] = field(default_factory=dict)
    urgencies: Annotated[Mapping[str, Urgency], Key("urgency")] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    purpose: Text = ""
    normal: Condition | None = None
    normal_source: tuple[str, ...] = ()
    questions: Annotated[Mapping[str, Question], Key("question")] = field(default_factory=dict)
    flags: Annotated[Mapping[str, Flag], Key("flag")] = field(default_factory=dict)
    causes: Annotated[Mapping[str, Cause], Key("cause")] = field(default_factory=dict)
    tips: Annotated[Mapping[str, Tip], Key("tip")] = field(default_factory=dict)
    exercises: Annotated[Mapping[str, Exercise], Key("exercise")] = field(default_factory=dict)
    equipment: Annotated[Mapping[str, EquipmentPiece], Key("equipment")] = field(default_factory=dict)
    home_tests: Annotated[Mapping[str, HomeTest], Key("home-test")] = field(default_factory=dict)
    routines: Annotated[Mapping[str, Routine], Key("routine")] = field(default_factory=dict)
    rules: Annotated[Mapping[str, PainRule], Key("pain-rule")] = field(default_factory=dict)
    watch: Annotated[Mapping[str, WatchRule], Key("watch")] = field(default_factory=dict)
    trend: TrendRule = field(default_factory=TrendRule)
    trackers: Annotated[Mapping[str, Tracker], Key("tracker")] = field(default_factory=dict)
    advice: Annotated[Mapping[str, AdviceText], Key("advice")] = field(default_factory=dict)
    word_classes: Annotated[Mapping[str, WordClass], Key("word-class")] = field(default_factory=dict)
    self_exams: Annotated[Mapping[str, SelfExam], Key("self-exam")] = field(default_factory=dict)
    read_back: Annotated[Mapping[str, ReadBack], Key("read-back")] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    language: str = ""

    def role(self, role: str) -> Question | None:
        """The question whose answer the app takes up as this (``side``, ``pain``), if there is one."""
        return next((question for question in self.questions.values() if question.role == role), None)

    def question_for(self, role: str) -> Question:
        """The same; ``KeyError`` if there is none."""
        question = self.role(role)
        if question is None:
            raise KeyError(role)
        return question

    def headline(self, advice: str, **filled: str) -> str:
        """The headline of an advice, with its blanks filled in; its id in plain words if the content has none."""
        own = self.advice.get(advice)
        return fill(own.text if own else advice.replace("-", " ").capitalize(), **filled)

    def thing(self, name: str) -> str:
        """A piece of equipment in words."""
        piece = self.equipment.get(name)
        return piece.name if piece else name.replace("-", " ")
