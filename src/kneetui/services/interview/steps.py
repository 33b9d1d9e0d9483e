"""What an interview asks on its next screen, alone or on a page with others, and as which of how many screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kneetui.content.model import Library, Question
from kneetui.triage.interview.draft import Draft
from kneetui.triage.interview.next_question import FIRST_PAGE, suggest
from kneetui.triage.interview.worth import Suggestion

FOR_HELPERS = 12
"""After an emergency the interview goes on to this many questions at most."""

FOR_DIARY = ("side", "pain")
"""Roles of questions that are asked in the end if nothing else called for them."""

PAGE_LINES = 20
"""Questions of a page with more options than this together come one screen after the other."""

STEADY = 1
"""The number of screens that is announced falls by no more than this from one to the next: few answers later it may be more again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewStep:
    """What is asked now: one question, or all those of a page; ``suggestion`` is ``None`` for one reopened.

    It is screen ``number`` of ``about`` so many, 0 for one reopened. The warning signs that come first are counted for
    themselves, and then exactly. ``more``: there are more to come than were announced, and nobody is told how many.
    """

    questions: tuple[Question, ...]
    number: int = 0
    about: int = 0
    more: bool = False
    suggestion: Suggestion | None = None

    @property
    def counted(self) -> str:
        """Which question this is, and of how many, as far as that can be told."""
        if self.more:
            return f"Question {self.number}, more to come"
        if self.number == self.about and self.number > 1:
            return f"Question {self.number}, nearly done"
        return f"Question {self.number} of about {self.about}"

    @property
    def first(self) -> bool:
        """Whether these are the warning signs before the questions that are counted."""
        return bool(self.suggestion) and self.questions[0].page == FIRST_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Finds the next step of an interview in which these answers were given.

    ``asked`` are the questions that count as asked, ``announced`` is the number of screens that was announced last (0:
    none yet), ``emergency`` whether a flag of that level is up. ``offered`` puts a question into words for the person.
    """

    library: Library
    draft: Draft
    asked: tuple[str, ...]
    announced: int
    emergency: bool
    offered: Callable[[Question], Question]

    def step(self) -> InterviewStep | None:
        """What to ask now, or ``None`` when the questions are through."""
        asked = self.asked
        if len(asked) >= FOR_HELPERS and self.emergency:
            return None
        suggestion = suggest(self.library, self.draft.facts, asked)
        if suggestion is None:
            return self._for_the_diary()
        page = self._page(suggestion.question)
        questions = [suggestion.question]
        if page:
            held = {suggestion.question.id, *asked}
            questions = [
                question
                for question in self.library.questions.values()
                if question.page == page and (question.id in held or self._open(question))
            ]
        if suggestion.question.page == FIRST_PAGE:
            return self._signs(suggestion, questions)
        done = self._screens(
            key for key in asked if not page or self._page(self.library.questions[key]) != page
        )
        number = done + 1
        left = suggestion.about - len(asked)
        if self.emergency:
            left = min(left, FOR_HELPERS - len(asked))
        else:
            left += len(self._diary_questions(suggestion.question.id))
        if page:
            left -= sum(1 for question in questions if question.id not in asked) - 1
        return self._counted(questions, number, done + left, suggestion)

    def _signs(self, suggestion: Suggestion, questions: list[Question]) -> InterviewStep:
        """The warning signs that come first, on one page or one after the other."""
        asked = [key for key in self.asked if self.library.questions[key].page == FIRST_PAGE]
        to_come = [
            question.id
            for question in self.library.questions.values()
            if question.page == FIRST_PAGE and question.id not in asked and self._open(question)
        ]
        together = bool(self._page(suggestion.question))
        return InterviewStep(
            questions=tuple(map(self.offered, questions)),
            number=1 if together else len(asked) + 1,
            about=1 if together else len(asked) + len(to_come),
            suggestion=suggestion,
        )

    def _for_the_diary(self) -> InterviewStep | None:
        """What no cause hangs on but the diary needs; an emergency does not wait for it."""
        questions = () if self.emergency else self._diary_questions()
        if not questions:
            return None
        number = self._screens(self.asked) + 1
        return self._counted(questions[:1], number, number + len(questions) - 1)

    def _diary_questions(self, but: str = "") -> tuple[Question, ...]:
        held = {but, *self.draft.asked, *self.draft.facts}
        wanted = (self.library.role(role) for role in FOR_DIARY)
        return tuple(question for question in wanted if question and question.id not in held)

    def _counted(
        self, questions: Sequence[Question], number: int, fresh: int, suggestion: Suggestion | None = None
    ) -> InterviewStep:
        """The step of screen ``number``, with ``fresh`` screens in all as it looks now."""
        about = self._total(fresh, number)
        return InterviewStep(
            questions=tuple(map(self.offered, questions)),
            number=number,
            about=about,
            more=fresh > about,
            suggestion=suggestion,
        )

    def _total(self, fresh: int, number: int) -> int:
        """How many screens to announce: never fewer than this one, never more than before, and falling slowly."""
        least = max(fresh, self.announced - STEADY)
        return max(number, min(least, self.announced or fresh))

    def _open(self, question: Question) -> bool:
        return question.when is None or question.when.test(self.draft.facts) is True

    def _screens(self, asked: Iterable[str]) -> int:
        questions = [self.library.questions[key] for key in asked]
        return len({self._page(one) or f"\0{one.id}" for one in questions if one.page != FIRST_PAGE})

    def _page(self, question: Question) -> str:
        """The page that a question shares its screen with, if all of it fits."""
        together = [other for other in self.library.questions.values() if other.page == question.page]
        lines = sum(len(other.options) for other in together)
        return question.page if question.page and lines <= PAGE_LINES else ""
