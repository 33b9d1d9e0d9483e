"""How long the library takes: from its cache, and built from TOML."""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.config.paths import write_private
from kneetui.content.compiled import cache
from kneetui.content.loading.merge import load
from kneetui.content.model import Library
from kneetui.plugins.manager import find_plugins
from tests.benchmarks.conftest import Limit, run


def test_library_from_its_cache(
    benchmark: BenchmarkFixture, within: Limit, tmp_path: Path, library: Library
) -> None:
    packs = find_plugins().packs()
    assert cache.load(packs, tmp_path, write_private) == library
    assert benchmark(lambda: cache.load(packs, tmp_path, write_private)) == library
    within(0.15)


def test_library_from_toml(benchmark: BenchmarkFixture, within: Limit, library: Library) -> None:
    packs = find_plugins().packs()
    assert run(benchmark, lambda: load(packs), rounds=3) == library
    within(3.0)
