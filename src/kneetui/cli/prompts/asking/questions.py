"""Questions of an interview line by line: asked, explained, answered, gone back to, and answered in own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kneetui.cli.prompts.asking import answer_lines
from kneetui.cli.prompts.asking.console import Console, Item
from kneetui.content.model import Question, SelfExam
from kneetui.services.interview import own_words, self_exams
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import OTHERS
from kneetui.services.interview.steps import InterviewStep
from kneetui.triage import answers
from kneetui.triage.interview.why_asked import reasons
from kneetui.triage.own_words.proposals import Proposal

KEYS = (
    "Besides: question mark (?) why it is asked, b back, a your answers, u don't know. "
    "Slash (/) and a sentence in your own words, such as “/ clicks, can't kneel”, shows the answers it would give."
)


STOPS = "q: stop."


class StoppedError(Exception):
    """The person wants to stop here."""


def _numbers(line: str) -> list[int]:
    """The numbers in a line, whatever else stands there."""
    return [int(digits) for digits in re.findall(r"\d{1,3}", line)]


def _to_open(texts: Iterable[str]) -> list[Item]:
    return [Item(id="", text=text, detail="Answer this one yourself.") for text in texts]


class QuestionPrompts:
    """The questions of one interview at a :class:`~kneetui.cli.prompts.asking.console.Console`."""

    def __init__(self, interview: Interview, console: Console, emergency_number: str) -> None:
        self.interview, self.console, self.emergency_number = interview, console, emergency_number
        self._keys_named = False

    def keep(self) -> None:
        """Keep the answers; says so where that fails."""
        try:
            self.interview.keep()
        except OSError as error:
            self.console.say(f"Your answers could not be saved ({error.strerror}).")

    def question(self) -> None:
        """Ask the next question of the page that is due."""
        step = self.interview.step()
        if step is None:
            return
        self.console.drop_typed_ahead()
        asked = self.interview.asked
        question = next(
            (asked_now for asked_now in step.questions if asked_now.id not in asked), step.questions[0]
        )
        self.console.say()
        self.console.say(self._progress(step, step.questions.index(question)))
        self._ask(question)

    def _progress(self, step: InterviewStep, before: int) -> str:
        """Where one is; ``before`` it stand so many questions of its page."""
        if self.interview.emergency():
            urgency = self.interview.library.urgencies["emergency"]
            self.console.say(
                f"{urgency.name}: call {self.emergency_number}. You go on for the people who will help you."
            )
        about = self.interview.about
        whose = f", for {OTHERS[about]}" if about else ""
        if step.first:
            last = step.about + len(step.questions) - 1
            return f"Warning signs, {step.number + before} of {last}{whose}."
        return f"{step.counted}{whose}."

    def _ask(self, question: Question) -> None:
        """Ask until the line is an answer, or leads elsewhere."""
        self._show(question)
        while True:
            line = self.console.read()
            word = line.casefold()
            if word == "q":
                raise StoppedError
            if word == "?":
                self._why(question)
            elif word == "t" and (exam := self_exams.answering(self.interview, question.id)):
                self._tell(exam)
            elif word == "b":
                if self.interview.back():
                    self.keep()
                    return
                self.console.say("This is the first question. q stops; your answers are kept.")
            elif word == "a":
                self.review()
                return
            elif word.startswith("/"):
                self.own_words(line[1:])
                return
            elif self._take(question, "u" if word == "u" else line):
                return

    def _show(self, question: Question) -> None:
        self.console.say(question.text)
        if question.help:
            self.console.say(question.help)
        if question.kind in ("choice", "choices"):
            self.console.list_items(
                [Item(id=key, text=text) for key, text in answer_lines.options(question)],
                "all" if question.kind == "choices" else "one",
            )
        by_hand = " t: how to find out yourself." if self_exams.answering(self.interview, question.id) else ""
        self.console.say(f"{answer_lines.how(question)} {self._enter(question)}{by_hand} {STOPS}")
        if not self._keys_named:
            self.console.say(KEYS)
            self._keys_named = True

    def _enter(self, question: Question) -> str:
        """What an empty line means."""
        value, origin = self.interview.value(question)
        if value is not None:
            where = ", from your settings" if origin == "suggested" else ""
            return f"Enter: {answers.words(question, value)}{where}."
        enter = f"Enter: don't know{', which is not a no' if question.kind == 'choices' else ''}."
        if question.id not in self.interview.earlier:
            return enter
        return f"{enter} Last time: {answers.words(question, self.interview.earlier[question.id])}."

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
                self.console.say(f"{error}"[:1].upper() + f"{error} {self._enter(question)} {STOPS}"[1:])
                return False
        self.interview.answer(question.id, value)
        self.keep()
        understood = "Don't know" if value is None else answer_lines.taken_as(question, value)
        if understood:
            self.console.say(f"{understood[:1].upper()}{understood[1:]}.")
        return True

    def _why(self, question: Question) -> None:
        self.console.say(question.why)
        for reason in reasons(self.interview.library, self.interview.decides(question)):
            named = "; ".join(name.rstrip(".") for name in reason.named)
            self.console.say(f"{reason.text} {named}." if named else reason.text)

    def _tell(self, exam: SelfExam) -> None:
        """How to look at the knee and to feel it; the picture is told in words."""
        self.console.say(f"{exam.name}. Not for everybody: {exam.not_when}")
        if whose := self_exams.whose(self.interview):
            self.console.say(whose)
        for number, step in enumerate((*exam.how, exam.positive), 1):
            self.console.say(step, f"{number:2}. ")
        self.console.say(f"In a picture: {exam.figure}")

    def examine(self) -> bool:
        """Choose an examination and answer its question; whether that was done."""
        exams = {exam.id: exam for exam in self_exams.allowed(self.interview)}
        items = [Item(id="", text="Back"), *(Item(id=exam.id, text=exam.name) for exam in exams.values())]
        chosen = self.console.choose(items, leave="")
        if chosen:
            self._tell(exams[chosen])
            self.answer_now(self.interview.library.questions[exams[chosen].question])
        return bool(chosen)

    def own_words(self, text: str) -> None:
        """What a sentence would answer, to be confirmed by numbers; questions about it can be opened."""
        understood = own_words.understand(self.interview, text)
        if not understood.proposals and not understood.questions:
            self.console.say("kneetui knows no answer in this. Try other words, or answer the questions.")
            return
        self.console.list_items(
            [
                *map(self._proposed, understood.proposals),
                *_to_open(map(self.interview.asks, understood.questions)),
            ]
        )
        proposals = dict(enumerate(understood.proposals, 1))
        plain = [
            number
            for number, proposal in proposals.items()
            if not proposal.sign or own_words.asked_next(self.interview, proposal)
        ]
        usual = f" y takes {' '.join(map(str, plain))}." if plain else ""
        count = len(proposals) + len(understood.questions)
        chosen = self._of_them(f"Type the numbers of what is true.{usual} Enter takes nothing.", count, plain)
        own_words.take(
            self.interview, [proposal for number, proposal in proposals.items() if number in chosen]
        )
        self.keep()
        for number, question in enumerate(understood.questions, len(proposals) + 1):
            if number in chosen:
                self.answer_now(question)

    def _of_them(self, how: str, count: int, plain: list[int]) -> list[int]:
        """The numbers that are typed, of so many; ``plain`` after a y, none after an empty line."""
        self.console.say(f"{how} {STOPS}")
        while True:
            line = self.console.read()
            if line.casefold() == "q":
                raise StoppedError
            if line.casefold() == "y" and plain:
                return plain
            numbers = _numbers(line)
            if not line or (numbers and all(1 <= number <= count for number in numbers)):
                return numbers
            self.console.refuse(line, f"{how} {STOPS}")

    def _proposed(self, proposal: Proposal) -> Item:
        question, answer = own_words.words(self.interview, proposal)
        detail = ""
        if own_words.asked_next(self.interview, proposal):
            detail = "You are asked for it with the other warning signs."
        elif proposal.sign:
            detail = "A warning sign: only if it is true."
        return Item(id="", text=f"{question} {answer[:1].upper()}{answer[1:]}", detail=detail)

    def review(self) -> bool:
        """The answers so far, to change one; whether one was changed."""
        draft, library = self.interview.draft, self.interview.library
        if not draft.asked:
            self.console.say("Nothing is answered yet.")
            return False
        items = [Item(id="", text="Back")]
        for key in draft.asked:
            question = library.questions[key]
            value = answers.words(question, draft.facts[key]) if key in draft.facts else "don't know"
            items.append(Item(id=key, text=f"{self.interview.asks(question)} {value[:1].upper()}{value[1:]}"))
        self.console.say("Your answers. Choose one to change it.")
        chosen = self.console.choose(items, leave="")
        if not chosen:
            return False
        self.answer_now(library.questions[chosen])
        return True

    def answer_now(self, question: Question) -> None:
        """Ask one question, whatever is due."""
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
            raise StoppedError
        return line.casefold() if line.casefold() == "u" else line
