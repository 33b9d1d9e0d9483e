"""What a person can find out about the knee by looking and feeling, and when that is offered."""

from __future__ import annotations

from kneetui.content.model import SelfExam
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import OTHERS
from kneetui.triage import flags
from kneetui.triage.interview.next_question import ENOUGH
from kneetui.triage.interview.worth import worth


def allowed(interview: Interview) -> tuple[SelfExam, ...]:
    """The examinations that nothing speaks against; none once somebody else has to look at the knee today."""
    library, facts = interview.library, interview.facts
    if flags.urgency(library, facts) in flags.PRESSING:
        return ()
    return tuple(
        exam
        for exam in library.self_exams.values()
        if (exam.unless is None or exam.unless.test(facts) is not True)
        and ((when := library.questions[exam.question].when) is None or when.test(facts) is not False)
    )


def answering(interview: Interview, question: str) -> SelfExam | None:
    """The examination that answers a question, if it is allowed."""
    return next((exam for exam in allowed(interview) if exam.question == question), None)


def worthwhile(interview: Interview) -> tuple[SelfExam, ...]:
    """Those whose answer is not known and would change enough, the most telling first."""
    library, facts = interview.library, interview.facts
    exams = {exam.question: exam for exam in allowed(interview) if exam.question not in facts}
    scored = worth(library, facts, [library.questions[name] for name in exams])
    return tuple(exams[suggestion.question.id] for suggestion in scored if suggestion.worth >= ENOUGH[0])


def whose(interview: Interview) -> str:
    """Who does what the steps say, if that is not who reads them; empty for one's own knee."""
    who = OTHERS.get(interview.about, "")
    return f"The steps are for {who} to do; read them out and watch." if who else ""
