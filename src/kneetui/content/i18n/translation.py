"""Texts in another language: ``locale/LANG.toml`` beside the content of a pack, keyed by id.

A translation says every text of its own pack once more, or leaves it out; then the original stands. It
changes words alone: never an id, a rule or a number. One with mistakes is left out as a whole, the pack is
not. ``qps`` is a language that no pack brings: every text, marked and lengthened by the app (see
:mod:`kneetui.content.i18n.pseudo`), to find words that no translation reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kneetui.config.languages import LANGUAGE, PSEUDO
from kneetui.config.spelling import did_you_mean
from kneetui.content.i18n.pseudo import pseudo
from kneetui.content.i18n.texts import PHRASES, Spot, Wording, reworded, texts
from kneetui.content.loading.loader import read_locale
from kneetui.content.loading.pack import Pack, TomlFile
from kneetui.content.model import Library, Problem
from kneetui.content.phrases import checked

LONGEST = 2000
"""Characters of a text, as in the content itself."""

_ONLY_TEXT = ("option", "avoid")
_BLANK = re.compile(r"\{[^{}\s]*\}")
_NUMBER = re.compile(r"\d+")

Keys = tuple[str, ...]


def translatable(spot: Spot) -> bool:
    """Whether a text has words; signs and pictures have none."""
    return not spot.drawn


def readable(spot: Spot) -> bool:
    """Whether people are shown the text: no sign or picture, and no phrase that is only understood."""
    return not spot.drawn and not spot.spoken


def keys(spot: Spot) -> Keys:
    """Where a text stands in a translation: ``("question", "swelling", "option", "none")``."""
    path = spot.path
    if len(path) == 3 and path[0] in _ONLY_TEXT and path[2] == "text":
        path = path[:2]
    if len(path) == 3 and spot.spoken:
        path = (PHRASES, path[1])
    name = () if spot.table == "pack" else (spot.id,)
    return (spot.table, *name, *(str(part + 1) if isinstance(part, int) else part for part in path))


def originals(library: Library, pack: str) -> dict[Keys, Wording]:
    """Every text of a pack that can be translated, by its place in a translation."""
    return _by_pack(library, {pack})[pack]


def _by_pack(library: Library, packs: Iterable[str]) -> dict[str, dict[Keys, Wording]]:
    wordings: dict[str, dict[Keys, Wording]] = {pack: {} for pack in packs}
    for wording in texts(library):
        if wording.spot.pack in wordings and translatable(wording.spot):
            wordings[wording.spot.pack][keys(wording.spot)] = wording
    return wordings


@dataclass(slots=True, kw_only=True)
class Translation:
    """What one file says, by the place of the original; ``problems`` if it cannot be used."""

    language: str
    words: dict[Spot, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read(pack: Pack, language: str, known: Mapping[Keys, Wording]) -> Translation:
    """The translation of a pack, checked against its texts (see :func:`originals`); never raises."""
    translation = Translation(language=language)
    got, problems = read_locale(pack, language)
    translation.problems += problems
    if got:
        file, data = got
        _Check(pack.id, file, known, translation).table(data, ())
    return translation


class _Check:
    """One walk through a translation."""

    def __init__(
        self, pack: str, file: TomlFile, known: Mapping[Keys, Wording], translation: Translation
    ) -> None:
        self.pack, self.file, self.known, self.translation = pack, file, known, translation
        self.inner: dict[Keys, list[str]] = {}
        for path in known:
            for length in range(len(path)):
                names = self.inner.setdefault(path[:length], [])
                if path[length] not in names:
                    names.append(path[length])

    def table(self, data: Mapping[str, object], path: Keys) -> None:
        for key, value in data.items():
            here = (*path, key)
            if here in self.known:
                self._text(here, value)
            elif here not in self.inner:
                self._unknown(here)
            elif isinstance(value, Mapping):
                self.table(value, here)
            else:
                example = f'[{".".join(here)}] and under it {self.inner[here][0]} = "…"'
                self._wrong(here, "a table is needed here", f"Write {example}.")

    def _unknown(self, path: Keys) -> None:
        near = self.inner.get(path[:-1], [])
        remedy = did_you_mean(path[-1], near) or f"Use one of: {', '.join(near[:12])}."
        self._wrong(path, f"the pack has no text “{'.'.join(path)}”", remedy)

    def _text(self, path: Keys, value: object) -> None:
        original = self.known[path]
        if not isinstance(value, str):
            self._wrong(path, "a text is needed here", "Write text in quotes.")
        elif not value.strip():
            return
        elif len(value) > LONGEST:
            self._wrong(path, f"the text is longer than {LONGEST} characters", "Shorten the text.")
        elif original.spot.spoken:
            self._phrases(path, original.spot, value)
        elif sorted(_BLANK.findall(value)) != sorted(_BLANK.findall(original.words)):
            blanks = ", ".join(_BLANK.findall(original.words)) or "none"
            self._wrong(path, "the blanks differ from the original", f"Write the same ones: {blanks}.")
        else:
            self.translation.words[original.spot] = value
            self._numbers(path, original.words, value)

    def _phrases(self, path: Keys, spot: Spot, value: str) -> None:
        try:
            self.translation.words[spot] = checked(value)
        except ValueError as error:
            self._wrong(path, str(error), "Write phrases with “;” between them.")

    def _numbers(self, path: Keys, original: str, value: str) -> None:
        lost = [number for number in _NUMBER.findall(original) if number not in _NUMBER.findall(value)]
        if lost:
            message = f"the original says {', '.join(lost)}, and the translation does not"
            warning = self.file.warning(self.pack, path, message, "Look whether the numbers are right.")
            self.translation.warnings.append(warning)

    def _wrong(self, path: Sequence[str | int], message: str, remedy: str) -> None:
        self.translation.problems.append(self.file.problem(self.pack, path, message, remedy))


def check(library: Library, pack: Pack) -> list[Problem]:
    """What is wrong with the translations of a pack, and what to look at again (as warnings)."""
    if not pack.info or not pack.info.languages:
        return []
    known = originals(library, pack.id)
    problems: list[Problem] = []
    for language in pack.info.languages:
        if LANGUAGE.fullmatch(language) and language != PSEUDO:
            translation = read(pack, language, known)
            problems += [*translation.problems, *translation.warnings]
        else:
            file = str(pack.folder / "locale" / f"{language}.toml")
            remedy = "Name the file after the language: de.toml, pt-BR.toml."
            problems.append(
                Problem(message=f"“{language}” is no language", remedy=remedy, file=file, pack=pack.id)
            )
    return problems


def translated(library: Library, packs: Sequence[Pack], language: str) -> tuple[Library, list[Problem]]:
    """The library in a language, as far as its packs have it, and warnings of what could not be used."""
    if not language:
        return library, []
    if language == PSEUDO:
        marked = reworded(library, lambda spot, words: pseudo(words) if readable(spot) else words)
        return replace(marked, language=PSEUDO), []
    speakers = [pack for pack in packs if pack.info and language in pack.info.languages]
    if not speakers or not LANGUAGE.fullmatch(language):
        return library, [_nobody(library, language)]
    known = _by_pack(library, [pack.id for pack in speakers])
    words: dict[Spot, str] = {}
    warnings: list[Problem] = []
    for pack in speakers:
        translation = read(pack, language, known[pack.id])
        if translation.problems:
            warnings += _left_out(translation, pack.origin)
        else:
            words |= translation.words
    spoken = reworded(library, lambda spot, original: words.get(spot, original))
    return replace(spoken, language=language), warnings


def _left_out(translation: Translation, origin: str) -> Iterator[Problem]:
    for problem in translation.problems:
        message = f"the translation “{translation.language}” is left out: {problem.message}"
        yield replace(problem, message=message, severity="warning", origin=origin)


def _nobody(library: Library, language: str) -> Problem:
    there = sorted({language for pack in library.packs.values() for language in pack.languages})
    remedy = (
        f"Use one of: {', '.join(there)}; or none." if there else "Take the language out of the settings."
    )
    return Problem(message=f"no pack is translated into “{language}”", remedy=remedy, severity="warning")
