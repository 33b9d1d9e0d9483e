"""Fifty made-up packs on top of a library: as many causes, questions and findings as years of packs may bring.

Everything is drawn from the shipped content, so that conditions, ratios and counts are like real ones:
a cause is a shipped cause with every third finding exchanged and all ratios shaken, plus findings
that read its pack's own questions. The same seed makes the same library.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace

from kneetui.content.conditions import Condition, Has, Is, Says, Within
from kneetui.content.model import Cause, Evidence, Flag, Library, Option, Question, Tip

PACKS = 50
CAUSES = 2000
QUESTIONS = 1500
FLAGS_A_PACK = 4
TIPS_A_PACK = 20
OWN_FINDINGS = 4
"""Findings of each made-up cause that read questions of its own pack."""

GENERAL = 0.1
"""Share of a pack's questions that anybody may be asked; the others are for its sport."""


def synthetic(shipped: Library, seed: int = 1) -> Library:
    """The shipped library and fifty packs: in all ``CAUSES`` causes and ``QUESTIONS`` questions."""
    chance = random.Random(seed)
    sports = [option.id for option in shipped.questions["activity"].options]
    packs, questions = dict(shipped.packs), dict(shipped.questions)
    causes, flags, tips = dict(shipped.causes), dict(shipped.flags), dict(shipped.tips)
    templates = list(shipped.causes.values())
    pool = [finding for cause in templates for finding in cause.evidence]
    for number in range(PACKS):
        pack = f"made-{number}"
        sport = sports[number % len(sports)]
        packs[pack] = replace(shipped.packs["core"], id=pack, name=pack, activities=(sport,), folder="")
        like = shipped.questions["onset"]
        own = list(_questions(chance, pack, sport, like, _share(QUESTIONS - len(shipped.questions), number)))
        questions |= {question.id: question for question in own}
        for n in range(_share(CAUSES - len(shipped.causes), number)):
            cause = _cause(chance, f"{pack}-{n}", pack, sport, chance.choice(templates), pool, own)
            causes[cause.id] = cause
        flags |= {flag.id: flag for flag in _flags(chance, pack, list(shipped.flags.values()), own)}
        tips |= {tip.id: tip for tip in _tips(chance, pack, sport, list(shipped.tips.values()), own)}
    return replace(shipped, packs=packs, questions=questions, causes=causes, flags=flags, tips=tips)


def _share(total: int, number: int) -> int:
    """How many of ``total`` things pack ``number`` gets."""
    return total // PACKS + (number < total % PACKS)


def _questions(
    chance: random.Random, pack: str, sport: str, like: Question, count: int
) -> Iterator[Question]:
    for n in range(count):
        kind = chance.choices(("choice", "yes-no", "choices", "number"), (50, 25, 20, 5))[0]
        sizes = {"choice": (3, 7), "choices": (4, 12)}.get(kind)
        many = chance.randint(*sizes) if sizes else 0
        yield replace(
            like,
            id=f"{pack}.q{n}",
            kind=kind,
            text="Made up?",
            topic="sport",
            options=tuple(
                Option(id=f"o{o}", text="made up", rate=chance.uniform(0.05, 0.4), near=())
                for o in range(many)
            ),
            rate=chance.uniform(0.05, 0.5),
            max=10.0,
            when=None if chance.random() < GENERAL else Is("activity", frozenset({sport})),
            relevant=None,
            pack=pack,
        )


def _reading(chance: random.Random, question: Question) -> Condition:
    """A condition on the answer to a question, as packs write them."""
    ids = [option.id for option in question.options]
    if question.kind == "yes-no":
        return Says(question.id, True)
    if question.kind == "number":
        return Within(question.id, float(chance.randint(2, 8)), math.inf)
    some = frozenset(chance.sample(ids, min(len(ids) - 1, chance.randint(1, 2))))
    return Is(question.id, some) if question.kind == "choice" else Has(question.id, some)


def _shaken(chance: random.Random, ratio: float) -> float:
    return min(max(ratio * math.exp(chance.gauss(0, 0.25)), 0.01), 100.0) if ratio != 1 else 1.0


def _cause(
    chance: random.Random,
    name: str,
    pack: str,
    sport: str,
    template: Cause,
    pool: list[Evidence],
    own: list[Question],
) -> Cause:
    evidence = []
    for n, finding in enumerate(template.evidence):
        drawn = chance.choice(pool) if n % 3 == 2 else finding
        present, absent = _shaken(chance, drawn.present), _shaken(chance, drawn.absent)
        evidence.append(replace(drawn, id=f"e{n}", cause=name, pack=pack, present=present, absent=absent))
    for n, question in enumerate(chance.sample(own, min(OWN_FINDINGS, len(own)))):
        evidence.append(
            replace(
                pool[0],
                id=f"own{n}",
                cause=name,
                condition=_reading(chance, question),
                present=chance.uniform(1.2, 4),
                absent=chance.uniform(0.5, 1),
                group="",
                pack=pack,
            )
        )
    rare = template.weight * chance.uniform(0.02, 0.2)
    weights = {sport: template.weight * chance.uniform(0.2, 1)}
    return replace(
        template, id=name, name=name, pack=pack, weight=rare, weights=weights, evidence=tuple(evidence)
    )


def _flags(chance: random.Random, pack: str, shipped: list[Flag], own: list[Question]) -> Iterator[Flag]:
    for n in range(FLAGS_A_PACK):
        condition = _reading(chance, chance.choice(own))
        like = chance.choice(shipped)
        yield replace(like, id=f"{pack}-f{n}", urgency="soon", condition=condition, raises=(), pack=pack)


def _tips(
    chance: random.Random, pack: str, sport: str, shipped: list[Tip], own: list[Question]
) -> Iterator[Tip]:
    for n in range(TIPS_A_PACK):
        condition = _reading(chance, chance.choice(own)) if n % 2 else None
        yield replace(
            chance.choice(shipped), id=f"{pack}-t{n}", activities=(sport,), condition=condition, pack=pack
        )
