"""The reckoning as it is printed: a physio with a pencil comes to the same."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from kneetui.content.model import Library
from kneetui.report.asking import asking
from kneetui.report.explain import explain
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.evaluate import ask

HEAD = re.compile(r"([a-z-]+): (\S+) / (\S+) = (\S+) → (\S+)")
SHOWN = re.compile(r"share \^ (\S+) / (\S+) \(sum")
BASE = re.compile(r" +base weight (\S+) = (\S+) \(.*?\) × (\S+) \(")
RATIO = re.compile(r"    × +(\S+) +(.*)")


def test_every_sum_comes_out_by_hand(library: Library) -> None:
    halves = grouped = 0
    for case in read_cases(Path(library.packs["core"].folder), library)[::9]:
        assessment = assess(library, case.facts)
        lines = explain(library, assessment)
        halves += sum("half of ×" in line for line in lines)
        grouped += sum("not counted again" in line for line in lines)
        power, whole = next(map(float, match.groups()) for line in lines if (match := SHOWN.match(line)))
        printed: dict[str, list[float]] = {}
        name = ""
        for line in lines:
            if head := HEAD.fullmatch(line):
                name = head[1]
                printed[name] = [float(group) for group in head.groups()[1:]]
            elif base := BASE.match(line):
                assert float(base[2]) * float(base[3]) == pytest.approx(float(base[1]), rel=1e-4)
                printed[name].append(float(base[1]))
            elif ratio := RATIO.match(line):
                printed[name].append(float(ratio[1]))
        assert list(printed) == [fit.id for fit in assessment.causes]
        for (score, total, share, shown, *factors), fit in zip(
            printed.values(), assessment.causes, strict=True
        ):
            assert math.prod(factors) == pytest.approx(score, rel=1e-4)
            assert score / total == pytest.approx(share, abs=1e-4)
            assert (score / total) ** power / whole == pytest.approx(shown, abs=1e-3)
            assert shown == pytest.approx(fit.probability, abs=1e-4)
    assert halves
    assert grouped


def test_the_sum_is_over_all_causes(library: Library) -> None:
    assessment = assess(library, answers.read({"age": 40, "location": ["kneecap"]}, library))
    lines = explain(library, assessment)
    total = next(float(match[1]) for line in lines if (match := re.search(r"score / (\S+) \(sum", line)))
    scores = [
        fit.base * math.prod(r.ratio for r in fit.reasons) for fit in ranking(library).rank(assessment.facts)
    ]
    assert sum(scores) == pytest.approx(total, rel=1e-5)
    rest = next(float(match[1]) for line in lines if (match := re.search(r"together (\S+)$", line)))
    assert rest + sum(fit.probability for fit in assessment.causes) == pytest.approx(1, abs=1e-3)


def test_a_flag_says_what_it_read(library: Library) -> None:
    facts = answers.read({"swelling": "marked", "warm-or-red": "red", "fever-or-unwell": True}, library)
    text = "\n".join(explain(library, assess(library, facts)))
    assert "Urgency: emergency (the highest flag)" in text
    assert re.search(r"RF06 → emergency: .*\n +it reads: .*fever-or-unwell = yes.*warm-or-red = red", text)


def test_the_interview_says_what_was_asked_and_why_it_ended(library: Library) -> None:
    case = next(
        case for case in read_cases(Path(library.packs["core"].folder), library) if case.urgency == "soon"
    )
    assessment = ask(library, case.facts)
    lines = asking(library, assessment)
    numbered = [line for line in lines if re.match(r"  \d+\. ", line)]
    assert [line.split()[1].rstrip(":") for line in numbered] == list(assessment.asked)
    assert lines[-1].startswith("  End: ")


def test_an_interview_that_ran_out_names_what_it_left(library: Library) -> None:
    calm = {
        "warning-signs": [],
        "weight-bearing": "normal",
        "age": 30,
        "onset": "gradual",
        "location": ["kneecap"],
    }
    assessment = ask(library, answers.read(calm, library))
    best = re.search(
        r"question left \((\S+)\) is worth (\S+) \((\S+)\); to be asked it needs (\S+), or (\S+) ",
        asking(library, assessment)[-1],
    )
    assert best
    assert best[1] not in assessment.asked
    assert float(best[2]) < float(best[4])
    assert float(best[3]) < float(best[5])
