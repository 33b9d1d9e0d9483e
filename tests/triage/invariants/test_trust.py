"""No pack can lower, hide or outrun the core's warning signs, whatever it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Choices, Facts
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, build
from kneetui.content.loading.pack import Pack
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers, flags
from kneetui.triage.assessment import TIPS, Assessment, assess
from kneetui.triage.evaluation.evaluate import ask
from kneetui.triage.interview.next_question import FIRST_PAGE, MOST, MOST_OF_PACKS, askable, suggest
from kneetui.triage.interview.open_signs import open_signs, unasked
from tests.examples import examples
from tests.triage.facts import facts_of

ID = "hostile"
HEAD = {
    "format": 1,
    "id": ID,
    "name": "Hostile",
    "version": "1.0.0",
    "summary": "Says anything.",
    "licence": "CC0-1.0",
    "authors": ["tests"],
}
SOURCE = {"id": f"{ID}-source", "title": "Nothing", "sure": "estimate"}
SAYS = {"source": f"{ID}-source"}

some = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def core_pack() -> Pack:
    return load_pack(CORE, "built in")


@pytest.fixture(scope="module")
def core(core_pack: Pack) -> Library:
    return build([core_pack])


def with_pack(core_pack: Pack, folder: Path, tables: dict[str, Any]) -> Library:
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(tomli_w.dumps(HEAD))
    (folder / "all.toml").write_text(tomli_w.dumps({"source": [SOURCE], **tables}))
    return build([core_pack, load_pack(folder, "tests")])


# --- generated packs ----------------------------------------------------------------------


class Packs:
    """Strategies for packs that do what they can, on the questions and causes of the core."""

    def __init__(self, core: Library) -> None:
        self.core = core
        self.flags = sorted(core.flags)
        self.own = [f"{ID}.q{number}" for number in range(4)]

    def leaf(self) -> st.SearchStrategy[dict[str, Any]]:
        leaves: list[dict[str, Any]] = []
        for question in self.core.questions.values():
            ids = [option.id for option in question.options]
            if question.kind == "yes-no":
                leaves += [{question.id: True}, {question.id: False}]
            elif question.kind == "number":
                leaves += [{question.id: {"min": question.min}}, {question.id: {"under": question.max}}]
            else:
                leaves += [{question.id: identifier} for identifier in ids]
            if question.kind == "choices":
                leaves += [{question.id: {"only": ids[:2]}}, {question.id: {"none": True}}]
            leaves.append({"known": question.id})
        leaves += [{name: True} for name in self.own]
        return st.sampled_from(leaves)

    def condition(self) -> st.SearchStrategy[dict[str, Any]]:
        def larger(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
            several = st.lists(inner, min_size=1, max_size=3)
            return st.one_of(
                inner.map(lambda part: {"not": part}),
                inner.map(lambda part: {"unproven": part}),
                several.map(lambda part: {"all": part}),
                several.map(lambda part: {"any": part}),
            )

        return st.recursive(self.leaf(), larger, max_leaves=5)

    def ids(self) -> st.SearchStrategy[str]:
        taken = st.sampled_from([*self.flags, *self.core.causes, *self.core.questions, *self.core.tips])
        return st.one_of(st.integers(0, 50).map(lambda n: f"{ID}-{n}"), taken)

    def questions(self) -> st.SearchStrategy[list[dict[str, Any]]]:
        def question(name: str) -> st.SearchStrategy[dict[str, Any]]:
            fixed = {
                "id": name,
                "kind": "yes-no",
                "text": "Ignore the warning?",
                "why": "No.",
                "topic": "sport",
            }
            more = {
                "rate": st.sampled_from([0, 0.5, 1]),
                "when": self.leaf(),
                "relevant": self.leaf(),
                "page": st.sampled_from(["", "mine", FIRST_PAGE]),
                "always": st.booleans(),
            }
            return st.fixed_dictionaries({}, optional=more).map(lambda drawn: {**fixed, **drawn})

        return st.tuples(*map(question, self.own)).map(list)

    def ratio(self) -> st.SearchStrategy[float]:
        return st.sampled_from([1e-9, 0.001, 0.5, 1, 2, 1000])

    def evidence(self) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(
            {
                "id": self.ids(),
                "cause": st.sampled_from(sorted(self.core.causes)),
                "if": self.condition(),
                "present": self.ratio(),
                "absent": self.ratio(),
                "text": st.just("nothing to worry about"),
                "source": st.just(SAYS["source"]),
            }
        )

    def cause(self) -> st.SearchStrategy[dict[str, Any]]:
        words = dict.fromkeys(
            ("name", "clinical", "summary", "course", "see"), "Nothing. Ignore the warning."
        )
        return st.fixed_dictionaries(
            {"id": self.ids(), "weight": st.sampled_from([1e-9, 1, 400, 100000])},
            optional={"when": self.condition()},
        ).map(lambda drawn: {**words, **SAYS, **drawn})

    def flag(self) -> st.SearchStrategy[dict[str, Any]]:
        words = {"because": "Ignore the other warnings.", "do": "Nothing.", **SAYS}
        return st.fixed_dictionaries(
            {"id": self.ids(), "urgency": st.sampled_from(URGENCIES[:4]), "condition": self.condition()}
        ).map(lambda drawn: {**words, **drawn})

    def tip(self) -> st.SearchStrategy[dict[str, Any]]:
        words = {
            "kind": "first-aid",
            "title": "Ignore it",
            "text": "Ignore the warning.",
            "priority": 1,
            **SAYS,
        }
        return st.fixed_dictionaries({"id": self.ids(), "condition": self.condition()}).map(
            lambda drawn: {**words, **drawn}
        )

    def finding(self) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({"id": self.ids(), "condition": self.condition()}).map(
            lambda drawn: {"text": "anything", **drawn}
        )

    def weight(self) -> st.SearchStrategy[dict[str, Any]]:
        activities = [option.id for option in self.core.questions["activity"].options]
        return st.fixed_dictionaries(
            {
                "cause": st.sampled_from(sorted(self.core.causes)),
                "activity": st.sampled_from(activities),
                "weight": st.sampled_from([1e-9, 100000]),
            }
        )

    def tables(self) -> st.SearchStrategy[dict[str, Any]]:
        kinds = {
            "evidence": self.evidence(),
            "cause": self.cause(),
            "flag": self.flag(),
            "tip": self.tip(),
            "finding": self.finding(),
            "weight": self.weight(),
        }
        several = {kind: st.lists(value, max_size=4) for kind, value in kinds.items()}
        return st.fixed_dictionaries({"question": self.questions(), **several})


def harmless(tables: dict[str, Any], core: Library) -> dict[str, Any]:
    """The same pack without what is refused, so that most of what is drawn is taken."""
    for kind, rows in tables.items():
        for number, row in enumerate(rows):
            if kind != "question" and "id" in row:
                row["id"] = f"{ID}-{kind}-{number}"
    pairs = {(row["cause"], row["activity"]): row for row in tables["weight"]}
    free = [row for row in pairs.values() if row["activity"] not in core.causes[row["cause"]].weights]
    tables["weight"] = free
    for row in tables["question"]:
        row.pop("always", None)
        if any(name in row.get("when", {}) for name in (f"{ID}.q{n}" for n in range(4))):
            del row["when"]
        if row.get("page") == FIRST_PAGE:
            del row["page"]
    return tables


def draw_pack(data: st.DataObject, core: Library, core_pack: Pack, folder: Path) -> Library:
    """A library with a generated pack; most of them are taken, some are refused."""
    tables = data.draw(Packs(core).tables())
    if data.draw(st.integers(0, 3)):
        tables = harmless(tables, core)
    library = with_pack(core_pack, folder, tables)
    event("taken" if ID in library.packs else "refused")
    return library


def only_core(library: Library, facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if library.questions[key].pack == "core"}


@some
@given(st.data())
def test_no_pack_lowers_the_urgency_or_touches_a_flag(
    core: Library, core_pack: Pack, tmp_path: Path, data: st.DataObject
) -> None:
    library = draw_pack(data, core, core_pack, tmp_path / ID)
    facts = data.draw(facts_of(library))
    before, after = assess(core, only_core(library, facts)), assess(library, facts)
    assert URGENCIES.index(after.urgency) <= URGENCIES.index(before.urgency)
    assert [flag for flag in after.flags if flag.id in core.flags] == list(before.flags)
    assert {key: library.flags[key] for key in core.flags} == core.flags
    assert {key: library.questions[key] for key in core.questions} == core.questions
    assert (library.urgencies, library.normal, library.numbers) == (core.urgencies, core.normal, core.numbers)
    if after.urgency == "normal":
        assert before.urgency == "normal"


@some
@given(st.data())
def test_what_the_core_would_ask_can_always_be_asked(
    core: Library, core_pack: Pack, tmp_path: Path, data: st.DataObject
) -> None:
    library = draw_pack(data, core, core_pack, tmp_path / ID)
    facts = data.draw(facts_of(library))
    counted = answers.counting(library, facts)
    names = {question.id for question in askable(library, counted, ())}
    assert {question.id for question in askable(core, only_core(library, counted), ())} <= names
    first = suggest(library, {}, ())
    assert first is not None
    assert (first.question.pack, first.question.page) == ("core", FIRST_PAGE)


@settings(some, max_examples=examples(12))
@given(st.data())
def test_no_pack_ends_the_interview_before_the_warning_signs(
    core: Library, core_pack: Pack, tmp_path: Path, data: st.DataObject
) -> None:
    """Where the interview ends of itself, no warning sign of the core is open."""
    library = draw_pack(data, core, core_pack, tmp_path / ID)
    assume(ID in library.packs)
    facts = data.draw(facts_of(library, most=30))
    assessment = ask(library, facts)
    of_packs = [key for key in assessment.asked if key not in core.questions]
    assert len(of_packs) <= MOST_OF_PACKS
    assert len(assessment.asked) <= MOST
    if assessment.urgency != "emergency" and len(assessment.asked) < MOST:
        assert nothing_left(library, assessment)


# --- attacks one by one -------------------------------------------------------------------


def attack(core_pack: Pack, folder: Path, tables: dict[str, Any]) -> str:
    """What is said about a pack that must be left out."""
    library = with_pack(core_pack, folder, tables)
    assert set(library.packs) == {"core"}
    return "\n".join(map(str, library.problems))


LITTLE_KNOWN: Facts = {"bony-lump": "none", "warning-signs": Choices(), "onset": "sudden"}
QUESTION = {"id": f"{ID}.x", "kind": "yes-no", "text": "?", "why": "!", "topic": "sport"}


EXERCISE = {
    "id": f"{ID}-squat",
    "name": "Squat",
    "summary": "Down and up.",
    "steps": ["Go down."],
    "dose": {"reps": 1},
    "sides": "both",
    "load": "heavy",
    "figure": "Down and up.",
    "frames": ["o", "O"],
    **SAYS,
}
ROUTINE = {
    "id": f"{ID}-routine",
    "name": "Routine",
    "summary": "Squats.",
    "rule": "traffic-light",
    "phase": [{"id": "one", "name": "One", "goal": "All.", "steps": [{"exercise": "quad-set"}]}],
    **SAYS,
}


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("question", {**QUESTION, "page": FIRST_PAGE}, "its warning signs come first"),
        ("question", {**QUESTION, "always": True}, "only the core may ask in every interview"),
        ("question", {**QUESTION, "role": "side"}, "only the core may give a question a role"),
        ("exercise", {**EXERCISE, "gentle": True}, "only the core may call something gentle"),
        ("routine", {**ROUTINE, "gentle": True}, "only the core may call something gentle"),
        ("question", {**QUESTION, "id": "fever-2"}, "begins with the pack's id"),
        ("question", {**QUESTION, "id": "age"}, "already exists in pack “core”"),
        ("urgency", {"id": "emergency"}, ""),
        ("source", {"id": "assumption", "title": "x", "sure": "published"}, ""),
    ],
)
def test_what_is_the_cores_alone_is_refused(
    core_pack: Pack, tmp_path: Path, table: str, row: dict[str, Any], reason: str
) -> None:
    taken = core_pack.items("source")[0].id
    row = {**row, "id": taken} if table == "source" else row
    assert reason in attack(core_pack, tmp_path / ID, {table: [row] if table != "source" else [SOURCE, row]})


def test_every_id_of_the_core_is_taken(core: Library, core_pack: Pack, tmp_path: Path) -> None:
    """A flag, finding, cause or tip with the id of one of the core leaves the pack out, not the core's."""
    flag = {"urgency": "self-care", "condition": {"known": "age"}, "because": "x", "do": "x", **SAYS}
    for number, name in enumerate(list(core.flags)[:5]):
        message = attack(core_pack, tmp_path / str(number), {"flag": [{"id": name, **flag}]})
        assert f"the flag “{name}” of pack “{ID}” already exists in pack “core”" in message


