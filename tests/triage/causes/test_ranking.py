"""Base weights times likelihood ratios, normalised; one group counts once; unknown counts nothing."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Choices, Condition, Has, Is, Says
from kneetui.content.model import Cause, Evidence, Library, Question
from kneetui.triage.causes.base_weights import age_factor
from kneetui.triage.causes.ranking import ranking
from tests.examples import examples
from tests.triage.facts import facts_of


def evidence(
    name: str, condition: Condition, present: float, absent: float = 1.0, group: str = ""
) -> Evidence:
    return Evidence(
        id=name,
        cause="",
        condition=condition,
        present=present,
        absent=absent,
        group=group,
        text=name,
        otherwise="",
        source=("book",),
        note="",
        pack="test",
    )


def cause(name: str, *evidence: Evidence, weight: float = 1.0, **more: object) -> Cause:
    return Cause(
        id=name, name=name, clinical=name, summary="", course="", see="", routine="", when=more.get("when"), weight=weight, weights=more.get("weights", {}),  # type: ignore[arg-type]
        ages=more.get("ages", ()), evidence=evidence, source=("book",), note="", pack="test",  # type: ignore[arg-type]
    )  # fmt: skip


def library_of(*causes: Cause) -> Library:
    return Library(causes={cause.id: cause for cause in causes})


FEVER = Says("fever", True)
MARKED = Is("swelling", frozenset({"marked"}))


def test_probabilities_are_weights_times_ratios() -> None:
    library = library_of(
        cause("a", evidence("fever", FEVER, 6, 0.5), weight=2),
        cause("b", weight=3),
    )
    by_id = {fit.cause.id: fit.probability for fit in ranking(library).rank({"fever": True})}
    assert by_id["a"] == pytest.approx(12 / 15)
    by_id = {fit.cause.id: fit.probability for fit in ranking(library).rank({"fever": False})}
    assert by_id["a"] == pytest.approx(1 / 4)


def test_unknown_is_not_no() -> None:
    library = library_of(cause("a", evidence("fever", FEVER, 6, 0.01)), cause("b"))
    first, second = ranking(library).rank({})
    assert first.probability == second.probability == 0.5
    assert [evidence.id for evidence in first.unknown] == ["fever"]


def test_reasons_read_later_are_those_of_their_own_answers() -> None:
    """They are gathered when they are read, whatever was ranked since."""
    library = library_of(
        cause("a", evidence("fever", FEVER, 6, 0.5), evidence("marked", MARKED, 2), weight=2)
    )
    (hot,) = ranking(library).rank({"fever": True})
    (cold,) = ranking(library).rank({"fever": False, "swelling": "marked"})
    (reason,) = hot.reasons
    assert reason.evidence.id == "fever"
    assert reason.ratio == pytest.approx(6)
    assert [finding.id for finding in hot.unknown] == ["marked"]
    assert {counted.evidence.id for counted in cold.reasons} == {"fever", "marked"}
    assert cold.unknown == ()
    (again,) = ranking(library_of(*library.causes.values())).rank({"fever": True})
    assert again == hot != cold
    assert hash(again) == hash(hot)


def test_a_group_counts_once_the_strongest_for() -> None:
    same = [evidence("fever", FEVER, 6, group="hot"), evidence("marked", MARKED, 4, 0.1, group="hot")]
    library = library_of(cause("a", *same), cause("b"))
    (first, _) = ranking(library).rank({"fever": True, "swelling": "marked"})
    assert [reason.evidence.id for reason in first.reasons] == ["fever"]
    assert first.reasons[0].ratio == pytest.approx(6)


def test_a_group_without_anything_for_counts_the_strongest_against() -> None:
    same = [evidence("fever", FEVER, 6, 0.5, "hot"), evidence("marked", MARKED, 4, 0.1, "hot")]
    library = library_of(cause("a", *same), cause("b"))
    second = ranking(library).rank({"fever": False, "swelling": "none"})[1]
    assert [reason.evidence.id for reason in second.reasons] == ["marked"]
    assert second.reasons[0].ratio == pytest.approx(0.1)


PLACES = Question(
    id="location",
    kind="choices",
    text="",
    why="",
    help="",
    topic="pain",
    page="",
    widget="",
    options=(),
    rate=0,
    min=0,
    max=0,
    unit="",
    typical=(),
    when=None,
    relevant=None,
    always=False,
    source=(),
    pack="core",
    role="place",
)


def test_a_place_not_named_while_others_are_counts_half_against() -> None:
    place = Has("location", frozenset({"kneecap"}))
    library = library_of(cause("a", evidence("place", place, 6, 0.16)), cause("b"))
    library = replace(library, questions={"location": PLACES})
    open_list = ranking(library).rank({"location": Choices(frozenset({"calf"}))})
    assert open_list[1].reasons[0].ratio == pytest.approx(0.4)
    assert not ranking(library).rank({"location": Choices(no=frozenset({"calf"}))})[0].reasons


def test_the_weight_of_the_activity_and_the_factor_of_the_age() -> None:
    ages = ((20.0, 1.0), (40.0, 4.0))
    library = library_of(cause("a", weights={"running": 5.0}, ages=ages), cause("b", weight=5.0))
    first = ranking(library).rank({"activity": "running", "age": 40.0})[0]
    assert first.cause.id == "a"
    assert first.base == pytest.approx(20)
    assert age_factor(library.causes["a"], 30) == pytest.approx(2)
    assert age_factor(library.causes["a"], 5) == 1
    assert age_factor(library.causes["a"], 90) == 4
    assert 1 < age_factor(library.causes["a"], None) < 4


def test_a_cause_whose_when_is_false_is_not_offered() -> None:
    library = library_of(cause("a", when=FEVER), cause("b"))
    assert [fit.cause.id for fit in ranking(library).rank({"fever": False})] == ["b"]
    assert len(ranking(library).rank({})) == 2


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_the_order_of_answers_does_not_matter_and_the_sum_is_one(
    library: Library, data: st.DataObject
) -> None:
    facts = data.draw(facts_of(library))
    turned = dict(reversed(facts.items()))
    one = ranking(library).rank(facts)
    assert one == ranking(library).rank(turned)
    assert math.isclose(sum(fit.probability for fit in one), 1.0, rel_tol=1e-9)


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_base_times_ratios_normalised_is_the_probability(library: Library, data: st.DataObject) -> None:
    ranked = ranking(library).rank(data.draw(facts_of(library)))
    products = [fit.base * math.prod(reason.ratio for reason in fit.reasons) for fit in ranked]
    for fit, product in zip(ranked, products, strict=True):
        assert fit.probability == pytest.approx(product / sum(products), rel=1e-6, abs=1e-12)
