"""The file of a translator: nothing that somebody wrote gets lost, and what changed is marked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kneetui.content.i18n.translation import originals
from kneetui.content.loading.merge import load
from kneetui.packs.errors import PackError
from kneetui_pack_authoring.translate import prepare, write
from kneetui_pack_authoring.translation_file import TextsFile, texts_file
from tests.content.i18n.test_translation import MORE
from tests.content.packs import write_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "tennis", more=MORE)


def made(pack: Path, old: str = "") -> TextsFile:
    library = load([(pack, "x")])
    return texts_file(library, "tennis", "de", originals(library, "tennis"), old)


def reworded(pack: Path, before: str, after: str) -> None:
    file = pack / "questions.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_new_file_has_every_text_with_its_original(pack: Path) -> None:
    fresh = made(pack)
    assert (fresh.total, fresh.done) == (12, 0)
    assert len(fresh.missing) == 12
    assert '[question."tennis.ball"]\n#= Which ball?\ntext = ""\n' in fresh.text
    assert '[question."tennis.ball".option]\n#= Hard\nhard = ""\n#= Soft\nsoft = ""\n' in fresh.text
    assert "[flag.tennis-flag.raise.1]\n#= Swollen.\nbecause" in fresh.text
    assert tomllib.loads(fresh.text)["pack"] == {"name": "", "summary": ""}


def test_it_is_a_good_translation_as_it_is(pack: Path) -> None:
    (pack / "locale").mkdir()
    (pack / "locale" / "de.toml").write_text(made(pack).text, encoding="utf-8")
    library = load([(pack, "x")], "de")
    assert library.warnings == ()
    assert library.questions["tennis.ball"].text == "Which ball?"


def test_what_is_written_and_remarked_stays(pack: Path) -> None:
    text = made(pack).text.replace('text = ""', 'text = "Welcher \\"Ball\\"?"  # oder: Bälle', 1)
    text = text.replace("[question.", "# über Bälle\n[question.", 1).replace(
        "#= Hard\n", "#= Hard\n# hart?\n"
    )
    text = text.replace("# tennis,", "# Ana, 2026\n# tennis,", 1) + "# das war alles\n"
    again = made(pack, text).text
    for line in ("# Ana, 2026", "# über Bälle", "# hart?", "# das war alles", "# oder: Bälle"):
        assert again.count(line) == 1
    assert '# über Bälle\n[question."tennis.ball"]' in again
    assert tomllib.loads(again) == tomllib.loads(text)
    assert made(pack, again).text == again


def test_a_changed_original_is_marked_until_somebody_looked(pack: Path) -> None:
    text = made(pack).text.replace('text = ""', 'text = "Welcher Ball?"', 1)
    reworded(pack, "Which ball?", "Which ball do you use?")
    fresh = made(pack, text)
    assert fresh.changed == [("question", "tennis.ball", "text")]
    marked = '#! Which ball?\n#= Which ball do you use?\ntext = "Welcher Ball?"\n'
    assert marked in fresh.text
    reworded(pack, "do you use", "do you play")
    again = made(pack, fresh.text)
    assert "#! Which ball?\n#= Which ball do you play?\n" in again.text
    looked = made(pack, again.text.replace("#! Which ball?\n", ""))
    assert looked.changed == []
    assert looked.done == 1


def test_a_text_that_is_gone_leaves_its_translation_behind(pack: Path) -> None:
    text = made(pack).text.replace('soft = ""', 'soft = "Weich"')
    reworded(pack, 'id = "soft"', 'id = "softer"')
    fresh = made(pack, text)
    assert '#~ question."tennis.ball".option.soft = "Weich"' in fresh.text
    assert 'softer = ""' in fresh.text
    assert made(pack, fresh.text).text == fresh.text


def test_lines_of_long_originals_are_all_remarks(pack: Path) -> None:
    reworded(pack, 'text = "Which ball?"', 'text = """Which\nball?"""')
    fresh = made(pack)
    assert '#= Which\n#= ball?\ntext = ""' in fresh.text
    done = fresh.text.replace('text = ""', 'text = "Welcher\\nBall?"', 1)
    assert made(pack, done).changed == []


def test_the_file_is_written_whole_and_only_if_it_differs(pack: Path, home: Path) -> None:
    work = prepare(pack, "de", list)
    assert work.differs
    write(work)
    assert not prepare(pack, "de", list).differs
    assert [path.name for path in (pack / "locale").iterdir()] == ["de.toml"]


@pytest.mark.parametrize("broken", ["[pack\n", "\x00"])
def test_a_broken_file_is_never_written_over(pack: Path, home: Path, broken: str) -> None:
    (pack / "locale").mkdir()
    file = pack / "locale" / "de.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(PackError):
        prepare(pack, "de", list)
    assert file.read_text(encoding="utf-8") == broken


def test_a_broken_pack_has_no_texts_yet(tmp_path: Path, home: Path) -> None:
    bad = write_pack(tmp_path / "bad", "bad", more="[[nonsense]]\n")
    with pytest.raises(PackError, match="nonsense"):
        prepare(bad, "de", list)
