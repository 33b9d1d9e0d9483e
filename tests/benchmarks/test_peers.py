"""The same posterior from pyAgrum, a general engine for Bayesian networks.

The network is the ranking's own model: a node for the cause, and under it one node of two states for
each group of evidence, with the likelihood ratio that the group brings. pyAgrum gets the network built
and the observed groups ready; the ranking gets the answers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import cycle
from time import perf_counter
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.content.conditions import Facts
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.causes.ranking import Ranking, softmax
from kneetui.triage.evaluation.cases import Case
from tests.benchmarks.conftest import run

gum = pytest.importorskip("pyagrum", reason="pyAgrum is not installed: uv sync --group peers")


class Network:
    """The ranking as a network of pyAgrum, for the sport, age and findings of one person."""

    def __init__(self, index: Ranking, facts: Facts) -> None:
        many = len(index.causes)
        self.net: Any = gum.BayesNet()
        self.evidence: dict[str, int] = {}
        cause = self.net.add(gum.LabelizedVariable("cause", "", many))
        offered = [index.base(n, facts) if index.offered(n, facts) else -math.inf for n in range(many)]
        self.net.cpt(cause).fillWith(softmax(offered))
        for number, group in enumerate(index.groups):
            value, counted = group.value(facts)
            ratio = math.exp(value if counted >= 0 else group.weights[0][1])
            seen = 0.999 * min(1.0, 1 / ratio)
            node = self.net.add(gum.LabelizedVariable(f"group {number}", "", 2))
            self.net.addArc(cause, node)
            chances = [seen * ratio if n == group.cause else seen for n in range(many)]
            self.net.cpt(node).fillWith([entry for chance in chances for entry in (1 - chance, chance)])
            if counted >= 0:
                self.evidence[f"group {number}"] = 1
        self.engine: Any = gum.LazyPropagation(self.net)
        self.engine.setTargets({"cause"})

    def posterior(self) -> list[float]:
        """What pyAgrum makes of it."""
        self.engine.setEvidence(self.evidence)
        self.engine.makeInference()
        return list(self.engine.posterior("cause").tolist())


class Peers:
    """One case for both engines."""

    def __init__(self, index: Ranking, library: Library, case: Case) -> None:
        self.index = index
        self.facts = answers.counting(library, case.facts)
        self.network = Network(index, self.facts)

    def forget(self) -> None:
        """Let nothing be left from facts before."""
        self.index.scores({})

    def ours(self) -> list[float]:
        """The ranking."""
        return softmax(self.index.scores(self.facts))

    def theirs(self) -> list[float]:
        """pyAgrum."""
        return self.network.posterior()


@pytest.fixture(scope="module")
def peers(library: Library, cases: list[Case]) -> list[Peers]:
    index = Ranking(library)
    return [Peers(index, library, case) for case in cases[:5]]


def test_posteriors_agree(peers: list[Peers]) -> None:
    for peer in peers:
        assert len(peer.network.evidence) > 20
        assert peer.ours() == pytest.approx(peer.theirs(), abs=1e-6)


def test_ranking(benchmark: BenchmarkFixture, peers: list[Peers]) -> None:
    turns = cycle(peers)

    def another() -> tuple[tuple[Peers], dict[str, object]]:
        peer = next(turns)
        peer.forget()
        return (peer,), {}

    run(benchmark, Peers.ours, setup=another, rounds=200)


def test_pyagrum(benchmark: BenchmarkFixture, peers: list[Peers]) -> None:
    turns = cycle(peers)
    benchmark(lambda: next(turns).theirs())


def test_the_ranking_is_much_faster(benchmark: BenchmarkFixture, peers: list[Peers]) -> None:
    if not benchmark.enabled:
        pytest.skip("measures only with --benchmark-enable")
    ours = [_quickest(peer.ours, peer.forget) for peer in peers]
    theirs = [_quickest(peer.theirs, peer.forget) for peer in peers]
    times = [slow / fast for slow, fast in zip(theirs, ours, strict=True)]
    print(f"\npyAgrum / kneetui: {', '.join(f'{ratio:.0f}' for ratio in times)} times")
    benchmark.extra_info["times"] = times
    run(benchmark, peers[0].ours, setup=peers[0].forget)


def _quickest(what: Callable[[], object], before: Callable[[], object], rounds: int = 20) -> float:
    best = math.inf
    for _ in range(rounds):
        before()
        start = perf_counter()
        what()
        best = min(best, perf_counter() - start)
    return best
