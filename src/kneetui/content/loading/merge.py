"""Packs, merged and cross-checked into one :class:`Library`; a bad pack is left out, never fatal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kneetui.content import model
from kneetui.content.conditions import Condition
from kneetui.content.format import limits
from kneetui.content.i18n.translation import translated
from kneetui.content.loading.conditions_parser import ConditionReader
from kneetui.content.loading.core_only_rules import overstepped
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.loader import Item, Pack, did_you_mean, load_pack
from kneetui.content.loading.requirements import ordered, requirements, unmet
from kneetui.content.model import Library, Problem

CORE = Path(__file__).parents[1] / "core"
"""The folder of the built-in pack."""

KINDS = (
    "source",
    "question",
    "finding",
    "flag",
    "cause",
    "tip",
    "exercise",
    "routine",
    "pain-rule",
    "watch",
)


class ContentError(Exception):
    """The built-in pack itself is broken; ``problems`` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def build(packs: Iterable[Pack], language: str = "") -> Library:
    """Merge packs into a library. Packs with problems are left out and listed in ``problems``.

    So are packs that lack what they require. ``warnings`` lists what is to mend in those that are in.
    The first pack must be the core. Raises :class:`ContentError` if the core has problems.
    """
    everything = list(packs)
    tried = _served(everything, everything)
    while True:
        library = Merge(tried).check()
        good = [pack for pack in tried if not pack.problems]
        if everything and everything[0] not in good:
            raise ContentError(everything[0].problems)
        good = _served(good, everything)
        if len(good) == len(tried):
            break
        tried = good
    problems = tuple(replace(each, origin=pack.origin) for pack in everything for each in pack.problems)
    library = replace(library, problems=problems)
    library, stale = translated(library, good, language)
    warnings = [replace(each, origin=pack.origin) for pack in good for each in pack.warnings]
    return replace(library, warnings=(*warnings, *stale))


def _served(packs: Sequence[Pack], everything: Sequence[Pack]) -> list[Pack]:
    """The packs without those that lack what they require, each behind what it requires."""
    short: set[int] = set()
    while found := unmet([pack for pack in packs if not pack.problems], everything):
        for each in found:
            each.pack.note(each.problem)
            short.add(id(each.pack))
    return ordered([pack for pack in packs if id(pack) not in short])


def load(folders: Iterable[tuple[Path, str]] = (), language: str = "") -> Library:
    """The library of the core and the packs in ``folders`` (each with a word on where it came from).

    Texts are in ``language`` where a pack has a translation into it.
    """
    packs = [load_pack(CORE, "built in")]
    packs += [load_pack(folder, origin) for folder, origin in folders]
    return build(packs, language)


