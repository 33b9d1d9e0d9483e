"""What packs say, as plain frozen data: the only shapes the rest of the app reads.

Built by :mod:`kneetui.content.loading.merge` from checked TOML, or read back from its cache.
Nothing here imports pydantic, Textual or a TOML parser. The names are those of this package; in which of its
files a shape stands is nobody else's business.
"""

from __future__ import annotations

from kneetui.content.model.advice import AdviceText, fill
from kneetui.content.model.causes import Cause, Evidence
from kneetui.content.model.home_tests import Criterion, HomeTest, SorePlace
from kneetui.content.model.library import Library, PackInfo, Source
from kneetui.content.model.notation import Drawn, Key, Text
from kneetui.content.model.problem import Problem
from kneetui.content.model.questions import ACTIVITY, AGE, Option, Question, ReadBack, SelfExam, WordClass
from kneetui.content.model.rules import PainRule, TrendRule, WatchRule
from kneetui.content.model.tips import Tip
from kneetui.content.model.trackers import Tracker, TrackerOption
from kneetui.content.model.training import Avoid, Dose, EquipmentPiece, Exercise, Move, Phase, Routine, Step
from kneetui.content.model.urgency import URGENCIES, Flag, Raise, Urgency, more_urgent

__all__ = [
    "ACTIVITY",
    "AGE",
    "URGENCIES",
    "AdviceText",
    "Avoid",
    "Cause",
    "Criterion",
    "Dose",
    "Drawn",
    "EquipmentPiece",
    "Evidence",
    "Exercise",
    "Flag",
    "HomeTest",
    "Key",
    "Library",
    "Move",
    "Option",
    "PackInfo",
    "PainRule",
    "Phase",
    "Problem",
    "Question",
    "Raise",
    "ReadBack",
    "Routine",
    "SelfExam",
    "SorePlace",
    "Source",
    "Step",
    "Text",
    "Tip",
    "Tracker",
    "TrackerOption",
    "TrendRule",
    "Urgency",
    "WatchRule",
    "WordClass",
    "fill",
    "more_urgent",
]
