"""What stands around a question: progress, the line of an emergency, the column beside it."""

from __future__ import annotations

from textual.content import Content

from kneetui.content.conditions import Choices
from kneetui.content.model import Question
from kneetui.services.interview import self_exams
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import OTHERS
from kneetui.services.interview.steps import InterviewStep
from kneetui.triage.answers import words

SIGNS = "Warning signs first"

SIGNS_ALONE = "Warning signs before exercises"
"""Asked for themselves, with no interview to follow."""

BESIDE = 9
"""So many of the last answers stand in the column."""


def progress(step: InterviewStep | None, about: str = "", *, alone: bool = False) -> str:
    """Where one is, and for whom; for a question that was opened again, that it is. ``alone``: only its page is asked."""
    where = _progress(step, SIGNS_ALONE if alone else SIGNS)
    return f"{where} · for {OTHERS[about]}" if about else where


def _progress(step: InterviewStep | None, signs: str) -> str:
    if step is not None and step.first:
        return signs if step.about == 1 else f"{signs}, {step.number} of {step.about}"
    if step is None or not step.number:
        return "Change an answer"
    return step.counted


def alarm(interview: Interview) -> str:
    """The line above all questions after an emergency flag; empty without one."""
    if not interview.emergency():
        return ""
    urgency = interview.library.urgencies["emergency"]
    number = interview.services.emergency_number()
    return f"{urgency.symbol} {urgency.name}: call {number}. You go on for the people who will help you."


def beside(interview: Interview, step: InterviewStep | None, key: str) -> Content:
    """Why it is asked, and the last answers, of which a key shows all."""
    pieces: list[tuple[str, str]] = []
    if step:
        pieces = [("Why we ask\n", "bold"), (step.questions[0].why, "$muted")]
    facts = interview.draft.facts
    asked = [key for key in interview.draft.asked if key in facts][-BESIDE:]
    if asked:
        pieces.append((f"\n\nYour answers ({key})\n", "bold"))
    for key in asked:
        question = interview.library.questions[key]
        pieces += [(f"{interview.asks(question)}\n", "$muted"), (f"  {words(question, facts[key])}\n", "")]
    return Content.assemble(*pieces)


def state(interview: Interview, question: Question) -> str:
    """A tick for a question that was answered, with a word if its answer shows no mark."""
    if question.id not in interview.asked:
        return ""
    if question.id not in interview.draft.facts:
        return "✓ don't know"
    answer = interview.draft.facts[question.id]
    return "✓ none" if isinstance(answer, Choices) and not answer.yes else "✓"


def remark(interview: Interview, question: Question) -> str:
    """Where a marked answer comes from, or what was answered the last time."""
    if interview.value(question)[1] == "suggested":
        return "Marked from your settings; change it if it is wrong."
    if self_exams.answering(interview, question.id):
        return "<question.examine>: how to find out yourself."
    if question.id in interview.earlier:
        return f"Last time: {words(question, interview.earlier[question.id])}."
    return ""
