"""A pack that holds too much, or what cannot be seen, is refused: at its place, at once, and in no time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.format import limits, schema
from kneetui.content.loading.invisible_chars import hidden, shown
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import build
from kneetui.triage.interview.next_question import MOST_OF_PACKS
from tests.cli.small import write_core
from tests.content.packs import write_pack
from tests.effort import at_most

MOST_CALLS = 1_000_000

TIP = '[[tip]]\nid = "x"\nkind = "fit"\ntitle = "{}"\ntext = "x"\nsource = "tennis-book"\n'
FINDING = '[[finding]]\nid = "f{}"\ntext = "x"\ncondition = {}\n'


def problems(tmp_path: Path, **files: str) -> list[str]:
    """What is said of a pack, on its own and with a small core, with no more work than there may be."""
    core = load_pack(write_core(tmp_path / "core"), "built in")
    folder = write_pack(tmp_path / "tennis", **files)
    with at_most(MOST_CALLS):
        library = build([core, load_pack(folder)])
    assert set(library.packs) == {"core"}
    assert all(str(problem).isprintable() for problem in library.problems)
    return [str(problem) for problem in library.problems]


# --- what cannot be seen ------------------------------------------------------------------

HIDDEN = {
    "escape": "\x1b",
    "null": "\0",
    "bell": "\x07",
    "delete": "\x7f",
    "next line": "\x85",
    "return": "\r",
    "right-to-left override": "\u202e",
    "left-to-right embedding": "\u202a",
    "isolate": "\u2066",
    "mark": "\u200f",
    "arabic mark": "\u061c",
    "no width": "\u200b",
    "joiner": "\u200d",
    "soft hyphen": "\u00ad",
    "order mark": "\ufeff",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "variation": "\ufe0f",
    "tag": "\U000e0041",
    "filler": "\u3164",
    "private": "\ue000",
    "unassigned": "\u0378",
}


@pytest.mark.parametrize("char", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("where", ["text", "key", "id", "remark"])
def test_what_cannot_be_seen_is_refused_with_its_place(tmp_path: Path, char: str, where: str) -> None:
    bad = {
        "text": TIP.format(f"Re{char}st"),
        "key": TIP.format("x") + f'"no{char}te" = "x"\n',
        "id": TIP.format("x").replace('"x"', f'"x{char}y"', 1),
        "remark": TIP.format("x") + f"# so{char}so\n",
    }[where]
    problems = load_pack(write_pack(tmp_path / "tennis", tips=bad)).problems
    assert problems
    assert {problem.file for problem in problems} == {str(tmp_path / "tennis" / "tips.toml")}
    assert all(problem.line and problem.column and problem.remedy for problem in problems)
    named = [problem for problem in problems if f"U+{ord(char):04X}" in str(problem)]
    row = {"text": 4, "key": 7, "id": 2, "remark": 7}[where]
    assert {problem.line for problem in named} == {row}
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize("escape", ["\\u202e", "\\u001b", "\\U000e0041", "\\b", "\\r", "\\u2028"])
def test_what_cannot_be_seen_is_found_behind_an_escape(tmp_path: Path, escape: str) -> None:
    (problem,) = load_pack(write_pack(tmp_path / "tennis", tips=TIP.format(f"Re{escape}st"))).problems
    assert (problem.line, problem.column, problem.key) == (4, 1, "tip[1].title")
    assert "cannot be seen" in problem.message


def test_the_place_of_a_hidden_character_is_exact(tmp_path: Path) -> None:
    (problem,) = load_pack(write_pack(tmp_path / "tennis", tips=TIP.format("Re\u202est"))).problems
    assert (problem.line, problem.column, problem.key) == (4, 12, "tip[1].title")
    assert problem.message.endswith("U+202E right-to-left override")


@pytest.mark.parametrize(
    "text", ["Früh übt sich – 90°, ½ “so” … ≥ 3 €", "膝が痛い", "колено", "kolano ęą", "naïve"]
)
def test_what_can_be_seen_is_fine(tmp_path: Path, text: str) -> None:
    assert load_pack(write_pack(tmp_path / "tennis", tips=TIP.format(text))).problems == []


def test_every_character_that_is_no_sign_is_hidden() -> None:
    """Compared with the categories of Unicode, one by one."""
    import unicodedata

    no_signs = [
        char
        for char in map(chr, range(0x110000))
        if (category := unicodedata.category(char))[0] == "C" or category in ("Zl", "Zp")
    ]
    seen = {no_signs[index] for index, _ in hidden("".join(no_signs))}
    assert set(no_signs) - seen == set("\n\t")


def test_a_foreign_text_is_shown_safely() -> None:
    assert shown("a\x1b[2J\u202eb\nc") == "a<U+001B>[2J<U+202E>b c"
    assert len(shown("x" * 1000)) == 60


# --- too much -----------------------------------------------------------------------------


OPTION = '[[question.option]]\nid = "x"\ntext = "x"\n'


def chain(count: int, text: str) -> str:
    """Findings that name each the one before."""
    first = FINDING.format(0, '{ "tennis.ball" = "hard" }')
    return first + "".join(FINDING.format(n, text.replace("#", f"f{n - 1}")) for n in range(1, count))


def questions(count: int) -> str:
    """Questions that hang each on the one before."""
    head = '\n[[question]]\nid = "tennis.q{0}"\nkind = "yes-no"\ntext = "?"\nwhy = "!"\ntopic = "sport"\n'
    when = 'when = {{ "tennis.q{0}" = true }}\n'
    return "".join(head.format(n) + (when.format(n - 1) if n else "") for n in range(count))


def large_flag(number: int) -> str:
    """A flag that reads a lot."""
    parts = ", ".join(['{ "tennis.ball" = "hard" }'] * 60)
    words = 'because = "x"\ndo = "x"\nsource = "tennis-book"\n'
    return f'[[flag]]\nid = "l{number}"\nurgency = "soon"\ncondition = {{ any = [{parts}] }}\n{words}'


def large_finding() -> str:
    """One finding that reads a lot."""
    parts = ", ".join(['{ "tennis.ball" = "hard" }'] * 390)
    return f'[[finding]]\nid = "large"\ntext = "x"\ncondition = {{ any = [{parts}] }}\n'


ROUND = '{ finding = "f1" }', '{ finding = "f0" }'

TOO_MUCH: dict[str, tuple[dict[str, str], str]] = {
    "lists in lists": ({"tips": "[[tip]]\nx = " + "[" * 200 + "]" * 200}, "too deep"),
    "lists beyond the parser": ({"tips": "x = " + "[" * 50_000}, "not valid TOML"),
    "tables in tables": ({"tips": "[[tip]]\nx = " + "{a=" * 200 + "1" + "}" * 200}, "too deep"),
    "a key of many parts": ({"tips": "a" + ".a" * 100_000 + " = 1"}, "too many parts"),
    "a header of many parts": ({"tips": "[a" + ".'a'" * 50_000 + "]"}, "too many parts"),
    "a number of many digits": ({"tips": "x = " + "9" * 200_000}, "not valid TOML"),
    "a large number": ({"tips": "x = " + "9" * 4000}, "too large"),
    "infinity": ({"tips": TIP.format("x") + "priority = inf"}, "too large"),
    "not a number": ({"watch": "[[watch]]\nlimit = nan"}, "too large"),
    "a small number": ({"weights": '[[weight]]\nweight = 1e-300\n'}, "too small"),
    "a long text": ({"tips": TIP.format("x" * 3000)}, "at most 2000 characters"),
    "a very long text": ({"tips": TIP.format("x" * 250_000)}, "at most 2000 characters"),
    "a very long key": ({"tips": TIP.format("x") + "k" * 200_000 + " = 1"}, "unknown key"),
    "many keys": ({"tips": TIP.format("x") + "".join(f"k{n} = 1\n" for n in range(20_000))}, "entries"),
    "many tables": ({"tips": "[[tip]]\n" * 30_000}, "at most 400 [[tip]] tables"),
    "many tables of no kind": ({"tips": "".join(f"[t{n}]\n" for n in range(20_000))}, "entries"),
    "many mistakes": ({"tips": "[[tip]]\n" * 390}, "more problems"),
    "a long list": ({"tips": TIP.format("x") + f"causes = [{'0,' * 100_000}]"}, "entries"),
    "many hidden characters": ({"tips": "#" + "\u202e" * 80_000}, "cannot be seen"),
    "a long row of findings": ({"findings": chain(150, '{ not = { finding = "#" } }')}, "too large"),
    "findings that double": (
        {"findings": chain(60, '{ all = [{ finding = "#" }, { finding = "#" }] }')},
        "too large",
    ),
    "one large finding in many places": (
        {"findings": large_finding() + "".join(FINDING.format(n, '{ finding = "large" }') for n in range(150))},
        "too large together",
    ),
    "large flags": (
        {"flags": "".join(large_flag(n) for n in range(60))},
        "too large together",
    ),
    "findings in a circle": ({"findings": FINDING.format(0, ROUND[0]) + FINDING.format(1, ROUND[1])}, "circle"),
    "a long row of questions": ({"more": questions(90)}, "in a row"),
    "many options": (
        {"more": questions(1).replace("yes-no", "choice") + OPTION * 61},
        "at most 60 options",
    ),
    "many questions": ({"more": questions(120)}, "at most 100 [[question]] tables"),
    "a list for a finding": ({"findings": FINDING.format(0, "{ finding = [1] }")}, "there is no finding"),
    "a table for a question": ({"findings": FINDING.format(0, "{ known = { a = 1 } }")}, "there is no question"),
    "words that are nearly known": (
        {"findings": "".join(FINDING.format(n, '{ "%s" = true }' % ("tennis.bal" * 6)) for n in range(199))},
        "there is no question",
    ),
    "quotes without end": ({"tips": '"' * 200_000}, "not valid TOML"),
    "no text": ({"tips": "\ud800"}, "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_too_much_is_said_and_is_little_work(tmp_path: Path, kind: str) -> None:
    files, reason = TOO_MUCH[kind]
    if kind == "no text":
        folder = write_pack(tmp_path / "tennis")
        (folder / "tips.toml").write_bytes(b"\xff\xfe\x00")
        files = {}
    messages = problems(tmp_path, **files)
    assert len(messages) <= limits.PROBLEMS + 1
    assert reason in "\n".join(messages)
    assert max(map(len, messages)) < 1000


def test_the_limits_of_the_schema_are_below_those_of_the_file() -> None:
    """Every list and every text of the format is bounded, by its own table or by the reader."""
    assert limits.TEXT == 2000
    for table in schema.TABLES:
        for name, value in table.model_json_schema(by_alias=True)["properties"].items():
            if value.get("type") == "string":
                bounded = {"maxLength", "pattern", "const", "enum"} & set(value)
                assert bounded, (table.__name__, name)


def test_no_value_of_a_pack_is_a_pattern_a_program_or_a_path() -> None:
    """There is nothing to run, to match with, or to open in the format."""
    for table in schema.TABLES:
        keys = {field.alias or name for name, field in table.model_fields.items()}
        assert not keys & {
            "regex",
            "pattern",
            "match",
            "script",
            "include",
            "import",
            "path",
            "file",
            "command",
        }


def test_the_core_keeps_the_limits() -> None:
    from kneetui.content.loading.merge import CORE

    pack = load_pack(CORE, "built in")
    assert pack.problems == []
    for kind, most in limits.TABLES.items():
        assert len(pack.items(kind)) <= most


def test_the_guide_names_the_limits() -> None:
    """The numbers of the guide are those of the code."""
    text = (Path(__file__).parents[3] / "docs" / "packs.md").read_text(encoding="utf-8")
    section = text.partition("## What a pack cannot do\n")[2].partition("\n## ")[0]
    rows = dict(line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| "))
    numbers = {
        "files": limits.FILES,
        "bytes of one file": limits.FILE_BYTES,
        "bytes of all files": limits.TOTAL_BYTES,
        "bytes of an archive": limits.ARCHIVE_BYTES,
        "characters of a text": limits.TEXT,
        "questions": limits.TABLES["question"],
        "options of a question": limits.OPTIONS,
        "pieces of evidence": limits.EVIDENCE,
        "causes, flags or findings, of each": limits.TABLES["cause"],
        "cases": limits.TABLES["case"],
        "entries of a list": limits.LIST,
        "lists and tables in one another": limits.DEPTH,
        "conditions in one another, findings written out": limits.CONDITION_DEPTH,
        "parts of a condition, findings written out": limits.CONDITION_SIZE,
        "parts of all conditions": limits.CONDITIONS,
    }
    assert {key: rows[key] for key in numbers} == {key: f"{number:,}" for key, number in numbers.items()}
    assert limits.TABLES["cause"] == limits.TABLES["flag"] == limits.TABLES["finding"]
    assert rows["numbers, besides 0"] == f"from {limits.SMALLEST:.9f} to {limits.LARGEST:,.0f}"
    assert f"asks {MOST_OF_PACKS} at most" in text
    assert f"unpack to {limits.RATIO} times their size" in text
