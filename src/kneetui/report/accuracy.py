"""The outcome of ``kneetui evaluate`` as text and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kneetui.config.wording import count

if TYPE_CHECKING:
    from kneetui.triage.evaluation.evaluate import CaseResult


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def text(summary: dict[str, Any]) -> list[str]:
    """The summary, a line a measure."""
    lines = [count(summary["cases"], "case")]
    for name, measure in summary["measures"].items():
        low, high = measure["interval"]
        figure = f"{measure['hits']:4d}  {_percent(measure['share']):>8}  (95 %: {_percent(low)} to {_percent(high)})"
        lines.append(f"{name:13} {figure}  {measure['meaning']}")
    lines += _counts(summary)
    if summary["confusions"]:
        lines.append("confused:")
        lines += [f"  {times} × {pair}" for pair, times in summary["confusions"].items()]
    return lines


def _counts(summary: dict[str, Any]) -> list[str]:
    asked = summary["asked"]
    lines = [
        f"emergencies shown as less: {summary['emergencies-below']}",
        f"emergency or urgent shown as self-care or normal: {summary['serious-at-home']}",
        f"normal soreness sent above self-care: {summary['normal-sent-on']}",
    ]
    if summary["calibration"]["curve"]:
        distance = _percent(summary["calibration"]["distance"])
        lines.append(
            f"the chance shown for the first cause is off by {distance} (mean, accepted causes count)"
        )
    if asked["most"]:
        lines.append(
            f"questions asked: median {asked['median']:g}, most {asked['most']}; keys: median {asked['keys']:g}"
        )
    noise = summary.get("noise")
    if noise:
        lines.append(
            f"with {_percent(noise['share'])} of the answers disturbed ({count(noise['seeds'], 'seed')}): "
            f"top-3 {_percent(noise['top-3'])}; emergencies below emergency "
            f"{noise['emergencies-below-emergency']}, below what is tolerated "
            f"{noise['emergencies-below-tolerated']}, below urgent {noise['emergencies-below-urgent']}"
        )
    drop = summary.get("drop")
    if drop:
        lines.append(
            f"with {_percent(drop['share'])} of the answers left out ({count(drop['seeds'], 'seed')}): "
            f"top-3 {_percent(drop['top-3'])}; safe {_percent(drop['safe'])}; of {drop['under']} that are too low "
            f"{drop['under-fits-less']} fit a case that is meant for less as well"
        )
    return lines


def rows(results: Sequence[CaseResult]) -> list[str]:
    """One line a case: id, place of the right cause, urgency expected and found, flags, leading causes."""
    lines = []
    for result in results:
        assessment = result.assessment
        mark = (
            "ok"
            if result.exact and result.place == 1
            else "under"
            if result.under
            else "over"
            if result.over
            else "cause"
        )
        leading = ", ".join(f"{fit.id} {fit.probability:.2f}" for fit in assessment.causes[:3])
        flags = " ".join(flag.id for flag in assessment.flags) or "-"
        asked = f"  asked {len(assessment.asked)}" if assessment.asked else ""
        lines.append(
            f"{result.case.id:10} {mark:6} {result.case.cause} (place {result.place or '-'})  "
            f"{result.case.urgency} → {assessment.urgency}  [{flags}]  {leading}{asked}"
        )
    return lines


def markdown(summary: dict[str, Any]) -> list[str]:
    """The summary as a Markdown table, counts and confusions."""
    lines = [
        f"{count(summary['cases'], 'case')}.",
        "",
        "| measure | share | 95 % interval | meaning |",
        "|---|---|---|---|",
    ]
    for name, measure in summary["measures"].items():
        low, high = measure["interval"]
        lines.append(
            f"| {name} | {_percent(measure['share'])} ({measure['hits']}) | {_percent(low)} to {_percent(high)} "
            f"| {measure['meaning']} |"
        )
    lines += ["", *(f"- {line}" for line in _counts(summary))]
    if summary["confusions"]:
        lines += ["", "| right cause → cause named first | cases |", "|---|---|"]
        lines += [f"| {pair} | {times} |" for pair, times in summary["confusions"].items()]
    return lines
