"""Every test runs in a home of its own, without the machine's settings."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from textual.cache import LRUCache

from kneetui.config.paths import write_private
from kneetui.content.compiled import cache
from kneetui.plugins.manager import find_plugins
from kneetui.terminal.stylesheet import KeptSheet
from tests import disk, idle, interviews, shipped
from tests.examples import HUNT, SAMPLE, hunting

shipped.share()
disk.install()
interviews.few()
idle.install()
KeptSheet.known = LRUCache(256)  # hundreds of apps open the same screens one after the other

# Hundreds of programs are started, and each would compile what it imports where the machine says not to write it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Neither depends on how busy the machine is: no deadline, and no word on examples that take long to make.
SLOW = [HealthCheck.too_slow]
settings.register_profile(
    SAMPLE, deadline=None, database=None, derandomize=True, max_examples=25, suppress_health_check=SLOW
)
in_ci = "KNEETUI_TEST_SEED" in os.environ  # where only a change may fail a commit, and not another example
settings.register_profile(
    HUNT, deadline=None, database=None, derandomize=in_ci, max_examples=250, suppress_health_check=SLOW
)
settings.load_profile(SAMPLE)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their length: those of an archive hold the time, and two workers have to agree on names."""
    return f"{argname} of {len(val)} bytes" if isinstance(val, bytes) else None


BENCHMARKS = Path(__file__).with_name("benchmarks")


@pytest.fixture(autouse=True)
def home(kneetui_home: Path) -> Path:
    """A fresh KNEETUI_HOME, no colour switches, no plugin switches, one locale."""
    return kneetui_home


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled library of every installed pack."""
    folder = tmp_path_factory.mktemp("compiled")
    cache.load(find_plugins().packs(), folder, write_private)
    return folder


@pytest.fixture
def warm_home(home: Path, compiled: Path) -> Path:
    """A home with the compiled library, for programs that a test starts."""
    shutil.copytree(compiled, home / "cache")
    return home


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Benchmarks run only in a hunt and where they are named."""
    wanted = hunting() or any(BENCHMARKS.name in argument for argument in config.args)
    return True if collection_path == BENCHMARKS and not wanted else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A hunt takes what is marked for it, what is sampled, properties and benchmarks; the ordinary run all but the first.

    What is marked ``hunt`` takes longest, so a hunt begins with it: begun last, it would keep one processor busy alone.
    """
    belongs = _is_hunted if hunting() else _is_ordinary
    config.hook.pytest_deselected(items=[item for item in items if not belongs(item)])
    items[:] = sorted(filter(belongs, items), key=_is_ordinary)


def _is_ordinary(item: pytest.Item) -> bool:
    return item.get_closest_marker("hunt") is None


def _is_hunted(item: pytest.Item) -> bool:
    marked = {mark.name for mark in item.iter_markers()} & {"hunt", "sampled"}
    return bool(marked) or _is_property(item) or BENCHMARKS in item.path.parents


def _is_property(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and is_hypothesis_test(item.function)


def pytest_collection_finish() -> None:
    """Search seldom for garbage, and not in what stays to the end: libraries, modules and tests are many objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish() -> None:
    """pytest looks for garbage five times at the end; four times there is none."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The order of this run, also in a quiet one: ``--randomly-seed=N`` has the same again."""
    seed = config.getoption("randomly_seed", None)
    if isinstance(seed, int):
        terminalreporter.write_line(f"order: --randomly-seed={seed}")


@pytest.fixture
def quick_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encryption that takes no second of work for each passphrase, and hides as little as it takes."""
    import pyrage

    def mask(passphrase: str) -> bytes:
        return sha256(passphrase.encode()).digest()

    def encrypt(data: bytes, passphrase: str) -> bytes:
        return b"age-encryption.org/v1\n" + mask(passphrase) + bytes(byte ^ 0xFF for byte in data)

    def decrypt(data: bytes, passphrase: str) -> bytes:
        head, body = data[22:54], data[54:]
        if head != mask(passphrase):
            raise pyrage.DecryptError("Decryption failed")
        return bytes(byte ^ 0xFF for byte in body)

    monkeypatch.setattr(pyrage.passphrase, "encrypt", encrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
