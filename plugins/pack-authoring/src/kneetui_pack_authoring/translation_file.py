"""The file a translator works in: every text of a pack with its original above, and what was written so far.

Lines that the app writes begin with ``#=`` (the original), ``#!`` (the original was another one when this was
translated) and ``#~`` (a translation of a text that is gone). Whoever has looked at a text again deletes its
``#!`` lines. Everything else in the file is the translator's own and stays.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kneetui.content.i18n.texts import Wording
from kneetui.content.i18n.translation import Keys
from kneetui.content.model import Library

ORIGINAL, CHANGED, GONE = "#=", "#!", "#~"
_HEAD = "# {pack}, into {language}. {mark} is the original; leave a text empty, and the original is shown."
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(slots=True, kw_only=True)
class _Written:
    """What stands in a file for one text: the translation, the lines above it, and nothing else."""

    words: str = ""
    original: str | None = None
    before: str | None = None
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class TextsFile:
    """A translation as it should be written, and how far it is; ``changed`` lists what to look at again."""

    text: str
    total: int
    done: int
    changed: list[Keys]
    missing: list[Keys]


def texts_file(
    library: Library, pack: str, language: str, known: Mapping[Keys, Wording], old: str = ""
) -> TextsFile:
    """The file for a language; ``old`` is what it holds so far (valid TOML).

    ``known`` are the texts of the pack (:func:`kneetui.content.i18n.translation.originals`).
    """
    held = _Held(old)
    result = TextsFile(text="", total=len(known), done=0, changed=[], missing=[])
    head = _HEAD.format(pack=library.packs[pack].name, language=language, mark=ORIGINAL)
    lines = [*(held.top or [head])]
    sections: dict[Keys, list[Keys]] = {}
    for keys in known:
        sections.setdefault(keys[:-1], []).append(keys)
    for section, inner in sections.items():
        lines += ["", *held.above(section), f"[{_spelled(section)}]"]
        for keys in inner:
            written = held.take(keys)
            lines += _entry(keys, known[keys].words, written, result)
    rest = [*held.gone(), *held.bottom]
    result.text = "\n".join([*lines, *(["", *rest] if rest else [])]) + "\n"
    return result


def _entry(keys: Keys, original: str, written: _Written, result: TextsFile) -> Iterator[str]:
    yield from written.remarks
    before = written.before
    if written.words and before is None and written.original not in (None, original):
        before = written.original
    if not written.words:
        before = None
        result.missing.append(keys)
    else:
        result.done += 1
    if before is not None:
        result.changed.append(keys)
        yield from _marked(CHANGED, before)
    yield from _marked(ORIGINAL, original)
    yield f"{_spelled(keys[-1:])} = {_quoted(written.words)}"


class _Held:
    """What a file holds: values by their keys, and the remarks that stand above keys and headers."""

    def __init__(self, text: str) -> None:
        self.values: dict[Keys, str] = dict(_flat(tomllib.loads(text)))
        self.top: list[str] = []
        self.bottom: list[str] = []
        self._above: dict[Keys, list[str]] = {}
        if text.strip():
            self._remarks(text)

    def _remarks(self, text: str) -> None:
        from kneetui.content.loading.toml_positions import TomlPositions

        places = TomlPositions(text)
        stands: dict[int, Keys] = {}
        for path, word in places.parts():
            stands[word.start_point[0] + 1] = tuple(str(part) for part in path)
        heads = sorted(stands)
        for line, remark in places.comments():
            here = next((head for head in heads if head >= line), None)
            if here is None:
                self.bottom.append(remark)
            elif here == heads[0]:
                self.top.append(remark)
            else:
                self._above.setdefault(stands[here], []).append(remark)
        self._lead(stands[heads[0]] if heads else ())

    def _lead(self, first: Keys) -> None:
        """Remarks at the top that the app wrote for the first key belong to that key."""
        own = [line for line in self.top if line.startswith((ORIGINAL, CHANGED))]
        if own:
            self.top = [line for line in self.top if line not in own]
            self._above.setdefault(first, [])[:0] = own

    def above(self, section: Keys) -> list[str]:
        return self._above.pop(section, [])

    def take(self, keys: Keys) -> _Written:
        written = _Written(words=self.values.pop(keys, ""))
        for remark in self._above.pop(keys, []):
            mark, rest = remark[:2], remark[2:].removeprefix(" ")
            if mark == ORIGINAL:
                written.original = rest if written.original is None else f"{written.original}\n{rest}"
            elif mark == CHANGED:
                written.before = rest if written.before is None else f"{written.before}\n{rest}"
            else:
                written.remarks.append(remark)
        return written

    def gone(self) -> Iterator[str]:
        """What was translated and has no text any more, and remarks that lost their place."""
        for keys, words in self.values.items():
            if words.strip():
                yield f"{GONE} {_spelled(keys)} = {_quoted(words)}"
        for remarks in self._above.values():
            yield from (remark for remark in remarks if not remark.startswith((ORIGINAL, CHANGED)))


def _flat(data: Mapping[str, Any], path: Keys = ()) -> Iterator[tuple[Keys, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, (*path, key))
        elif isinstance(value, str):
            yield (*path, key), value


def _marked(mark: str, words: str) -> Iterator[str]:
    return (f"{mark} {line}".rstrip() for line in words.split("\n"))


def _spelled(keys: Keys) -> str:
    return ".".join(key if _BARE.fullmatch(key) else _quoted(key) for key in keys)


def _quoted(words: str) -> str:
    """A basic string of TOML; JSON escapes the same characters in the same way."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
