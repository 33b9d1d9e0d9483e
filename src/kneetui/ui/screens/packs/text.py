"""Packs in words: how one is installed, what an offer adds, and which cases come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from kneetui.config.wording import count, plural
from kneetui.content.model import Library
from kneetui.packs.install.counts import COUNTED, counted
from kneetui.packs.installed.install_record import SIGNED

if TYPE_CHECKING:
    from kneetui.packs.install.case_changes import ChangedCase, Comparison
    from kneetui.packs.install.diff import Difference, Element
    from kneetui.packs.installed.listing import Installed

FOR = {"this user": "for you", "all users": "for all users"}
"""The scope of a shelf, in words."""

SIGNS = {"added": ("Adds", "+"), "removed": ("Takes away", "-"), "changed": ("Changes", "~")}
"""Part of a difference -> its heading and the sign before each thing."""


def called(pack: Installed) -> str:
    """Its name; its id if not even its head can be read."""
    return pack.info.name if pack.info else pack.id


def scope(pack: Installed) -> str:
    """For whom, or with what it was installed."""
    if pack.means:
        return f"with {pack.means.by}"
    return FOR.get(pack.scope, pack.scope if pack.scope != "plugin" else pack.origin)


def states(pack: Installed) -> Iterator[str]:
    """What was done to it, and what became of it."""
    if pack.state != "in use":
        yield "not used" if pack.state == "behind" else pack.state
    if pack.pinned:
        yield "pinned"
    if pack.edited:
        yield "edited" if pack.record else "no record"
    if pack.shelf and pack.record:
        yield "signed" if pack.signature.startswith(SIGNED) else "unsigned"


STATES = {
    "in use": "in use",
    "off": "off: you switched it off",
    "left out": "left out: it has mistakes, or misses something",
    "not named": "not used: KNEETUI_PLUGINS does not name it",
}


def state(pack: Installed) -> str:
    """Whether the pack is used, and if not, why."""
    if pack.state == "behind":
        return f"not used: the one {FOR.get(pack.behind, pack.behind)} goes before it"
    return STATES[pack.state]


# --- what changes ------------------------------------------------------------------------------


def differences(difference: Difference) -> Iterator[Content]:
    """What is added, taken away and changed, by kind; sources are listed elsewhere."""
    for part, (heading, sign) in SIGNS.items():
        things: tuple[Element, ...] = getattr(difference, part)
        order = list(COUNTED)
        wanted = [change for change in things if change.kind in COUNTED and change.kind != "source"]
        wanted.sort(key=lambda change: order.index(change.kind))
        if not wanted:
            continue
        pieces = [(heading, "bold $primary")]
        for kind, group in groupby(wanted, key=lambda change: change.kind):
            members = list(group)
            pieces.append((f"\n  {counted(kind, len(members))}", "$muted"))
            if kind == "case":
                pieces.append((f": {', '.join(member.id for member in members)}", ""))
            else:
                pieces += [(f"\n    {sign} {member.words or member.id}", "") for member in members]
        yield Content.assemble(*pieces)


def outcomes(comparison: Comparison, library: Library, names: Mapping[str, str]) -> Content:
    """How many cases come out as before, and each one that does not, the less urgent ones first.

    ``names`` are those of causes that the library does not have.
    """
    pieces = [("Outcomes", "bold $primary")]
    pieces.append(
        (
            f"\n{comparison.same:,} of {count(comparison.cases, 'case')} {plural(comparison.cases, 'comes', 'come')} out as before.",
            "",
        )
    )
    lower, higher = comparison.count("lower"), comparison.count("higher")
    if lower:
        pieces.append((f"\n▼ {lower} LESS URGENT: look at these first.", "bold $warning"))
    if comparison.unasked:
        names_of_cases = ", ".join(lost.case.id for lost in comparison.unasked)
        pieces.append(
            (f"\n▼ LESS URGENT when asked question by question: {names_of_cases}.", "bold $warning")
        )
    if higher:
        pieces.append((f"\n▲ {higher} more urgent.", "bold"))
    for case in comparison.changed:
        pieces += _case(case, library, names)
    return Content.assemble(*pieces)


def _case(case: ChangedCase, library: Library, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    def urgency(name: str) -> str:
        level = library.urgencies.get(name)
        return f"{level.symbol} {level.name}" if level else name

    def cause(name: str) -> str:
        known = library.causes.get(name)
        return known.name if known else names.get(name, name or "none")

    words, style = "another order of causes", ""
    if case.lower:
        words, style = "▼ LESS URGENT", "bold $warning"
    elif case.higher:
        words, style = "▲ more urgent", "bold"
    elif case.other_cause:
        words = "another first cause"
    yield f"\n\n{words}: ", style
    yield f"{case.case} ({case.pack})", "bold"
    if case.before.urgency != case.after.urgency:
        yield f"\n    {urgency(case.before.urgency)} → {urgency(case.after.urgency)}", ""
        right = case.after.urgency == case.urgency
        yield " ✓ as expected" if right else f" (expected: {urgency(case.urgency)})", "$muted"
    if case.other_cause:
        yield f"\n    first: {cause(case.before.first)} → {cause(case.after.first)}", ""
        right = case.after.first == case.cause
        yield " ✓ as expected" if right else f" (expected: {cause(case.cause)})", "$muted"
    elif case.before.causes != case.after.causes:
        behind = [", ".join(map(cause, one.causes[1:])) or "none" for one in (case.before, case.after)]
        yield f"\n    behind {cause(case.after.first)}: {behind[0]} → {behind[1]}", ""
    if case.lower:
        yield f"\n    “{case.story}”", "$muted"
