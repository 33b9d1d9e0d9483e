"""A report in numbered lines: for whom, which days, read or written, by the command that makes reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.commands import run_command
from kneetui.config.read_days import FORMS, read_day
from kneetui.report.one_page.sections import AUDIENCES, DEFAULTS, SECTIONS
from kneetui.services.report.formats import formats

if TYPE_CHECKING:
    from kneetui.cli.prompts.asking.console import Console
    from kneetui.services.container import Services

READ = "read"


def report_room(services: Services, console: Console) -> None:
    """Ask, then print or write the report. Raises :class:`~kneetui.cli.prompts.asking.ask.LeftError`."""
    whom = ask.one_of(console, "Whom is it for?", AUDIENCES, next(iter(AUDIENCES)))
    words = ["report", "--for", whom]
    for option, day in (("--from", "First"), ("--to", "Last")):
        usual = "six weeks ago" if option == "--from" else "today"
        while typed := ask.line(console, f"{day} day? As in: {FORMS}. Enter: {usual}."):
            if read_day(typed, services.now()):
                break
            console.say(f"“{typed}” is not a day that can be read.")
        words += [option, typed] if typed else []
    for section in ask.several(console, "Only some parts of it?", SECTIONS, DEFAULTS[whom]):
        words += ["--section", section]
    name = ask.line(console, "Your name, to stand on it? It is kept nowhere. Enter: an empty line.")
    words += ["--name", name] if name else []
    question = ask.line(console, "What do you want to know? Enter: nothing.")
    words += ["--ask", question] if question else []
    forms = {READ: "Read it here", **{form.name: f"Write it as {form.words}" for form in formats(services)}}
    form = ask.one_of(console, "And then?", forms, READ)
    if form == READ:
        words += ["--format", "sentences"]
    else:
        while not (file := ask.line(console, "Which file? It is made new.")):
            console.say("The name of a file is needed here, such as knee.txt.")
        words += ["--format", form, "-o", file]
    run_command(services, console, *words)
