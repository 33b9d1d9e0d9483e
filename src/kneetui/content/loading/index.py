"""The tables of all packs by their ids: who names what, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.config.spelling import did_you_mean
from kneetui.content.conditions import Condition
from kneetui.content.format.schema import KIND_OF
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.pack import AnyTable, CheckedTable, Pack, holds
from kneetui.content.loading.requirements import requirements
from kneetui.content.model import Problem

KINDS = (
    "source",
    "question",
    "finding",
    "flag",
    "cause",
    "tip",
    "exercise",
    "home-test",
    "routine",
    "pain-rule",
    "watch",
    "tracker",
    "word-class",
    "read-back",
    "self-exam",
)
"""Tables whose ids other tables may name."""


class Index:
    """Every table with an id of its own; every problem found is noted in its own pack."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = packs
        self._reported: set[Problem] = set()
        self._by_id = {pack.id: pack for pack in packs}
        self.broken = {name for pack in packs for name in pack.broken}
        self._items: dict[str, dict[str, CheckedTable[object]]] = {kind: {} for kind in KINDS}

    def all(self, table: type[AnyTable]) -> dict[str, CheckedTable[AnyTable]]:
        """The tables of one shape, by id."""
        return {key: item for key, item in self._items[KIND_OF[table]].items() if holds(item, table)}

    def register(self, pack: Pack) -> None:
        """Take up the tables of a pack; an id that is there already is a problem of this pack."""
        for kind in KINDS:
            for item in pack.items(kind):
                self._register(kind, item)

    def _register(self, kind: str, item: CheckedTable[object]) -> None:
        first = self._items[kind].setdefault(item.id, item)
        if first is not item:
            owner = f"pack “{first.pack}”" if first.pack != item.pack else f"{first.file.path.name}"
            message = f"the {kind} “{item.id}” of pack “{item.pack}” already exists in {owner}"
            self.report(item.problem(("id",), message, "Choose another id."))

    def report(self, problem: Problem) -> None:
        """Note a problem in its pack, once."""
        if problem not in self._reported:
            self._reported.add(problem)
            pack = self._by_id.get(problem.pack)
            if pack and problem not in pack.problems:
                pack.note(problem)

    def enough(self, pack: str) -> bool:
        """Whether so much is wrong with a pack that no more is looked for."""
        return pack in self._by_id and self._by_id[pack].enough()

    def borrows(self, item: CheckedTable[object], condition: Condition | None, *path: str | int) -> None:
        """Warn of questions of other packs that a condition reads."""
        if condition and item.pack != "core":
            for name in dict.fromkeys(condition.questions()):
                self._borrowed(item, "question", name, *path, name)

    def refer(self, item: CheckedTable[object], kind: str, name: str, *path: str | int) -> None:
        """Report ``name`` unless it is the id of a table of this kind."""
        if name not in self._items[kind] and (kind, name) not in self.broken:
            if self.enough(item.pack):
                return
            hint = did_you_mean(name, list(self._items[kind])) or f"Use the id of a [[{kind}]]."
            self.report(item.problem(path, f"there is no {kind} “{shown(name)}”", hint))
        elif item.pack != "core":
            self._borrowed(item, kind, name, *path)

    def refer_all(
        self, item: CheckedTable[object], kind: str, names: Sequence[str], *path: str | int
    ) -> tuple[str, ...]:
        """The same for the entries of a list."""
        for index, name in enumerate(names):
            self.refer(item, kind, name, *path, index)
        return tuple(names)

    def sources(self, item: CheckedTable[object], names: Sequence[str], *path: str | int) -> tuple[str, ...]:
        """The sources of a statement, each of which must exist."""
        for name in names:
            self.refer(item, "source", name, *path, "source")
        return tuple(names)

    def distinct(self, item: CheckedTable[object], ids: Sequence[str], key: str) -> None:
        """Report ids that stand twice in a list of tables."""
        for number, name in enumerate(ids):
            if name in ids[:number]:
                message = f"the id “{name}” stands twice"
                self.report(item.problem((key, number, "id"), message, "Choose another id."))

    def _borrowed(self, item: CheckedTable[object], kind: str, name: str, *path: str | int) -> None:
        """Warn of the use of what another pack brings, if that pack is not required."""
        owner = self._items[kind][name].pack if name in self._items[kind] else item.pack
        pack = self._by_id.get(item.pack)
        if owner in (item.pack, "core") or not pack or owner in requirements(pack):
            return
        version = next((pack.info.version for pack in self.packs if pack.id == owner and pack.info), "0.1.0")
        message = f"the {kind} “{name}” is of the pack “{owner}”, which this pack does not require"
        remedy = f'Add to pack.toml: requires = {{ {owner} = ">={version}" }}'
        warning = item.warning(path, message, remedy)
        if warning not in pack.warnings:
            pack.warnings.append(warning)
