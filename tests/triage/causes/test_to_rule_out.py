"""What a pressing warning sign is about stands first wherever causes are named, and with no share beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kneetui.content.conditions import Facts
from kneetui.content.model import Library
from kneetui.report import text
from kneetui.report.brief import brief, emergency
from kneetui.report.one_page.gathered.history import causes
from kneetui.report.wording import with_words
from kneetui.testing import NOW
from kneetui.triage import answers, flags
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.causes.named_causes import to_rule_out_then
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.flags import PRESSING
from kneetui.triage.wording import RULE_OUT, ruled_out_first
from tests.examples import some


def reasons_to_go(library: Library) -> Iterator[tuple[str, Facts]]:
    """Of every flag and every level of it that presses, the fewest answers that raise it."""
    for flag in library.flags.values():
        levels = [(flag.urgency, [flag.condition])]
        levels += [(rise.urgency, [flag.condition, rise.condition]) for rise in flag.raises]
        for urgency, conditions in levels:
            if urgency in PRESSING:
                facts: Facts = {}
                for condition in conditions:
                    facts = next((way for way in ways(library, condition, facts)), facts)
                yield flag.id, facts


@pytest.fixture(scope="module")
def all_facts(library: Library, cases: list[Case]) -> list[Facts]:
    return [*(case.facts for case in some(cases, 4)), *(facts for _, facts in reasons_to_go(library))]


@pytest.fixture(scope="module")
def assessments(library: Library, all_facts: list[Facts]) -> list[Assessment]:
    """What comes out, for all tests of this file."""
    return [assess(library, facts) for facts in all_facts]


def asked_for(library: Library, assessment: Assessment) -> set[str]:
    """By hand: the causes of pressing flags that are no look-alikes and may be named with these answers."""
    named = {name for flag in assessment.flags if flag.urgency in PRESSING for name in flag.cause}
    offered = {fit.cause.id for fit in ranking(library).rank(assessment.facts)}
    return {name for name in named & offered if not library.causes[name].look_alike}


@pytest.mark.sampled
def test_what_a_pressing_flag_is_about_stands_first(library: Library, assessments: list[Assessment]) -> None:
    marked = 0
    for assessment in assessments:
        first = {fit.id for fit in assessment.to_rule_out}
        assert first == asked_for(library, assessment)
        assert {fit.id for fit in assessment.shown[: len(first)]} == first
        assert sorted(fit.id for fit in assessment.shown) == sorted(fit.id for fit in assessment.causes)
        assert assessment.plain()["rule-out-first"] == [fit.id for fit in assessment.to_rule_out]
        marked += bool(first)
    assert marked > 20


@pytest.mark.sampled
def test_no_share_stands_beside_what_has_to_be_ruled_out(
    library: Library, assessments: list[Assessment]
) -> None:
    """The text, the lines, the one page and the words for exporters say so, and say it before any share."""
    tried = 0
    for assessment in assessments:
        if not assessment.to_rule_out:
            continue
        tried += 1
        sentence = ruled_out_first(assessment)
        page, paragraphs = text.page(library, assessment, "112"), [*brief(library, assessment, "112", NOW)]
        paragraph = next(line for line in paragraphs if sentence in line)
        before, shares = paragraph.split(sentence)
        assert not before
        of_words = with_words(library, assessment, "112")["words"]
        rows = [*causes(library, assessment)]
        assert of_words["rule-out-first"] == sentence
        for number, fit in enumerate(assessment.to_rule_out):
            assert f"{RULE_OUT}  {fit.name} ({fit.clinical})" in "\n".join(page)
            assert f"{fit.name} (" not in shares
            assert of_words["frequencies"][fit.id] == RULE_OUT
            assert (rows[number].id, rows[number].often) == (fit.id, RULE_OUT)
        if assessment.urgency == "emergency":
            assert sentence in [*emergency(library, assessment, "112")]
    assert tried > 20


def test_every_pressing_flag_that_names_causes_has_one_to_rule_out(library: Library) -> None:
    """Not only look-alikes: the cause for which somebody has to look at once is named as well."""
    for flag in library.flags.values():
        levels = {flag.urgency: flag.cause}
        levels |= {rise.urgency: (*flag.cause, *rise.cause) for rise in flag.raises}
        for urgency, named in levels.items():
            if urgency in PRESSING and named:
                assert [name for name in named if not library.causes[name].look_alike], flag.id


@pytest.mark.sampled
def test_a_saved_result_says_the_same(library: Library, assessments: list[Assessment]) -> None:
    for assessment in assessments:
        then = to_rule_out_then(
            library, [flag.id for flag in assessment.flags], assessment.urgency, assessment.facts
        )
        assert {fit.id for fit in assessment.to_rule_out} <= set(then)


def test_of_what_a_flag_no_longer_says_its_own_level_is_left(library: Library) -> None:
    """Answers that raise nothing any more: the flag is as its level in the result was."""
    raised = next(
        flag for flag in library.flags.values() if flag.raises and not flag.cause and flag.raises[0].cause
    )
    level = raised.raises[0].urgency
    assert set(to_rule_out_then(library, [raised.id], level, {})) == {
        name for name in raised.raises[0].cause if not library.causes[name].look_alike
    }
    assert to_rule_out_then(library, ["gone"], level, {}) == ()


def test_a_look_alike_is_not_ruled_out_first(library: Library) -> None:
    facts = next(facts for _, facts in reasons_to_go(library) if assess(library, facts).to_rule_out)
    counted = answers.counting(library, facts)
    first = assess(library, counted).to_rule_out[0].id
    alike = replace(
        library, causes={**library.causes, first: replace(library.causes[first], look_alike=True)}
    )
    assert first not in [fit.id for fit in assess(alike, counted).to_rule_out]
    assert flags.raised(alike, counted) == flags.raised(library, counted)


@pytest.mark.sampled
def test_by_when_somebody_looks_says_nothing_of_which_cause_it_is(
    library: Library, all_facts: list[Facts], assessments: list[Assessment]
) -> None:
    """Without the deadlines of the flags the same causes are named, in the same order."""
    without = replace(
        library,
        flags={
            name: replace(
                flag, within_days=0, raises=tuple(replace(rise, within_days=0) for rise in flag.raises)
            )
            for name, flag in library.flags.items()
        },
    )
    moved = 0
    for facts, timed in zip(all_facts, assessments, strict=True):
        timeless = assess(without, facts)
        assert [fit.id for fit in timed.shown] == [fit.id for fit in timeless.shown]
        moved += [flag.id for flag in timed.flags] != [flag.id for flag in timeless.flags]
    assert moved
