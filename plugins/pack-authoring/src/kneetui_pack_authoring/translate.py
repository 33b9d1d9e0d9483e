"""A translation of one pack: made, brought up to date, and kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kneetui.content.compiled.core_cache import core_pack
from kneetui.content.errors import ContentError
from kneetui.content.i18n.translation import originals
from kneetui.content.loading import merge as building
from kneetui.content.loading.loader import load_pack, read_locale
from kneetui.content.loading.merge import build
from kneetui.content.loading.requirements import with_required
from kneetui.packs.errors import PackError
from kneetui_pack_authoring.translation_file import TextsFile, texts_file


@dataclass(frozen=True, slots=True)
class Work:
    """A file to translate in, as it is and as it should be."""

    file: Path
    old: str
    fresh: TextsFile

    @property
    def differs(self) -> bool:
        """Whether there is something to write."""
        return self.old != self.fresh.text


def prepare(folder: Path, language: str, installed: Callable[[], Iterable[tuple[Path, str]]]) -> Work:
    """The file for a language of the pack in ``folder``, brought up to date; nothing is written.

    ``installed`` gives the folders of other packs, asked only if this one requires some. Raises
    :class:`~kneetui.packs.errors.PackError` if the pack or its translation cannot be read.
    """
    mine = folder.resolve() == building.CORE.resolve()
    pack = core_pack() if mine else load_pack(folder)
    others = [load_pack(*required) for required in with_required(pack, installed)]
    try:
        library = build([pack] if mine else [core_pack(), *others, pack])
    except ContentError as error:
        raise PackError(error.problems) from error
    if pack.id not in library.packs or pack.problems:
        raise PackError(pack.problems or library.problems)
    file = folder / "locale" / f"{language}.toml"
    old = ""
    if file.exists():
        read, problems = read_locale(pack, language)
        if problems or not read:
            raise PackError(problems)
        old = read[0].text
    return Work(file, old, texts_file(library, pack.id, language, originals(library, pack.id), old))


def write(work: Work) -> None:
    """Write the file whole, if there is something to write. Raises ``PackError`` if the disk refuses."""
    if not work.differs:
        return
    fresh = work.file.with_name(f".{work.file.name}.new")
    try:
        work.file.parent.mkdir(exist_ok=True)
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(work.fresh.text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(work.file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise PackError.of(
            f"the file cannot be written ({error.strerror or error})",
            "Choose a folder you may write in.",
            work.file,
        ) from error
