"""``kneetui evaluate``: how well the cases of a file or a folder come out."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library, note_left_out
from kneetui.cli.typed_path import TypedPath
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.triage.evaluation.cases import Case
    from kneetui.triage.evaluation.evaluate import CaseResult

NOISE_SEEDS = 20


@click.command()
@click.argument("places", nargs=-1, type=TypedPath(), metavar="[FILE.toml|FOLDER]...")
@click.option("--adaptive", is_flag=True, help="Interview each case instead of using all its answers.")
@click.option(
    "--noise",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Turn this share of the answers to unknown or a neighbour.",
)
@click.option(
    "--drop",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out this share of the answers.",
)
@click.option(
    "--part",
    type=click.Choice(["all", "tuning", "aside"]),
    default="all",
    help="All cases, or the part kept aside while tuning.",
)
@click.option("-v", "--verbose", is_flag=True, help="Case by case.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--markdown", is_flag=True, help="The summary as Markdown.")
@click.pass_obj
def evaluate(
    services: Services,
    places: tuple[Path, ...],
    adaptive: bool,
    noise: float,
    drop: float,
    part: str,
    verbose: bool,
    as_json: bool,
    markdown: bool,
) -> None:
    """Run cases; without a file or folder, the cases of all installed packs."""
    from kneetui.report import accuracy
    from kneetui.triage.evaluation import evaluate as running

    library = load_library(services)
    note_left_out(services)
    cases = _read(library, places)
    cases = [case for case in cases if part == "all" or aside(case.id) == (part == "aside")]
    results = running.run(library, cases, adaptive)
    summary: dict[str, Any] = running.summary(results)
    if noise:
        summary["noise"] = _noise(library, cases, noise, adaptive)
    if drop:
        summary["drop"] = _drop(library, cases, drop, adaptive)
    if as_json:
        summary["results"] = [plain(result) for result in results]
        show_json(summary)
        return
    lines = accuracy.markdown(summary) if markdown else accuracy.text(summary)
    if verbose:
        click.echo("\n".join(accuracy.rows(results)) + "\n")
    click.echo("\n".join(lines))


def _read(library: Library, places: tuple[Path, ...]) -> list[Case]:
    """The cases of these places, else of all packs; leaves with every problem if one of them cannot be read."""
    from kneetui.triage.evaluation.cases import BadCases, read_cases

    cases: list[Case] = []
    problems: list[str] = []
    for path in places or [Path(pack.folder) for pack in library.packs.values()]:
        try:
            file_cases = read_cases(path, library)
        except BadCases as error:
            problems += error.lines
            continue
        if places and not file_cases:
            problems.append(f"{path}: there is no [[case]] in it.")
        cases += file_cases
    if problems:
        fail(problems)
    return cases


def aside(name: str) -> bool:
    """Whether a case belongs to the third that is kept aside while tuning: by the hash of its id."""
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def _noise(library: Library, cases: list[Case], share: float, adaptive: bool) -> dict[str, Any]:
    from dataclasses import replace

    from kneetui.triage.evaluation import evaluate as running

    top, below, total, lowered, too_low = 0, 0, 0, 0, 0
    for seed in range(NOISE_SEEDS):
        chance = random.Random(seed)
        noisy = [replace(case, facts=running.noisy(library, case.facts, share, chance)) for case in cases]
        for result in running.run(library, noisy, adaptive):
            total += 1
            top += 1 <= result.place <= 3
            if result.case.urgency == "emergency":
                below += result.assessment.urgency not in ("emergency", "urgent")
                lowered += result.assessment.urgency != "emergency"
                too_low += result.under
    return {
        "share": share,
        "seeds": NOISE_SEEDS,
        "top-3": round(top / total, 4) if total else 0.0,
        "emergencies-below-urgent": below,
        "emergencies-below-emergency": lowered,
        "emergencies-below-tolerated": too_low,
    }


def _drop(library: Library, cases: list[Case], share: float, adaptive: bool) -> dict[str, Any]:
    from dataclasses import replace

    from kneetui.triage.evaluation import alike
    from kneetui.triage.evaluation import evaluate as running

    results: list[CaseResult] = []
    for seed in range(NOISE_SEEDS):
        chance = random.Random(seed)
        partial = [replace(case, facts=running.dropped(case.facts, share, chance)) for case in cases]
        results += running.run(library, partial, adaptive)
    total = len(results)
    under = [result.case for result in results if result.under]
    missed = [result.case for result in results if not 1 <= result.place <= 3]
    return {
        "share": share,
        "seeds": NOISE_SEEDS,
        "top-3": round(sum(1 <= result.place <= 3 for result in results) / total, 4) if total else 0.0,
        "safe": round(sum(not result.under for result in results) / total, 4) if total else 0.0,
        "missed": len(missed),
        "missed-crowded": sum(alike.crowded(case, case.facts, cases) for case in missed),
        "under": len(under),
        "under-fits-less": sum(alike.meant_for_less(case, case.facts, cases) for case in under),
    }


def plain(result: CaseResult) -> dict[str, Any]:
    """What came out for one case, as JSON can hold it."""
    assessment = result.assessment
    return {
        "id": result.case.id,
        "cause": result.case.cause,
        "place": result.place,
        "urgency": result.case.urgency,
        "tolerated": list(result.case.tolerated),
        "got": assessment.urgency,
        "flags": [flag.id for flag in assessment.flags],
        "causes": [{"id": fit.id, "probability": round(fit.probability, 4)} for fit in assessment.causes],
        "asked": list(assessment.asked),
    }
