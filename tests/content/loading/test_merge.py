"""Packs merge into one library; a bad one is left out and says why, on its own account."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.errors import ContentError
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, build, load
from kneetui.content.model import Library, Problem
from tests.content.packs import PACK, write_pack


def merged(*folders: Path) -> Library:
    return load([(folder, "tests") for folder in folders])


def messages(library: Library, pack: str) -> list[str]:
    return [problem.message for problem in library.problems if problem.pack == pack]


CAUSE = """
[[cause]]
id = "tennis-knee"
name = "Tennis knee"
clinical = "Genu tennisiense"
summary = "A knee that plays tennis."
course = "It passes."
see = "Nobody."
weight = 1
weights = { team-sport = 3 }
ages = { 20 = 1, 40 = 2 }
source = "tennis-book"
[[cause.evidence]]
id = "hard-ball"
if = { "tennis.ball" = "hard" }
present = 3
absent = 0.5
text = "a hard ball"
source = "tennis-book"

[[evidence]]
cause = "patellofemoral-pain"
id = "soft-ball"
if = { "tennis.ball" = "soft" }
present = 2
text = "a soft ball"
source = "tennis-book"

[[weight]]
cause = "joint-overload"
activity = "team-sport"
weight = 55
"""


def test_a_pack_adds_causes_evidence_and_weights(tmp_path: Path) -> None:
    causes = CAUSE.replace(
        'cause = "joint-overload"\nactivity = "team-sport"', 'cause = "tennis-knee"\nactivity = "other"'
    )
    library = merged(write_pack(tmp_path / "tennis", causes=causes))
    assert library.problems == ()
    assert list(library.packs) == ["core", "tennis"]
    cause = library.causes["tennis-knee"]
    assert cause.weights == {"team-sport": 3, "other": 55}
    assert cause.ages == ((20, 1), (40, 2))
    assert cause.pack == "tennis"
    added = library.causes["patellofemoral-pain"].evidence[-1]
    assert (added.id, added.pack, added.absent) == ("soft-ball", "tennis", 1)


def test_dangling_references_are_named_with_a_hint(tmp_path: Path) -> None:
    tips = """
[[tip]]
id = "racket"
kind = "technique"
title = "Racket"
text = "Hold it."
causes = ["patelofemoral-pain"]
activities = ["tennis"]
condition = { "tennis.bal" = "hard", swelling = "markd" }
source = "tennis-bok"
"""
    library = merged(write_pack(tmp_path / "tennis", tips=tips))
    assert "tennis" not in library.packs
    problems = {problem.message: problem for problem in library.problems}
    assert problems["there is no cause “patelofemoral-pain”"].remedy == "Did you mean “patellofemoral-pain”?"
    assert problems["there is no question “tennis.bal”"].remedy == "Did you mean “tennis.ball”?"
    assert problems["“markd” is not an option of “swelling”"].remedy == "Did you mean “marked”?"
    assert problems["there is no source “tennis-bok”"].line == 10
    assert "there is no activity “tennis”" in problems


def test_one_bad_pack_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = write_pack(tmp_path / "bad", "bad", more="[[nonsense]]\n")
    good = write_pack(tmp_path / "good", "good")
    library = merged(bad, good)
    assert list(library.packs) == ["core", "good"]
    assert {problem.pack for problem in library.problems} == {"bad"}


def test_what_leans_on_a_bad_pack_is_bad_too_and_says_so(tmp_path: Path) -> None:
    bad = write_pack(tmp_path / "bad", "bad", more="[[nonsense]]\n")
    finding = '[[finding]]\nid = "x"\ntext = "x"\ncondition = { "bad.ball" = "hard" }\n'
    leaning = write_pack(tmp_path / "leaning", "leaning", findings=finding)
    library = merged(bad, leaning)
    assert list(library.packs) == ["core"]
    assert messages(library, "leaning") == ["there is no question “bad.ball”"]


def test_colliding_ids_name_both_packs(tmp_path: Path) -> None:
    finding = '[[finding]]\nid = "hard"\ntext = "x"\ncondition = {{ "{id}.ball" = "hard" }}\n'
    one = write_pack(tmp_path / "one", "one", findings=finding.format(id="one"))
    two = write_pack(tmp_path / "two", "two", findings=finding.format(id="two"))
    library = merged(one, two)
    assert list(library.packs) == ["core", "one"]
    (message,) = messages(library, "two")
    assert "pack “one”" in message
    assert "pack “two”" in message


def test_two_packs_with_one_id(tmp_path: Path) -> None:
    library = merged(write_pack(tmp_path / "a", "tennis"), write_pack(tmp_path / "b", "tennis"))
    assert "two packs have the id “tennis”" in messages(library, "tennis")[0]


def test_circles_in_when_and_in_findings(tmp_path: Path) -> None:
    questions = "\n".join(
        f"""
