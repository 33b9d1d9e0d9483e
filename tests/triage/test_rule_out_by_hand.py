"""The chance of a sign that was not asked about, against a content so small that it is worked out by hand.

Two causes, weighing three to one. Of sore knees 20 in 100 are hot and 10 in 100 numb; the first cause makes a hot knee
four times as likely. Neither was asked, so a hot knee has the chance ``JOINT * 0.5 + STRAIN * 0.2``.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneetui.content.conditions import Answer, Choices, Condition, Has, Is, Says
from kneetui.content.model import Cause, Flag, Library, Option, Question, Urgency
from kneetui.triage.not_ruled_out import DOUBLES, LITTLE, MOST_LIVE, USUAL, not_ruled_out, times_rule_out
from tests.triage.causes.test_ranking import PLACES, cause, evidence

JOINT, STRAIN = 0.75, 0.25
HOT_IN_JOINT = 0.2 * 4 / (0.2 * 4 + 0.8)
HOT = JOINT * HOT_IN_JOINT + STRAIN * 0.2
NUMB = 0.1
SORE: dict[str, Answer] = {"sore": True}
JUST = 1e-6


def question(name: str, rate: float, *, lasting: bool = False, pack: str = "core") -> Question:
    return replace(PLACES, id=name, kind="yes-no", rate=rate, role="", lasting=lasting, pack=pack)


def flag(name: str, urgency: str, condition: Condition) -> Flag:
    return Flag(id=name, urgency=urgency, condition=condition, because=name, do="", raises=(), stops=(), source=("book",), note="", pack="core")  # fmt: skip


def level(name: str, rule_out: float) -> Urgency:
    return Urgency(
        id=name, name=name, symbol="", who="", within="", do="", source=("book",), rule_out=rule_out
    )


def of_core(cause: Cause) -> Cause:
    findings = tuple(replace(finding, pack="core") for finding in cause.evidence)
    return replace(cause, evidence=findings, pack="core")


def content(
    emergency: float = 0.0, urgent: float = 0.0, soon: float = 0.0, *, signs: tuple[Flag, ...] = ()
) -> Library:
    """The content with these chances from which a level counts."""
    questions = (question("sore", 0.9), question("hot", 0.2), question("numb", NUMB), question("old", 0.5, lasting=True))  # fmt: skip
    causes = (
        of_core(cause("joint", evidence("hot", Says("hot", True), 4), weight=3)),
        of_core(cause("strain", weight=1)),
    )
    signs = signs or (
        flag("HOT", "urgent", Says("hot", True)),
        flag("NUMB", "emergency", Says("numb", True)),
    )
    levels = [
        level("emergency", emergency),
        level("urgent", urgent),
        level("soon", soon),
        level("self-care", 0),
    ]
    return Library(
        questions={one.id: one for one in questions},
        causes={one.id: one for one in causes},
        flags={one.id: one for one in signs},
        urgencies={one.id: one for one in levels},
    )


def raised(library: Library, facts: dict[str, Answer] = SORE, asked: tuple[str, ...] = ()) -> str:
    sign = not_ruled_out(library, facts, asked, "self-care")
    return sign.id if sign else ""


def test_a_level_counts_from_its_chance_on() -> None:
    assert raised(content(urgent=HOT - JUST)) == "HOT"
    assert raised(content(urgent=HOT + JUST)) == ""
    assert raised(content(emergency=NUMB - JUST)) == "NUMB"
    assert raised(content(emergency=NUMB + JUST)) == ""


def test_the_most_urgent_level_that_counts_is_taken() -> None:
    assert raised(content(emergency=NUMB - JUST, urgent=HOT - JUST)) == "NUMB"
    assert raised(content(emergency=NUMB + JUST, urgent=HOT - JUST)) == "HOT"


def test_a_level_without_a_chance_is_never_guessed() -> None:
    assert raised(content()) == ""


def test_only_levels_above_the_one_there_is_are_looked_at() -> None:
    assert not_ruled_out(content(urgent=JUST), SORE, (), "urgent") is None
    assert not_ruled_out(content(emergency=JUST, urgent=JUST), SORE, (), "urgent") is not None


def test_a_sign_that_was_answered_is_certain_or_out() -> None:
    library = content(urgent=0.99)
    assert raised(library, {"hot": True}) == "HOT"
    assert raised(content(urgent=JUST), {"hot": False}) == ""


def test_who_said_nothing_about_the_knee_is_not_sent() -> None:
    assert raised(content(urgent=JUST), {"old": True}) == ""
    assert raised(content(urgent=JUST), {}) == ""
    assert raised(content(urgent=JUST), {"old": True, "sore": True}) == "HOT"


def test_what_packs_asked_counts_neither_as_known_nor_as_asked() -> None:
    library = content(urgent=HOT - JUST)
    more = {f"p{number}": question(f"p{number}", 0.5, pack="loud") for number in range(20)}
    library = replace(library, questions={**library.questions, **more})
    assert raised(library, {**SORE, **dict.fromkeys(more, True)}) == "HOT"
    asked = ("hot", "sore", "old", "numb")
    for names in (asked, (*asked, *more)):
        assert raised(library, SORE, names) == "HOT", "one of four is little, one of many no less"
    half = ("hot", "sore")
    assert raised(library, SORE, half) == raised(library, SORE, (*half, *more)) == ""


def test_of_one_level_the_likelier_sign_gives_the_reason() -> None:
    signs = (flag("RARE", "urgent", Says("numb", True)), flag("OFTEN", "urgent", Says("hot", True)))
    assert raised(content(urgent=JUST, signs=signs)) == "OFTEN"
    # Every cause gives its likeliest sign. Strain (0.2) and joint (0.5) both give the hot knee, numb (0.1) comes second.
    assert raised(content(urgent=HOT - JUST, signs=signs)) == "OFTEN"
    assert raised(content(urgent=HOT + JUST, signs=signs)) == ""


def test_a_reason_adds_up_over_the_causes() -> None:
    """The sign that is likeliest over all, though another one is likelier in the first cause alone."""
    joint = cause("joint", evidence("hot", Says("hot", True), 4), weight=2.2)
    others = [cause(name, evidence("numb", Says("numb", True), 9), weight=1) for name in ("nerve", "root")]
    signs = (flag("HOT", "urgent", Says("hot", True)), flag("NUMB", "urgent", Says("numb", True)))
    causes = {one.id: of_core(one) for one in (joint, *others)}
    library = replace(content(urgent=JUST, signs=signs), causes=causes)
    assert raised(library) == "HOT"
    louder = {name: replace(one, weight=1.5 if name != "joint" else 2.0) for name, one in causes.items()}
    assert raised(replace(library, causes=louder)) == "NUMB", "0.15 of each of the two, against 0.2"


def test_a_cause_that_is_hardly_possible_adds_nothing() -> None:
    small = of_core(cause("small", evidence("numb", Says("numb", True), 1e9), weight=0.02))
    library = content(emergency=NUMB + JUST)
    assert raised(replace(library, causes={**library.causes, "small": small})) == ""
    larger = replace(small, weight=0.2)
    assert raised(replace(library, causes={**library.causes, "small": larger})) == "NUMB"


def test_a_sign_of_a_choice_counts_by_its_options() -> None:
    options = (Option(id="warm", text="", rate=0.3, near=()), Option(id="none", text="", rate=0.7, near=()))
    asked = replace(question("skin", 0), kind="choice", options=options)
    warm = flag("WARM", "soon", Is("skin", frozenset({"warm"})))
    library = content(soon=0.3 - JUST, signs=(warm,))
    library = replace(library, questions={**library.questions, "skin": asked})
    assert raised(library) == "WARM"


@pytest.mark.parametrize(("more", "times"), [(-LITTLE, 1), (-0.1, 1), (0, 1), (DOUBLES, 2), (3 * DOUBLES, 8)])
def test_what_is_known_takes_a_larger_chance(more: float, times: float) -> None:
    assert times_rule_out(LITTLE + more) == pytest.approx(times)


def test_the_chance_that_it_takes_rises_with_the_share_that_is_known() -> None:
    asked = ("sore", "hot", "numb")  # one of three is known
    times = times_rule_out(1 / 3)
    assert times > 2
    assert raised(content(urgent=(HOT - JUST) / times), SORE, asked) == "HOT"
    assert raised(content(urgent=(HOT + JUST) / times), SORE, asked) == ""


def test_without_an_interview_the_share_is_of_the_usual_number_of_questions() -> None:
    more = {f"q{number}": question(f"q{number}", 0.5) for number in range(7)}
    facts: dict[str, Answer] = {**SORE, **dict.fromkeys(more, True)}  # eight of twenty
    times = 2 ** ((8 / USUAL - LITTLE) / DOUBLES)
    for chance, sign in ((HOT - JUST, "HOT"), (HOT + JUST, "")):
        library = content(urgent=chance / times)
        assert raised(replace(library, questions={**library.questions, **more}), facts) == sign
    assert USUAL == 20, "another number sends other people: fit DOUBLES again"


def test_only_so_many_causes_count() -> None:
    """As many of one weight as are looked at; the one behind them, with a sign of its own, adds nothing."""
    same = [of_core(cause(f"c{number}", weight=1)) for number in range(MOST_LIVE)]
    last = of_core(cause("last", evidence("numb", Says("numb", True), 1e9), weight=0.9))
    library = content(emergency=NUMB + JUST)
    assert raised(replace(library, causes={one.id: one for one in (*same, last)})) == ""
    assert raised(replace(library, causes={one.id: one for one in (*same[1:], last)})) == "NUMB"


def test_the_cause_of_a_pack_makes_no_sign_unlikely() -> None:
    library = content(urgent=HOT - JUST)
    loud = cause("loud", weight=400)
    assert raised(replace(library, causes={**library.causes, "loud": loud})) == "HOT"


def test_what_cannot_be_asked_cannot_be() -> None:
    library = content(urgent=JUST)
    hot = replace(library.questions["hot"], when=Says("sore", False))
    assert raised(library) == "HOT"
    assert raised(replace(library, questions={**library.questions, "hot": hot})) == ""


def test_an_interview_that_did_not_come_to_a_question_had_its_reason() -> None:
    library = content(urgent=JUST)
    library = replace(library, questions={**library.questions, "more": question("more", 0.5)})
    assert raised(library, SORE, ("sore", "old", "numb", "more")) == ""
    assert raised(library, SORE, ("sore", "old", "numb", "hot")) == "HOT"


def test_options_that_nobody_spoke_of_are_open() -> None:
    options = tuple(Option(id=name, text="", rate=0.4, near=()) for name in ("red", "stiff"))
    signs = replace(question("signs", 0), kind="choices", options=options)
    red = flag("RED", "soon", Has("signs", frozenset({"red"})))
    library = content(soon=0.4 - JUST, signs=(red,))
    library = replace(library, questions={**library.questions, "signs": signs})
    assert raised(library, {"signs": Choices(yes=frozenset({"stiff"}))}) == "RED"
    assert raised(library, {"signs": Choices(no=frozenset({"red"}))}) == ""
