"""An interview line by line, by the services that the screens use."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from kneetui.cli.prompts import answer_lines
from kneetui.cli.prompts.console import Console, InputEndedError, Item
from kneetui.config.wording import count, knee_words, moment_words
from kneetui.content.model import Question, SelfExam
from kneetui.diary.entries import KNEES
from kneetui.diary.errors import DiaryError
from kneetui.report.brief import brief, emergency
from kneetui.report.text import page
from kneetui.services.interview import own_words, recall, saving, self_exams, start
from kneetui.services.interview.interview import OTHERS, InterviewStep
from kneetui.triage import answers
from kneetui.triage.interview.why_asked import reasons
from kneetui.triage.own_words.proposals import Proposal

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.triage.assessment import Assessment

KEYS = (
    "Besides: ? why it is asked, b back, a your answers, u don't know, q stop. "
    "/ and a sentence in your own words, such as “/ clicks, can't kneel”, shows the answers it would give."
)

ANSWERS_ARE_KEPT = "Your answers are kept. “kneetui triage” and the app go on where you stopped."


class _Stopped(Exception):
    """The person wants to stop here."""


def _numbers(line: str) -> list[int]:
    """The numbers in a line, whatever else stands there."""
    return [int(digits) for digits in re.findall(r"\d{1,3}", line)]


def _to_open(questions: Sequence[Question]) -> list[Item]:
    return [Item(id="", text=question.text, detail="Answer this one yourself.") for question in questions]


class TriagePrompts:
    """One person's interviews at a :class:`~kneetui.cli.prompts.console.Console`."""

    def __init__(self, services: Services, console: Console, about: str = "") -> None:
        self.services, self.console = services, console
        self.interview = start.new(services, about)
        self._keys_named = False

    def run(self) -> Assessment | None:
        """Ask until the person is done; the assessment, or ``None`` if it was left before its end.

        Raises :class:`~kneetui.cli.prompts.console.InputEndedError` after keeping the answers.
        """
        try:
            self._begin()
            while self._one_interview():
                pass
        except _Stopped:
            self._tell_what_is_kept()
        except InputEndedError:
            self._tell_what_is_kept()
            if self.interview.place() == "question":
                raise
        return None if self.interview.place() == "question" else self.interview.assess()

    def _tell_what_is_kept(self) -> None:
        if not self.interview.saved and self.interview.asked:
            self.console.say(ANSWERS_ARE_KEPT)

    def _begin(self) -> None:
        unfinished = start.unfinished(self.services)
        if unfinished is None:
            return
        interview, when = unfinished
        detail = count(len(interview.draft.asked), "answer") + (f", {moment_words(when)}" if when else "")
        on = (
            "See your assessment, which is not in the diary yet"
            if interview.done
            else "Go on where you stopped"
        )
        self.console.say("There are unfinished answers.")
        items = [
            Item(id="on", text=f"{on} ({detail})"),
            Item(id="new", text="Start anew, and discard them"),
        ]
        if self.console.choose(items, "on") == "on":
            self.interview = interview
        else:
            self._keep()

    def _one_interview(self) -> bool:
        """Lead through one interview; whether another one follows."""
        while True:
            place = self.interview.place()
            if place == "emergency":
                self._emergency()
            elif place == "question":
                self._question()
            elif not self.interview.nothing_else():
                self._anything_else()
            else:
                ending = self._assessment()
                if ending != "changed":
                    return ending == "another"

    def _anything_else(self) -> None:
        """Read back what was said, and ask once more before the result."""
        sentences, questions = self.interview.read_back(), self.interview.open_questions()
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
        self.console.say("Enter: that is all, show the result.")
        line = ""
        with contextlib.suppress(InputEndedError):
            line = self.console.read()
        word = line.casefold()
        if word == "q":
            raise _Stopped
        if not line:
            self.interview.close()
        elif word == "a":
            self._review()
        elif word == "b":
            self.interview.back()
        elif line.isdecimal() and 1 <= int(line) <= len(questions):
            self._answer_now(questions[int(line) - 1])
        else:
            self._own_words(line.removeprefix("/"))
        self._keep()

    def _keep(self) -> None:
        try:
            self.interview.keep()
        except OSError as error:
            self.console.say(f"Your answers could not be saved ({error.strerror}).")

    # --- a question ------------------------------------------------------------------------

    def _question(self) -> None:
        step = self.interview.step()
        if step is None:
            return
        asked = self.interview.asked
        question = next(
            (asked_now for asked_now in step.questions if asked_now.id not in asked), step.questions[0]
        )
        self.console.say()
        self.console.say(self._progress(step))
        self._ask(question)

    def _progress(self, step: InterviewStep) -> str:
        if self.interview.emergency():
            urgency = self.interview.library.urgencies["emergency"]
            self.console.say(
                f"{urgency.symbol} {urgency.name}: call {self.services.emergency_number()}. "
                "You go on for the people who will help you."
            )
        about = self.interview.about
        whose = f", for {OTHERS[about]}" if about else ""
        return f"Question {step.number} of about {step.about}{whose}."

    def _ask(self, question: Question) -> None:
        """Ask until the line is an answer, or leads elsewhere."""
        self._show(question)
        while True:
            line = self.console.read()
            word = line.casefold()
            if word == "q":
                raise _Stopped
            if word == "?":
                self._why(question)
            elif word == "t" and (exam := self_exams.answering(self.interview, question.id)):
                self._examine(exam)
            elif word == "b":
                if self.interview.back():
                    self._keep()
                    return
                self.console.say("This is the first question. q stops; your answers are kept.")
            elif word == "a":
                self._review()
                return
            elif word.startswith("/"):
                self._own_words(line[1:])
                return
            elif self._take(question, "u" if word == "u" else line):
                return

    def _show(self, question: Question) -> None:
        self.console.say(question.text)
        if question.help:
            self.console.say(question.help)
        if question.kind in ("choice", "choices"):
            self.console.list_items([Item(id=key, text=text) for key, text in answer_lines.options(question)])
        value, origin = self.interview.value(question)
        enter = "Enter: don't know."
        if value is not None:
            where = " (from your settings)" if origin == "suggested" else ""
            enter = f"Enter: {answers.words(question, value)}{where}."
        elif question.id in self.interview.earlier:
            enter += f" Last time: {answers.words(question, self.interview.earlier[question.id])}."
        by_hand = " t: how to find out yourself." if self_exams.answering(self.interview, question.id) else ""
        self.console.say(f"{answer_lines.how(question)} {enter}{by_hand}")
        if not self._keys_named:
            self.console.say(KEYS)
            self._keys_named = True

    def _take(self, question: Question, line: str) -> bool:
        """Confirm the answer in a line; ``False`` if there is none in it."""
        if line == "u":
            value = None
        elif not line:
            value = self.interview.value(question)[0]
        else:
            try:
                value = answer_lines.read(question, line)
            except answers.AnswerError as error:
                self.console.say(str(error))
                return False
        self.interview.answer(question.id, value)
        self._keep()
        understood = "Don't know" if value is None else answer_lines.taken_as(question, value)
        if understood:
            self.console.say(f"{understood[:1].upper()}{understood[1:]}.")
        return True

    def _why(self, question: Question) -> None:
        self.console.say(question.why)
        for reason in reasons(self.interview.library, self.interview.decides(question)):
            self.console.say(reason.text)
            for name in reason.named:
                self.console.say(name, "- ")

    def _examine(self, exam: SelfExam) -> None:
        """How to look at the knee and to feel it; the picture is told in words."""
        self.console.say(f"{exam.name}. Not for everybody: {exam.not_when}")
        for number, step in enumerate((*exam.how, exam.positive), 1):
            self.console.say(step, f"{number:2}. ")
        self.console.say(f"In a picture: {exam.figure}")

    def _examine_and_answer(self) -> bool:
        """Choose an examination and answer its question; whether that was done."""
        exams = {exam.id: exam for exam in self_exams.allowed(self.interview)}
        items = [Item(id="", text="Back"), *(Item(id=exam.id, text=exam.name) for exam in exams.values())]
        chosen = self.console.choose(items)
        if chosen:
            self._examine(exams[chosen])
            self._answer_now(self.interview.library.questions[exams[chosen].question])
        return bool(chosen)

    def _own_words(self, text: str) -> None:
        """What a sentence would answer, to be confirmed by numbers; questions about it can be opened."""
        understood = own_words.understand(self.interview, text)
        if not understood.proposals and not understood.questions:
            self.console.say("kneetui knows no answer in this. Try other words, or answer the questions.")
            return
        self.console.list_items([*map(self._proposed, understood.proposals), *_to_open(understood.questions)])
        proposals = dict(enumerate(understood.proposals, 1))
        plain = [
            number
            for number, proposal in proposals.items()
            if not proposal.sign or own_words.asked_next(self.interview, proposal)
        ]
        usual = f" y takes {' '.join(map(str, plain))}." if plain else ""
        self.console.say(f"Type the numbers of what is true.{usual} Enter takes nothing.")
        chosen = plain if (line := self.console.read()).casefold() == "y" else _numbers(line)
        own_words.take(
            self.interview, [proposal for number, proposal in proposals.items() if number in chosen]
        )
        self._keep()
        for number, question in enumerate(understood.questions, len(proposals) + 1):
            if number in chosen:
                self._answer_now(question)

    def _proposed(self, proposal: Proposal) -> Item:
        question, answer = own_words.words(self.interview, proposal)
        detail = ""
        if own_words.asked_next(self.interview, proposal):
            detail = "You are asked for it with the other warning signs."
        elif proposal.sign:
            detail = "A warning sign: only if it is true."
        return Item(id="", text=f"{question} {answer[:1].upper()}{answer[1:]}", detail=detail)

    def _review(self) -> bool:
        """The answers so far, to change one; whether one was changed."""
        draft, library = self.interview.draft, self.interview.library
        if not draft.asked:
            self.console.say("Nothing is answered yet.")
            return False
        items = [Item(id="", text="Back")]
        for key in draft.asked:
            question = library.questions[key]
            value = answers.words(question, draft.facts[key]) if key in draft.facts else "don't know"
            items.append(Item(id=key, text=f"{question.text} {value[:1].upper()}{value[1:]}"))
        self.console.say("Your answers. Choose one to change it.")
        chosen = self.console.choose(items)
        if not chosen:
            return False
        self._answer_now(library.questions[chosen])
        return True

    def _answer_now(self, question: Question) -> None:
        question = self.interview.offered(question)
        self._show(question)
        while not self._take(question, self._answer_line(question)):
            pass

    def _answer_line(self, question: Question) -> str:
        line = self.console.read()
        while line == "?":
            self._why(question)
            line = self.console.read()
        if line.casefold() == "q":
            raise _Stopped
        return line.casefold() if line.casefold() == "u" else line

    # --- an emergency, and the end ------------------------------------------------------------

    def _emergency(self) -> None:
        assessment, careful = self.interview.assess(), self.interview.careful()
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
            chosen = self.console.choose(items, "on" if careful else items[1].id)
            if chosen == "leave":
                raise _Stopped
            if chosen == "on":
                self.interview.go_on()
                self._keep()
                return
            self._save(assessment)

    def _assessment(self) -> Literal["changed", "another", "end"]:
        interview = self.interview
        assessment = interview.assess()
        if not interview.saved:
            interview.done = True
            self._keep()
        self.console.say()
        number = self.services.emergency_number()
        for text in brief(interview.library, assessment, number, self.services.now()):
            self.console.say(text)
            self.console.say()
        while True:
            chosen = self.console.choose(self._endings(), "end")
            if chosen == "save":
                self._save(assessment)
            elif chosen == "all":
                self.console.say("\n".join(page(interview.library, assessment, number)))
            elif chosen == "answers":
                if self._review():
                    return "changed"
            elif chosen == "examine":
                if self._examine_and_answer():
                    return "changed"
            elif chosen == "another":
                return "another" if self._another(assessment) else "end"
            else:
                self._recall(assessment)
                raise _Stopped

    def _recall(self, assessment: Assessment) -> None:
        """Ask whether the result arrived; a wrong answer shows it again, and Enter passes over the rest."""
        if not recall.due(self.interview):
            return
        self.interview.recalled = True
        if not self.interview.saved:
            self._keep()
        with contextlib.suppress(InputEndedError):
            for question in recall.questions(self.interview, assessment):
                self.console.say()
                self.console.say(f"{question.text} Just to see whether it arrived.")
                items = [Item(id=str(number), text=answer) for number, answer in enumerate(question.answers)]
                items.append(Item(id="pass", text="Pass over it"))
                while (answer := self.console.choose(items, "pass")) != str(question.right):
                    if answer == "pass":
                        return
                    self.console.say(f"Not quite. Your result says: {question.answers[question.right]}")

    def _endings(self) -> list[Item]:
        items = [] if self.interview.saved else [Item(id="save", text="Save it in the diary")]
        return [
            *items,
            Item(id="all", text="Read the whole assessment, with reasons and sources"),
            Item(id="answers", text="Read your answers, or change one"),
            *self._examinations(),
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
            knee = self.console.choose([Item(id=side, text=side.capitalize()) for side in KNEES])
        try:
            entry = saving.save(self.interview, assessment, knee)
        except DiaryError as error:
            for line in error.lines:
                self.console.say(line)
            return False
        self.console.say(f"Saved in the diary, {knee_words(entry.knee)}.")
        return True

    def _another(self, assessment: Assessment) -> bool:
        """Begin another interview after this one, which goes into the diary first."""
        if not self.interview.saved and not self._save(assessment):
            return False
        before = self.interview.knee
        with contextlib.suppress(DiaryError):
            before = self.services.diary.get(self.interview.entry).knee
        self.console.say("What is known of you is kept; the rest is asked anew.")
        items = [Item(id=knee, text=text, detail=detail) for knee, text, detail in start.further(before)]
        knee = self.console.choose(items)
        self.interview = start.another(self.services, self.interview, before, knee)
        self._keep()
        return True
