"""Texts in another language: words change, nothing else does, and a bad translation harms no pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.config.paths import write_private
from kneetui.config.settings import Settings, read_settings, write_settings
from kneetui.content.compiled import cache
from kneetui.content.i18n.pseudo import pseudo
from kneetui.content.i18n.texts import reworded, texts
from kneetui.content.i18n.translation import check, keys, originals, translatable
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import load
from kneetui.content.model import Library
from kneetui.packs.checking.check import check_folder
from kneetui.services.container import Services
from tests.content.packs import write_pack

MORE = """
[[evidence]]
cause = "patellofemoral-pain"
id = "hard-ball"
if = { "tennis.ball" = "hard" }
present = 2
text = "a hard ball for 48 hours"
otherwise = "no {ball}"
source = "tennis-book"

[[flag]]
id = "tennis-flag"
urgency = "self-care"
condition = { "tennis.ball" = "hard" }
because = "Hard ball."
do = "Rest."
source = "tennis-book"
[[flag.raise]]
urgency = "soon"
condition = { swelling = "marked" }
because = "Swollen."
"""

GERMAN = """
[pack]
name = "Tennis auf Deutsch"

[question."tennis.ball"]
text = "Welcher Ball?"
why = ""

[question."tennis.ball".option]
hard = "Hart"

[cause.patellofemoral-pain.evidence.hard-ball]
text = "ein harter Ball seit 48 Stunden"

