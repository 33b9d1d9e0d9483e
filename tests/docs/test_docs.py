"""The documentation says what is so: names, numbers, links, commands and keys."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from kneetui.cli import cli
from kneetui.config.about import PURPOSE
from kneetui.content.loading.merge import CORE
from kneetui.content.model import Library
from kneetui.routines.wording import length_words
from kneetui.services.container import Services
from kneetui.triage import answers

ROOT = Path(__file__).parents[2]
GENERATED = {"uv.lock", "snapshot_report.html"}
PAGES = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/*.md"),
    *ROOT.glob("packs/*/README.md"),
    *ROOT.glob("plugins/*/README.md"),
]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def outside_code(text: str) -> str:
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


# --- what it is ----------------------------------------------------------------------------


def test_the_purpose_is_the_same_everywhere(library: Library) -> None:
    head = tomllib.loads((CORE / "pack.toml").read_text("utf-8"))
    assert head["purpose"] == library.purpose == PURPOSE
    for page in ("README.md", "docs/guide.md"):
        assert read(page).splitlines().count(PURPOSE) == 1, page
    shown = CliRunner().invoke(cli, ["--help"]).output
    assert PURPOSE in " ".join(shown.split())


def test_the_readme_begins_with_what_it_is() -> None:
    first = read("README.md").splitlines()[0]
    assert first.startswith("kneetui is ")
    assert len(first) < 160


# --- where the content comes from -------------------------------------------------------------

SOURCES = read("docs/sources.md")
KINDS = (
    "tip",
    "cause",
    "flag",
    "question",
    "exercise",
    "routine",
    "evidence",
    "finding",
    "rule",
    "watch",
    "source",
)
REFERENCES = sorted(set(re.findall(rf"`({'|'.join(KINDS)}):([^`]+)`", SOURCES)))


def known(library: Library) -> dict[str, set[str]]:
    findings = tomllib.loads((CORE / "findings.toml").read_text("utf-8"))["finding"]
    return {
        "tip": set(library.tips),
        "cause": set(library.causes),
        "flag": set(library.flags),
        "question": set(library.questions),
        "exercise": set(library.exercises),
        "routine": set(library.routines),
        "rule": set(library.rules),
        "watch": set(library.watch),
        "source": set(library.sources),
        "finding": {finding["id"] for finding in findings},
        "evidence": {
            f"{cause.id}/{finding.id}" for cause in library.causes.values() for finding in cause.evidence
        },
    }


def test_what_the_sources_page_points_to_exists(library: Library) -> None:
    names = known(library)
    assert len(REFERENCES) > 150
    assert [f"{kind}:{name}" for kind, name in REFERENCES if name not in names[kind]] == []


def test_the_sources_page_points_only_to_known_kinds() -> None:
    kinds = {kind for kind, _ in re.findall(r"`([a-z-]+):([^`\s]+)`", SOURCES)}
    assert kinds <= set(KINDS)


def test_every_statement_has_its_verdict() -> None:
    last = {"A": 30, "B": 20, "C": 11, "D": 20, "E": 7}
    wanted = [f"{part}{number:02}" for part, most in last.items() for number in range(1, most + 1)]
    assert re.findall(r"^\| ([A-E]\d\d) \|", SOURCES, re.MULTILINE) == wanted
    for row in re.findall(r"^\| [A-E]\d\d \|.*$", SOURCES, re.MULTILINE):
        assert all(cell.strip() for cell in row.strip("|").split("|")), row


# --- links and pictures ----------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", outside_code(text.replace("[`", "[").replace("`]", "]"))):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        name, _, anchor = target.partition("#")
        place = page.parent / name if name else page
        assert place.exists(), f"{page.name}: {target}"
        assert place.resolve().is_relative_to(ROOT)
        if anchor:
            assert anchor in anchors(place.read_text("utf-8")), f"{page.name}: {target}"


@each_page
def test_lines_are_not_endless(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S).splitlines()
    long = [line for line in prose if len(line) > 130 and not line.startswith(("|", "![", "kneetui "))]
    assert long == []


def test_pictures_fetch_nothing_and_are_all_used() -> None:
    shown = read("README.md") + read("docs/guide.md")
    pictures = sorted((ROOT / "docs/pictures").glob("*.svg"))
    assert pictures
    for picture in pictures:
        text = picture.read_text("utf-8")
        assert text.startswith("<svg")
        assert "@font-face" not in text
        assert "url(http" not in text
        assert f"pictures/{picture.name}" in shown


@pytest.mark.hunt
def test_the_pictures_can_be_made(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "docs/make_pictures.py"), "--to", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    ours = {picture.name for picture in (ROOT / "docs/pictures").glob("*.svg")}
    assert {picture.name for picture in tmp_path.glob("*.svg")} == ours


# --- commands, keys, variables -----------------------------------------------------------------


def command(words: list[str]) -> click.Command:
    current: click.Command = cli
    context = click.Context(cli, obj=Services())
    for word in words:
        if not isinstance(current, click.Group):
            break
        inner = current.get_command(context, word)
        assert inner, f"kneetui {' '.join(words)}: there is no “{word}”"
        context = click.Context(inner, parent=context, info_name=word)
        current = inner
    return current


def used(text: str) -> list[tuple[list[str], set[str]]]:
    """The command lines in a page: words after ``kneetui``, and options."""
    lines = re.findall(r"`kneetui ([a-z][^`\n]*)`", text)
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if not language:
            lines += re.findall(r"^kneetui ([a-z].*?)(?:#.*)?$", block, re.MULTILINE)
    uses = []
    for line in lines:
        words = re.match(r"[a-z]+(?: [a-z]+\b(?![./-]))*", line)
        assert words
        uses.append((words[0].split(), set(re.findall(r"(?<!\S)--?[a-z][a-z0-9-]*", line))))
    return uses


@each_page
def test_commands_exist_with_their_options(page: Path) -> None:
    for words, options in used(page.read_text("utf-8")):
        if words == ["hello"]:
            continue
        cli_command = command(words)
        names = {name for parameter in cli_command.params for name in parameter.opts}
        assert options <= names, f"{words}: {options - names}"


def test_the_readme_lists_every_command() -> None:
    table = re.findall(r"^\| `kneetui ?([^`]*)` \|(.*)\|$", read("README.md"), re.MULTILINE)
    listed = {words.split()[0] for words, _ in table if words}
    services = Services()
    assert listed == set(cli.list_commands(click.Context(cli, obj=services)))
    for words, rest in table:
        for option in re.findall(r"`(--[a-z][a-z0-9-]*)", rest):
            names = {name for parameter in command(words.split()).params for name in parameter.opts}
            assert option in names


def test_the_keys_of_the_guide_are_the_bindings() -> None:
    made = runpy.run_path(str(ROOT / "docs/make_tables.py"))
    text = read("docs/guide.md")
    section = text[text.index(made["BEGIN"]) : text.index(made["END"]) + len(made["END"])]
    assert section == made["keys"](), "run: uv run python docs/make_tables.py"


def test_the_page_of_exercises_shows_all_of_them_as_they_are(library: Library) -> None:
    tables = runpy.run_path(str(ROOT / "docs/make_tables.py"))
    text = (ROOT / "docs" / "exercises.md").read_text("utf-8")
    assert tables["exercises"](library) in text, "run: uv run python docs/make_tables.py"
    assert all(f"(`{id}`)" in text for id in library.exercises)


def test_the_page_of_plans_shows_all_of_them_as_they_are(library: Library) -> None:
    tables = runpy.run_path(str(ROOT / "docs/make_tables.py"))
    text = (ROOT / "docs" / "plans.md").read_text("utf-8")
    assert tables["plans"](library) in text, "run: uv run python docs/make_tables.py"
    for routine in library.routines.values():
        assert f"`{routine.id}`: {length_words(routine)}." in text
        assert all(f" {phase.name} |" in text for phase in routine.phases)


def test_the_answers_in_the_guide_can_be_read(library: Library) -> None:
    for block in re.findall(r"^```toml\n(.*?)^```$", read("docs/guide.md"), re.MULTILINE | re.DOTALL):
        assert answers.read(tomllib.loads(block), library)


def test_environment_variables_are_documented_and_exist() -> None:
    pattern = r"\bKNEETUI_[A-Z_]+\b"
    code = "".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py"))
    pages = "".join(page.read_text("utf-8") for page in PAGES)
    assert set(re.findall(pattern, pages)) == set(re.findall(pattern, code))


# --- the house ---------------------------------------------------------------------------------


def table_of(name: str) -> dict[str, Any]:
    return tomllib.loads(read(name))


def test_the_architecture_names_every_dependency() -> None:
    text = read("docs/architecture.md")
    section = text[text.index("## Dependencies") : text.index("## The way to the first frame")]
    project = table_of("pyproject.toml")
    wanted = [
        *project["project"]["dependencies"],
        *chain.from_iterable(project["dependency-groups"].values()),
    ]
    for plugin in ROOT.glob("plugins/*/pyproject.toml"):
        wanted += tomllib.loads(plugin.read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=\[]", requirement)[0].strip() for requirement in wanted}
    missing = {name for name in names if not name.startswith("kneetui") and name not in section}
    assert missing == set()


def test_the_extras_bring_every_part_of_the_workspace() -> None:
    extras: dict[str, list[str]] = table_of("pyproject.toml")["project"]["optional-dependencies"]

    def brought(extra: str) -> set[str]:
        names: set[str] = set()
        for wanted in map(Requirement, extras[extra]):
            names |= set().union(*map(brought, wanted.extras)) if wanted.name == "kneetui" else {wanted.name}
        return names

    def parts(folder: str) -> set[str]:
        return {tomllib.loads(file.read_text("utf-8"))["project"]["name"] for file in ROOT.glob(folder)}

    # the app itself writes calendars and encrypted files, by packages that not everybody needs
    of_others = brought("calendar") | brought("encryption")
    assert brought("all") - of_others == parts("packs/*/pyproject.toml") | parts("plugins/*/pyproject.toml")
    assert brought("sports") == parts("packs/*/pyproject.toml")
    for extra in extras.keys() - {"all", "sports", "testing", "calendar", "encryption"}:
        assert brought(extra) & parts("plugins/*/pyproject.toml"), extra
    version = table_of("pyproject.toml")["project"]["version"]
    for wanted in map(Requirement, chain.from_iterable(extras.values())):
        assert wanted.name not in brought("all") - of_others or version in wanted.specifier, wanted


def test_the_architecture_names_every_part() -> None:
    layout = read("docs/architecture.md").partition("## Layout")[2].partition("## Where")[0]
    house = ROOT / "src/kneetui"
    modules = [file.name for file in house.glob("*.py") if file.name != "__init__.py"]
    folders = [file.parent.relative_to(house) for file in house.rglob("__init__.py") if file.parent != house]
    rooms = {Path("ui/screens"), Path("ui/widgets")}  # named in their own line
    folders = [folder for folder in folders if not rooms & set(folder.parents)]
    assert [name for name in modules if name not in layout] == []
    assert [folder for folder in folders if not re.search(rf"^ +{folder.name}/", layout, re.MULTILINE)] == []
    for name in re.findall(r"\b(\w+\.py)\b", layout):
        assert list((ROOT / "src/kneetui").rglob(name)), name


def test_the_layout_names_no_folder_that_is_gone() -> None:
    layout = read("docs/architecture.md").partition("src/kneetui/\n")[2].partition("\npacks/")[0]
    named = re.findall(r"^( +)(\w+)/ ", layout, re.MULTILINE)
    at: list[str] = []
    gone = []
    for indent, name in named:
        at = [*at[: len(indent) // 2 - 1], name]
        gone += [] if (ROOT / "src/kneetui").joinpath(*at).is_dir() else ["/".join(at)]
    assert len(named) > 30
    assert gone == []


def test_no_folder_is_crowded() -> None:
    """One of more than sixteen modules has a second idea in it."""
    counted = Counter(
        file.parent.relative_to(ROOT)
        for source in ("src", "plugins/*/src", "packs/*/src")
        for file in ROOT.glob(f"{source}/**/*.py")
        if file.name != "__init__.py"
    )
    assert {str(folder): modules for folder, modules in counted.items() if modules > 16} == {}


def test_things_are_where_the_architecture_says() -> None:
    section = read("docs/architecture.md").partition("## Where things are")[2].partition("\n## ")[0]
    places = re.findall(r"\| `([^`]+)` \| `([^`]+)` \|$", section, re.MULTILINE)
    assert len(places) == section.count("\n|") - 2
    assert [(words, file) for words, file in places if words not in read(file)] == []


def test_versions_agree() -> None:
    version = table_of("pyproject.toml")["project"]["version"]
    assert version in read("CHANGELOG.md")
    from kneetui import __version__

    assert __version__ == version
    for folder in [*ROOT.glob("packs/*"), *ROOT.glob("plugins/*")]:
        project = folder / "pyproject.toml"
        if project.is_file():
            own = tomllib.loads(project.read_text("utf-8"))["project"]["version"]
            for pack in folder.glob("src/*/content/pack.toml"):
                assert tomllib.loads(pack.read_text("utf-8"))["version"] == own


def files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if Path(name).name not in GENERATED]


FORBIDDEN = (
    "/" + "work/",
    "py" + "pi.org",
    "python" + "hosted",
    "index" + "-url",
    "/" + "root/",
    "artifact" + "ory",
)


def test_no_file_knows_a_machine_or_a_registry() -> None:
    leaks = []
    for file in files():
        if file.is_file():
            text = file.read_bytes().decode("utf-8", "replace")
            leaks += [f"{file.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert leaks == []


def test_the_contrasts_are_those_of_the_themes() -> None:
    made = runpy.run_path(str(ROOT / "docs/make_contrast.py"))
    assert made["contrasts"]() in read("docs/accessibility.md"), "run: uv run python docs/make_contrast.py"
