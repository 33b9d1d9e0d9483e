"""Packs, merged and cross-checked into one :class:`Library`; a bad pack is left out, never fatal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kneetui.content import model
from kneetui.content.conditions import Condition
from kneetui.content.errors import ContentError
from kneetui.content.format.diary_tables import TrackerTable
from kneetui.content.format.home_test_tables import HomeTestTable
from kneetui.content.format.rule_tables import AdviceTable, PainRuleTable, TrendTable, WatchTable
from kneetui.content.format.training_tables import (
    ExerciseTable,
    RoutineTable,
    TipTable,
)
from kneetui.content.format.triage_tables import (
    FindingTable,
    FlagTable,
    NormalTable,
    QuestionTable,
    ReadBackTable,
    SelfExamTable,
    SourceTable,
    UrgencyTable,
    WordClassTable,
)
from kneetui.content.i18n.translation import translated
from kneetui.content.loading import cross_checks, pain_limits
from kneetui.content.loading.core_only_rules import overstepped
from kneetui.content.loading.index import Index
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.pack import Pack
from kneetui.content.loading.requirements import ordered, unmet
from kneetui.content.loading.shapes.causes import Causes
from kneetui.content.loading.shapes.conditions import Conditions
from kneetui.content.loading.shapes.training import TrainingShapes
from kneetui.content.loading.shapes.triage import TriageShapes
from kneetui.content.model import Library, Problem

CORE = Path(__file__).parents[1] / "core"
"""The folder of the built-in pack."""


def build(packs: Iterable[Pack], language: str = "") -> Library:
    """Merge packs into a library. Packs with problems are left out and listed in ``problems``.

    So are packs that lack what they require. ``warnings`` lists what is to mend in those that are in.
    The first pack must be the core. Raises :class:`ContentError` if the core has problems.
    """
    everything = list(packs)
    tried = _served(everything, everything)
    while True:
        library = merged(tried)
        good = [pack for pack in tried if not pack.problems]
        if everything and everything[0] not in good:
            raise ContentError(everything[0].problems)
        good = _served(good, everything)
        if len(good) == len(tried):
            break
        tried = good
    problems = tuple(replace(problem, origin=pack.origin) for pack in everything for problem in pack.problems)
    library = replace(pain_limits.filled(library), problems=problems)
    library, stale = translated(library, good, language)
    warnings = [replace(warning, origin=pack.origin) for pack in good for warning in pack.warnings]
    return replace(library, warnings=(*warnings, *stale))


def _served(packs: Sequence[Pack], everything: Sequence[Pack]) -> list[Pack]:
    """The packs without those that lack what they require, each behind what it requires."""
    short: set[int] = set()
    while refusals := unmet([pack for pack in packs if not pack.problems], everything):
        for refusal in refusals:
            refusal.pack.note(refusal.problem)
            short.add(id(refusal.pack))
    return ordered([pack for pack in packs if id(pack) not in short])


def load(folders: Iterable[tuple[Path, str]] = (), language: str = "") -> Library:
    """The library of the core and the packs in ``folders`` (each with a word on where it came from).

    Texts are in ``language`` where a pack has a translation into it.
    """
    packs = [load_pack(CORE, "built in")]
    packs += [load_pack(folder, origin) for folder, origin in folders]
    return build(packs, language)


def merged(packs: Sequence[Pack]) -> Library:
    """One attempt: packs merged and checked; every problem goes to its own pack.

    What comes out is whole only if there were none.
    """
    index = Index(packs)
    _enter(packs, index)
    conditions = Conditions(index)
    triage, training = TriageShapes(index, conditions), TrainingShapes(index, conditions)
    for name, item in index.all(FindingTable).items():
        index.borrows(item, conditions.finding(name), "condition")
    when = {
        key: conditions.read(item, "when", item.table.when) for key, item in index.all(QuestionTable).items()
    }
    cross_checks.circles(index, when)
    cross_checks.blanks(index)
    cross_checks.activities(index)
    core = packs[0] if packs else Pack(folder=CORE)
    causes = Causes(index, conditions, triage)
    return Library(
        packs={pack.id: _with_counts(pack, pack.info) for pack in packs if pack.info},
        sources={key: triage.source(item) for key, item in index.all(SourceTable).items()},
        urgencies={item.id: triage.urgency(item) for item in core.rows(UrgencyTable)},
        numbers=dict(core.numbers),
        purpose=core.purpose,
        normal=_normal(core, triage),
        normal_source=tuple(name for item in core.rows(NormalTable) for name in item.table.source),
        questions={key: triage.question(item, when[key]) for key, item in index.all(QuestionTable).items()},
        flags={key: triage.flag(item) for key, item in index.all(FlagTable).items()},
        causes=causes.all(),
        tips={key: training.tip(item) for key, item in index.all(TipTable).items()},
        exercises={key: training.exercise(item) for key, item in index.all(ExerciseTable).items()},
        equipment=_equipment(index),
        home_tests={key: training.home_test(item) for key, item in index.all(HomeTestTable).items()},
        routines={key: training.routine(item) for key, item in index.all(RoutineTable).items()},
        rules={key: training.pain_rule(item) for key, item in index.all(PainRuleTable).items()},
        watch={key: training.watch(item) for key, item in index.all(WatchTable).items()},
        trend=_trend(core, training),
        trackers={key: training.tracker(item) for key, item in index.all(TrackerTable).items()},
        advice={item.id: training.advice(item) for item in core.rows(AdviceTable)},
        word_classes={key: triage.word_class(item) for key, item in index.all(WordClassTable).items()},
        self_exams={key: triage.self_exam(item) for key, item in index.all(SelfExamTable).items()},
        read_back={key: triage.read_back(item) for key, item in index.all(ReadBackTable).items()},
    )


def _enter(packs: Sequence[Pack], index: Index) -> None:
    """Put the tables of all packs into the index, those of whole packs first: they have the first right to an id."""
    seen: dict[str, Pack] = {}
    for pack in sorted(packs, key=lambda pack: bool(pack.problems)):
        if pack.info and pack.id in seen:
            pack.note(
                Problem(
                    message=f"two packs have the id “{pack.id}”: {seen[pack.id].folder} and {pack.folder}",
                    remedy="Remove one, or change its id.",
                    file=str(pack.folder / "pack.toml"),
                    pack=pack.id,
                )
            )
        seen.setdefault(pack.id, pack)
        if pack is not packs[0]:
            for problem in overstepped(pack, packs[0]):
                index.report(problem)
        index.register(pack)


def _with_counts(pack: Pack, info: model.PackInfo) -> model.PackInfo:
    counts = {kind: len(items) for kind, items in pack.tables.items() if kind != "weight"}
    return replace(info, counts=counts)


def _normal(core: Pack, triage: TriageShapes) -> Condition | None:
    for item in core.rows(NormalTable):
        return triage.normal(item)
    return None


def _trend(core: Pack, training: TrainingShapes) -> model.TrendRule:
    for item in core.rows(TrendTable):
        return training.trend(item)
    return model.TrendRule()


def _equipment(index: Index) -> dict[str, model.EquipmentPiece]:
    """What the exercises need; the words are those of the id, for translations to replace."""
    things: dict[str, model.EquipmentPiece] = {}
    for item in index.all(ExerciseTable).values():
        for name in item.table.equipment:
            things.setdefault(
                name, model.EquipmentPiece(id=name, name=name.replace("-", " "), pack=item.pack)
            )
    return things
