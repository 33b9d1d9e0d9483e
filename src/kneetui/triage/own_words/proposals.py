"""What a person's own words would answer: proposals, of which none counts before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import Library, Question
from kneetui.triage import answers, flags
from kneetui.triage.own_words.mentions import Mention, mentions
from kneetui.triage.short_form import the_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One answer that a text seems to give; of several options it is about one.

    ``words`` are those of the person. A ``sign`` raises a flag that asks for somebody today or at once, or takes
    one away, so it is confirmed for itself.
    """

    question: str
    answer: Answer
    words: str
    sign: bool = False


def proposals(library: Library, facts: Facts, text: str) -> list[Proposal]:
    """The answers in a text that these facts do not hold yet, in the order of the text."""
    mentioned = mentions(library, text)
    proposed = list(_chosen(mentioned, library))
    merged = with_answers(facts, proposed)
    fresh = [
        proposal
        for proposal in proposed
        if merged.get(proposal.question) != facts.get(proposal.question)
        and _open(library.questions[proposal.question], merged)
        and not _held(facts.get(proposal.question), proposal.answer)
    ]
    return list(_with_signs(library, facts, fresh))


def with_answers(facts: Facts, proposed: Sequence[Proposal]) -> dict[str, Answer]:
    """The facts with these proposals; of several options those that hold already stay."""
    merged = dict(facts)
    for proposal in proposed:
        merged[proposal.question] = joined(merged.get(proposal.question), proposal.answer)
    return merged


def joined(held: Answer | None, answer: Answer) -> Answer:
    """An answer beside one that is there already: it counts more, and leaves other options alone."""
    if not isinstance(held, Choices) or not isinstance(answer, Choices):
        return answer
    return Choices((held.yes | answer.yes) - answer.no, (held.no | answer.no) - answer.yes)


def _held(held: Answer | None, answer: Answer) -> bool:
    if isinstance(held, Choices) and isinstance(answer, Choices):
        return answer.yes <= held.yes and answer.no <= held.no
    return held == answer


def _open(question: Question, facts: Facts) -> bool:
    return question.when is None or question.when.test(facts) is not False


def _chosen(mentioned: Sequence[Mention], library: Library) -> Iterator[Proposal]:
    """One proposal for each option that is mentioned, and one answer where only one is possible.

    What is both denied and said ("no fever, but chills") is meant.
    """
    taken: dict[tuple[str, str], Proposal] = {}
    weights: dict[tuple[str, str], Weight] = {}
    worst = library.role("pain")
    affirmed = {_meaning(mention) for mention in mentioned if not mention.denied}
    for mention in mentioned:
        if mention.denied and _meaning(mention) in affirmed:
            continue
        for proposal in _meant(mention, library):
            key = (proposal.question, _option(proposal.answer))
            weight = _weight(mention, worst)
            if key not in taken or weight > weights[key]:
                taken[key], weights[key] = proposal, weight
    yield from taken.values()


def _meaning(mention: Mention) -> tuple[str, str]:
    return mention.meaning.question, mention.meaning.option


Weight = tuple[int, bool, float, int]


def _weight(mention: Mention, worst: Question | None) -> Weight:
    """Which of two mentions is meant: the one of more words, with a number that is said, and closer together.

    Of two pains it is the worse one.
    """
    spelled = mention.meaning.phrase.value is None and mention.number is not None
    pain = mention.number if worst and mention.meaning.question == worst.id else None
    return len(mention.at), spelled, pain or 0.0, mention.at[0] - mention.at[-1]


def _option(answer: Answer) -> str:
    """What of a question an answer is about: of several options each is a matter of its own."""
    return " ".join(sorted(answer.yes | answer.no)) if isinstance(answer, Choices) else ""


def _meant(mention: Mention, library: Library) -> Iterator[Proposal]:
    question = library.questions[mention.meaning.question]
    option = mention.meaning.option
    if question.kind == "choices":
        chosen = frozenset([option])
        answer: Answer = Choices(no=chosen) if mention.denied else Choices(yes=chosen)
        if mention.denied and (behind := _behind(question, option)):
            yield Proposal(question=behind[0], answer=behind[1], words=mention.words)
            return
        yield Proposal(question=question.id, answer=answer, words=mention.words)
    elif question.kind == "yes-no":
        yield Proposal(question=question.id, answer=not mention.denied, words=mention.words)
    elif mention.denied:
        return
    elif question.kind == "choice":
        yield Proposal(question=question.id, answer=option, words=mention.words)
    elif mention.number is not None and question.min <= mention.number <= question.max:
        yield Proposal(question=question.id, answer=float(mention.number), words=mention.words)


def _behind(question: Question, option: str) -> tuple[str, Answer] | None:
    otherwise = question.option(option).otherwise
    return the_answer(otherwise) if otherwise else None


def _with_signs(library: Library, facts: Facts, proposed: Sequence[Proposal]) -> Iterator[Proposal]:
    """All that are no signs together leave the pressing flags as they are."""
    ordinary: list[Proposal] = []
    before = _up(library, facts)
    for proposal in proposed:
        sign = _up(library, with_answers(facts, [*ordinary, proposal])) != before
        if not sign:
            ordinary.append(proposal)
        yield replace(proposal, sign=sign)


def _up(library: Library, facts: Mapping[str, Answer]) -> frozenset[tuple[str, str]]:
    """The flags that ask for somebody today or at once."""
    up = flags.raised(library, answers.counting(library, facts))
    return frozenset((flag.id, flag.urgency) for flag in up if flag.urgency in flags.PRESSING)
