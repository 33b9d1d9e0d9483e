"""Settings: what is good is kept, what is not is said and passed over."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.config.about import KNEES
from kneetui.config.settings import THEMES, Settings, merged, read_settings, write_settings
from tests.examples import examples


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def read(file: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    settings, problems = read_settings(file)
    return settings, [str(problem) for problem in problems]


def test_no_file_gives_the_defaults_without_a_word(file: Path) -> None:
    assert read_settings(file) == (Settings(), [])


def test_an_empty_file_too(file: Path) -> None:
    assert read(file, "") == (Settings(), [])


def test_everything_that_can_be_set(file: Path) -> None:
    text = (
        'sports = ["running", "cycling"]\nknee = "left"\ntheme = "terminal"\n'
        'bell = false\nregion = "AT"\nwelcomed = true\n'
    )
    wanted = Settings(
        sports=("running", "cycling"), knee="left", theme="terminal", bell=False, region="AT", welcomed=True
    )
    assert read(file, text) == (wanted, [])


def test_keys_of_ones_own_are_kept_as_a_table(file: Path) -> None:
    wanted = Settings(key_set="vi", own_keys={"diary.add": "v,insert", "app.quit": "f10"})
    write_settings(file, wanted)
    assert "[own_keys]" in file.read_text(encoding="utf-8")
    assert read_settings(file) == (wanted, [])


@pytest.mark.parametrize(
    "text", ["own_keys = 3", "[own_keys]\nx = 3", '[own_keys]\nx = ""', 'key_set = "emacs"']
)
def test_keys_that_cannot_be_are_said(file: Path, text: str) -> None:
    settings, problems = read(file, text)
    assert settings == Settings()
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        b"theme = ",
        b"\xff\xfe",
        b'theme = "dark"\ntheme = "light"',
        b"bell = " + b"[" * 3000,
        b"x = " + b"9" * 5000,
    ],
    ids=["cut", "latin", "twice", "deep", "long"],
)
def test_a_file_that_cannot_be_read_gives_the_defaults_and_says_so(file: Path, text: bytes) -> None:
    settings, problems = read(file, text)
    assert settings == Settings()
    assert len(problems) == 1
    assert str(file) in problems[0]
    assert file.read_bytes() == text


def test_a_folder_in_its_place(file: Path) -> None:
    file.mkdir(parents=True)
    settings, problems = read_settings(file)
    assert settings == Settings()
    assert len(problems) == 1


@pytest.mark.parametrize(
    "line",
    [
        'theme = "pink"',
        "theme = 3",
        "theme = []",
        "theme = { dark = true }",
        'knee = "third"',
        'bell = "yes"',
        "bell = 1",
        "welcomed = 0",
        'sports = "running"',
        "sports = [1]",
        "region = 43",
        'colour = "red"',
        "[keys]",
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(file: Path, line: str) -> None:
    settings, problems = read(file, 'region = "CH"\n' * (not line.startswith("region")) + line + "\n")
    assert settings == Settings(region="" if line.startswith("region") else "CH")
    assert len(problems) == 1
    assert line.split()[0].strip("[]") in problems[0]


def test_what_is_written_is_private(file: Path) -> None:
    write_settings(file, Settings())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@given(
    st.builds(
        Settings,
        sports=st.lists(st.text(st.characters(codec="utf-8"))).map(tuple),
        knee=st.sampled_from(("", *KNEES)),
        theme=st.sampled_from(THEMES),
        bell=st.booleans(),
        region=st.text(st.characters(codec="utf-8")),
        welcomed=st.booleans(),
    )
)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    write_settings(file, settings)
    assert read_settings(file) == (settings, [])


# --- set in two windows ------------------------------------------------------------------------

SOME = st.builds(
    Settings,
    theme=st.sampled_from(THEMES),
    knee=st.sampled_from(("", *KNEES)),
    bell=st.booleans(),
    sports=st.sampled_from([(), ("running",), ("running", "cycling")]),
    own_keys=st.dictionaries(st.sampled_from(["diary.add", "today.write"]), st.sampled_from("abc")),
)


@settings(max_examples=examples(300))
@given(SOME, SOME, SOME)
def test_what_two_windows_set_is_merged_key_by_key(
    before: Settings, ours: Settings, theirs: Settings
) -> None:
    both = merged(before, ours, theirs)
    for key in ("theme", "knee", "bell", "sports"):
        was, here, there = (getattr(one, key) for one in (before, ours, theirs))
        assert getattr(both, key) == (there if here == was else here)
    for key in ("diary.add", "today.write"):
        was, here, there = (one.own_keys.get(key) for one in (before, ours, theirs))
        assert both.own_keys.get(key) == (there if here == was else here)
