"""Two questions after a result: whether it arrived when to go at once, and what to do today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import URGENCIES, Library
from kneetui.services.interview.interview import Interview
from kneetui.triage.assessment import Assessment
from kneetui.triage.wording import instruction

WRONG = 2
"""So many other answers stand beside the right one."""

PATIENT = "soon"
"""The level whose reasons call for somebody, but not at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallQuestion:
    """A question on the result, its answers, and which of them is the right one, counted from 0."""

    text: str
    answers: tuple[str, ...]
    right: int


def due(interview: Interview) -> bool:
    """Whether to ask now: once for each result, and never somebody who should call for help."""
    return not (interview.recalled or interview.emergency())


def questions(interview: Interview, assessment: Assessment) -> tuple[RecallQuestion, ...]:
    """What to ask of a result; a question is left out where the content has too few other answers."""
    library, place = interview.library, len(interview.draft.asked)
    asked = []
    if assessment.go_if:
        right, wrong = assessment.go_if[0].text, list(_patient_reasons(library, assessment))
        asked.append(_question("When would you go at once?", right, wrong, place))
    today = instruction(library, assessment)
    worst = _first_sentence(library.urgencies[URGENCIES[0]].do)
    others = _other_levels(library, assessment)
    asked.append(_question("What do you do today?", today, others, place + 1, worst))
    return tuple(question for question in asked if len(question.answers) > 1)


def _question(text: str, right: str, wrong: Sequence[str], place: int, worst: str = "") -> RecallQuestion:
    """The right answer stands in a place that changes with the number of answers; the cursor never starts on the ``worst``."""
    right = _first_sentence(right)
    others = dict.fromkeys(map(_first_sentence, wrong))
    answers = [answer for answer in others if answer != right][:WRONG]
    at = place % (len(answers) + 1)
    answers.insert(at, right)
    if answers[0] == worst:
        answers.append(answers.pop(0))
    return RecallQuestion(text=text, answers=tuple(answers), right=answers.index(right))


def _first_sentence(text: str) -> str:
    return text if ". " not in text else f"{text.partition('. ')[0]}."


def _patient_reasons(library: Library, assessment: Assessment) -> Iterator[str]:
    """Reasons to see somebody within weeks, of flags that are not up; those first that a knee shows, being about a cause."""
    up = {flag.id for flag in assessment.flags}
    for flag in sorted(library.flags.values(), key=lambda flag: not flag.cause):
        if flag.urgency == PATIENT and flag.id not in up and not flag.raises:
            yield flag.because


def _other_levels(library: Library, assessment: Assessment) -> list[str]:
    """What the other levels ask for, those farthest from this one first."""
    here = URGENCIES.index(assessment.urgency)
    far_first = sorted(URGENCIES, key=lambda level: -abs(URGENCIES.index(level) - here))
    return [library.urgencies[level].do for level in far_first if level != assessment.urgency]
