"""The app as numbered lines: a menu that leads to each flow and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import ask
from kneetui.cli.prompts.asking.ask import LeftError
from kneetui.cli.prompts.asking.commands import run_command, safely
from kneetui.cli.prompts.asking.console import Console

if TYPE_CHECKING:
    from kneetui.services.container import Services

Flow = Callable[["Services", Console], None]

HELLO = (
    "kneetui in numbered lines: one question at a time, for any terminal, a screen reader or a braille line."
)
END = "end"


def triage(services: Services, console: Console, about: str | None = None) -> None:
    """The questions about a knee; ``about`` says whose, if the welcome just asked for whom the settings are."""
    from functools import partial

    from kneetui.cli.prompts.routine_that_fits import go_to_routine
    from kneetui.cli.prompts.triage import TriagePrompts

    to_routine = partial(go_to_routine, services, console)
    TriagePrompts(services, console, about, to_routine, theirs=about is not None).run()


def morning(services: Services, console: Console) -> None:
    """How a knee took the day before."""
    from kneetui.cli.prompts.morning import morning

    morning(services, console)


def log(services: Services, console: Console) -> None:
    """An entry of the diary."""
    from kneetui.cli.prompts.writing import write_entry

    write_entry(services, console)


def week(services: Services, console: Console) -> None:
    """How the week was."""
    from kneetui.cli.prompts.week import week

    week(services, console)


def status(services: Services, console: Console) -> None:
    """How the knees are, and what today asks for."""
    from kneetui.report.status_page import page
    from kneetui.services.knee_status import knee_status

    ask.tell(console, list(page(services.library, knee_status(services))))


def diary(services: Services, console: Console) -> None:
    """The diary: what is in it, in sentences, found, changed."""
    from kneetui.cli.prompts.diary_room import HERE, DiaryPrompts
    from kneetui.cli.prompts.menu_words import numbered

    with console.worded(numbered(list(FLOWS), HERE)):
        DiaryPrompts(services, console).run()


def packs(services: Services, console: Console) -> None:
    """Packs: what there is, installed, switched off, taken away."""
    from kneetui.cli.prompts.pack_room import pack_room

    pack_room(services, console)


def report(services: Services, console: Console) -> None:
    """One page for somebody else."""
    from kneetui.cli.prompts.report_room import report_room

    report_room(services, console)


def undo(services: Services, console: Console) -> None:
    """Take back the last change of the diary."""
    from kneetui.services.diary.undo import take_back

    step = take_back(services)
    ask.tell(console, [f"{step.words}.", *step.released] if step else ["There is nothing to take back."])


def play(services: Services, console: Console) -> None:
    """Today's session of a routine, the person's own unless another one is chosen."""
    from kneetui.cli.training.session_lines import choose_and_play

    choose_and_play(services, console)


def changes(services: Services, console: Console) -> None:
    """What to change where it hurts, and whether it helped."""
    from kneetui.cli.prompts.changes import change

    change(services, console)


def settings(services: Services, console: Console) -> None:
    """What was chosen once, and can be chosen again."""
    from kneetui.cli.prompts.preferences import settings

    settings(services, console)


def _command(*words: str, as_it_is: bool = False) -> Flow:
    def run(services: Services, console: Console) -> None:
        run_command(services, console, *words, as_it_is=as_it_is)

    return run


FLOWS: dict[str, tuple[str, Flow]] = {
    "triage": ("Questions about a sore knee", triage),
    "morning": ("How was the knee this morning?", morning),
    "log": ("Write something down: pain, training, swelling, a note", log),
    "week": ("Your week: what is asked once a week", week),
    "status": ("How the knees are, and what today asks for", status),
    "diary": ("The diary: look, find, change, take out", diary),
    "undo": ("Take back the last change of the diary", undo),
    "plan": ("Routines: which there are", _command("routine", "list")),
    "session": ("Routines: the exercises of the next session", _command("routine", "next")),
    "play": ("Routines: play a session", play),
    "changes": ("Routines: what to change where it hurts, and whether it helped", changes),
    "weeks": ("Routines: two weeks of your plans", _command("plan")),
    "import": ("Training files: read what is in the drop-in folder", _command("import")),
    "export": ("Take the diary along: print it as TOML", _command("diary", "export", as_it_is=True)),
    "report": ("A report for somebody else", report),
    "packs": ("Packs: look, install, switch off, remove", packs),
    "settings": ("Settings", settings),
}


class PlainMenu:
    """The menu at a :class:`~kneetui.cli.prompts.asking.console.Console`."""

    def __init__(self, services: Services, console: Console) -> None:
        self.services, self.console = services, console

    def run(self) -> None:
        """Lead from flow to flow until the person ends.

        Raises :class:`~kneetui.cli.prompts.asking.console.InputEndedError` if the input ends before; all is kept.
        """
        self.console.say(HELLO)
        if not self.services.settings.welcomed:
            self._flow(self._welcome)
        while (chosen := self._chosen()) != END:
            self._flow(FLOWS[chosen][1])
            self.console.say()

    def _welcome(self, services: Services, console: Console) -> None:
        from kneetui.cli.prompts.welcome import welcome

        about = welcome(services, console)
        if about is not None:
            triage(services, console, about)

    def _chosen(self) -> str:
        options = {key: text for key, (text, _) in FLOWS.items()} | {END: "End"}
        safely(self.console, self._tell_today)
        try:
            return ask.one_of(self.console, "What do you want to do?", options, leaves="q: end.")
        except LeftError:
            return END

    def _tell_today(self) -> None:
        """First things first, as Today has them, each with the number that does it behind it: the list has them in front."""
        from kneetui.cli.prompts.due_today import due_today

        numbers = {flow: number for number, flow in enumerate(FLOWS, 1)}
        self.console.say("Today, first things first, each with its number in the main menu:")
        for due in due_today(self.services):
            self.console.say(f"{due.text} Number {numbers[due.flow]}.")

    def _flow(self, flow: Flow) -> None:
        """One flow; what goes wrong in it is said, and leads back here."""
        try:
            safely(self.console, lambda: flow(self.services, self.console))
        except LeftError:
            self.console.say("Back to the menu.")
