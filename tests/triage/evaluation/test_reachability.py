"""Dead ends are found: causes nobody gets, questions nobody is asked, tips nobody sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from kneetui.content.conditions import All, Is, Not, Says
from kneetui.content.linting.finding import Finding
from kneetui.content.model import Library
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation import reachability
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.synthetic_patients import patient, patients, typical
from tests.cli.small import small_library

NEVER = All((Says("fever", True), Not(Says("fever", True))))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small core, with an infection common enough to come first for somebody."""
    library = small_library(tmp_path_factory.mktemp("small") / "core")
    common = replace(library.causes["joint-infection"], weight=40)
    return replace(library, causes={**library.causes, "joint-infection": common})


def messages(findings: Iterable[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def test_a_patient_has_the_strongest_findings_that_go_together(small: Library) -> None:
    cause = small.causes["kneecap"]
    assert typical(small, cause)["activity"] == "jumping"
    made = patient(small, cause, typical(small, cause))
    assert made is not None
    assert cause.evidence[0].condition.test(made) is True
    assert "swelling" not in made, "a swelling speaks against it"
    assert ranking(small).rank(made)[0].cause is cause


def test_a_patient_of_a_cause_for_one_sport_does_that_sport(small: Library) -> None:
    other = next(option.id for option in small.questions["activity"].options if option.id != "jumping")
    cause = replace(small.causes["kneecap"], when=Is("activity", frozenset({other})))
    library = replace(small, causes={**small.causes, cause.id: cause})
    assert typical(library, cause)["activity"] == other
    assert patients(library)[cause.id]["activity"] == other


def test_every_shipped_patient_answers_only_what_is_asked(library: Library) -> None:
    for facts in patients(library).values():
        for name in facts:
            when = library.questions[name].when
            assert when is None or when.test(facts) is True, name


def test_a_cause_that_never_comes_first(small: Library) -> None:
    assert messages(reachability.causes(small, patients(small))) == []
    weak = replace(small.causes["meniscus"], weight=0.01)
    buried = replace(small, causes={**small.causes, "meniscus": weak})
    (message,) = messages(reachability.causes(buried, patients(buried)))
    assert message == "somebody who says all that speaks for “meniscus” still gets “joint-infection” first"


def test_a_cause_that_is_never_offered(small: Library) -> None:
    closed = replace(small.causes["meniscus"], when=NEVER)
    shut = replace(small, causes={**small.causes, "meniscus": closed})
    assert messages(reachability.causes(shut, patients(shut))) == ["nobody can have “meniscus”"]


def test_a_cause_without_a_case(small: Library) -> None:
    case = Case(id="1", story="", source="", facts={}, cause="kneecap", also=(), urgency="soon", tolerated=())
    assert messages(reachability.without_case(small, [case])) == [
        "no case expects “meniscus”",
        "no case expects “joint-infection”",
    ]


def test_a_question_that_cannot_be_asked(small: Library) -> None:
    shut = replace(small.questions["fever"], when=NEVER)
    library = replace(small, questions={**small.questions, "fever": shut})
    texts = messages(reachability.questions(library, patients(library), [], ["core"]))
    assert "“when” and “relevant” of “fever” can never both be true" in texts


def test_a_question_that_tells_nothing(small: Library) -> None:
    idle = replace(small.questions["fever"], id="hair")
    library = replace(small, questions={**small.questions, "hair": idle})
    before = messages(reachability.questions(small, patients(small), [], ["core"]))
    after = messages(reachability.questions(library, patients(library), [], ["core"]))
    assert [text for text in after if text not in before] == [
        "no interview was found that asks “hair”: other questions tell more"
    ]


def test_a_flag_that_cannot_go_up(small: Library) -> None:
    assert messages(reachability.warnings(small)) == []
    dead = replace(small.flags["RF1"], condition=NEVER)
    assert messages(reachability.warnings(replace(small, flags={"RF1": dead}))) == ["“RF1” can never go up"]


def test_every_shipped_flag_can_go_up(library: Library) -> None:
    assert messages(reachability.warnings(library)) == []


def test_a_tip_that_is_never_shown(small: Library) -> None:
    assert messages(reachability.tips(small, patients(small), [], ["core"])) == []
    hidden = replace(small.tips["less"], condition=NEVER)
    library = replace(small, tips={"less": hidden})
    (message,) = messages(reachability.tips(library, patients(library), [], ["core"]))
    assert message == "nobody was found who is shown “less”: other tips come first"


def test_a_tip_for_one_urgency_and_sport_is_found_its_reader(small: Library) -> None:
    special = replace(small.tips["less"], urgencies=("soon",), activities=("walking",))
    library = replace(small, tips={"less": special})
    assert messages(reachability.tips(library, patients(library), [], ["core"])) == []


def test_only_the_packs_in_question_are_looked_at(small: Library) -> None:
    assert reachability.reach(small, [], ["tennis"]) == []
    assert {finding.spot.pack for finding in reachability.reach(small, [], ["core"])} == {"core"}