[flag.tennis-flag.raise.1]
because = "Geschwollen."
"""


def tennis(folder: Path, german: str = GERMAN, name: str = "de") -> Path:
    made = write_pack(folder / "tennis", more=MORE)
    (made / "locale").mkdir()
    (made / "locale" / f"{name}.toml").write_text(german, encoding="utf-8")
    return made


def spoken(folder: Path, language: str = "de") -> Library:
    return load([(folder, "tests")], language)


def test_texts_are_in_the_language_as_far_as_it_goes(tmp_path: Path) -> None:
    library = spoken(tennis(tmp_path))
    assert (library.language, library.problems, library.warnings) == ("de", (), ())
    ball = library.questions["tennis.ball"]
    assert (ball.text, ball.why) == ("Welcher Ball?", "It decides nothing.")
    assert [option.text for option in ball.options] == ["Hart", "Soft"]
    assert library.packs["tennis"].name == "Tennis auf Deutsch"
    assert library.packs["tennis"].languages == ("de",)
    evidence = library.causes["patellofemoral-pain"].evidence[-1]
    assert evidence.text == "ein harter Ball seit 48 Stunden"
    assert library.flags["tennis-flag"].raises[0].because == "Geschwollen."
    assert library.questions["swelling"] == load().questions["swelling"]


def test_only_words_change(tmp_path: Path) -> None:
    folder = tennis(tmp_path)
    plain, german = load([(folder, "tests")]), spoken(folder)
    back = {text.spot: text.words for text in texts(plain)}
    assert reworded(german, lambda spot, _: back[spot]).questions == plain.questions
    assert reworded(german, lambda spot, _: back[spot]).causes == plain.causes
    assert reworded(german, lambda spot, _: back[spot]).flags == plain.flags
    assert (plain.language, plain.questions["tennis.ball"].text) == ("", "Which ball?")


def test_every_text_has_a_place_of_its_own(library: Library) -> None:
    for pack in library.packs:
        mine = [text for text in texts(library) if text.spot.pack == pack and translatable(text.spot)]
        assert len(originals(library, pack)) == len(mine)
    places = {keys(text.spot) for text in texts(library)}
    assert ("question", "swelling", "option", "none") in places
    assert ("cause", "patellofemoral-pain", "name") in places
    assert ("exercise", "step-up", "steps", "1") in places


WRONG = [
    ("[question.\"tennis.bal\"]\ntext = 'x'\n", "the pack has no text “question.tennis.bal”", "tennis.ball"),
    ("[question.\"tennis.ball\"]\ntxt = 'x'\n", "the pack has no text “question.tennis.ball.txt”", "“text”"),
    ("[question.swelling]\ntext = 'x'\n", "the pack has no text “question.swelling”", "tennis.ball"),
    ('[question."tennis.ball"]\ntext = 1\n', "a text is needed here", "quotes"),
    ("[question.\"tennis.ball\"]\noption = 'x'\n", "a table is needed here", "option"),
    ("[question]\n\"tennis.ball\" = ['x']\n", "a table is needed here", "tennis.ball"),
    ("[cause.patellofemoral-pain.evidence.hard-ball]\notherwise = 'kein'\n", "the blanks differ", "{ball}"),
    (f"[pack]\nname = '{'x' * 2001}'\n", "the text is longer than 2000 characters", "Shorten"),
    ("[pack\n", "not valid TOML", "brackets"),
]


@pytest.mark.parametrize(("german", "message", "remedy"), WRONG, ids=[wrong_text[1] for wrong_text in WRONG])
def test_a_wrong_translation_is_named_by_the_check_and_left_out_by_the_app(
    tmp_path: Path, home: Path, german: str, message: str, remedy: str
) -> None:
    folder = tennis(tmp_path, german)
    (problem,) = check_folder(folder)
    assert problem.message.startswith(message)
    assert remedy in problem.remedy
    assert (Path(problem.file).name, problem.severity) == ("de.toml", "error")
    assert problem.line
    library = spoken(folder)
    assert "tennis" in library.packs
    assert library.problems == ()
    assert library.questions["tennis.ball"].text == "Which ball?"
    (warning,) = library.warnings
    assert warning.message.startswith(f"the translation “de” is left out: {message}")
    assert warning.severity == "warning"


def test_lost_numbers_are_worth_a_look(tmp_path: Path, home: Path) -> None:
    german = GERMAN.replace("48 Stunden", "24 Stunden")
    (warning,) = check_folder(tennis(tmp_path, german))
    assert "the original says 48" in warning.message
    assert warning.severity == "warning"
    assert "24" in spoken(tmp_path / "tennis").causes["patellofemoral-pain"].evidence[-1].text


def test_a_file_must_be_called_like_a_language(tmp_path: Path) -> None:
    folder = tennis(tmp_path, name="German")
    pack = load_pack(folder)
    (problem,) = check(load([(folder, "tests")]), pack)
    assert problem.message == "“German” is no language"
    assert "de.toml" in problem.remedy


def test_a_language_that_nobody_brings_is_said(tmp_path: Path) -> None:
    library = spoken(tennis(tmp_path), "fr")
    assert library.language == ""
    (warning,) = library.warnings
    assert (warning.message, warning.remedy) == (
        "no pack is translated into “fr”",
        "Use one of: de; or none.",
    )


def test_the_compiled_library_is_one_for_each_language(tmp_path: Path) -> None:
    folders = [(tennis(tmp_path), "tests")]
    store = tmp_path / "cache"
    for language, text in (("", "Which ball?"), ("de", "Welcher Ball?"), ("qps", pseudo("Which ball?"))) * 2:
        library = cache.load(folders, store, write_private, language)
        assert library.questions["tennis.ball"].text == text
    assert len(list(store.iterdir())) == 3
    locale = folders[0][0] / "locale" / "de.toml"
    locale.write_text(GERMAN.replace("Welcher Ball?", "Was für ein Ball?"), encoding="utf-8")
    assert (
        cache.load(folders, store, write_private, "de").questions["tennis.ball"].text == "Was für ein Ball?"
    )


@pytest.mark.parametrize(
    ("switch", "setting", "language"),
    [
        (None, "", ""),
        (None, "de", "de"),
        ("qps", "de", "qps"),
        ("", "de", ""),
        ("../x", "de", ""),
        ("pt-BR", "", "pt-BR"),
    ],
)
def test_the_language_comes_from_the_environment_or_the_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch, switch: str | None, setting: str, language: str
) -> None:
    write_settings(home / "config" / "config.toml", Settings(language=setting))
    if switch is None:
        monkeypatch.delenv("KNEETUI_LANG", raising=False)
    else:
        monkeypatch.setenv("KNEETUI_LANG", switch)
    assert Services().language == language


def test_a_setting_that_is_no_language_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('language = "../de"\n', encoding="utf-8")
    settings, problems = read_settings(file)
    assert settings.language == ""
    assert "language" in str(problems[0])


@pytest.mark.parametrize(
    "words", ["Yes", "Where does it hurt?", "Take {count} of 10, then rest for 24 hours."]
)
def test_the_made_up_language(words: str) -> None:
    marked = pseudo(words)
    assert marked.startswith("[")
    assert marked.endswith("]")
    assert "{count}" in marked or "{count}" not in words
    assert len(marked) >= len(words) * 1.2
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(marked.replace("{count}", "").lower())
