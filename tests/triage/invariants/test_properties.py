"""What must hold for any answers, any pack, any time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import (
    All,
    Answer,
    AtLeast,
    Choices,
    Condition,
    Has,
    Is,
    Not,
    Only,
    Unproven,
)
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import flags
from kneetui.triage.assessment import assess
from kneetui.triage.memo import once
from tests.examples import examples
from tests.triage.facts import facts_of

many = settings(
    max_examples=examples(200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def step(library: Library, facts: dict[str, Answer]) -> int:
    return URGENCIES.index(flags.urgency(library, facts))


def alarm_answers(library: Library) -> list[tuple[str, Answer]]:
    """Answers that alone put up a flag: each is alarming whatever else is true."""
    pairs: list[tuple[str, Answer]] = []
    for question in library.questions.values():
        values: list[Answer] = []
        if question.kind == "yes-no":
            values = [True]
        elif question.kind == "choice":
            values = [option.id for option in question.options]
        elif question.kind == "choices":
            values = [Choices(frozenset({option.id})) for option in question.options]
        for value in values:
            if any(flag.id != "too-little-known" for flag in flags.raised(library, {question.id: value})):
                pairs.append((question.id, value))
    return pairs


def explaining_answers(library: Library) -> set[tuple[str, str]]:
    """Answers that a flag takes as an explanation of something else (a fall explains a warm knee)."""
    pairs: set[tuple[str, str]] = set()

    def read(condition: Condition, turned: bool) -> None:
        if isinstance(condition, All | AtLeast):
            for part in condition.parts:
                read(part, turned)
        elif isinstance(condition, Not | Unproven):
            read(condition.part, not turned)
        elif isinstance(condition, Only):
            every = {option.id for option in library.questions[condition.question].options}
            wanted = condition.options if turned else every - condition.options
            pairs.update((condition.question, option) for option in wanted)
        elif isinstance(condition, Is | Has) and turned:
            pairs.update((condition.question, option) for option in condition.options)

    for flag in library.flags.values():
        for condition in (flag.condition, *(rise.condition for rise in flag.raises)):
            read(condition, False)
    return pairs


def _plainly_alarming(library: Library) -> list[tuple[str, Answer]]:
    excused = explaining_answers(library)

    def explains(question: str, value: Answer) -> bool:
        options = value.yes if isinstance(value, Choices) else {str(value)}
        return any((question, option) in excused for option in options)

    return [pair for pair in alarm_answers(library) if not explains(*pair)]


plainly_alarming = once(_plainly_alarming)
"""Alarming answers that explain nothing: these must never lower anything."""


def test_nearly_every_alarming_answer_is_plainly_alarming(library: Library) -> None:
    """Where a swelling is and how it began may explain; a warning sign never does."""
    plain = plainly_alarming(library)
    others = {question for question, value in alarm_answers(library) if (question, value) not in plain}
    assert "warning-signs" not in others
    explained_by = {"swelling-place", "swelling-onset", "mechanism", "mechanical", "location"}
    assert others <= explained_by | {"kneecap-slipped", "straighten"}


def test_there_are_alarming_answers(library: Library) -> None:
    alarms = alarm_answers(library)
    assert ("open-wound", "deep") in alarms
    assert ("deformity", "out-now") in alarms
    assert len(alarms) > 20


@many
@given(st.data())
def test_an_alarming_answer_never_lowers_the_urgency(library: Library, data: st.DataObject) -> None:
    """Monotone in what puts a flag up by itself and explains nothing, whatever else was answered."""
    facts = data.draw(facts_of(library))
    question, value = data.draw(st.sampled_from(plainly_alarming(library)))
    held = facts.get(question)
    if isinstance(value, Choices) and isinstance(held, Choices):
        value = Choices(held.yes | value.yes, held.no - value.yes)
    elif held is not None:
        facts = {key: known for key, known in facts.items() if key != question}
    before = flags.raised(library, facts)
    if {finding.id for finding in before} == {"too-little-known"}:
        before = ()
    after = {**facts, question: value}
    assert step(library, after) <= URGENCIES.index(flags.level(library, facts, before))


@many
@given(st.data())
def test_a_pack_never_lowers_the_urgency(library: Library, data: st.DataObject) -> None:
    """The urgency with every pack is at least that of the core alone, for the same answers."""
    core = replace(
        library, flags={key: value for key, value in library.flags.items() if value.pack == "core"}
    )
    facts = data.draw(facts_of(library))
    assert step(library, facts) <= step(core, facts)


def test_answers_of_a_pack_do_not_touch_the_flags_of_the_core(library: Library) -> None:
    """No flag of the core reads a question that is not the core's."""
    for flag in library.flags.values():
        if flag.pack == "core":
            conditions = [flag.condition, *(rise.condition for rise in flag.raises)]
            read = {question for condition in conditions for question in condition.questions()}
            assert all(library.questions[name].pack == "core" for name in read), flag.id


@many
@given(st.data())
def test_urgency_never_follows_the_ranking(library: Library, data: st.DataObject) -> None:
    """Without any cause, the flags that are up are the same, and with any causes it is at least as urgent."""
    facts = data.draw(facts_of(library))
    bare, ranked = assess(replace(library, causes={}), facts), assess(library, facts)
    replaced = {flag.id for flag in ranked.flags if not flag.proven}
    assert [flag for flag in ranked.flags if flag.proven] == [
        flag for flag in bare.flags if flag.id not in replaced
    ]
    assert URGENCIES.index(ranked.urgency) <= URGENCIES.index(bare.urgency)
