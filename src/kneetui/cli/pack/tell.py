"""How problems are printed: for people, for programs, and beside the lines on GitHub."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from kneetui.cli.io.output import show_json
from kneetui.config.wording import count, listed
from kneetui.content.model import Problem

FORMS = ("text", "json", "github")

Command = TypeVar("Command", bound=Callable[..., Any])


def forms(command: Command) -> Command:
    """The options ``--format`` and ``--json``; the command gets ``form`` and ``as_json``."""
    helps = "Text, JSON, or annotations for a workflow on GitHub."
    command = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(command)
    return click.option("--format", "form", type=click.Choice(FORMS), default="text", help=helps)(command)


def tell(problems: Sequence[Problem], none: str, form: str = "text") -> None:
    """Print problems, or that there are none. Leaves with exit code 1 if one is more than a warning."""
    if form == "json":
        show_json({"problems": [plain_problem(one) for one in problems]})
    else:
        for problem in problems:
            click.echo(annotation(problem) if form == "github" else line(problem))
        if not problems:
            click.echo(none)
        elif form == "text":
            click.echo(_count(problems))
    if any(one.severity == "error" for one in problems):
        raise SystemExit(1)


def line(problem: Problem) -> str:
    """A problem in one line: ``file:line:column: key: what is wrong. What to do.``"""
    return "".join(_line(problem))


def _line(problem: Problem) -> Iterator[str]:
    if problem.file or problem.pack:
        place = (problem.line, problem.column) if problem.line else ()
        yield ":".join(map(str, (problem.file or problem.pack, *place))) + ": "
    if problem.severity == "warning":
        yield "warning: "
    if problem.key:
        yield f"{problem.key}: "
    yield _says(problem)


def _says(problem: Problem) -> str:
    return f"{problem.message}. {problem.remedy}" if problem.remedy else f"{problem.message}."


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    parts = [(errors, "problem"), (len(problems) - errors, "warning")]
    return listed([count(amount, word) for amount, word in parts if amount]) + "."


def plain_problem(problem: Problem) -> dict[str, Any]:
    """A problem as JSON can hold it."""
    keys = ("severity", "pack", "file", "line", "column", "key", "message", "remedy")
    return {key: getattr(problem, key) for key in keys}


def annotation(problem: Problem) -> str:
    """A problem as a workflow command of GitHub, which shows it beside the line."""
    file = problem.file
    with contextlib.suppress(ValueError, OSError):
        file = Path(file).resolve().relative_to(Path.cwd()).as_posix() if file else ""
    places = {"file": file, "line": problem.line, "col": problem.column, "title": problem.key}
    where = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    return f"::{problem.severity} {where}::{_data(_says(problem))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
