"""What only the core may do: a pack adds, never stands before the warning signs, and loosens no rule."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.content.format import limits
from kneetui.content.format.rule_tables import PainRuleTable
from kneetui.content.format.training_tables import ExerciseTable, RoutineTable
from kneetui.content.format.triage_tables import CauseTable, FlagTable, PackEvidenceTable, QuestionTable
from kneetui.content.loading.pack import CheckedTable, Pack
from kneetui.content.model import Problem

CORE_ONLY = ("normal", "trend", "urgency", "numbers", "advice", "word-class", "read-back")
"""Tables that no other pack may have."""


def overstepped(pack: Pack, core: Pack) -> Iterator[Problem]:
    """Where a pack does what is the core's alone."""
    for kind in CORE_ONLY:
        for item in pack.items(kind):
            yield item.problem((), f"only the core may have [{kind}]", "Remove this table.")
    pages = {item.table.page for item in core.rows(QuestionTable) if item.table.page}
    for question in pack.rows(QuestionTable):
        yield from _question(question, pages)
    for flag in pack.rows(FlagTable):
        if flag.table.go_if:
            message = "only the core says when to go at once"
            yield flag.problem(("go-if",), message, "Remove it: say in “do” what to watch for.")
    yield from _gentle(pack)
    yield from _laxer(pack, core)
    yield from _too_much_evidence(pack)


def _too_much_evidence(pack: Pack) -> Iterator[Problem]:
    """So that reckoning stays quick."""
    count = len(pack.rows(PackEvidenceTable))
    for item in pack.rows(CauseTable):
        count += len(item.table.evidence)
        if count > limits.EVIDENCE:
            message = f"a pack has at most {limits.EVIDENCE} pieces of evidence"
            yield item.problem(("evidence",), message, "Remove some, or make two packs of it.")
            return


def _question(item: CheckedTable[QuestionTable], pages: set[str]) -> Iterator[Problem]:
    table = item.table
    if not table.id.startswith(f"{item.pack}."):
        remedy = f"Write “{item.pack}.{table.id.rpartition('.')[2]}”."
        yield item.problem(("id",), "the id of a pack's question begins with the pack's id and a dot", remedy)
    if table.page in pages:
        message = f"the page “{table.page}” is the core's: its warning signs come first"
        yield item.problem(("page",), message, "Choose another page, or leave it out.")
    if table.role:
        remedy = "Remove it: the core asks for this already."
        yield item.problem(("role",), "only the core may give a question a role", remedy)
    for index, option in enumerate(table.option):
        if option.otherwise is not None:
            message = "only the core may ask in short form"
            yield item.problem(("option", index, "otherwise"), message, "Remove it: ask the question itself.")
        if option.implies is not None:
            message = "only the core may take one answer for another"
            yield item.problem(("option", index, "implies"), message, "Remove it: ask the question itself.")
    if table.always or table.always_if:
        message = "only the core may ask in every interview"
        yield item.problem(("always",), message, "Remove it: what would change the outcome is asked anyway.")


def _gentle(pack: Pack) -> Iterator[Problem]:
    """What stays open while someone should look at the knee is for the core to say."""
    exercises = [item for item in pack.rows(ExerciseTable) if item.table.gentle]
    routines = [item for item in pack.rows(RoutineTable) if item.table.gentle]
    for item in (*exercises, *routines):
        message = "only the core may call something gentle"
        yield item.problem(("gentle",), message, "Remove it: it stays closed while someone should look.")


def _laxer(pack: Pack, core: Pack) -> Iterator[Problem]:
    """A pain rule may be stricter than those of the core, never laxer than all of them."""
    rules = [item.table for item in core.rows(PainRuleTable)]
    if not rules:
        return
    green, yellow = max(rule.green for rule in rules), max(rule.yellow for rule in rules)
    for key, most in (("green", green), ("yellow", yellow)):
        for item in pack.rows(PainRuleTable):
            ends = item.table.green if key == "green" else item.table.yellow
            if ends > most:
                message = f"{key} ends at most at {most:g}, as in the core"
                yield item.problem((key,), message, "Lower it.")
