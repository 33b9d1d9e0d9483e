from __future__ import annotations

import re
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.report.text import page
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from tests.examples import some
from tests.triage.outcomes import outcomes

KNEE: dict[str, Any] = {
    "age": 30,
    "activity": "running",
    "onset": "gradual",
    "location": ["kneecap"],
    "mechanical": {"yes": ["crunching"]},
}


def lines(library: Library, **changed: Any) -> list[str]:
    raw = KNEE | {key.replace("_", "-"): value for key, value in changed.items()}
    return page(library, assess(library, answers.read(raw, library)), "112")


def test_what_to_do_now_comes_right_after_the_urgency(library: Library) -> None:
    text_lines = lines(
        library,
        swelling="moderate",
        warning_signs=[],
        weight_bearing="normal",
        duration_days=60,
        trend="same",
    )
    assert "SEE" in text_lines[0]
    assert text_lines[1].startswith("  now: ")


def test_each_reason_has_its_size_and_a_numbered_source(library: Library) -> None:
    text = " ".join(" ".join(lines(library)).split())
    assert re.search(r"for: pain around or behind the kneecap \(clear\) \[[\d, ]+\]", text)
    numbers = {
        int(digits)
        for group in re.findall(r"\[([\d, ]+)\]", text.split("Sources:")[0])
        for digits in group.split(",")
    }
    listed = [int(digits) for digits in re.findall(r"\[(\d+)\]", text.split("Sources:")[1])]
    assert listed == sorted(numbers)
    assert listed == list(range(1, len(listed) + 1))


def test_where_sources_disagree_is_said(library: Library) -> None:
    text = " ".join(" ".join(lines(library)).split())
    assert library.causes["patellofemoral-pain"].note in text
    assert "note: A knee that slipped out of place" in " ".join(
        " ".join(lines(library, deformity="out-now")).split()
    )


def test_how_sure_it_is_is_said(library: Library) -> None:
    assert "so much is not known" in " ".join(" ".join(lines(library)).split())


def test_when_to_go_at_once_stands_before_what_would_change_it(library: Library) -> None:
    text_lines = lines(library)
    signs = text_lines[text_lines.index("  Go at once if") + 1 : text_lines.index("  It is an emergency if")]
    assert 2 <= len([line for line in signs if line.startswith("    - ")]) <= 3
    assert not [line for line in signs if "?" in line]


def test_every_level_names_a_few_questions(library: Library) -> None:
    text_lines = lines(library)
    at_once, today = (
        text_lines.index("  It is an emergency if"),
        text_lines.index("  Go today or tomorrow if"),
    )
    between = [line for line in text_lines[at_once + 1 : today] if line.startswith("    - ")]
    assert 1 <= len(between) <= 3


@pytest.mark.sampled
def test_what_is_heard_has_no_number_of_a_source_in_a_line(library: Library) -> None:
    """The same words, and the sources that are named stand at the end."""
    for _, outcome in some(outcomes(library), 12):
        seen, heard = page(library, outcome, "112"), page(library, outcome, "112", heard=True)
        assert not [line for line in heard if re.search(r"\[\d+(?:, \d+)*\]", line)]
        plain = re.sub(r" ?\[\d+(?:, \d+)*\]", "", " ".join(" ".join(seen).split()))
        assert " ".join(plain.split()) == " ".join(" ".join(heard).split())
