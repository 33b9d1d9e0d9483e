from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kneetui.cli.evaluate import NOISE_SEEDS, aside
from tests.cli.conftest import Run
from tests.cli.small import CASES


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "cases.toml"
    file.write_text(CASES, encoding="utf-8")
    return file


def summary(run: Run, *words: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run("evaluate", *words, "--json").stdout)
    return data


def test_the_counts_are_right(run: Run, cases: Path) -> None:
    """A1 and A2 come out first; A3 has the kneecap in front of the meniscus and is called self-care."""
    report = summary(run, cases)
    hits = {name: value["hits"] for name, value in report["measures"].items()}
    assert report["cases"] == 3
    assert hits == {
        "top-1": 1,
        "top-3": 3,
        "strict": 2,
        "exact": 2,
        "safe": 2,
        "under-triage": 1,
        "over-triage": 0,
    }
    assert report["confusions"] == {"joint-infection → meniscus": 1, "meniscus → kneecap": 1}
    assert report["emergencies-below"] == 0
    assert report["serious-at-home"] == 1
    assert [result["id"] for result in report["results"]] == ["A1", "A2", "A3"]
    assert set(report["results"][0]) == {
        "id",
        "cause",
        "place",
        "urgency",
        "tolerated",
        "got",
        "flags",
        "causes",
        "asked",
    }


def test_without_a_file_the_packs_own_cases_run(run: Run) -> None:
    assert summary(run)["cases"] == 3


def test_a_folder_runs_all_its_files(run: Run, cases: Path) -> None:
    assert summary(run, cases.parent)["cases"] == 3


def test_in_words(run: Run, cases: Path) -> None:
    output = run("evaluate", cases).stdout
    assert output.startswith("3 cases\n")
    assert "right cause first" in output
    assert "emergencies shown as less: 0" in output
    assert "1 × meniscus → kneecap" in output
    assert "A1" not in output


def test_case_by_case(run: Run, cases: Path) -> None:
    output = run("evaluate", cases, "-v").stdout
    rows = {line.split()[0]: line for line in output.splitlines()[:3]}
    assert " ok " in rows["A1"]
    assert " cause " in rows["A2"]
    assert " under " in rows["A3"]
    assert "urgent → self-care" in rows["A3"]
    assert "[RF1 RF2]" in rows["A2"]


def test_as_markdown(run: Run, cases: Path) -> None:
    output = run("evaluate", cases, "--markdown").stdout
    assert "| top-1 | 33.3 % (1) |" in output
    assert "|---|---|---|---|" in output


def test_by_interview(run: Run, cases: Path) -> None:
    report = summary(run, cases, "--adaptive")
    assert report["asked"]["most"] > 0
    assert all(result["asked"] for result in report["results"])
    assert "questions asked: median" in run("evaluate", cases, "--adaptive").stdout


def test_with_disturbed_answers(run: Run, cases: Path) -> None:
    noise = summary(run, cases, "--noise", "0.2")["noise"]
    assert noise["seeds"] == NOISE_SEEDS
    assert noise["share"] == 0.2
    assert 0 < noise["top-3"] <= 1
    assert noise["emergencies-below-tolerated"] <= noise["emergencies-below-emergency"]
    assert noise == summary(run, cases, "--noise", "0.2")["noise"]
    assert "20.0 % of the answers disturbed" in run("evaluate", cases, "--noise", "0.2").stdout


def test_with_answers_left_out(run: Run, cases: Path) -> None:
    drop = summary(run, cases, "--drop", "0.5")["drop"]
    assert (drop["seeds"], drop["share"]) == (NOISE_SEEDS, 0.5)
    assert 0 < drop["safe"] <= 1
    assert drop["under-fits-less"] <= drop["under"] == round((1 - drop["safe"]) * 3 * NOISE_SEEDS)
    assert drop["missed-crowded"] <= drop["missed"] == round((1 - drop["top-3"]) * 3 * NOISE_SEEDS)
    whole = summary(run, cases, "--drop", "1")["drop"]
    assert whole["top-3"] <= drop["top-3"]
    assert "50.0 % of the answers left out" in run("evaluate", cases, "--drop", "0.5").stdout


def test_the_two_parts_make_up_all(run: Run, cases: Path) -> None:
    parts = [
        {result["id"] for result in summary(run, cases, "--part", part)["results"]}
        for part in ("aside", "tuning")
    ]
    assert parts[0] | parts[1] == {"A1", "A2", "A3"}
    assert not parts[0] & parts[1]
    assert parts[0] == {name for name in ("A1", "A2", "A3") if aside(name)}


def test_about_a_third_is_kept_aside() -> None:
    assert 250 < sum(aside(f"case-{number}") for number in range(1000)) < 420


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[case]]\nid = 'B'\n[case.answers]\nswelling = 'x'\n", "case B: a case needs a [case.expect]"),
        ("[[case]]\nid = 'B'\n", "case B: a case needs a [case.answers]"),
        ("[[case]]\n", "case number 1: "),
        ("[[case]", "cannot be read as TOML"),
        (CASES.replace('"kneecap"', '"elbow"'), "case A1: there is no cause “elbow”"),
        (CASES.replace('"normal"', '"fine"'), "case A1: “fine” is not an urgency"),
        (CASES.replace('["front"]', '["back"]'), "case A3: location: "),
        (CASES.replace('"kneecap"', '["kneecap"]'), "case A1: there is no cause"),
        (CASES.replace('["soon"]', '"soon"'), "case A3: “tolerated” is not a list"),
        (CASES.replace('["soon"]', "[1]"), "case A3: “tolerated” is not a list"),
        ("case = 3", "“case” is not a list of tables"),
        ("[[cases]]", "there is no [[case]] in it"),
        pytest.param("case = " + "[" * 5000, "cannot be read as TOML", id="deep"),
    ],
)
def test_bad_cases_are_named(refused: Callable[..., str], tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    message = refused("evaluate", file)
    assert message.startswith(f"{file}:")
    assert reason in message


def test_files_that_are_none(refused: Callable[..., str], tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"id = '\xff'")
    for path in (tmp_path / "missing.toml", latin):
        message = refused("evaluate", path)
        assert message.startswith(f"{path}: ")
        assert message.count("\n") == 1


def test_every_bad_file_is_named_at_once(refused: Callable[..., str], tmp_path: Path) -> None:
    names = [tmp_path / "one.toml", tmp_path / "two.toml"]
    message = refused("evaluate", *names)
    assert all(str(name) in message for name in names)


@pytest.mark.parametrize("words", [("--noise", "2"), ("--part", "some"), ("--noise", "much")])
def test_wrong_options(refused: Callable[..., str], words: tuple[str, str]) -> None:
    assert words[0] in refused("evaluate", *words)
