"""A new pack: a folder that checks, lints, tests and runs at once, and teaches by its remarks.

The files are in ``template``. What stands in ``${…}`` there is filled in, as it must be written inside a
TOML string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from kneetui.config.errors import KneetuiError
from kneetui.content import model
from kneetui.content.compiled.core_cache import core_pack
from kneetui.content.format.fields import ID
from kneetui.content.format.triage_tables import QuestionTable
from kneetui.content.format.version_ranges import APP
from kneetui.content.loading.loader import load_pack
from kneetui_pack_authoring import json_schema

TEMPLATE = Path(__file__).with_name("template")
LICENCE = "CC-BY-4.0"
ACTIVITY = "other"
"""The activity of a sport that the core has no name for."""

LONGEST_ID = 32
"""Characters; ids that begin with it must still have room for more."""


class BadName(KneetuiError):
    """A name that no pack can have; the remedy says what to take instead."""

    title = "This name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is known of a pack before there is one."""

    id: str
    name: str
    activity: str
    author: str
    licence: str = LICENCE

    @property
    def module(self) -> str:
        """The name of its Python package."""
        return f"kneetui_{self.id.replace('-', '_')}"

    @property
    def content(self) -> str:
        """Where its files are in a Python package."""
        return f"src/{self.module}/content"

    def words(self) -> dict[str, str]:
        """What is filled in."""
        first = self.name if self.name[:2].isupper() else self.name[:1].lower() + self.name[1:]
        return {
            "id": self.id,
            "ID": self.id.upper(),
            "name": self.name,
            "sport": first,
            "activity": self.activity,
            "author": self.author,
            "licence": self.licence,
            "module": self.module,
            "content": self.content,
        }


def check_id(word: str) -> str:
    """The word, if a pack can have it as its id. Raises :class:`BadName`."""
    if not re.fullmatch(ID, word):
        better = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
        message = f"“{word}” is no id of a pack: use small letters, digits and hyphens"
        raise BadName(message, f"Try “{better}”." if better else "")
    if len(word) > LONGEST_ID:
        raise BadName(f"“{word}” is longer than {LONGEST_ID} characters", "Shorten it.")
    if word in ("core", APP):
        raise BadName(f"“{word}” is taken by kneetui itself", "Choose another name.")
    return word


def check_words(text: str, what: str) -> str:
    """The text without spaces around it, if it can stand in a pack. Raises :class:`BadName`."""
    text = text.strip()
    if not text or len(text) > 80 or not text.isprintable():
        raise BadName("write one line of at most 80 characters", place=what)
    return text


def activities() -> dict[str, str]:
    """The options of the core's question ``activity``: id -> wording."""
    question = next(item.table for item in core_pack().rows(QuestionTable) if item.id == model.ACTIVITY)
    return {option.id: option.text for option in question.option}


def write_new(plan: Plan, folder: Path, wheel: bool = False) -> Path:
    """Make ``folder`` with a pack after the plan; the folder of its TOML files.

    With ``wheel`` it is a Python package around the pack. Raises ``FileExistsError`` if there is such a
    folder already, whatever is in it, and ``OSError`` if it cannot be made.
    """
    folder.mkdir(parents=True)
    content = folder / plan.content if wheel else folder
    content.mkdir(parents=True, exist_ok=True)
    for path, text in _files(plan, folder, content, wheel):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    json_schema.write(content, [core_pack(), load_pack(content)])
    return content


def _files(plan: Plan, folder: Path, content: Path, wheel: bool) -> Iterator[tuple[Path, str]]:
    """Every file of the new pack and its text."""
    for source in sorted((TEMPLATE / "content").glob("*.toml")):
        schema_file = json_schema.HEAD if source.name == "pack.toml" else json_schema.CONTENT
        yield content / source.name, f"{json_schema.directive(schema_file)}\n{_filled(source, plan)}"
    readme = _filled(TEMPLATE / "content/README.md", plan)
    if wheel:
        readme += _filled(TEMPLATE / "wheel/README.md", plan)
        yield folder / "pyproject.toml", _filled(TEMPLATE / "wheel/pyproject.toml", plan)
        yield content.parent / "__init__.py", _filled(TEMPLATE / "wheel/__init__.py.txt", plan)
        yield folder / "tests/test_pack.py", _filled(TEMPLATE / "wheel/test_pack.py.txt", plan)
    yield folder / "README.md", readme


def _filled(source: Path, plan: Plan) -> str:
    """A file of the template with its words; those in TOML are escaped."""
    words = plan.words()
    if source.suffix == ".toml":
        words = {key: json.dumps(word, ensure_ascii=False)[1:-1] for key, word in words.items()}
    return Template(source.read_text(encoding="utf-8")).substitute(words)
