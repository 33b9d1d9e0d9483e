"""By when somebody should look: one time, that of the level or a shorter one of a flag.

What a flag says to do if more comes up is no later than what the rules say of somebody with that as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from kneetui.content.conditions import All, Answer, Choices, Condition
from kneetui.content.linting.visit_times import CLAUSE, LATEST, days
from kneetui.content.model import Library
from kneetui.triage import answers, flags, how_soon
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.own_words.proposals import joined
from kneetui.triage.wording import instruction, told_level
from tests.triage.outcomes import outcomes

SIGNS: Mapping[str, Mapping[str, Answer]] = {
    r"hot\b|hotter|warm\b|warms": {"warm-or-red": "warm"},
    r"red\b|redder|redness": {"warm-or-red": "red"},
    r"swells|swollen": {"swelling": "moderate"},
    r"fever": {"fever-or-unwell": True},
    r"ill\b|unwell": {"fever-or-unwell": True},
    r"stuck": {"straighten": "stuck"},
    r"limp\b": {"weight-bearing": "limp"},
    r"dark": {"warning-signs": Choices(frozenset({"dark-urine"}))},
    r"breathing|breath": {"warning-signs": Choices(frozenset({"chest-pain-or-breathless"}))},
    r"bladder": {"warning-signs": Choices(frozenset({"saddle-numbness-or-bladder"}))},
}
"""How a text names a sign, and the answer that somebody with it gives."""

AT_ONCE = re.compile(r"at once|emergency department|call for help|ambulance|\bnow\b", re.IGNORECASE)
"""What a clause says that does not wait."""

FEW = 6
"""So many people are tried with each sign."""


def wording(library: Library) -> Iterator[tuple[str, Condition, str]]:
    """Every flag and level, the condition under which it is read, and what it says to do."""
    for flag in library.flags.values():
        yield flag.id, flag.condition, flag.do
        for level in flag.raises:
            yield f"{flag.id} {level.urgency}", All((flag.condition, level.condition)), level.do or flag.do


def waiting(text: str) -> Iterator[Mapping[str, Answer]]:
    """The signs for which a text gives time."""
    for clause in CLAUSE.split(text):
        if "if " in clause or "with " in clause or "when " in clause:
            later = re.split(r"\b(?:if|with|when)\b", clause, maxsplit=1)[1]
            if not AT_ONCE.search(clause):
                yield from (sign for words, sign in SIGNS.items() if re.search(words, later))


def test_a_sign_that_makes_an_emergency_is_never_given_time(library: Library) -> None:
    late, tried = set(), 0
    for name, condition, text in wording(library):
        for sign in waiting(text):
            for facts in islice(ways(library, condition, {}), FEW):
                if flags.urgency(library, answers.counting(library, facts)) == "emergency":
                    continue
                more = {key: joined(facts.get(key), answer) for key, answer in sign.items()}
                tried += 1
                if flags.urgency(library, answers.counting(library, {**facts, **more})) == "emergency":
                    late.add(f"{name}: {text} ({', '.join(sign)})")
    assert late == set()
    assert tried > 40


def test_the_texts_are_read_as_people_read_them() -> None:
    def named(text: str) -> list[str]:
        return [next(iter(sign)) for sign in waiting(text)]

    assert named("See a doctor within days, the same day if it gets hot.") == ["warm-or-red"]
    assert named("Go at once if it gets hot or red, the same day if it swells.") == ["swelling"]
    assert named("Go the same day if it turns red, at once with a fever.") == ["warm-or-red"]
    assert named("See a doctor today, with the leg up.") == []


def test_one_outcome_names_one_time(library: Library) -> None:
    shorter = 0
    for case, outcome in outcomes(library):
        level = told_level(library, outcome)
        if level.id not in LATEST:
            continue
        given = days(level.within)
        if level.id == "emergency":
            given = LATEST[level.id]
        today = days(instruction(library, outcome))
        assert today is None or today == given, case.id
        for flag in outcome.flags:
            if flag.urgency == level.id and (time := days(flag.do)) is not None:
                assert given is not None
                assert time >= given, (case.id, flag.id)
        assert days(level.do) in (None, given)
        shorter += given in (1, 3, 7)
    assert shorter > 20


SPAN = re.compile(
    r"(?:within|at most|in) (?:a|an|one|two|1|2|24|48) (?:days?|hours?)|today if possible|a day or two"
)
"""Other ways to say how soon urgent is."""


def test_how_soon_urgent_is_has_one_description(library: Library) -> None:
    """Texts that send somebody today or tomorrow say so in the words of the level, wherever they stand."""
    level = library.urgencies["urgent"]
    assert level.within == "today or tomorrow"
    assert level.within in level.do
    assert how_soon.level(library, "urgent", ["RF06"]).within == "today"
    assert level.within not in how_soon.level(library, "urgent", ["RF06"]).do
    texts = [(flag.id, flag.do) for flag in library.flags.values()]
    texts += [(flag.id, rise.do) for flag in library.flags.values() for rise in flag.raises]
    texts += [(cause.id, cause.see) for cause in library.causes.values()]
    texts += [(tip.id, tip.text) for tip in library.tips.values()]
    texts += [(level.id, f"{level.within} {level.do}") for level in library.urgencies.values()]
    sent = ((name, part) for name, text in texts for part in re.split(r"[.;:] ?", text) if VISIT.search(part))
    assert [(name, part) for name, part in sent if SPAN.search(part)] == []


def test_a_level_is_told_with_one_time(library: Library) -> None:
    """Its name stands beside its time or the shorter one of a flag, so the name itself gives none."""
    named = [(level.name, days(level.name)) for level in library.urgencies.values()]
    assert [name for name, time in named if time is not None or SPAN.search(name)] == []
    for case, outcome in outcomes(library):
        level = told_level(library, outcome)
        assert level.name == library.urgencies[outcome.urgency].name, case.id


VISIT = re.compile(r"\b(?:doctor|x-ray|physio\w*|seen|checked|looked at)\b|^ *within", re.IGNORECASE)


def test_the_time_is_that_of_a_flag_at_its_own_level_alone(library: Library) -> None:
    assert how_soon.level(library, "soon", ["severe-rest-pain"]).within == "within a week"
    assert how_soon.level(library, "soon", ["severe-rest-pain", "RF07"]).within == "within 3 days"
    assert how_soon.level(library, "urgent", ["RF07"]) == library.urgencies["urgent"]
    assert how_soon.level(library, "urgent", ["RF07", "RF10"]).within == "today"
    assert how_soon.level(library, "soon", ["gone", "RF30"]) == library.urgencies["soon"]
