"""What the app knows of a question, an exercise or a cause stands in keys of its table, never as an id in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from kneetui.content.format import schema
from kneetui.content.format.fields import keys_of
from kneetui.content.model import Library
from tests.sources import nodes

SOURCE = Path(__file__).parents[2] / "src/kneetui"

HELD_IN = {"questions", "flags", "causes", "tips", "exercises", "routines", "rules", "facts", "answers"}
"""Names of mappings whose keys are ids of content."""

ALLOWED = {
    (
        "content/model/questions.py",
        "age",
    ): "the format names this question: the key `ages` speaks of its answer",
    ("config/about.py", "team-sport"): "the sports of the settings, which are read before any pack",
    ("config/about.py", "martial-arts"): "the sports of the settings, which are read before any pack",
    ("diary/export/sealed.py", "age"): "the file format of that name",
    ("routines/progression.py", "step-up"): "the name of a verdict",
    ("routines/wording.py", "step-up"): "the name of a verdict",
    (
        "testing/store_samples.py",
        "clam",
    ): "an id in a session that tests of stores keep; no library is asked for it",
    (
        "testing/store_samples.py",
        "kneecap",
    ): "an id in a session that tests of stores keep; no library is asked for it",
    ("testing/stores.py", "RF31"): "an id in an entry that tests of stores keep; no library is asked for it",
    (
        "testing/stores.py",
        "itb-syndrome",
    ): "an id in an entry that tests of stores keep; no library is asked for it",
}
"""File and id -> why it may stand there."""

DIARY_AND_MAP = {
    "diary/value_types.py": "values of the diary's own fields, which keep their ids whatever packs say",
    "diary/parts.py": "values of the diary's own fields, which keep their ids whatever packs say",
    "diary/description.py": "values of the diary's own fields, which keep their ids whatever packs say",
    "ui/widgets/answers/knee_views.py": "the drawn places of the knee map, which a test compares with the question",
    "services/diary/entry_words.py": "values of the diary's own fields in words",
}
"""Files whose options are not those of a question but of the diary or of a drawing."""


def words_of_the_format() -> set[str]:
    """Keys, kinds of tables and words to choose from: in the code they mean the format."""
    words = set(schema.KINDS)
    for table in schema.TABLES:
        words |= set(keys_of(table))
        for hint in get_type_hints(table).values():
            words |= set(choices(hint))
    return words


def choices(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from (argument for argument in get_args(hint) if isinstance(argument, str))
    for argument in get_args(hint):
        yield from choices(argument)


def ids(library: Library) -> set[str]:
    """Ids of tables, and those of options that are no everyday word."""
    tables = (library.questions, library.flags, library.causes, library.tips, library.exercises)
    names = {key for table in tables for key in table} | {*library.routines, *library.rules}
    options = (option.id for question in library.questions.values() for option in question.options)
    return names | {option for option in options if "-" in option}


def literals(code: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in code:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def lookups(code: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """``facts["age"]``, ``library.questions.get("side")``: an id that stands as the key of a lookup."""
    for node in code:
        if isinstance(node, ast.Subscript):
            held, key = node.value, node.slice
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
        ):
            held, key = node.func.value, node.args[0]
        else:
            continue
        name = held.attr if isinstance(held, ast.Attribute) else held.id if isinstance(held, ast.Name) else ""
        if name in HELD_IN and isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield node.lineno, key.value


def files() -> Iterator[tuple[str, Iterable[ast.AST]]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if "template" not in name:
            yield name, nodes(path)


def test_no_id_of_the_content_stands_in_the_code(library: Library) -> None:
    known = ids(library) - words_of_the_format()
    uses = {
        (name, word): line
        for name, code in files()
        if name not in DIARY_AND_MAP
        for line, word in literals(code)
        if word in known
    }
    assert {place: line for place, line in uses.items() if place not in ALLOWED} == {}
    assert set(ALLOWED) <= set(uses), "no longer needed"


def test_nothing_is_looked_up_by_an_id_of_the_content(library: Library) -> None:
    every = {option.id for question in library.questions.values() for option in question.options} | ids(
        library
    )
    uses = [(name, line, word) for name, code in files() for line, word in lookups(code) if word in every]
    assert uses == []


@pytest.mark.parametrize(
    "code",
    ['facts["age"]', 'library.questions.get("side")', 'exercise.id in ("quad-set",)', 'x = "first-days"'],
)
def test_ids_would_be_seen(code: str, library: Library) -> None:
    tree = list(ast.walk(ast.parse(code)))
    known = ids(library)
    seen = [
        *lookups(tree),
        *(literal for literal in literals(tree) if literal[1] in known - words_of_the_format()),
    ]
    assert seen


def test_every_role_is_played_once(library: Library) -> None:
    roles = get_args(get_type_hints(schema.KINDS["question"])["role"])
    played = [question.role for question in library.questions.values() if question.role]
    assert sorted(played) == sorted(role for role in roles if role)