def test_a_pain_rule_may_not_be_laxer_than_the_cores(core: Library, core_pack: Pack, tmp_path: Path) -> None:
    words = dict.fromkeys(("name", "on-green", "on-yellow", "on-red"), "x")
    most = max(rule.yellow for rule in core.rules.values())
    rule = {"id": f"{ID}-rule", "green": 0, "yellow": most + 1, **words, **SAYS}
    assert f"yellow ends at most at {most:g}" in attack(core_pack, tmp_path / ID, {"pain-rule": [rule]})
    good = with_pack(core_pack, tmp_path / "good", {"pain-rule": [{**rule, "yellow": most}]})
    assert not good.problems


def test_a_pack_with_a_certain_cause_does_not_silence_the_interview(
    core: Library, core_pack: Pack, tmp_path: Path
) -> None:
    """One cause a hundred thousand times as common as all others, and no warning sign ever goes with it."""
    words = dict.fromkeys(("name", "clinical", "summary", "course", "see"), "Nothing.")
    alarming = [question for question in core.questions.values() if question.kind == "yes-no"]
    evidence = [
        {"id": f"e{n}", "if": {sign.id: True}, "present": 1e-9, "absent": 1000, "text": "x", **SAYS}
        for n, sign in enumerate(alarming)
    ]
    cause = {"id": f"{ID}-cause", "weight": 100000, "evidence": evidence, **words, **SAYS}
    library = with_pack(core_pack, tmp_path / ID, {"cause": [cause]})
    assert not library.problems
    assert nothing_left(library, ask(library, {}))
    assert nothing_left(library, ask(library, {"activity": "running", "onset": "gradual"}))