class Merge:
    """One attempt to merge packs: collects every problem, each noted in its own pack."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = packs
        self.found: list[Problem] = []
        self._told: set[Problem] = set()
        self._by_id = {pack.id: pack for pack in packs}
        self.broken = {each for pack in packs for each in pack.broken}
        self.index: dict[str, dict[str, Item]] = {kind: {} for kind in KINDS}

    def report(self, problem: Problem) -> None:
        """Note a problem, once."""
        if problem not in self._told:
            self._told.add(problem)
            self.found.append(problem)
            pack = self._by_id.get(problem.pack)
            if pack and problem not in pack.problems:
                pack.note(problem)

    def enough(self, pack: str) -> bool:
        """Whether so much is wrong with a pack that no more is looked for."""
        return pack in self._by_id and self._by_id[pack].enough()

    def check(self) -> Library:
        """Merge and check; problems go to the packs. What comes out is whole only if there were none."""
        self._collect()
        questions = {key: item.table for key, item in self.index["question"].items()}
        self.reader = ConditionReader(questions, self.index["finding"], self.broken, self.report, self.enough)
        for name, item in self.index["finding"].items():
            self._reads(item, self.reader.finding(name), "condition")
        self._when = {
            key: self.condition(item, "when", item.table.when) for key, item in self.index["question"].items()
        }
        self._circles()
        self._activities()
        core = self.packs[0] if self.packs else None
        return Library(
            packs={pack.id: self._info(pack) for pack in self.packs if pack.info},
            sources=self._each("source", self._source),
            urgencies=self._urgencies(core),
            numbers=self._single(core, "numbers") or {},
            purpose=core.purpose if core else "",
            normal=self._normal(core),
            normal_source=tuple(self._single(core, "normal").source) if self._single(core, "normal") else (),
            questions=self._each("question", self._question),
            flags=self._each("flag", self._flag),
            causes=self._causes(),
            tips=self._each("tip", self._tip),
            exercises=self._each("exercise", self._exercise),
            equipment=self._equipment(),
            routines=self._each("routine", self._routine),
            rules=self._each("pain-rule", self._rule),
            watch=self._each("watch", self._watch),
        )

    def condition(self, item: Item, key: str, raw: Any, *inner: str | int) -> Condition | None:
        """The condition under ``key`` of a table, or ``None`` if there is none or it is wrong."""
        if raw is None:
            return None
        condition = self.reader.read(raw, item, (*inner, key))
        self._reads(item, condition, *inner, key)
        return condition

    def _reads(self, item: Item, condition: Condition | None, *path: str | int) -> None:
        """Warn of questions of other packs that a condition reads."""
        if condition and item.pack != "core":
            for name in dict.fromkeys(condition.questions()):
                self._borrowed(item, "question", name, *path, name)

    def refer(self, item: Item, kind: str, name: str, *path: str | int) -> None:
        """Report ``name`` unless it is the id of a table of this kind."""
        if name not in self.index[kind] and (kind, name) not in self.broken:
            if self.enough(item.pack):
                return
            hint = did_you_mean(name, list(self.index[kind])) or f"Use the id of a [[{kind}]]."
            self.report(item.problem(path, f"there is no {kind} “{shown(name)}”", hint))
        elif item.pack != "core":
            self._borrowed(item, kind, name, *path)

    def _borrowed(self, item: Item, kind: str, name: str, *path: str | int) -> None:
        """Warn of the use of what another pack brings, if that pack is not required."""
        owner = self.index[kind][name].pack if name in self.index[kind] else item.pack
        pack = self._by_id.get(item.pack)
        if owner in (item.pack, "core") or not pack or owner in requirements(pack):
            return
        version = next((each.info.version for each in self.packs if each.id == owner and each.info), "0.1.0")
        message = f"the {kind} “{name}” is of the pack “{owner}”, which this pack does not require"
        remedy = f'Add to pack.toml: requires = {{ {owner} = ">={version}" }}'
        warning = item.warning(path, message, remedy)
        if warning not in pack.warnings:
            pack.warnings.append(warning)

    # --- checks over all packs -------------------------------------------------------

    def _collect(self) -> None:
        seen: dict[str, Pack] = {}
        for pack in sorted(self.packs, key=lambda pack: bool(pack.problems)):  # the good have the first right
            if pack.info and pack.id in seen:
                message = f"two packs have the id “{pack.id}”: {seen[pack.id].folder} and {pack.folder}"
                problem = Problem(
                    message=message,
                    remedy="Remove one, or change its id.",
                    file=str(pack.folder / "pack.toml"),
                    pack=pack.id,
                )
                pack.note(problem)
                self.found.append(problem)
            seen.setdefault(pack.id, pack)
            if pack is not self.packs[0]:
                for problem in overstepped(pack, self.packs[0]):
                    self.report(problem)
            for kind in KINDS:
                for item in pack.items(kind):
                    self._register(kind, item)

    def _register(self, kind: str, item: Item) -> None:
        first = self.index[kind].setdefault(item.table.id, item)
        if first is not item:
            owner = f"pack “{first.pack}”" if first.pack != item.pack else f"{first.file.path.name}"
            message = f"the {kind} “{item.table.id}” of pack “{item.pack}” already exists in {owner}"
            self.report(item.problem(("id",), message, "Choose another id."))

    def _circles(self) -> None:
        needs = {key: set(when.questions()) for key, when in self._when.items() if when}
        rows: dict[str, int] = {}

        def visit(name: str, trail: list[str]) -> int:
            """How many questions hang on one another in a row, up to this one."""
            if name in trail:
                chain = " → ".join([*trail[trail.index(name) :], name])
                item = self.index["question"][trail[-1]]
                self.report(item.problem(("when",), f"“when” goes in a circle: {chain}", "Break the circle."))
                return 0
            if name not in rows:
                further = needs.get(name, set()) if len(trail) <= limits.WHEN_DEPTH else set()
                rows[name] = 1 + max((visit(other, [*trail, name]) for other in sorted(further)), default=0)
                if rows[name] > limits.WHEN_DEPTH:
                    message = f"more than {limits.WHEN_DEPTH} questions hang on one another in a row"
                    self.report(self.index["question"][name].problem(("when",), message, "Make it flatter."))
            return rows[name]

        for name in needs:
            visit(name, [])

    def _activities(self) -> None:
        activity = self.index["question"].get("activity")
        known = [option.id for option in activity.table.option] if activity else []

        def unknown(name: str) -> tuple[str, str]:
            hint = did_you_mean(name, known) or f"Use one of: {', '.join(known)}."
            return f"there is no activity “{name}”", hint

        def check(item: Item, names: Iterable[str], *path: str | int) -> None:
            for name in names:
                if known and name not in known:
                    self.report(item.problem(path, *unknown(name)))

        for pack in self.packs:
            for index, name in enumerate(pack.info.activities if pack.info else ()):
                if known and name not in known:
                    self.report(pack.head_problem(("activities", index), *unknown(name)))
            for item in pack.items("cause"):
                check(item, item.table.weights, "weights")
            for kind in ("tip", "routine"):
                for item in pack.items(kind):
                    check(item, item.table.activities, "activities")
            for item in pack.items("weight"):
                check(item, [item.table.activity], "activity")

    # --- tables -> dataclasses ----------------------------------------------------------

    def _each(self, kind: str, make: Callable[[Item], Any]) -> dict[str, Any]:
        return {key: make(item) for key, item in self.index[kind].items()}

    def _single(self, pack: Pack | None, kind: str) -> Any:
        items = pack.items(kind) if pack else []
        return items[0].table if items else None

    def _info(self, pack: Pack) -> model.PackInfo:
        assert pack.info
        counts = {kind: len(items) for kind, items in pack.tables.items() if kind != "weight"}
        return replace(pack.info, counts=counts)

    def _sources(self, item: Item, names: Sequence[str], *path: str | int) -> tuple[str, ...]:
        for name in names:
            self.refer(item, "source", name, *path, "source")
        return tuple(names)

    def _source(self, item: Item) -> model.Source:
        table = item.table
        return model.Source(id=table.id, title=table.title, sure=table.sure, url=table.url, pack=item.pack)

    def _urgencies(self, core: Pack | None) -> dict[str, model.Urgency]:
        made = {}
        for item in core.items("urgency") if core else []:
            t = item.table
            sources = self._sources(item, t.source)
            made[t.id] = model.Urgency(
                id=t.id, name=t.name, symbol=t.symbol, who=t.who, within=t.within, do=t.do, source=sources
            )
        return made

    def _normal(self, core: Pack | None) -> Condition | None:
        for item in core.items("normal") if core else []:
            self._sources(item, item.table.source)
            return self.condition(item, "condition", item.table.condition)
        return None

    def _question(self, item: Item) -> model.Question:
        t = item.table
        options = tuple(
            model.Option(
                id=o.id,
                text=o.text,
                rate=o.rate,
                near=tuple(o.near),
                when=self.condition(item, "when", o.when, "option", index),
            )
            for index, o in enumerate(t.option)
        )
        sources = self._sources(item, t.source)
        return model.Question(
            id=t.id, kind=t.kind, text=t.text, why=t.why, help=t.help, topic=t.topic, page=t.page, widget=t.widget, options=options, rate=t.rate, min=t.min, max=t.max,
            unit=t.unit, typical=tuple(t.typical), when=self._when[t.id], relevant=self.condition(item, "relevant", t.relevant), always=t.always, source=sources,
            pack=item.pack,
        )  # fmt: skip

    def _flag(self, item: Item) -> model.Flag:
        t = item.table
        raises = []
        for index, each in enumerate(t.raise_):
            condition = self.condition(item, "condition", each.condition, "raise", index)
            if condition:
                raises.append(
                    model.Raise(urgency=each.urgency, condition=condition, because=each.because, do=each.do)
                )
            if model.more_urgent(each.urgency, t.urgency) == t.urgency:
                message = f"“{each.urgency}” is not more urgent than the flag's own “{t.urgency}”"
                self.report(
                    item.problem(("raise", index, "urgency"), message, "Raise it, or remove the table.")
                )
        condition = self.condition(item, "condition", t.condition)
        sources = self._sources(item, t.source)
        return model.Flag(
            id=t.id, urgency=t.urgency, condition=condition or Condition(), because=t.because, do=t.do, raises=tuple(raises), stops=tuple(t.stops), source=sources,
            note=t.note, pack=item.pack,
        )  # fmt: skip

    def _evidence(self, item: Item, t: Any, cause: str, *path: str | int) -> model.Evidence:
        condition = self.condition(item, "if", t.if_, *path)
        sources = self._sources(item, t.source, *path)
        return model.Evidence(
            id=t.id, cause=cause, condition=condition or Condition(), present=t.present, absent=t.absent, group=t.group, text=t.text, otherwise=t.otherwise, source=sources,
            note=t.note, pack=item.pack,
        )  # fmt: skip

    def _causes(self) -> dict[str, model.Cause]:
        evidence: dict[str, list[model.Evidence]] = {}
        weights: dict[str, dict[str, float]] = {}
        lent: dict[str, set[str]] = {}
        for key, item in self.index["cause"].items():
            own = [self._evidence(item, t, key, "evidence", n) for n, t in enumerate(item.table.evidence)]
            evidence[key] = own
            weights[key] = dict(item.table.weights)
            self._distinct(item, [t.id for t in item.table.evidence], "evidence")
        for pack in self.packs:
            for item in pack.items("evidence"):
                t = item.table
                self.refer(item, "cause", t.cause, "cause")
                if any(each.id == t.id for each in evidence.get(t.cause, [])):
                    message = f"the cause “{t.cause}” already has evidence “{t.id}”"
                    self.report(item.problem(("id",), message, "Choose another id."))
                evidence.setdefault(t.cause, []).append(self._evidence(item, t, t.cause))
            for item in pack.items("weight"):
                t = item.table
                self.refer(item, "cause", t.cause, "cause")
                if t.activity in weights.get(t.cause, {}):
                    message = f"the cause “{t.cause}” already has a weight for “{t.activity}”"
                    self.report(item.problem((), message, "Remove this table."))
                weights.setdefault(t.cause, {})[t.activity] = t.weight
                cause = self.index["cause"].get(t.cause)
                if cause and cause.pack != item.pack:
                    lent.setdefault(t.cause, set()).add(t.activity)
        return self._each("cause", lambda item: self._cause(item, evidence, weights, lent))

    def _cause(
        self,
        item: Item,
        evidence: Mapping[str, list[model.Evidence]],
        weights: Mapping[str, dict[str, float]],
        lent: Mapping[str, set[str]],
    ) -> model.Cause:
        t = item.table
        if t.routine:
            self.refer(item, "routine", t.routine, "routine")
        ages = tuple(sorted((float(age), factor) for age, factor in t.ages.items()))
        when = self.condition(item, "when", t.when)
        sources = self._sources(item, t.source)
        return model.Cause(
            id=t.id, name=t.name, clinical=t.clinical, summary=t.summary, usual=t.usual, course=t.course, see=t.see, routine=t.routine, when=when, weight=t.weight, weights=weights[t.id],
            ages=ages, evidence=tuple(evidence[t.id]), source=sources, note=t.note, pack=item.pack, lent=frozenset(lent.get(t.id, ())),
        )  # fmt: skip

    def _distinct(self, item: Item, ids: Sequence[str], key: str) -> None:
        for index, each in enumerate(ids):
            if each in ids[:index]:
                self.report(
                    item.problem((key, index, "id"), f"the id “{each}” stands twice", "Choose another id.")
                )

    def _all_refer(self, item: Item, kind: str, names: Sequence[str], *path: str | int) -> tuple[str, ...]:
        for index, name in enumerate(names):
            self.refer(item, kind, name, *path, index)
        return tuple(names)

    def _tip(self, item: Item) -> model.Tip:
        t = item.table
        causes = self._all_refer(item, "cause", t.causes, "causes")
        condition = self.condition(item, "condition", t.condition)
        sources = self._sources(item, t.source)
        return model.Tip(
            id=t.id, kind=t.kind, title=t.title, text=t.text, causes=causes, activities=tuple(t.activities), urgencies=tuple(t.urgencies), condition=condition, priority=t.priority,
            source=sources, note=t.note, pack=item.pack,
        )  # fmt: skip

    def _exercise(self, item: Item) -> model.Exercise:
        t = item.table
        for key in ("easier", "harder"):
            if getattr(t, key):
                self.refer(item, "exercise", getattr(t, key), key)
        avoid = tuple(
            model.Avoid(condition=self.condition(item, "if", each.if_, "avoid", index), text=each.text)
            for index, each in enumerate(t.avoid)
        )
        causes = self._all_refer(item, "cause", t.causes, "causes")
        sources = self._sources(item, t.source)
        frames = tuple(frame.rstrip("\n") for frame in t.frames)
        return model.Exercise(
            id=t.id, name=t.name, summary=t.summary, steps=tuple(t.steps), dose=_dose(t.dose), sides=t.sides, load=t.load, equipment=tuple(t.equipment), easier=t.easier,
            harder=t.harder, avoid=avoid, causes=causes, frames=frames, figure=t.figure, source=sources, note=t.note, pack=item.pack,
        )  # fmt: skip

    def _equipment(self) -> dict[str, model.Thing]:
        """What the exercises need; the words are those of the id, for translations to replace."""
        found: dict[str, model.Thing] = {}
        for item in self.index["exercise"].values():
            for name in item.table.equipment:
                found.setdefault(name, model.Thing(id=name, name=name.replace("-", " "), pack=item.pack))
        return found

    def _routine(self, item: Item) -> model.Routine:
        t = item.table
        self.refer(item, "pain-rule", t.rule, "rule")
        self._distinct(item, [phase.id for phase in t.phase], "phase")
        phases = []
        for index, phase in enumerate(t.phase):
            steps = []
            for n, step in enumerate(phase.steps):
                self.refer(item, "exercise", step.exercise, "phase", index, "steps", n, "exercise")
                own = self.index["exercise"].get(step.exercise)
                if own:
                    steps.append(model.Step(exercise=step.exercise, dose=_dose(own.table.dose, step)))
            phases.append(
                model.Phase(
                    id=phase.id,
                    name=phase.name,
                    goal=phase.goal,
                    green_sessions=phase.green_sessions,
                    steps=tuple(steps),
                )
            )
        causes = self._all_refer(item, "cause", t.causes, "causes")
        sources = self._sources(item, t.source)
        return model.Routine(
            id=t.id, name=t.name, summary=t.summary, causes=causes, activities=tuple(t.activities), per_week=t.per_week, rule=t.rule, phases=tuple(phases), source=sources, note=t.note,
            pack=item.pack, when=self.condition(item, "when", t.when),
        )  # fmt: skip

    def _rule(self, item: Item) -> model.PainRule:
        t = item.table
        if t.yellow < t.green:
            self.report(item.problem(("yellow",), "yellow ends below green", "Make yellow at least green."))
        sources = self._sources(item, t.source)
        return model.PainRule(
            id=t.id,
            name=t.name,
            green=t.green,
            yellow=t.yellow,
            on_green=t.on_green,
            on_yellow=t.on_yellow,
            on_red=t.on_red,
            source=sources,
            note=t.note,
            pack=item.pack,
        )

    def _watch(self, item: Item) -> model.WatchRule:
        t = item.table
        sources = self._sources(item, t.source)
        return model.WatchRule(
            id=t.id,
            kind=t.kind,
            limit=t.limit,
            days=t.days,
            text=t.text,
            source=sources,
            note=t.note,
            pack=item.pack,
        )


def _dose(own: Any, step: Any = None) -> model.Dose:
    values = {
        key: getattr(own, key) for key in ("sets", "reps", "hold", "minutes", "tempo", "rest", "per_day")
    }
    for key in values:
        given = getattr(step, key, None)
        if given is not None:
            values[key] = given
    if step is not None:
        given_kinds = [key for key in ("reps", "hold", "minutes") if getattr(step, key)]
        if "minutes" in given_kinds:
            others = [key for key in ("reps", "hold") if key not in given_kinds]
        elif given_kinds:
            others = ["minutes"] if own.minutes else []
        else:
            others = []
        for key in others:
            values[key] = 0
    return model.Dose(**values)
