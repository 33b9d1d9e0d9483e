"""``kneetui pack test``: whether the cases of a pack come out as they should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.library import load_library
from kneetui.cli.pack.tell import annotation, forms, line, plain_problem, tell
from kneetui.cli.typed_path import TypedPath
from kneetui.config.wording import count
from kneetui.services.container import Services

if TYPE_CHECKING:
    from kneetui.packs.checking.by_interview import UnaskedCase
    from kneetui_pack_authoring.pack_trial import PackTrial

NO_CASE = "there is no [[case]] in it, so nothing was tested. Write one for every cause and every flag."


@click.command()
@click.argument("folder", required=False, type=TypedPath())
@click.option("--with-installed", is_flag=True, help="With all installed packs, and not only the core.")
@click.option("--adaptive", is_flag=True, help="Interview each case instead of using all its answers.")
@click.option("--quick", is_flag=True, help="Only run the cases; do not look for questions never asked.")
@forms
@click.pass_obj
def test(
    services: Services,
    folder: Path | None,
    with_installed: bool,
    adaptive: bool,
    quick: bool,
    form: str,
    as_json: bool,
) -> None:
    """Run the cases of the pack in FOLDER, or of the one in this project.

    Fails if an emergency or urgent case is shown as less, if an urgency is outside what its case tolerates,
    if the right cause is not among the first three, if a case comes out less urgent when it is asked question
    by question, and if there are no cases.
    """
    from kneetui.packs.errors import PackError
    from kneetui_pack_authoring.pack_trial import run

    form = "json" if as_json else form
    place = _place(folder)
    others = []
    if with_installed:
        packs = load_library(services).packs.values()
        others = [(Path(pack.folder), pack.origin) for pack in packs if pack.id != "core"]
    try:
        trial = run(place, others, adaptive=adaptive, search=not quick)
    except PackError as error:
        tell(error.problems, "", form)
        raise SystemExit(1) from None
    if form == "json":
        show_json(_plain(trial, adaptive))
    else:
        counts = _counts(trial, place, with_installed=with_installed, adaptive=adaptive)
        details = _annotations(trial) if form == "github" else _details(trial)
        click.echo("\n".join([*counts, *details]))
    raise SystemExit(0 if trial.passed else 1)


def _place(folder: Path | None) -> Path:
    """The folder that was given, or else the one pack in it or here."""
    from kneetui.packs.checking.find_project import nearby

    packs = nearby(folder or Path())
    if folder is not None and (not packs or (folder / "pack.toml").is_file()):
        return folder
    if not packs:
        fail(["there is no pack here. Give its folder: the one with pack.toml."])
    if len(packs) > 1:
        fail([f"there are several packs here; name one: {', '.join(map(str, packs))}."])
    return packs[0]


def _counts(trial: PackTrial, place: Path, *, with_installed: bool, adaptive: bool) -> Iterator[str]:
    if not trial.verdicts:
        yield f"{place}: {NO_CASE}"
        return
    beside = "all installed packs" if with_installed else "the core"
    yield f"{trial.pack}: {count(len(trial.verdicts), 'case')}, with {beside}{', by interview' if adaptive else ''}"
    yield f"  urgency  exact {trial.count('exact')}, tolerated {trial.count('tolerated')}, " + (
        f"more urgent {trial.count('over')}, less urgent {trial.count('under')}"
    )
    firsts = sum(verdict.result.place == 1 for verdict in trial.verdicts)
    threes = sum(1 <= verdict.result.place <= 3 for verdict in trial.verdicts)
    yield f"  cause    first {firsts}, in the first three {threes}"
    yield f"  missed red flags  {sum(verdict.missed for verdict in trial.verdicts)}"
    if adaptive:
        asked = [len(verdict.result.assessment.asked) for verdict in trial.verdicts]
        yield f"  questions asked   at most {max(asked)}"


def _details(trial: PackTrial) -> Iterator[str]:
    for failure in trial.failures:
        problem = trial.problem(failure)
        yield ""
        yield f"FAILED  {failure.result.case.id}: {failure.wrong}  ({problem.file}:{problem.line})"
        yield from (f"  {text}" for text in failure.explain())
        yield f"  {problem.remedy}"
    for lost in trial.unasked_cases:
        yield ""
        yield f"FAILED  {_unasked_case(lost)}"
    second = [verdict.result for verdict in trial.verdicts if verdict.result.place in (2, 3)]
    lines = [
        f"{result.case.id}: {result.assessment.causes[0].id} came before {result.case.cause}"
        for result in second
    ]
    groups = [
        ("right cause not first", lines),
        ("causes without a case", [", ".join(trial.causes)] if trial.causes else []),
        ("flags that no case raises", [", ".join(trial.flags)] if trial.flags else []),
        ("questions never asked", [line(question) for question in trial.unasked or ()]),
    ]
    for name, listed in groups:
        if listed:
            yield ""
            yield f"{name}:"
            yield from (f"  {text}" for text in listed)
    if trial.unasked is not None:
        yield ""
        yield f"Looking for questions never asked took {trial.searched:.1f} s; --quick leaves it out."


def _annotations(trial: PackTrial) -> Iterator[str]:
    for failure in trial.failures:
        yield annotation(trial.problem(failure))
    for problem in trial.unasked or ():
        yield annotation(replace(problem, severity="warning"))
    for lost in trial.unasked_cases:
        yield f"::error title={trial.pack}::{_unasked_case(lost)}"
    if not trial.verdicts:
        yield f"::error title={trial.pack}::{NO_CASE}"


def _unasked_case(lost: UnaskedCase) -> str:
    return f"{lost.case.id}: asked question by question it comes out as {lost.after} instead of {lost.before}"


def _plain(trial: PackTrial, adaptive: bool) -> dict[str, Any]:
    from kneetui.cli.evaluate import plain
    from kneetui.triage.evaluation.evaluate import summary
    from kneetui.triage.evaluation.verdict import set_by

    return {
        "pack": trial.pack,
        "passed": trial.passed,
        "adaptive": adaptive,
        **summary(trial.results),
        "urgency": {level: trial.count(level) for level in ("exact", "tolerated", "over", "under")},
        "missed-red-flags": [verdict.result.case.id for verdict in trial.verdicts if verdict.missed],
        "failures": [
            plain_problem(trial.problem(failure))
            | {"case": failure.result.case.id, "set-by": set_by(failure.result.assessment)}
            for failure in trial.failures
        ],
        "causes-without-case": list(trial.causes),
        "flags-without-case": list(trial.flags),
        "questions-never-asked": None
        if trial.unasked is None
        else [plain_problem(question) for question in trial.unasked],
        "less-urgent-by-interview": [
            {"case": lost.case.id, "before": lost.before, "after": lost.after} for lost in trial.unasked_cases
        ],
        "seconds-searched": round(trial.searched, 2),
        "results": [plain(result) for result in trial.results],
    }