def nothing_left(library: Library, assessment: Assessment) -> bool:
    """Whether no further answer could raise the urgency by a flag of the core."""
    return not open_signs(library, assessment.facts, unasked(library, assessment.facts, assessment.asked))


@pytest.mark.parametrize("urgency", URGENCIES[:4])
def test_a_pack_s_own_flag_does_not_hide_what_the_core_cannot_rule_out(
    core: Library, core_pack: Pack, tmp_path: Path, urgency: str
) -> None:
    """Little is known after an injury: the core says so, however urgent the pack finds it."""
    flag = {"id": f"{ID}-flag", "urgency": urgency, "condition": {"onset": "sudden"}, "do": "x", **SAYS}
    library = with_pack(core_pack, tmp_path / ID, {"flag": [{**flag, "because": "x"}]})
    assert not library.problems
    before, after = assess(core, LITTLE_KNOWN), assess(library, LITTLE_KNOWN)
    assert [flag.proven for flag in before.flags] == [False]
    assert [flag for flag in after.flags if flag.id in core.flags] == list(before.flags)
    assert after.urgency == before.urgency == "emergency"
    levels = [URGENCIES.index(flag.urgency) for flag in after.flags]
    assert levels == sorted(levels)


def test_a_flood_of_questions_leaves_the_core_its_own(core: Library, core_pack: Pack, tmp_path: Path) -> None:
    questions, evidence = [], []
    names = sorted(core.causes)
    for number in range(60):
        name = f"{ID}.q{number}"
        questions.append({**QUESTION, "id": name, "rate": 0.5})
        evidence.append(
            {
                "id": f"e{number}",
                "cause": names[number % len(names)],
                "if": {name: True},
                "present": 1000,
                "absent": 0.001,
                "text": "x",
                **SAYS,
            }
        )
    library = with_pack(core_pack, tmp_path / ID, {"question": questions, "evidence": evidence})
    assert not library.problems
    assessment = ask(library, {})
    packs = [key for key in assessment.asked if key not in core.questions]
    assert len(packs) <= MOST_OF_PACKS
    assert assessment.asked[0] in core.questions
    assert nothing_left(library, assessment)


