"""Every problem of a pack at once, each with file, line, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.loading.loader import load_pack
from tests.content.packs import PACK, write_pack

FINDING = """
[[finding]]
id = "hard-ball"
text = "a hard ball"
condition = { "tennis.ball" = "hard" }
"""


def test_a_good_pack_has_no_problems(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "tennis", findings=FINDING), "tests 1.0")
    assert pack.problems == []
    assert pack.info is not None
    assert (pack.info.id, pack.info.version, pack.info.origin) == ("tennis", "0.1.0", "tests 1.0")
    assert [item.id for item in pack.items("question")] == ["tennis.ball"]


def test_a_folder_without_pack_toml_says_what_a_pack_is(tmp_path: Path) -> None:
    (problem,) = load_pack(tmp_path).problems
    assert "pack.toml" in problem.message
    assert problem.file == str(tmp_path)
    assert problem.remedy


def test_everything_is_reported_at_once_with_its_line(tmp_path: Path) -> None:
    findings = """
[[finding]]
id = "Bad Id"
text = "…"
condition = { "tennis.ball" = "hard" }

[[finding]]
id = "extra"
text = "…"
conditon = 1
condition = { "tennis.ball" = "hard" }
"""
    folder = write_pack(
        tmp_path / "tennis", findings=findings, tips='[[tip]]\nid = "x"\nkind = "frist-aid"\n'
    )
    problems = load_pack(folder).problems
    places = {(Path(problem.file).name, problem.line, problem.key) for problem in problems}
    assert ("findings.toml", 3, "finding[1].id") in places
    assert ("findings.toml", 10, "finding[2].conditon") in places
    assert ("tips.toml", 3, "tip[1].kind") in places
    assert ("tips.toml", 1, "tip[1].title") in places
    assert all(problem.remedy for problem in problems)
    remedies = {problem.key: problem.remedy for problem in problems}
    assert remedies["finding[2].conditon"] == "Did you mean “condition”?"
    assert remedies["tip[1].kind"] == "Did you mean “first-aid”?"


def test_a_table_with_only_an_optional_key_wrong_is_still_known(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", findings=FINDING + "colour = 1\n")
    pack = load_pack(folder)
    assert [item.id for item in pack.items("finding")] == ["hard-ball"]
    assert len(pack.problems) == 1


def test_broken_toml_names_line_and_column(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", findings='[[finding]]\nid = "a\n')
    (problem,) = load_pack(folder).problems
    assert (Path(problem.file).name, problem.line) == ("findings.toml", 2)
    assert "not valid TOML" in problem.message


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis")
    (folder / "tips.toml").write_bytes(b"\xff\xfe\x00")
    (problem,) = load_pack(folder).problems
    assert "UTF-8" in problem.message


def test_an_unknown_table(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "tennis", more="[[questoin]]\nid = 1\n")
    (problem,) = load_pack(folder).problems
    assert problem.line == 1
    assert problem.remedy == "Did you mean “question”?"


@pytest.mark.parametrize(
    ("change", "key"),
    [("format = 2", "format"), ('version = "one"', "version"), ('id = "Not An Id"', "id")],
)
def test_a_bad_head(tmp_path: Path, change: str, key: str) -> None:
    lines = [line for line in PACK.format(id="tennis").splitlines() if not line.startswith(f"{key} =")]
    folder = write_pack(tmp_path / "tennis", pack="\n".join([*lines, change]))
    pack = load_pack(folder)
    assert [problem.key for problem in pack.problems] == [key]
    assert pack.info is None


def test_a_question_needs_what_its_kind_needs(tmp_path: Path) -> None:
    questions = """
[[question]]
id = "tennis.age"
kind = "number"
text = "?"
why = "!"
topic = "sport"
min = 5
max = 5

[[question]]
id = "finding"
kind = "yes-no"
text = "?"
why = "!"
topic = "sport"
"""
    problems = load_pack(write_pack(tmp_path / "tennis", questions=questions)).problems
    assert any("needs min and max" in problem.message for problem in problems)
    assert any("condition language" in problem.message for problem in problems)
