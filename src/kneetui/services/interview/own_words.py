"""What a person says in own words, taken into an interview once it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kneetui.content.conditions import Choices
from kneetui.content.model import Question
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.screening import page
from kneetui.triage import answers, short_form
from kneetui.triage.own_words.proposals import Proposal, joined, proposals
from kneetui.triage.own_words.search import find_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a text would answer, and the questions it may be about besides."""

    proposals: tuple[Proposal, ...]
    questions: tuple[Question, ...]


def understand(interview: Interview, text: str) -> Understood:
    """The answers in a text that the interview does not have yet, and questions to look at."""
    proposed = proposals(interview.library, interview.facts, text)
    answered = {proposal.question for proposal in proposed}
    questions = find_questions(interview.library, interview.facts, text)
    return Understood(
        proposals=tuple(proposed),
        questions=tuple(question for question in questions if question.id not in answered),
    )


def on_first_page(interview: Interview, question: str) -> bool:
    """Whether a question stands on the page of warning signs, which is still to come."""
    first = page(interview.services)
    on_it = bool(first) and interview.library.questions[question].page == first
    return on_it and question not in interview.asked


def asked_next(interview: Interview, proposal: Proposal) -> bool:
    """Whether a proposal only marks an option of the page of warning signs, which is asked all the same."""
    return on_first_page(interview, proposal.question)


def take(interview: Interview, chosen: Sequence[Proposal]) -> None:
    """Take over confirmed proposals.

    On the page of warning signs, while it is still to come, they are marks: only the page itself answers it.
    """
    for proposal in chosen:
        if asked_next(interview, proposal):
            interview.mark(proposal.question, joined(interview.marks.get(proposal.question), proposal.answer))
        else:
            held = interview.draft.facts.get(proposal.question)
            interview.fill(proposal.question, joined(held, proposal.answer))
    _mark_short_lines(interview)


def _mark_short_lines(interview: Interview) -> None:
    """Mark the lines of the page behind which something is known now."""
    for question in interview.library.questions.values():
        if not on_first_page(interview, question.id):
            continue
        known = short_form.answer_from(interview.library, question, interview.facts)
        if isinstance(known, Choices) and known.yes:
            interview.mark(question.id, joined(interview.marks.get(question.id), Choices(yes=known.yes)))


def words(interview: Interview, proposal: Proposal) -> tuple[str, str]:
    """A proposal as question and answer."""
    question = interview.library.questions[proposal.question]
    return interview.asks(question), answers.words(question, proposal.answer)
