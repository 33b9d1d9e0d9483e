from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

FRONT = 'activity = "walking"\nlocation = ["front"]\nswelling = "none"\nfever = false\n'
HOT = 'swelling = "marked"\nfever = true\n'

Write = Callable[[str], Path]


@pytest.fixture
def assess(run: Run, answers: Write) -> Callable[..., dict[str, Any]]:
    """The JSON object for a text of answers."""

    def invoke(text: str, *words: str) -> dict[str, Any]:
        result = run("triage", "--answers", answers(text), "--json", *words)
        assert (result.exit_code, result.stderr) == (0, "")
        plain: dict[str, Any] = json.loads(result.stdout)
        return plain

    return invoke


def test_the_shape_of_the_json(assess: Callable[..., dict[str, Any]]) -> None:
    assessment = assess(FRONT)
    assert assessment["format"] == 1
    assert set(assessment) == {
        "format",
        "urgency",
        "flags",
        "causes",
        "rule-out-first",
        "sure",
        "advice",
        "routine",
        "changes",
        "go-if",
        "asked",
        "answers",
    }
    assert assessment["urgency"] == "normal"
    assert assessment["asked"] == []
    assert assessment["routine"] == "calm"
    assert assessment["answers"]["location"] == {"yes": ["front"], "no": ["inside"]}
    first = assessment["causes"][0]
    assert set(first) == {"id", "name", "clinical", "probability", "fit", "for", "against", "unknown"}
    assert first["id"] == "kneecap"
    assert first["for"] == [
        {"id": "front", "text": "pain in front", "ratio": 4.0, "size": "clear", "source": ["book"]}
    ]
    assert [tip["id"] for tip in assessment["advice"]] == ["less"]
    assert set(assessment["advice"][0]) == {"id", "kind", "title", "text", "source"}
    assert set(assessment["changes"][0]) == {"question", "answer", "urgency", "flag", "text"}
    assert sum(cause["probability"] for cause in assessment["causes"]) == pytest.approx(1, abs=0.001)


def test_a_flag_says_why_and_what_to_do(assess: Callable[..., dict[str, Any]]) -> None:
    assessment = assess(HOT)
    assert assessment["urgency"] == "emergency"
    assert assessment["routine"] is None
    assert assessment["flags"][0] == {
        "id": "RF1",
        "urgency": "emergency",
        "because": "A hot swelling with fever.",
        "do": "Call for help now.",
        "proven": True,
        "source": ["book"],
    }


def test_for_against_and_not_known(assess: Callable[..., dict[str, Any]]) -> None:
    causes = {cause["id"]: cause for cause in assess('swelling = "slight"\n')["causes"]}
    assert [point["id"] for point in causes["kneecap"]["against"]] == ["swollen"]
    assert [point["id"] for point in causes["kneecap"]["unknown"]] == ["front"]
    assert [point["id"] for point in causes["meniscus"]["for"]] == ["swollen"]
    assert [point["ratio"] for point in causes["meniscus"]["unknown"]] == [1.0]


def test_no_answers_at_all_are_an_assessment_too(assess: Callable[..., dict[str, Any]]) -> None:
    assessment = assess("")
    assert assessment["urgency"] == "self-care"
    assert assessment["answers"] == {}


def test_the_interview_asks_only_some_of_it(assess: Callable[..., dict[str, Any]]) -> None:
    assessment = assess(FRONT, "--adaptive")
    assert assessment["asked"]
    assert set(assessment["answers"]) <= set(assessment["asked"])
    assert len(assessment["asked"]) == len(set(assessment["asked"]))


def test_an_answers_table_and_standard_input(run: Run) -> None:
    result = run("triage", "--answers", "-", "--json", input=f"format = 1\n[answers]\n{HOT}")
    assert json.loads(result.stdout)["urgency"] == "emergency"


def test_a_byte_order_mark_is_passed_over(run: Run) -> None:
    result = run("triage", "--answers", "-", "--json", input=b"\xef\xbb\xbf" + HOT.encode())
    assert json.loads(result.stdout)["urgency"] == "emergency"