def test_of_a_pack_that_asks_much_and_tells_much_a_few_are_asked(
    core: Library, core_pack: Pack, tmp_path: Path
) -> None:
    pages = ["knee-signs", "warning-signs", "other-signs"]
    begun = [*pages, "age", "onset", "location", "pain-worst", "trend", "duration-days", "mechanism"]
    none = {name: Choices(no=frozenset(one.id for one in core.questions[name].options)) for name in pages}
    known = {"age": 30, "onset": "gradual", "location": ["kneecap"], "duration-days": 10}
    facts = {**none, **answers.read(known, core)}
    two = [cause.id for cause in assess(core, facts).causes[:2]]
    questions = [{**QUESTION, "id": f"{ID}.q{number}", "rate": 0.5} for number in range(MOST)]
    evidence = [
        {
            "id": f"{cause}-{number}",
            "cause": cause,
            "if": {f"{ID}.q{number}": yes},
            "present": 1000,
            "text": "x",
            **SAYS,
        }
        for number in range(MOST)
        for cause, yes in zip(two, (True, False), strict=True)
    ]
    library = with_pack(core_pack, tmp_path / ID, {"question": questions, "evidence": evidence})
    assert not library.problems
    asked = list(begun)
    while (suggestion := suggest(library, facts, asked)) is not None:
        asked.append(suggestion.question.id)
    assert sum(name not in core.questions for name in asked) == MOST_OF_PACKS


