"""Three hundred made-up packs on the disk, each about a third of a sport pack, with everything a pack may hold.

They are cut from the shipped sport packs, so that texts, conditions and cases are as long as real ones. The
same seed makes the same files.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

PACKS = 300
"""As many as somebody with all the packs of the world may install."""

CUT = {"case": 12, "evidence": 7, "exercise": 2, "tip": 3}
"""How many tables of a kind a made-up pack has; of the others, one."""

CAUSE_FINDINGS = 6
FILES = {
    "sources": ("source",),
    "questions": ("question",),
    "causes": ("cause", "evidence"),
    "exercises": ("exercise",),
    "routines": ("pain-rule", "tracker", "home-test", "routine"),
    "tips": ("tip",),
    "flags": ("flag",),
    "cases": ("case",),
}

CORE_ALONE = ("go-if", "go-if-for")
"""What a flag of the core may say, and that of a pack may not."""

Tables = dict[str, list[dict[str, Any]]]


def write_packs(
    folder: Path, shipped: list[Path], core: Path, count: int = PACKS, seed: int = 1
) -> list[Path]:
    """Write packs into ``folder``, one folder each; ``shipped`` are the sport packs, ``core`` is the core."""
    chance = random.Random(seed)
    sports = [_tables(pack) for pack in shipped]
    built_in = _tables(core)
    made = []
    for number in range(count):
        name = f"made-{number}"
        target = folder / name
        target.mkdir(parents=True)
        tables = _cut(chance, sports[number % len(sports)], built_in)
        tables = _renamed(tables, name)
        head = {
            "format": 1,
            "id": name,
            "name": f"Made up {number}",
            "version": "0.1.0",
            "summary": "A made-up pack, cut from a shipped one.",
            "licence": "CC0-1.0",
            "authors": ["tests"],
        }
        (target / "pack.toml").write_text(tomli_w.dumps(head), encoding="utf-8")
        for file, kinds in FILES.items():
            text = tomli_w.dumps({kind: tables[kind] for kind in kinds})
            (target / f"{file}.toml").write_text(text, encoding="utf-8")
        made.append(target)
    return made


def _tables(folder: Path) -> Tables:
    collected: Tables = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name != "pack.toml":
            for kind, tables in tomllib.loads(file.read_text(encoding="utf-8")).items():
                if isinstance(tables, list):
                    collected.setdefault(kind, []).extend(tables)
    return collected


def _cut(chance: random.Random, sport: Tables, core: Tables) -> Tables:
    """A third of a sport pack, and a source, a cause and a flag like those of the core."""
    cut: Tables = {
        kind: chance.sample(tables, min(len(tables), CUT.get(kind, 1)))
        for kind, tables in sport.items()
        if kind != "weight"
    }
    cut["pain-rule"] = sport.get("pain-rule", [])
    cut["tracker"] = sport.get("tracker", [])
    cut["home-test"] = [
        test | ({"exercise": cut["exercise"][0]["id"]} if "exercise" in test else {})
        for test in sport.get("home-test", [])
    ]
    cut["question"] = [sport["question"][0]]
    own = sport["question"][0]
    option = own["option"][0]["id"] if own.get("option") else True
    cause = chance.choice(
        [heavy for heavy in core["cause"] if len(heavy.get("evidence", ())) > CAUSE_FINDINGS]
    )
    evidence = chance.sample(cause["evidence"], CAUSE_FINDINGS)
    evidence[0] = evidence[0] | {"id": "own", "if": {own["id"]: option}}
    cut["cause"] = [cause | {"id": "own-cause", "weight": 0.5, "weights": {}, "evidence": evidence}]
    cut["cause"][0].pop("routine", None)
    cut["flag"] = [chance.choice(core["flag"]) | {"id": "own-flag", "urgency": "soon", "raise": []}]
    for key in CORE_ALONE:
        cut["flag"][0].pop(key, None)
    cut["source"] = [*sport.get("source", ()), {"id": "own-source", "title": "Made up", "sure": "estimate"}]
    for routine in cut.get("routine", []):
        for phase in routine["phase"]:
            phase.pop("learn", None)
            phase["steps"] = [planned | {"exercise": cut["exercise"][0]["id"]} for planned in phase["steps"]]
    cut["evidence"] = [_reads(finding, own["id"], option) for finding in cut["evidence"]]
    cut["tip"] = [_reads(tip, own["id"], option, "condition") for tip in cut["tip"]]
    return cut


def _reads(table: dict[str, Any], question: str, option: Any, key: str = "if") -> dict[str, Any]:
    """The same; a condition on another question of the sport pack becomes one on this question."""
    other = question.partition(".")[0] + "."
    return table | {key: {question: option}} if other in repr(table.get(key)) else table


def _renamed(tables: Tables, name: str) -> Tables:
    """The same with ids of its own: those of the pack's tables get the pack's name in front."""
    own = {
        str(table["id"]): _own(str(table["id"]), name)
        for kind, inner in tables.items()
        if kind not in ("evidence", "case")
        for table in inner
    }
    fresh: Tables = {kind: [_rename(table, own) for table in inner] for kind, inner in tables.items()}
    for finding in fresh["evidence"]:
        finding["id"] = _own(finding["id"], name)
    for number, case in enumerate(fresh["case"]):
        case["id"] = f"{name}-{number}"
        case["answers"] = {key: value for key, value in case["answers"].items() if "." not in key}
    for exercise in fresh["exercise"]:
        for key in ("easier", "harder"):
            exercise.pop(key, None)
    return fresh


def _own(name: str, pack: str) -> str:
    return f"{pack}.{name.partition('.')[2]}" if "." in name else f"{pack}-{name}"


def _rename(value: Any, own: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {own.get(key, key): _rename(nested, own) for key, nested in value.items()}
    if isinstance(value, list):
        return [_rename(nested, own) for nested in value]
    return own.get(value, value) if isinstance(value, str) else value
