"""An interview of answers from a file: what was asked, what each question was worth, and why it ended."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.triage import answers, flags
from kneetui.triage.assessment import Assessment
from kneetui.triage.interview.next_question import ENOUGH_URGENT, FIRST_PAGE, MOST, best_left, decides
from kneetui.triage.interview.why_asked import reasons


def asking(library: Library, assessment: Assessment) -> list[str]:
    """The interview behind an assessment, a question at a time."""
    return list(_asking(library, assessment))


def _asking(library: Library, assessment: Assessment) -> Iterator[str]:
    yield "Questions asked (worth in bits; in brackets, how much of it is about the urgency):"
    facts: dict[str, Answer] = {}
    asked: list[str] = []
    for name in assessment.asked:
        question = library.questions[name]
        worth = decides(library, facts, asked, question)
        answer = answers.words(question, assessment.facts[name]) if name in assessment.facts else "not known"
        yield f"  {len(asked) + 1}. {name}: {answer}"
        rank = "warning signs come first" if question.page == FIRST_PAGE else ""
        rank = rank or ("always asked" if question.always else f"{worth.worth:.3f} ({worth.urgent:.3f})")
        yield f"      {rank}"
        for reason in reasons(library, worth):
            yield f"      {reason.text} {' | '.join(reason.named)}".rstrip()
        asked.append(name)
        if name in assessment.facts:
            facts[name] = assessment.facts[name]
    yield f"  End: {_end(library, assessment)}"


def _end(library: Library, assessment: Assessment) -> str:
    if flags.urgency(library, assessment.facts) == "emergency":
        return "an emergency does not wait for more questions."
    if len(assessment.asked) >= MOST:
        return f"{MOST} questions are the most."
    best, enough = best_left(library, assessment.facts, assessment.asked)
    if best is None:
        return "no question is left."
    return (
        f"the best question left ({best.question.id}) is worth {best.worth:.3f} ({best.urgent:.3f}); "
        f"to be asked it needs {enough:.3f}, or {ENOUGH_URGENT:.3f} about the urgency."
    )
