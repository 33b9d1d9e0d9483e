"""What only shows once the tables of all packs are together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kneetui.config.spelling import did_you_mean
from kneetui.content.conditions import Condition
from kneetui.content.format import limits
from kneetui.content.format.training_tables import RoutineTable, TipTable
from kneetui.content.format.triage_tables import CauseTable, QuestionTable, ReadBackTable, WeightTable
from kneetui.content.loading.index import Index
from kneetui.content.loading.pack import CheckedTable
from kneetui.content.model import ACTIVITY
from kneetui.content.read_back import named


def circles(index: Index, when: Mapping[str, Condition | None]) -> None:
    """Report questions whose ``when`` goes in a circle, or hangs on too many others in a row."""
    questions = index.all(QuestionTable)
    needs = {key: set(condition.questions()) for key, condition in when.items() if condition}
    rows: dict[str, int] = {}

    def visit(name: str, trail: list[str]) -> int:
        """How many questions hang on one another in a row, up to this one."""
        if name in trail:
            chain = " → ".join([*trail[trail.index(name) :], name])
            item = questions[trail[-1]]
            index.report(item.problem(("when",), f"“when” goes in a circle: {chain}", "Break the circle."))
            return 0
        if name not in rows:
            further = needs.get(name, set()) if len(trail) <= limits.WHEN_DEPTH else set()
            rows[name] = 1 + max((visit(other, [*trail, name]) for other in sorted(further)), default=0)
            if rows[name] > limits.WHEN_DEPTH:
                message = f"more than {limits.WHEN_DEPTH} questions hang on one another in a row"
                index.report(questions[name].problem(("when",), message, "Make it flatter."))
        return rows[name]

    for name in needs:
        visit(name, [])


def blanks(index: Index) -> None:
    """Report sentences that read back the answer to a question which is not there."""
    known = index.all(QuestionTable)
    for item in index.all(ReadBackTable).values():
        for name in named(item.table.text):
            if name not in known:
                message = f"there is no question “{name}” to read back"
                index.report(item.problem(("text",), message, did_you_mean(name, list(known))))


def activities(index: Index) -> None:
    """Report activities that are no options of the question that asks for them."""
    activity = index.all(QuestionTable).get(ACTIVITY)
    known = [option.id for option in activity.table.option] if activity else []
    if not known:
        return

    def unknown(name: str) -> tuple[str, str]:
        hint = did_you_mean(name, known) or f"Use one of: {', '.join(known)}."
        return f"there is no activity “{name}”", hint

    def check(item: CheckedTable[object], names: Iterable[str], key: str) -> None:
        for name in names:
            if name not in known:
                index.report(item.problem((key,), *unknown(name)))

    for pack in index.packs:
        for number, name in enumerate(pack.info.activities if pack.info else ()):
            if name not in known:
                index.report(pack.head_problem(("activities", number), *unknown(name)))
        for cause in pack.rows(CauseTable):
            check(cause, cause.table.weights, "weights")
        for tip in pack.rows(TipTable):
            check(tip, tip.table.activities, "activities")
        for routine in pack.rows(RoutineTable):
            check(routine, routine.table.activities, "activities")
            for phase in routine.table.phase:
                for step in phase.steps:
                    check(routine, step.activities, "phase")
        for weight in pack.rows(WeightTable):
            check(weight, [weight.table.activity], "activity")