def test_the_page_in_words(run: Run, answers: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    result = run("triage", "--answers", answers(HOT))
    assert result.exit_code == 0
    for words in (
        "EMERGENCY NAME",
        "Emergency number: 911",
        "because: A hot swelling with fever.",
        "now: Call for help now.",
        "Infection of the joint",
        "It orients, it is not a diagnosis.",
    ):
        assert words in result.stdout


def test_the_reckoning_can_be_followed_by_hand(run: Run, answers: Write) -> None:
    """kneecap 60 x 4 (absent swelling counts 1), meniscus 40 x 0.5, infection 1 x 0.5."""
    result = run("triage", "--answers", answers(FRONT), "--explain")
    scores = {"kneecap": 60 * 4, "meniscus": 40 * 0.5, "joint-infection": 1 * 0.5}
    total = sum(scores.values())
    assert f"score / {total:g} (sum over 3 causes)" in result.stdout
    for cause, score in scores.items():
        assert f"{cause}: {score:g} / {total:g} = {score / total:.4f}" in result.stdout
    assert "Urgency: normal" in result.stdout
    assert "location: In front" in result.stdout
    assert "× 4        pain in front [book]" in result.stdout


def test_every_printed_line_multiplies_to_the_printed_score(run: Run, answers: Write) -> None:
    output = run("triage", "--answers", answers('swelling = "slight"\nage = 30\n'), "--explain").stdout
    blocks = re.split(r"^(?=[a-z-]+: [\d.]+ / )", output, flags=re.MULTILINE)[1:]
    assert len(blocks) == 3
    for block in blocks:
        head = re.match(r"[a-z-]+: ([\d.]+) / ([\d.]+) = ([\d.]+)", block)
        base = re.search(r"base weight ([\d.]+)", block)
        assert head
        assert base
        product = float(base[1])
        for ratio in re.findall(r"× +([\d.]+) ", block):
            product *= float(ratio)
        assert product == pytest.approx(float(head[1]), rel=1e-4)
        assert float(head[1]) / float(head[2]) == pytest.approx(float(head[3]), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('swelling = "mark"', "swelling: "),
        ('swolen = "marked"', "there is no such question"),
        ('swellin = "marked"', "Did you mean “swelling”?"),
        ("age = 300", "300 is out of range. Give 8 to 99 (years)."),
        ("age = nan", "is not a number"),
        ('fever = "yes"', "Write true or false."),
        ('location = "front"', "Write a list"),
        ('location = ["behind"]', "is not an option"),
        ('location = { yes = ["front"], no = ["front"] }', "both yes and no"),
        ("swelling = ", "not valid TOML"),
        ('swelling = "none"\nswelling = "none"', "not valid TOML"),
        pytest.param("age = " + "9" * 5000, "not valid TOML", id="long"),
        pytest.param("a = " + "[" * 5000, "nested too deeply", id="deep"),
        ("answers = 3", "“answers” must be a table"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    refused: Callable[..., str], answers: Write, text: str, reason: str
) -> None:
    file = answers(text)
    message = refused("triage", "--answers", file, "--json")
    assert message.startswith(f"{file}: ")
    assert reason in message
    assert message.count("\n") == 1


def test_everything_wrong_is_said_at_once(refused: Callable[..., str], answers: Write) -> None:
    message = refused("triage", "--answers", answers('age = 1\nswelling = "x"\nnothing = 1\n'))
    assert len(message.splitlines()) == 3


def test_files_that_are_none(refused: Callable[..., str], tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('swelling = "größer"'.encode("latin-1"))
    reasons = {
        tmp_path / "missing.toml": "No such file or directory",
        tmp_path: "Is a directory",
        latin: "not UTF-8",
        f"{tmp_path}/\0": "null byte",
    }
    for path, reason in reasons.items():
        message = refused("triage", "--answers", path)
        assert message.startswith(f"{path}: ")
        assert reason in message
        assert message.count("\n") == 1


def test_standard_input_that_is_not_utf_8(refused: Callable[..., str]) -> None:
    assert refused("triage", "--answers", "-", input=b"\xff\xfe").startswith("-: the file is not UTF-8")


def test_without_answers_and_without_input_it_says_what_is_missing(run: Run) -> None:
    result = run("triage")
    assert result.exit_code == 1
    assert "--answers" in result.stderr


def test_questions_as_a_list(run: Run) -> None:
    output = run("questions").stdout
    assert "swelling (choice): Is it swollen?" in output
    assert "    slight: A little" in output
    assert "    8 to 99 years" in output


def test_questions_as_json(run: Run) -> None:
    questions = {row["id"]: row for row in json.loads(run("questions", "--json").stdout)}
    assert list(questions) == ["activity", "age", "swelling", "fever", "location"]
    assert questions["age"]["max"] == 99
    assert questions["location"]["options"][0] == {"id": "front", "text": "In front"}
    assert questions["fever"]["why"]


def test_the_interview_can_be_followed_too(run: Run, answers: Write) -> None:
    output = run("triage", "--answers", answers(FRONT), "--explain", "--adaptive").stdout
    assert "Questions asked (worth in bits" in output
    assert re.search(r"^  1\. \S+: ", output, flags=re.MULTILINE)
    assert re.search(r"^  End: ", output, flags=re.MULTILINE)
    assert "Questions asked" not in run("triage", "--answers", answers(FRONT), "--explain").stdout


def test_every_listed_question_says_why(run: Run) -> None:
    listed = json.loads(run("questions", "--json").stdout)
    output = run("questions").stdout
    assert all(f"    why: {one['why']}" in output for one in listed)
