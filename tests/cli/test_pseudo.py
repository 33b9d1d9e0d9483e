"""Every output for people in the made-up language, and what no translation reaches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kneetui.cli.root import cli
from kneetui.config.about import PURPOSE
from kneetui.content.i18n.texts import texts
from kneetui.content.i18n.translation import readable
from kneetui.content.model import Library
from tests.pseudo import Detector, own_texts, words

ANSWERS = """
activity = "running"
age = 34
side = "both"
onset = "gradual"
mechanism = []
duration-days = 21
location = { yes = ["kneecap"] }
worse-with = { yes = ["stairs-down", "sitting-long"] }
swelling = "marked"
warning-signs = { yes = ["chest-pain-or-breathless"] }
"""


HTML = "head style"
"""Words of pages, not of knees."""


@pytest.fixture(scope="module")
def detector(library: Library) -> Detector:
    return Detector(library, HTML)


@pytest.fixture
def run(home: Path, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setenv("KNEETUI_LANG", "qps")
    (tmp_path / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def start(*command: str) -> str:
        result = CliRunner().invoke(cli, command, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return start


PLAIN = (
    ("questions",),
    ("triage", "--answers", "answers.toml"),
    ("triage", "--answers", "answers.toml", "--explain"),
    ("triage", "--answers", "answers.toml", "--report", "html"),
    ("pack", "list"),
    ("pack", "info", "core"),
    ("pack", "info", "running"),
    ("doctor",),
)
AS_JSON = (
    ("questions", "--json"),
    ("triage", "--answers", "answers.toml", "--json"),
    ("pack", "list", "--json"),
    ("pack", "info", "running", "--json"),
)


@pytest.mark.parametrize("command", PLAIN, ids=" ".join)
def test_no_output_says_what_no_translation_reaches(
    run: Any, detector: Detector, command: tuple[str, ...]
) -> None:
    text = run(*command)
    assert set(detector.leaks(text)) == set()
    assert "ééé" in text or "áá" in text or command == ("doctor",)


@pytest.mark.parametrize("command", AS_JSON, ids=" ".join)
def test_json_holds_ids_as_ever_and_words_in_the_language(
    run: Any, detector: Detector, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = json.loads(run(*command))
    monkeypatch.delenv("KNEETUI_LANG")
    plain = json.loads(run(*command))
    assert [text for text in _texts(spoken) if " " in text and detector.leaks(text)] == []
    assert list(_unlike(spoken, plain)) == []
    assert spoken != plain


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for nested in value.values() if isinstance(value, dict) else value:
            yield from _texts(nested)


def _unlike(spoken: Any, plain: Any) -> Iterator[tuple[Any, Any]]:
    """Where two values differ in more than words."""
    if isinstance(spoken, dict) and isinstance(plain, dict) and spoken.keys() == plain.keys():
        for key in plain:
            yield from _unlike(spoken[key], plain[key])
    elif isinstance(spoken, list) and isinstance(plain, list) and len(spoken) == len(plain):
        for one, other in zip(spoken, plain, strict=True):
            yield from _unlike(one, other)
    elif spoken != plain and not (isinstance(spoken, str) and "[" in spoken and isinstance(plain, str)):
        yield spoken, plain


SENTENCE = 4
"""Words; shorter ones are the same by chance, such as “both knees”."""

OF_THE_FORMAT = tuple(f"content/format/{name}_tables.py" for name in ("triage", "training", "rule"))
"""Say what a pack may hold, in words like those of packs."""


def test_no_sentence_of_the_content_stands_in_the_code(library: Library) -> None:
    sentences = {" ".join(words(text.words)) for text in texts(library) if readable(text.spot)}
    copies = {
        text.text
        for text in own_texts()
        if len(words(text.text)) >= SENTENCE and " ".join(words(text.text)) in sentences
        if text.file not in OF_THE_FORMAT
    }
    assert copies == {PURPOSE, "Which knee is it?"}
