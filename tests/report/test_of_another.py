"""What is handed on about another person's knee asks of that person, wherever a question stands in it."""

from __future__ import annotations

from kneetui.content.model import Library
from kneetui.report.one_page.gathered.history import statement
from kneetui.report.text import page
from kneetui.report.wording import with_words
from kneetui.triage.assessment import assess
from tests.triage.outcomes import outcomes

WHO = "your child"


def test_no_question_speaks_to_somebody_whose_knee_it_is_not(library: Library) -> None:
    speaks_to_oneself = [question for question in library.questions.values() if question.of_another]
    in_other_words = set()
    for case, _ in outcomes(library)[::12]:
        assessment = assess(library, case.facts, tuple(case.facts), WHO)
        words = with_words(library, assessment, "112")["words"]
        changes = [str(one) for change in words["changes"] for one in change["answers"]]
        statements = [statement(library.questions[name], assessment).question for name in assessment.facts]
        asked = [one["question"] for one in words["answers"]]
        everything = " ".join(
            " ".join([*changes, *statements, *asked, *page(library, assessment, "112")]).split()
        )
        for question in speaks_to_oneself:
            assert question.text not in everything, (case.id, question.id)
            in_other_words |= {question.id} if question.asked_about(WHO) in everything else set()
    assert len(in_other_words) > 5
