"""No module says a day, a count or a knee in words of its own: there is one for all of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kneetui.config import wording
from tests.sources import nodes

ROOT = Path(__file__).parents[2]
HOME = Path(wording.__file__).resolve()
SOURCES = sorted(
    file
    for pattern in ("src", "packs/*/src", "plugins/*/src")
    for folder in ROOT.glob(pattern)
    for file in folder.rglob("*.py")
    if file.resolve() != HOME
)

FOR_MACHINES = re.compile(r"%Y-%m-%d(?:T%H:%M(?::%S)?)?")
"""Formats that programs read."""

MANY = re.compile(r"\bdays? ago\b|\bboth knees\b", re.IGNORECASE)


@cache
def nouns() -> frozenset[str]:
    """What is counted anywhere: the plurals of the words handed to ``count``."""
    counted = {
        node.args[1].value
        for file in SOURCES
        for node in nodes(file)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "count"
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant)
        if isinstance(node.args[1].value, str)
    }
    return frozenset(wording.plural(2, noun) for noun in counted)


def spec(node: ast.FormattedValue) -> str:
    parts = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
    return "".join(
        part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def dates(node: ast.AST) -> Iterator[str]:
    """A day or a time in words: ``f"{day:%B}"``, ``day.strftime("%B")``."""
    form = spec(node).removesuffix("%") if isinstance(node, ast.FormattedValue) else ""
    if "%" in form and not FOR_MACHINES.fullmatch(form):
        yield ast.unparse(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "strftime":
        yield ast.unparse(node)


def shape(node: ast.expr) -> list[str] | None:
    """The words of a text, with # for a number in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\b(?:1|one)\b", "#", node.value).split()
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "#" for part in node.values]
        return "".join(map(str, parts)).split()
    return None


def is_plural(one: list[str], many: list[str]) -> bool:
    """Whether two texts are the same but for words in the plural."""
    pairs = [(a, b) for a, b in zip(one, many, strict=False) if a != b]
    return len(one) == len(many) and bool(pairs) and all(wording.plural(2, a) == b for a, b in pairs)


def plurals(node: ast.AST) -> Iterator[str]:
    """A plural by hand: ``"entry" if count == 1 else "entries"``, ``"s" * (count > 1)``."""
    if isinstance(node, ast.IfExp):
        first, second = shape(node.body), shape(node.orelse)
        if first is not None and second is not None:
            ending = {"".join(first), "".join(second)} in ({"", "s"}, {"", "es"}, {"y", "ies"})
            if ending or (first and second and (is_plural(first, second) or is_plural(second, first))):
                yield ast.unparse(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.right, ast.Compare):
        yield ast.unparse(node)


def followed(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Values in a text, each with the words right behind it."""
    if isinstance(node, ast.JoinedStr):
        for value, after in zip(node.values, node.values[1:], strict=False):
            if isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant):
                yield value.value, str(after.value)


def fixed(node: ast.expr) -> bool:
    """Whether a value is a constant of the code, which is known to be more than one."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.isupper()


def counts(node: ast.AST) -> Iterator[str]:
    """A number before a word in the plural: ``f"{count} entries"``."""
    for value, after in followed(node):
        word = re.match(r" ([a-z]+(?: [a-z]+)?)\b", after)
        words = {word[1], word[1].split()[0]} if word else set()
        if words & nouns() and not fixed(value):
            yield ast.unparse(node)


def knees(node: ast.AST) -> Iterator[str]:
    """A knee in words: ``f"{knee} knee"``."""
    for _, after in followed(node):
        if re.match(r" knees?\b", after):
            yield ast.unparse(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and MANY.fullmatch(node.value.strip()):
        yield ast.unparse(node)


RULES = (dates, plurals, counts, knees)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_has_words_of_its_own_for(rule) -> None:  # type: ignore[no-untyped-def]
    copies = [
        f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {text}"
        for file in SOURCES
        for node in nodes(file)
        for text in rule(node)
    ]
    assert not copies, f"take it from {wording.__name__}:\n" + "\n".join(copies)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (dates, 'f"{day.day} {day:%B}"'),
        (dates, 'day.strftime("%A")'),
        (dates, 'f"{when:%H:%M}"'),
        (plurals, '"entry" if total == 1 else "entries"'),
        (plurals, "f\"{total} answer{'' if total == 1 else 's'}\""),
        (plurals, '"1 entry" if total == 1 else f"{total} entries"'),
        (plurals, "f\"problem{'s' * (total > 1)}\""),
        (plurals, '"1 exercise is" if gone == 1 else f"{gone} exercises are"'),
        (counts, 'f"{len(entries)} entries"'),
        (counts, 'f"{total:,} files skipped"'),
        (knees, 'f"{knee} knee"'),
        (knees, '"both knees" if knee == "both" else knee'),
    ],
)
def test_the_rules_see_a_copy(rule, code: str) -> None:  # type: ignore[no-untyped-def]
    assert [text for node in ast.walk(ast.parse(code)) for text in rule(node)], code


@pytest.mark.parametrize(
    "code",
    [
        'f"{day:%Y-%m-%d}"',
        'f"{share:.0%}"',
        '"on" if lit else "off"',
        'f"{limits.FILES} files"',
        '"#" * width',
    ],
)
def test_the_rules_leave_alone_what_is_none(code: str) -> None:
    assert not [text for rule in RULES for node in ast.walk(ast.parse(code)) for text in rule(node)]
