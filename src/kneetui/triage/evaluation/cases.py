"""Cases: stories with the answers they tell and the outcome they should have, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kneetui.config.errors import ManyFaultsError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.spelling import did_you_mean
from kneetui.content.conditions import Answer
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.pack_files import pack_files
from kneetui.content.loading.toml import parse
from kneetui.content.model import URGENCIES, Library, Problem
from kneetui.triage import answers

Key = tuple[str | int, ...]
MOST_SAID = 800
"""Characters of what is said of one problem."""

NO_CAUSE = "there is no cause “{}”"
NO_URGENCY = "“{}” is not an urgency"


class BadCases(ManyFaultsError[Problem]):
    """Cases that cannot be read; ``problems`` says for each where it is and what to do."""

    title = "These cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story with its answers and the expected outcome."""

    id: str
    story: str
    source: str
    facts: dict[str, Answer]
    cause: str
    also: tuple[str, ...]
    urgency: str
    tolerated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is wrong under one key of a case."""

    key: Key
    message: str
    remedy: str


def read_cases(path: Path, library: Library) -> list[Case]:
    """The cases of a TOML file, or of the TOML files of a folder.

    Raises :class:`BadCases` with every problem, each with file, line, key and remedy.
    """
    files = _files(path) if path.is_dir() else [path]
    problems: list[Problem] = []
    cases: list[Case] = []
    for file in files:
        try:
            text, tables = _tables(file, of_pack=file is not path)
        except _Unread as error:
            problems.append(error.problem)
            continue
        wrong = list(_read(tables, library, cases))
        if wrong:
            problems += _placed(file, text, wrong)
    if problems:
        raise BadCases(problems)
    return cases


class _Unread(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _tables(file: Path, of_pack: bool) -> tuple[str, Any]:
    """The text of a file and what stands under ``case``; one of a pack is read as the loader reads it."""
    if of_pack:
        parsed = parse(file)
        for mistake in parsed.mistakes:
            raise _Unread(
                Problem(
                    message=mistake.message,
                    remedy=mistake.remedy,
                    file=str(file),
                    line=mistake.line,
                    column=mistake.column,
                )
            )
        return parsed.text, (parsed.data or {}).get("case", [])
    try:
        text = file.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text).get("case", [])
    except (OSError, ValueError, RecursionError) as error:
        message = f"cannot be read as TOML: {error}"
        raise _Unread(Problem(message=message, remedy="Correct this file.", file=str(file))) from None


def _files(folder: Path) -> list[Path]:
    """The files of a pack that may hold cases."""
    return [file for file in pack_files(folder)[0] if file.parent == folder and file.suffix == ".toml"]


def _read(tables: Any, library: Library, cases: list[Case]) -> Iterator[_Wrong]:
    """What is wrong with the cases of one file; the good ones go to ``cases``."""
    if not isinstance(tables, list):
        yield _Wrong(("case",), "“case” is not a list of tables", "Begin each case with [[case]].")
        return
    for number, table in enumerate(tables):
        at: Key = ("case", number)
        name = (isinstance(table, dict) and table.get("id")) or f"number {number + 1}"
        wrong = list(_wrong(table, library))
        for fault in wrong:
            yield _Wrong((*at, *fault.key), f"case {name}: {fault.message}", fault.remedy)
        if not wrong:
            cases.append(_case(table, library))


def _wrong(table: Any, library: Library) -> Iterator[_Wrong]:
    if not isinstance(table, dict) or not isinstance(table.get("answers"), dict):
        yield _Wrong((), "a case needs a [case.answers] table", "Add it, even if it is empty.")
        return
    yield from _wrong_answers(table["answers"], library)
    expect = table.get("expect")
    if not isinstance(expect, dict) or "cause" not in expect or "urgency" not in expect:
        yield _Wrong(("expect",), "a case needs a [case.expect] table", "Give it a cause and an urgency.")
        return
    yield from _wrong_word(("cause",), expect["cause"], library.causes, NO_CAUSE)
    yield from _wrong_word(("urgency",), expect["urgency"], URGENCIES, NO_URGENCY)
    yield from _wrong_list("also", expect, library.causes, NO_CAUSE)
    yield from _wrong_list("tolerated", expect, URGENCIES, NO_URGENCY)


def _wrong_answers(table: dict[str, Any], library: Library) -> Iterator[_Wrong]:
    try:
        answers.read(table, library)
    except answers.BadAnswers as error:
        for problem in error.problems:
            name = problem.place
            within = table.get(name.partition(".")[0])
            nested = name not in table and isinstance(within, dict)
            key = tuple(name.split(".", 1)) if nested else (name,)
            yield _Wrong(("answers", *key), f"{name}: {problem.message}", problem.remedy)


def _wrong_list(key: str, expect: dict[str, Any], known: Iterable[str], message: str) -> Iterator[_Wrong]:
    words = expect.get(key, [])
    if not isinstance(words, list) or not all(isinstance(text, str) for text in words):
        yield _Wrong(("expect", key), f"“{key}” is not a list of ids", f"Write {key} = [ … ].")
        return
    for number, word in enumerate(words):
        yield from _wrong_word((key, number), word, known, message)


def _wrong_word(key: Key, word: Any, known: Iterable[str], message: str) -> Iterator[_Wrong]:
    every = list(known)
    if word not in every:
        others = (
            f"Use one of: {', '.join(every)}."
            if len(every) < 10
            else "Use the id of a [[cause]] of the core or this pack."
        )
        yield _Wrong(("expect", *key), message.format(word), did_you_mean(str(word), every) or others)


def _case(table: dict[str, Any], library: Library) -> Case:
    expect = table["expect"]
    return Case(
        id=str(table.get("id", "")),
        story=str(table.get("story", "")),
        source=str(table.get("source", "")),
        facts=answers.read(table["answers"], library),
        cause=expect["cause"],
        also=tuple(expect.get("also", ())),
        urgency=expect["urgency"],
        tolerated=tuple(expect.get("tolerated", ())),
    )


def _placed(file: Path, text: str, wrong: Iterable[_Wrong]) -> Iterator[Problem]:
    from kneetui.content.loading.messages import spell
    from kneetui.content.loading.toml_positions import TomlPositions

    places = TomlPositions(text)
    for fault in wrong:
        line, column = places.of(fault.key)
        message, remedy = shown(fault.message, MOST_SAID), shown(fault.remedy, MOST_SAID)
        yield Problem(
            message=message, remedy=remedy, file=str(file), line=line, column=column, key=spell(fault.key)
        )
