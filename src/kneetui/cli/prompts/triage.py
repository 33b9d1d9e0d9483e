"""An interview line by line, by the services that the screens use."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Literal

from kneetui.cli.prompts.asking.console import Console, InputEndedError, Item
from kneetui.cli.prompts.asking.questions import QuestionPrompts, StoppedError
from kneetui.cli.prompts.asking.take_over import have_draft
from kneetui.config.about import KNEES
from kneetui.config.wording import count, knee_words, moment_words
from kneetui.diary.errors import DiaryError
from kneetui.report.brief import brief, emergency
from kneetui.report.text import page
from kneetui.services.interview import recall, saving, self_exams, start
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.interview.whose import about_of_diary, for_whom

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.services.container import Services
    from kneetui.triage.assessment import Assessment

TO_ROUTINE = "Go to the routine that fits"
ANSWERS_ARE_KEPT = "Your answers are kept. “kneetui triage” and the app go on where you stopped."


class TriagePrompts:
    """One person's interviews at a :class:`~kneetui.cli.prompts.asking.console.Console`.

    ``about`` says whose knee a new one is about; without it, it is about whom the diary is about. ``theirs``:
    the settings were just made for that person.
    ``to_routine`` leads to the routine that a result suggests, by its id; without it no ending does.
    """

    def __init__(
        self,
        services: Services,
        console: Console,
        about: str | None = None,
        to_routine: Callable[[str], None] | None = None,
        *,
        theirs: bool = False,
    ) -> None:
        self.services, self.console, self._to_routine = services, console, to_routine
        self._theirs = theirs
        new = start.new(services, about, theirs=theirs)
        self.questions = QuestionPrompts(new, console, services.emergency_number())
        self._routine = ""

    @property
    def interview(self) -> Interview:
        """The interview that goes on."""
        return self.questions.interview

    def run(self) -> Assessment | None:
        """Ask until the person is done; the assessment, or ``None`` if it was left before its end.

        Raises :class:`~kneetui.cli.prompts.asking.console.InputEndedError` after keeping the answers.
        """
        if not have_draft(self.services, self.console, DRAFT):
            return None
        try:
            self._begin()
            while self._one_interview():
                pass
        except StoppedError:
            self._tell_what_is_kept()
        except InputEndedError:
            self._tell_what_is_kept()
            if self.interview.place() == "question":
                raise
        finally:
            self.services.drafts.release(DRAFT)
        if self._routine and self._to_routine:
            self._to_routine(self._routine)
        return None if self.interview.place() == "question" else self.interview.assess()

    def _tell_what_is_kept(self) -> None:
        if not self.interview.saved and self.interview.asked:
            self.console.say(ANSWERS_ARE_KEPT)

    def _begin(self) -> None:
        unfinished = start.unfinished(self.services)
        if unfinished is None:
            if self._theirs:
                self.questions.keep()  # whose knee it is, as the screens keep it: the next ones are for that person too
            return
        interview, when = unfinished
        detail = count(len(interview.draft.asked), "answer") + (f", {moment_words(when)}" if when else "")
        on = (
            "See your assessment, which is not in the diary yet"
            if interview.done
            else "Go on where you stopped"
        )
        whose = for_whom(interview.about, about_of_diary(self.services) or "")
        self.console.say(f"There are unfinished answers{f', {whose}' if whose else ''}.")
        items = [
            Item(id="on", text=f"{on} ({detail})"),
            Item(id="new", text="Start anew, and discard them"),
            Item(id="leave", text="Leave them for now"),
        ]
        chosen = self.console.choose(items, "on", leave="leave")
        if chosen == "leave":
            raise StoppedError
        if chosen == "on":
            self.questions.interview = interview
        else:
            self.questions.keep()

    def _one_interview(self) -> bool:
        """Lead through one interview; whether another one follows."""
        while True:
            place = self.interview.place()
            if place == "emergency":
                self._emergency()
            elif place == "question":
                self.questions.question()
            elif not self.interview.nothing_else():
                self._anything_else()
            else:
                ending = self._assessment()
                if ending != "changed":
                    return ending == "another"

    def _anything_else(self) -> None:
        """Read back what was said, and ask once more before the result."""
        sentences, questions = self.interview.read_back(), self.interview.open_questions()
        self.console.drop_typed_ahead()
        self.console.say()
        if sentences:
            self.console.say("You said:")
        for sentence in sentences:
            self.console.say(sentence)
        if questions:
            self.console.say("These were not asked, and may still matter:")
            self.console.list_items([Item(id=question.id, text=question.text) for question in questions])
        number = "the number of one of these, " if questions else ""
        self.console.say(f"Anything else? Type {number}a to change an answer, or say it in your own words.")
        self.console.say("Enter: that is all, show the result. b: back. q: stop.")
        line = ""
        with contextlib.suppress(InputEndedError):
            line = self.console.read()
        word = line.casefold()
        if word == "q":
            raise StoppedError
        if not line:
            self.interview.close()
        elif word == "a":
            self.questions.review()
        elif word == "b":
            self.interview.back()
        elif line.isdecimal() and 1 <= int(line) <= len(questions):
            self.questions.answer_now(questions[int(line) - 1])
        else:
            self.questions.own_words(line.removeprefix("/"))
        self.questions.keep()

    def _emergency(self) -> None:
        assessment, careful = self.interview.assess(), self.interview.careful()
        self.console.drop_typed_ahead()
        self.console.say()
        for text in emergency(self.interview.library, assessment, self.services.emergency_number()):
            self.console.say(text)
        detail = "For the people who will help you. Only once help is on its way."
        if careful:
            detail = "Some answers are open and may make it less urgent. Until then, take it as it stands."
        while True:
            items = [Item(id="on", text="Go on answering", detail=detail)]
            if not self.interview.saved:
                items.append(Item(id="save", text="Save this to the diary"))
            items.append(Item(id="leave", text="Stop here", detail="Your answers are kept."))
            chosen = self.console.choose(items, "on" if careful else items[1].id, leave="leave")
            if chosen == "leave":
                raise StoppedError
            if chosen == "on":
                self.interview.go_on()
                self.questions.keep()
                return
            self._save(assessment)

    def _assessment(self) -> Literal["changed", "another", "end"]:
        interview = self.interview
        assessment = interview.assess()
        if not interview.saved:
            interview.done = True
            self.questions.keep()
        self.console.drop_typed_ahead()
        self.console.say()
        number = self.services.emergency_number()
        for text in brief(interview.library, assessment, number, self.services.now()):
            self.console.say(text)
            self.console.say()
        while True:
            chosen = self.console.choose(self._endings(assessment), "end", leave="end")
            if chosen == "save":
                self._save(assessment)
            elif chosen == "all":
                self.console.say("\n".join(page(interview.library, assessment, number, heard=True)))
            elif chosen == "answers":
                if self.questions.review():
                    return "changed"
            elif chosen == "examine":
                if self.questions.examine():
                    return "changed"
            elif chosen == "routine":
                if interview.saved or self._save(assessment):
                    self._routine = assessment.routine or ""
                    return "end"
            elif chosen == "another":
                if self._another(assessment):
                    return "another"
            else:
                self._recall(assessment)
                raise StoppedError

    def _recall(self, assessment: Assessment) -> None:
        """Ask whether the result arrived; a wrong answer shows it again, and Enter passes over the rest."""
        if not recall.due(self.interview):
            return
        self.interview.recalled = True
        if not self.interview.saved:
            self.questions.keep()
        with contextlib.suppress(InputEndedError):
            for question in recall.questions(self.interview, assessment):
                self.console.say()
                self.console.say(f"{question.text} Just to see whether it arrived.")
                items = [Item(id=str(number), text=answer) for number, answer in enumerate(question.answers)]
                items.append(Item(id="pass", text="Pass over it"))
                while (answer := self.console.choose(items, "pass", leave="pass")) != str(question.right):
                    if answer == "pass":
                        return
                    self.console.say(f"Not quite. Your result says: {question.answers[question.right]}")

    def _endings(self, assessment: Assessment) -> list[Item]:
        items = [] if self.interview.saved else [Item(id="save", text="Save it in the diary")]
        return [
            *items,
            Item(id="all", text="Read the whole assessment, with reasons and sources"),
            Item(id="answers", text="Read your answers, or change one"),
            *self._examinations(),
            *([Item(id="routine", text=TO_ROUTINE)] if assessment.routine and self._to_routine else []),
            Item(id="another", text="Assess the other knee too, or another problem"),
            Item(id="end", text="End"),
        ]

    def _examinations(self) -> list[Item]:
        text = "Look and feel: what you can find out about the knee yourself"
        return [Item(id="examine", text=text)] if self_exams.allowed(self.interview) else []

    def _save(self, assessment: Assessment) -> bool:
        knee = self.interview.knee
        if knee not in KNEES:
            self.console.say("Which knee is it about?")
            items = [*(Item(id=side, text=side.capitalize()) for side in KNEES), Item(id="", text="Back")]
            knee = self.console.choose(items, leave="")
            if not knee:
                return False
        try:
            entry = saving.save(self.interview, assessment, knee)
        except DiaryError as error:
            for line in error.lines:
                self.console.say(line)
            return False
        self.console.say(f"Saved in the diary, {knee_words(entry.knee)}.")
        return True

    def _another(self, assessment: Assessment) -> bool:
        """Begin another interview after this one, which goes into the diary first; ``False`` after a step back."""
        if not self.interview.saved and not self._save(assessment):
            return False
        before = self.interview.knee
        with contextlib.suppress(DiaryError):
            before = self.services.diary.get(self.interview.entry).knee
        self.console.say("What is known of the person is kept; the rest is asked anew.")
        items = [Item(id=knee, text=text, detail=detail) for knee, text, detail in start.further(before)]
        knee = self.console.choose([*items, Item(id="", text="Back")], leave="")
        if not knee:
            return False
        self.questions.interview = start.another(self.services, self.interview, before, knee)
        self.questions.keep()
        return True
