"""``kneetui triage`` and ``kneetui questions``."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.input import read_toml
from kneetui.cli.io.output import show_json, write_text
from kneetui.cli.io.refusals import fail, refuse
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.triage.assessment import Assessment


@click.command()
@click.option(
    "--answers",
    "file",
    metavar="FILE.toml",
    type=TypedPath(),
    help="Answers by question id; - reads standard input. Without it, you are asked.",
)
@click.option("--last", is_flag=True, help="Show the last assessment in the diary.")
@click.option("--plain", is_flag=True, help="Ask in numbered lines, as happens without a file anyway.")
@click.option(
    "--for",
    "about",
    type=click.Choice(["me", "child", "other"]),
    help="Whose knee you answer for: your own, your child's, or another person's. Without it, whose the diary is.",
)
@click.option("--adaptive", is_flag=True, help="Interview the file: only what is asked is looked up.")
@click.option("--json", "as_json", is_flag=True, help="Print the assessment as JSON.")
@click.option("--explain", is_flag=True, help="Print the whole reckoning, line by line.")
@click.option("--report", metavar="FORMAT", help="Write a report in a format such as html.")
@click.option(
    "-o",
    "--output",
    type=TypedPath(written=True),
    help="File for the report; standard output without it or with -.",
)
@click.pass_obj
def triage(
    services: Services,
    file: Path | None,
    last: bool,
    plain: bool,
    about: str | None,
    adaptive: bool,
    as_json: bool,
    explain: bool,
    report: str | None,
    output: Path | None,
) -> None:
    """Assess a knee: ask line by line, or read the answers from a file."""
    if output and not report:
        fail(["-o needs --report FORMAT, such as --report html."])
    if file and (last or plain):
        fail(["--answers goes with neither --last nor --plain. Leave one of them out."])
    if about not in (None, "me") and (file or last):
        fail(["--for goes with neither --answers nor --last: it is for the questions."])
    if adaptive and not file:
        fail(["--adaptive needs --answers FILE.toml: it interviews the file."])
    library = load_library(services)
    note_left_out(services)
    for_program = as_json or explain or report is not None
    if last:
        assessment = _last(services, quiet=for_program)
    elif file:
        assessment = _of_file(library, file, adaptive=adaptive)
    else:
        asked = _ask(services, about, quiet=for_program)
        if asked is None or not for_program:
            return
        assessment = asked
    if report:
        _report(services, assessment, report, output)
    elif as_json:
        show_json(assessment.plain())
    elif explain:
        _explain(library, assessment, adaptive=adaptive)
    else:
        from kneetui.report.text import page

        click.echo("\n".join(page(library, assessment, services.emergency_number())))


def _of_file(library: Library, file: Path, *, adaptive: bool) -> Assessment:
    from kneetui.triage import answers

    raw = read_toml(file)
    try:
        facts = answers.read(raw, library)
    except answers.BadAnswers as error:
        fail(f"{file}: {line}" for line in error.lines)
    if adaptive:
        from kneetui.triage.evaluation.evaluate import ask

        return ask(library, facts)
    from kneetui.triage.assessment import assess

    return assess(library, facts)


def _last(services: Services, *, quiet: bool) -> Assessment:
    """The assessment saved last, as its answers read today."""
    from kneetui.config.wording import knee_words, moment_words
    from kneetui.diary.errors import DiaryError
    from kneetui.services.interview.start import of_entry

    try:
        entry = services.diary.latest(kind="assessment")
    except DiaryError as error:
        refuse(error)
    if entry is None:
        fail(["there is no assessment in the diary. “kneetui triage” makes one."], 1)
    interview = of_entry(services, entry)
    if interview is None:
        fail(["the answers of the last assessment were not kept. “kneetui triage” makes a new one."], 1)
    click.echo(f"Of {moment_words(entry.when)}, {knee_words(entry.knee)}.\n", err=quiet)
    return interview.assess()


def _ask(services: Services, about: str | None, *, quiet: bool) -> Assessment | None:
    """Ask on this terminal or pipe; ``quiet`` keeps standard output for what a program reads."""
    import sys
    from functools import partial

    from kneetui.cli.prompts.asking.console import Console, InputEndedError
    from kneetui.cli.prompts.routine_that_fits import go_to_routine
    from kneetui.cli.prompts.triage import TriagePrompts

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    console = Console(err=quiet)
    to_routine = partial(go_to_routine, services, console)
    try:
        return TriagePrompts(services, console, "" if about == "me" else about, to_routine).run()
    except InputEndedError as error:
        refuse(error)


def _explain(library: Library, assessment: Assessment, *, adaptive: bool) -> None:
    from kneetui.report.explain import explain

    click.echo("\n".join(explain(library, assessment)))
    if adaptive:
        from kneetui.report.asking import asking

        click.echo("\n".join(["", *asking(library, assessment)]))


def _report(services: Services, assessment: Assessment, name: str, output: Path | None) -> None:
    from kneetui.services.report.errors import ReportError
    from kneetui.services.report.formats import format_named, written
    from kneetui.services.report.gather import report_of

    try:
        form = format_named(services, name)
    except ReportError as error:
        refuse(error, 2)
    try:
        data = written(services, report_of(services, assessment), form)
    except ReportError as error:
        refuse(error)
    write_text(data, output, form.words)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON.")
@click.pass_obj
def questions(services: Services, as_json: bool) -> None:
    """List every question with its answers, for answer files."""
    library = load_library(services)
    note_left_out(services)
    if as_json:
        show_json([_plain(question) for question in library.questions.values()])
        return
    for question in library.questions.values():
        click.echo(f"{question.id} ({question.kind}): {question.text}")
        click.echo(f"    why: {question.why}")
        for option in question.options:
            click.echo(f"    {option.id}: {option.text}")
        if question.kind == "number":
            click.echo(f"    {question.min:g} to {question.max:g} {question.unit}")


def _plain(question: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "why": question.why,
    }
    if question.options:
        plain["options"] = [{"id": option.id, "text": option.text} for option in question.options]
    if question.kind == "number":
        plain |= {"min": question.min, "max": question.max, "unit": question.unit}
    return plain