def test_extreme_numbers_are_reckoned_with_all_the_same(
    core: Library, core_pack: Pack, tmp_path: Path
) -> None:
    words = dict.fromkeys(("name", "clinical", "summary", "course", "see"), "x")
    evidence = [
        {"id": f"e{n}", "if": {"known": "age"}, "present": 1000, "absent": 1e-9, "text": "x", **SAYS}
        for n in range(200)
    ]
    cause = {
        "id": f"{ID}-cause",
        "weight": 1e-9,
        "ages": {"20": 1e-9},
        "evidence": evidence,
    }
    library = with_pack(core_pack, tmp_path / ID, {"cause": [{**cause, **words, **SAYS}]})
    assert not library.problems
    assert suggest(library, {}, list(core.questions)[:2]) is not None
    assert flags.urgency(library, {}) == flags.urgency(core, {})
    assert assess(library, {"age": 20.0}).causes[0].probability <= 1


def test_a_flood_of_tips_leaves_half_of_the_places_to_the_core(
    core: Library, core_pack: Pack, tmp_path: Path
) -> None:
    words = {"kind": "first-aid", "title": "Ignore it", "text": "Ignore it.", "priority": 1, **SAYS}
    tips = [{"id": f"{ID}-{n}", "condition": {"unproven": {"known": "age"}}, **words} for n in range(100)]
    library = with_pack(core_pack, tmp_path / ID, {"tip": tips})
    assert not library.problems
    before = assess(core, {}).advice
    after = [tip for tip in assess(library, {}).advice if tip.pack == "core"]
    assert after == list(before)[: max(len(after), TIPS // 2)]
    assert len(after) == min(len(before), TIPS // 2)
