"""How an offer, its outcomes and its difference are told, to people and to programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import fail
from kneetui.cli.pack.tell import line, plain_problem
from kneetui.config.wording import count, plural
from kneetui.packs.errors import PackError
from kneetui.packs.install.counts import holds

if TYPE_CHECKING:
    from pathlib import Path

    from kneetui.packs.checking.by_interview import UnaskedCase
    from kneetui.packs.install.case_changes import CaseOutcome, ChangedCase, Comparison
    from kneetui.packs.install.diff import Difference, Element
    from kneetui.packs.install.install_plan import Offer

SHOWN = 20
"""Cases that are listed one by one; of more, the number is said."""


@contextmanager
def refusing(as_json: bool = False) -> Iterator[None]:
    """What is wrong goes to standard error, one line a problem, or as JSON to standard output; exit code 1."""
    try:
        yield
    except PackError as error:
        if as_json:
            show_json({"problems": plain_problems(error.problems)})
            raise SystemExit(1) from None
        fail(map(line, error.problems), 1)


def ask(question: str, yes: bool) -> None:
    """Go on only if the person agrees; leaves with exit code 1 otherwise."""
    if yes:
        return
    try:
        if click.confirm(question):
            return
    except click.Abort:
        click.echo(err=True)
    hint = "" if sys.stdin.isatty() else " Add --yes to go on without a question."
    fail([f"Nothing was changed.{hint}"], 1)


def tell_offer(offer: Offer) -> Iterator[str]:
    """Everything about a pack before it is installed, line by line."""
    info = offer.info
    yield f"{info.name} ({info.id}) {info.version}"
    yield info.summary
    yield f"by: {', '.join(info.authors)}; licence: {info.licence}"
    yield f"from: {offer.came}"
    yield f"signature: {offer.signature}"
    yield f"holds: {holds(info.counts) or 'nothing'}"
    if offer.before_version:
        yield f"in place of: {info.id} {offer.before_version} ({offer.target.scope})"
    yield from tell_difference(offer.difference)
    if offer.sources:
        yield "sources:"
        yield from (
            f"  {source.title} ({source.sure}){'  ' + source.url if source.url else ''}"
            for source in offer.sources
        )
    yield from tell_outcomes(offer.outcomes)
    yield from (f"note: {note}" for note in offer.notes)


def tell_difference(difference: Difference) -> Iterator[str]:
    """What is added, removed and changed, by kind."""
    for word in ("added", "removed", "changed"):
        things: tuple[Element, ...] = getattr(difference, word)
        if things:
            yield f"{word}:"
            for kind, group in groupby(
                sorted(things, key=lambda entry: entry.kind), lambda entry: entry.kind
            ):
                yield f"  {kind}: {', '.join(change.id for change in group)}"


def tell_outcomes(outcomes: Comparison) -> Iterator[str]:
    """How the cases of all packs come out, before and after."""
    cases = count(outcomes.cases, "case")
    yield f"outcomes: {outcomes.same} of {cases} {plural(outcomes.cases, 'comes', 'come')} out as before"
    if outcomes.interviewed:
        lost = len(outcomes.unasked)
        yield f"  asked question by question, {lost or 'none'} of {outcomes.interviewed} {plural(lost, 'comes', 'come')} out less urgent"
    yield from (f"  {_unasked(case)}" for case in outcomes.unasked)
    if not outcomes.changed:
        return
    counts = {
        "less urgent": outcomes.count("lower"),
        "more urgent": outcomes.count("higher"),
        "with another first cause": outcomes.count("other_cause"),
    }
    summary = ", ".join(f"{amount} {words}" for words, amount in counts.items() if amount)
    changed = len(outcomes.changed)
    yield f"  {changed} {plural(changed, 'changes', 'change')}{f': {summary}' if summary else ' in the order behind the first cause'}"
    yield from (f"  {_changed(case)}" for case in outcomes.changed[:SHOWN])
    if len(outcomes.changed) > SHOWN:
        yield f"  and {len(outcomes.changed) - SHOWN} more; --json lists them all"


def _unasked(lost: UnaskedCase) -> str:
    return f"{lost.case.id}: LESS URGENT when asked: {lost.before} → {lost.after} (expected: {lost.case.urgency})"


def _changed(change: ChangedCase) -> str:
    parts = []
    if change.before.urgency != change.after.urgency:
        word = "LESS URGENT" if change.lower else "more urgent"
        parts.append(f"{word}: {change.before.urgency} → {change.after.urgency} (expected: {change.urgency})")
    if change.other_cause:
        first = f"{change.before.first or 'none'} → {change.after.first or 'none'}"
        parts.append(f"first cause: {first} (expected: {change.cause})")
    elif change.before.causes != change.after.causes:
        behind = " → ".join(", ".join(outcome.causes[1:]) for outcome in (change.before, change.after))
        parts.append(f"behind {change.after.first}: {behind}")
    return f"{change.case} ({change.pack}): {'; '.join(parts)}"


def plain_offer(offer: Offer) -> dict[str, Any]:
    """The same as JSON can hold it."""
    info, came = offer.info, offer.came
    keys = ("id", "name", "version", "summary", "licence")
    return {
        **{key: getattr(info, key) for key in keys},
        "authors": list(info.authors),
        "activities": list(info.activities),
        "counts": dict(info.counts),
        "requires": dict(info.requires),
        "from": {key: value for key in ("kind", "place", "index", "sha256") if (value := getattr(came, key))},
        "signature": offer.signature,
        "scope": offer.target.scope,
        "before": offer.before_version,
        "older": offer.older,
        "edited": list(offer.edited),
        "sources": [
            {key: getattr(source, key) for key in ("id", "title", "sure", "url")} for source in offer.sources
        ],
        **plain_difference(offer.difference),
        "outcomes": plain_outcomes(offer.outcomes),
        "notes": list(offer.notes),
    }


def plain_difference(difference: Difference) -> dict[str, Any]:
    """A difference as JSON can hold it."""
    return {
        word: [
            {"kind": change.kind, "id": change.id, "words": change.words}
            for change in getattr(difference, word)
        ]
        for word in ("added", "removed", "changed")
    }


def plain_outcomes(outcomes: Comparison) -> dict[str, Any]:
    """Outcomes as JSON can hold them."""
    return {
        "cases": outcomes.cases,
        "same": outcomes.same,
        "less-urgent": outcomes.count("lower"),
        "more-urgent": outcomes.count("higher"),
        "other-cause": outcomes.count("other_cause"),
        "interviewed": outcomes.interviewed,
        "less-urgent-by-interview": [
            {"case": lost.case.id, "before": lost.before, "after": lost.after} for lost in outcomes.unasked
        ],
        "changed": [
            {
                "pack": change.pack,
                "case": change.case,
                "expected": {"urgency": change.urgency, "cause": change.cause},
                "before": _plain_outcome(change.before),
                "after": _plain_outcome(change.after),
            }
            for change in outcomes.changed
        ],
    }


def _plain_outcome(outcome: CaseOutcome) -> dict[str, Any]:
    return {"urgency": outcome.urgency, "causes": list(outcome.causes)}


def plain_problems(problems: Any) -> list[dict[str, Any]]:
    """Problems as JSON can hold them."""
    return [plain_problem(problem) for problem in problems]


def tell_backup(backup: Path | None) -> None:
    """Say where an edited pack went, if there was one."""
    if backup:
        click.echo(f"The edited pack is kept: {backup}")


Option = Callable[[Any], Any]
YES: Option = click.option("-y", "--yes", is_flag=True, help="Go on without a question.")
DRY: Option = click.option("--dry-run", is_flag=True, help="Show everything, change nothing.")
JSON: Option = click.option(
    "--json", "as_json", is_flag=True, help="Print as JSON; changes nothing without --yes."
)
SYSTEM: Option = click.option("--system", "shared", is_flag=True, help="For all users of this host.")
DOWNGRADE: Option = click.option("--downgrade", is_flag=True, help="Take an older version, too.")
REPLACE: Option = click.option(
    "--replace", is_flag=True, help="Move an edited pack aside, and take the new one."
)
