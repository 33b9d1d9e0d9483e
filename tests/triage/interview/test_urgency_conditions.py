"""What could change the urgency: what lies above it, and whatever holds it up."""

from __future__ import annotations

from dataclasses import replace

from kneetui.content.conditions import All, Answer, Condition, Not, Says, Unproven
from kneetui.content.model import Library, Raise
from kneetui.triage import flags
from kneetui.triage.interview.open_signs import open_excuses
from kneetui.triage.interview.still_possible import Left
from kneetui.triage.interview.urgency_conditions import Level, held_up, open_levels
from tests.ui.small import small_library

HOT, TORN, SEEN, OLD, FAR = (Says(name, True) for name in ("hot", "torn", "seen", "old", "far"))


def made(**conditions: tuple[str, Condition, tuple[tuple[str, Condition], ...]]) -> Library:
    """A library of these flags: a level, when it is up, and what raises it further."""
    library = small_library()
    return replace(
        library,
        normal=All((Not(HOT), Unproven(OLD))),
        flags={
            name: replace(
                library.flags["F2"],
                id=name,
                urgency=urgency,
                condition=condition,
                raises=tuple(
                    Raise(urgency=level, condition=when, because="", do="") for level, when in raises
                ),
            )
            for name, (urgency, condition, raises) in conditions.items()
        },
    )


def excuse(library: Library, facts: dict[str, Answer], *left: str) -> bool:
    """Whether answers to what is left could show that nothing holds the urgency up."""
    question = next(iter(library.questions.values()))
    return bool(open_excuses(library, facts, Left(dict.fromkeys(left, question))))


def test_the_urgency_falls_only_if_all_that_holds_it_up_falls() -> None:
    hot = "urgent", All((HOT, Unproven(SEEN))), ()
    library = made(hot=hot, torn=("urgent", TORN, ()))
    assert excuse(library, {"hot": True}, "seen")
    assert not excuse(library, {"hot": True, "torn": True}, "seen")
    old = made(hot=hot, torn=("urgent", All((TORN, Unproven(OLD))), ()))
    assert excuse(old, {"hot": True, "torn": True}, "seen", "old")
    assert not excuse(old, {"hot": True, "torn": True}, "seen")
    assert not excuse(old, {"hot": True, "torn": True}, "old")
    three = made(hot=hot, torn=("urgent", TORN, ()), far=("urgent", All((FAR, Unproven(OLD))), ()))
    assert not excuse(three, {"hot": True, "torn": True, "far": True}, "seen", "old")


def test_a_raise_falls_by_itself_whatever_its_flag_rests_on() -> None:
    library = made(hot=("soon", HOT, (("urgent", Unproven(SEEN)),)))
    assert excuse(library, {"hot": True}, "seen")
    assert not excuse(library, {"hot": True, "seen": True}, "seen", "old")


def test_what_is_not_up_holds_nothing() -> None:
    library = made(
        hot=("soon", HOT, (("urgent", Unproven(SEEN)), ("urgent", OLD))), torn=("urgent", TORN, ())
    )
    facts: dict[str, Answer] = {"hot": True}
    holding = held_up(library, facts, flags.raised(library, facts), "urgent")
    assert holding is not None
    assert (holding.name, holding.reads) == ("hot", ("hot", "seen"))


def test_normal_soreness_is_held_up_by_no_sign() -> None:
    library = made(torn=("urgent", TORN, ()))
    assert flags.urgency(library, {"hot": False}) == "normal"
    assert not excuse(library, {"hot": False}, "old")


def test_the_urgency_can_change_by_what_lies_above_it_and_by_what_holds_it_up() -> None:
    library = made(
        hot=("soon", HOT, (("emergency", FAR), ("urgent", SEEN))),
        torn=("urgent", TORN, ()),
        old=("soon", OLD, ()),
    )

    def levels(*true: str) -> set[tuple[str, str]]:
        return {(level.name, level.urgency) for level in open_levels(library, dict.fromkeys(true, True))}

    above = {("hot", "emergency"), ("hot", "urgent"), ("torn", "urgent")}
    assert levels() == {*above, ("hot", "soon"), ("old", "soon"), ("normal", "normal")}
    assert levels("hot") == {*above, ("hot", "soon")}
    assert levels("torn") == {("hot", "emergency"), ("torn", "urgent")}


def test_one_answer_can_bring_a_level_only_if_all_that_is_open_reads_it() -> None:
    level = Level.of("torn", "soon", All((TORN, All((HOT, Unproven(SEEN))))))
    assert level.deciding({"hot": True}) == {"torn"}
    assert level.deciding({"torn": True}) == {"hot"}
    assert level.deciding({}) == frozenset()
    assert level.deciding({"torn": True, "hot": True, "seen": True}) == {"seen"}