[[question]]
id = "loop.{one}"
kind = "yes-no"
text = "?"
why = "!"
topic = "sport"
when = {{ "loop.{other}" = true }}
"""
        for one, other in (("a", "b"), ("b", "a"))
    )
    findings = """
[[finding]]
id = "first"
text = "x"
condition = { finding = "second" }
[[finding]]
id = "second"
text = "x"
condition = { finding = "first" }
"""
    library = merged(write_pack(tmp_path / "loop", "loop", questions=questions, findings=findings))
    texts = messages(library, "loop")
    assert any("“when” goes in a circle: loop.a → loop.b → loop.a" in text for text in texts)
    assert any("findings go in a circle: first → second → first" in text for text in texts)


@pytest.mark.parametrize(
    "table",
    [
        '[normal]\ncondition = { swelling = "none" }\nsource = "tennis-book"\n',
        '[numbers]\ndefault = "999"\n',
        '[[urgency]]\nid = "emergency"\nname = "Fine"\nsymbol = "."\nwho = "x"\nwithin = "x"\ndo = "x"\nsource = "tennis-book"\n',
        '[[advice]]\nid = "rest-until"\ntext = "Run on"\n',
        '[trend]\nchange = 9\nsource = "tennis-book"\n',
    ],
    ids=["normal", "numbers", "urgency", "advice", "trend"],
)
def test_only_the_core_decides_what_is_normal_and_urgent(tmp_path: Path, table: str) -> None:
    library = merged(write_pack(tmp_path / "tennis", core=table))
    assert any("only the core may have" in message for message in messages(library, "tennis"))
    assert "tennis" not in library.packs


def test_only_the_core_says_when_to_go_at_once(tmp_path: Path) -> None:
    flags = """
[[flag]]
id = "tennis-flag"
urgency = "emergency"
condition = { "tennis.ball" = "hard" }
because = "Hard ball."
do = "Rest."
go-if = "The ball gets hard."
source = "tennis-book"
"""
    library = merged(write_pack(tmp_path / "tennis", flags=flags))
    (problem,) = library.problems
    assert (problem.key, problem.message) == ("flag[1].go-if", "only the core says when to go at once")


def test_a_flag_can_only_be_raised(tmp_path: Path) -> None:
    flags = """
[[flag]]
id = "tennis-flag"
urgency = "urgent"
condition = { "tennis.ball" = "hard" }
because = "Hard ball."
do = "Rest."
source = "tennis-book"
[[flag.raise]]
urgency = "soon"
condition = { swelling = "marked" }
because = "Swollen."
"""
    library = merged(write_pack(tmp_path / "tennis", flags=flags))
    (problem,) = library.problems
    assert problem.key == "flag[1].raise[1].urgency"
    assert problem.line == 10


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{ swelling = true }", "needs an option or a list of options"),
        ('{ fever-or-unwell = "yes" }', "is a yes-no question"),
        ('{ age = "old" }', "is a number"),
        ("{ age = { least = 3 } }", "is a number"),
        ("{ all = [] }", "a list of conditions is needed"),
        ('{ at-least = 3, of = [ { swelling = "none" } ] }', "at-least must be a number from 1 to 1"),
        ('{ of = [ { swelling = "none" } ] }', "“of” needs “at-least”"),
        ("{ location = { several = 2 } }", "this form of condition is not known"),
        ('{ location = { count = 9, of = ["kneecap"] } }', "count must be a number from 1 to 1"),
        ('{ finding = "nope" }', "there is no finding “nope”"),
        ('{ known = "nope" }', "there is no question “nope”"),
        ("{}", "a condition is a table"),
    ],
)
def test_a_wrong_condition_says_what_is_wrong(tmp_path: Path, condition: str, message: str) -> None:
    finding = f'[[finding]]\nid = "tennis-x"\ntext = "x"\ncondition = {condition}\n'
    library = merged(write_pack(tmp_path / "tennis", findings=finding))
    assert any(message in text for text in messages(library, "tennis")), library.problems


def test_a_broken_core_is_an_error(tmp_path: Path) -> None:
    core = load_pack(CORE)
    core.problems.append(Problem(message="broken", remedy="Reinstall."))
    with pytest.raises(ContentError, match="broken"):
        build([core])


def test_the_installed_packs_have_no_problems(library: Library) -> None:
    assert {"core", "running", "cycling", "weightlifting"} <= set(library.packs)
    assert PACK
