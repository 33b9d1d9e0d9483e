"""The installed packs are plain to read and free of dead ends, and the lint says so when they are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kneetui.content.i18n.texts import texts
from kneetui.content.linting.finding import Finding
from kneetui.content.linting.lint import columns, lost_sources, wording
from kneetui.content.linting.locate import placed
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, build
from kneetui.content.model import Library
from kneetui.triage.evaluation import reachability
from kneetui.triage.evaluation.cases import Case, read_cases
from kneetui.triage.evaluation.synthetic_patients import patients
from tests.content.packs import write_pack


def in_words(findings: Sequence[Finding]) -> str:
    return "\n".join(str(finding.problem()) for finding in findings)


@pytest.fixture(scope="module")
def cases(library: Library) -> list[Case]:
    return [case for pack in library.packs.values() for case in read_cases(Path(pack.folder), library)]


# --- the installed packs -----------------------------------------------------------------------


def test_words_are_plain_modest_and_fit(library: Library) -> None:
    assert in_words(wording(library)) == ""


def test_every_cause_comes_first_for_somebody(library: Library) -> None:
    assert in_words([*reachability.causes(library, patients(library))]) == ""


def test_every_cause_has_a_case(library: Library, cases: list[Case]) -> None:
    assert in_words([*reachability.without_case(library, cases)]) == ""


@pytest.mark.hunt
def test_every_question_is_asked_in_some_interview(library: Library, cases: list[Case]) -> None:
    assert in_words([*reachability.questions(library, patients(library), cases, library.packs)]) == ""


def test_every_tip_is_shown_to_somebody(library: Library, cases: list[Case]) -> None:
    assert in_words([*reachability.tips(library, patients(library), cases, library.packs)]) == ""


# --- every rule, on a library with one mistake ----------------------------------------------------


def with_tip(library: Library, text: str) -> Library:
    """The library with other words in its first tip."""
    (name, tip), *others = library.tips.items()
    return replace(library, tips={name: replace(tip, text=text), **dict(others)})


def messages(library: Library) -> list[str]:
    return [finding.message for finding in wording(library)]


HARD = (
    "Patients experiencing considerable discomfort following unaccustomed physical exertion should immediately "
    "discontinue participation in recreational activities until comprehensive examination has been completed."
)


def test_hard_words_are_found(library: Library) -> None:
    (message,) = messages(with_tip(library, HARD))
    assert "hard to read: grade " in message


def test_names_in_parentheses_do_not_count(library: Library) -> None:
    text = "The front of the knee is sore (patellofemoral pain, chondromalacia patellae) when you climb, sit long or squat, and it eases when you rest for a while."
    assert messages(with_tip(library, text)) == []


@pytest.mark.parametrize(
    "words",
    [
        "You have a torn meniscus.",
        "Rest now. You've got the runner's knee.",
        "This is a sprain.",
        "You are suffering from arthritis.",
        "It is definitely the tendon.",
    ],
)
def test_certainty_is_found(library: Library, words: str) -> None:
    (message,) = messages(with_tip(library, words))
    assert message.endswith("sounds certain")


@pytest.mark.parametrize(
    "words",
    ["If you have a fever, call.", "Ask whether you have the right shoes.", "It looks like a sore tendon."],
)
def test_conditions_are_not_certainty(library: Library, words: str) -> None:
    assert messages(with_tip(library, words)) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Rest\nnow.", "a line break"),
        ("Rest\tnow.", "a tab"),
        ("Rest [b]now[/b].", "“[b]” looks like markup"),
        ("Rest <b>now</b>.", "“<b>” looks like markup"),
        ("Rest **now**.", "“**” looks like markup"),
        ("See https://example.org.", "looks like markup"),
    ],
)
def test_signs_are_found(library: Library, words: str, message: str) -> None:
    assert message in messages(with_tip(library, words))[0]


@pytest.mark.parametrize("words", ["Less than 2 of 10, up to 30 %.", "“Sore”, it said – and it was."])
def test_plain_signs_are_fine(library: Library, words: str) -> None:
    assert messages(with_tip(library, words)) == []


def test_long_questions_and_options_are_found(library: Library) -> None:
    (name, question), *others = library.questions.items()
    option = replace(question.options[0], text="o" * 61)
    long = replace(question, text="q" * 77, options=(option, *question.options[1:]))
    texts = messages(replace(library, questions={name: long, **dict(others)}))
    assert [message.rpartition("has ")[2] for message in texts] == [
        "77 columns, 76 fit",
        "61 columns, 60 fit",
    ]


@pytest.mark.parametrize(("text", "wide"), [("knee", 4), ("膝", 2), ("e\u0301", 1)])
def test_columns(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_lost_sources_are_found(library: Library) -> None:
    (name, tip), *others = library.tips.items()
    lost = replace(library, tips={name: replace(tip, source=("nowhere",)), **dict(others)})
    assert [finding.message for finding in lost_sources(lost)] == ["there is no source “nowhere”"]
    bare = replace(library, tips={name: replace(tip, source=()), **dict(others)})
    assert [finding.message for finding in lost_sources(bare)] == ["there is no source"]


def test_every_text_of_every_table_is_read(library: Library) -> None:
    kinds = {text.spot.kind for text in texts(library)}
    assert kinds >= {
        "question text", "question why", "question help", "question option text", "flag because", "flag do",
        "flag raise because", "cause name", "cause summary", "cause course", "cause see", "cause evidence text",
        "cause evidence otherwise", "tip title", "tip text", "exercise name", "exercise steps", "exercise figure",
        "exercise avoid text", "exercise frames", "routine summary", "routine phase goal", "pain-rule on-green",
        "watch text", "urgency do", "source title", "pack summary",
    }  # fmt: skip


# --- where it stands ---------------------------------------------------------------------------------

TIPS = """
[[tip]]
id = "court"
kind = "fit"
title = "Court"
text = "Softer."
source = "tennis-book"

[[tip]]
id = "grip"
kind = "fit"
title = "Grip"
text = "You have a tennis knee."
source = "tennis-book"

[[evidence]]
cause = "patellofemoral-pain"
id = "hard-ball"
if = { "tennis.ball" = "hard" }
present = 1.1
text = "this is a hard ball"
source = "tennis-book"
"""


def test_findings_have_file_and_line(tmp_path: Path) -> None:
    packs = [load_pack(CORE), load_pack(write_pack(tmp_path / "tennis", tips=TIPS))]
    mine = [finding for finding in wording(build(packs)) if finding.spot.pack == "tennis"]
    problems = [placed(finding, packs) for finding in mine]
    assert [(Path(problem.file).name, problem.line, problem.key) for problem in problems] == [
        ("tips.toml", 21, "evidence[1].text"),
        ("tips.toml", 13, "tip[2].text"),
    ]
    assert placed(mine[0], []).key == "cause patellofemoral-pain evidence hard-ball text"
