"""Every error for a person is of one small tree: what is wrong, where, and what to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import kneetui
from kneetui.config.errors import FileError, KneetuiError, ManyFaultsError
from kneetui.content.model import Problem
from kneetui.diary.errors import DiaryError, EntryError, ExchangeError, FieldProblem
from kneetui.packs.errors import PackError
from kneetui.triage.answers import AnswerError
from tests.sources import nodes

HOUSE = Path(kneetui.__file__).parent

SIGNALS = {"MinisignError", "StoppedError", "UnknownRoutineError"}
"""Told from one module to another, which says it in words of its own; never shown."""


AN_ERROR = re.compile(r"^ *class .*(Error|Exception)\b", re.MULTILINE)


def raised() -> Iterator[tuple[str, str]]:
    """Module and class of everything in the code that is an exception."""
    for file in sorted(HOUSE.rglob("*.py")):
        for node in nodes(file) if AN_ERROR.search(file.read_text("utf-8")) else ():
            bases = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
            if any(base.split("[")[0].endswith(("Error", "Exception")) for base in bases):
                assert isinstance(node, ast.ClassDef)
                module = ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts)
                yield module, node.name


CLASSES = [error for error in raised() if not error[1].startswith("_") and error[1] not in SIGNALS]


@pytest.mark.parametrize(("module", "name"), CLASSES)
def test_every_error_is_of_the_tree_and_has_a_title(module: str, name: str) -> None:
    error = getattr(import_module(module), name)
    assert issubclass(error, KneetuiError)
    assert error.title
    assert error.__doc__


def test_the_tree_is_small_and_whole() -> None:
    assert {"DiaryError", "PackError", "BadAnswers", "ImportFailed", "SettingError"} <= {
        n for _, n in CLASSES
    }
    assert len(CLASSES) < 30


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (KneetuiError("it is gone"), "it is gone."),
        (KneetuiError("it is gone", "Fetch it.", "a.toml"), "a.toml: it is gone. Fetch it."),
        (
            AnswerError("300 is out of range", "Give 0 to 120.", "age"),
            "age: 300 is out of range. Give 0 to 120.",
        ),
        (DiaryError("The diary is damaged", "Keep a copy"), "The diary is damaged. Keep a copy"),
        (FileError.of(OSError(28, "No space left", "a.db")), "a.db: No space left. Check that"),
        (FileError.of(OSError("odd")), "odd. Check that"),
    ],
)
def test_an_error_says_where_what_and_what_to_do(error: KneetuiError, text: str) -> None:
    assert str(error).startswith(text)
    assert error.lines == (str(error),)


def test_many_faults_have_a_line_each_and_the_first_stands_for_all() -> None:
    problems = [
        Problem(message="no such cause", remedy="Name one.", file="a.toml", line=3),
        Problem(message="no id", remedy="Give it one.", pack="b"),
    ]
    error = PackError(problems)
    assert error.lines == ("a.toml:3: no such cause. Name one.", "b: no id. Give it one.")
    assert (error.message, error.remedy, error.place) == ("no such cause", "Name one.", "a.toml:3")
    assert isinstance(error, ManyFaultsError)


def test_an_entry_error_is_an_error_of_the_diary_and_knows_its_key() -> None:
    error = EntryError([FieldProblem("when", "when is missing", "Give a day", number=2)])
    assert isinstance(error, DiaryError)
    assert (error.key, error.place, str(error)) == ("when", "entry 2", "entry 2: when is missing. Give a day")


def test_a_file_that_is_not_imported_counts_what_is_wrong() -> None:
    one = FieldProblem("when", "when is missing", "Give a day", number=1)
    assert "a.toml cannot be imported: 1 problem." in ExchangeError("a.toml", [one]).lines[0]
    assert "a.toml cannot be imported: 2 problems." in str(ExchangeError("a.toml", [one, one]))
