"""What diaries already remember is found: under the same keys, each of them named in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import kneetui
from kneetui.services import remembered_keys
from tests.sources import nodes

KEYS = {name: value for name, value in vars(remembered_keys).items() if name.isupper()}
SOURCE = Path(kneetui.__file__).parent


def test_the_keys_are_those_of_diaries_that_are_there() -> None:
    assert KEYS == {
        "SCREENING": "knee.screening",
        "ACTIVE": "routine.active",
        "PROGRESS": "routine.progress.",
        "BEFORE": "routine.before.",
        "YOURS": "routine.yours",
        "SUGGESTED": "routine.suggested",
        "EQUIPMENT": "routine.equipment",
        "OWNED": "routine.owned",
        "TRIAL": "trial.",
        "WEEK_ASKED": "check-in.asked",
        "EFFORT_ASKED": "effort.asked",
        "CALENDAR": "calendar.written",
    }


def test_no_other_module_spells_one_or_remembers_under_a_key_of_its_own() -> None:
    spelled, own = [], []
    for file in SOURCE.rglob("*.py"):
        if file.name == "remembered_keys.py" or "testing" in file.parts:
            continue
        for node in nodes(file):
            if isinstance(node, ast.Constant) and node.value in KEYS.values():
                spelled.append(f"{file.name}:{node.lineno} {node.value!r}")
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("remember", "recall")
                and node.args
                and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            ):
                own.append(f"{file.name}:{node.lineno}")
    assert (spelled, own) == ([], [])
