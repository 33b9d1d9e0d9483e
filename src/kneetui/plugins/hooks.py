"""The hooks a plugin can implement, and the plain data that crosses them.

A plugin is an installed distribution with an entry point in the group ``kneetui``. Mark each
implementation with :data:`hookimpl`. Every hook returns a list; an exception in one plugin is shown
on the packs screen and by ``kneetui doctor``, and never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pluggy

from kneetui.config.errors import KneetuiError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.packs.install.sources import FetchedPack, PackSource

if TYPE_CHECKING:
    import click
    from textual.screen import Screen

__all__ = [
    "GROUP", "Exporter", "FetchedPack", "ImportFailed", "ImportedSession", "Importer", "PackAction",
    "PackCatalogue", "PackSource", "ReadResult", "Specs", "StoreScheme", "UnknownColumnsError", "hookimpl", "hookspec",
]  # fmt: skip

GROUP = "kneetui"
"""The entry-point group and the pluggy project name."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks a function of a plugin as the implementation of the hook of the same name."""


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """One training session read from a file.

    ``minutes`` of moving time, ``elapsed_minutes`` with the pauses, ``distance_km``, metres up and down, the mean
    ``heart_rate`` in beats a minute and ``effort`` (session RPE, 0-10) where the file has them; ``source_id`` is the
    same for the same session, whatever file it came from.

    ``when`` is wall time without a zone, where the session was. ``zone`` says where that is, as in
    ``Europe/Berlin`` or ``+05:45``; empty for where the person is.
    """

    when: datetime
    sport: str
    minutes: float
    distance_km: float | None = None
    effort: float | None = None
    source_id: str = ""
    note: str = ""
    zone: str = ""
    elapsed_minutes: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    heart_rate: float | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The sessions of one file, and a warning for each part that could not be read."""

    sessions: list[ImportedSession]
    warnings: list[str] = field(default_factory=list)


class ImportFailed(KneetuiError):
    """A file that cannot be read at all: what is wrong, and what to do about it."""

    title = "This file"


class NoTrainingError(ImportFailed):
    """A sound file without training, such as the sleep that a watch recorded: said of a file that was named.

    Where a whole folder or archive is imported, such files are only counted.
    """


class UnknownColumnsError(NoTrainingError):
    """A list whose columns are not understood: ``columns`` are their names, ``missing`` what none of them holds.

    ``missing`` has kinds of :data:`kneetui.config.own_columns.KINDS`. The person is asked which column holds them, and
    an importer reads the answers with :func:`kneetui.config.own_columns.own_columns`.
    """

    def __init__(self, message: str, remedy: str, columns: Sequence[str], missing: Sequence[str]) -> None:
        super().__init__(message, remedy)
        self.columns, self.missing = tuple(columns), tuple(missing)


@dataclass(frozen=True, slots=True)
class Importer:
    """Reads files with one of the ``suffixes`` (lower case, with the dot) into training sessions."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], ReadResult]


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes a report in one format, for ``kneetui report``, the screen of it, and ``kneetui triage --report``.

    ``write`` gets the JSON object of ``kneetui triage --json`` with the words people read beside it under ``words``
    (see :func:`kneetui.report.wording.with_words`), the report as data under ``report``
    (:func:`kneetui.report.one_page.plain.plain`), and what stands on its page under ``page``
    (:func:`kneetui.report.one_page.page.plain`). Of a report without an assessment it gets these two alone. It returns
    text, or bytes for a format that is no text. ``suffix`` is lower case, with the dot; its first part is the
    name of the format (``fhir`` of ``.fhir.json``).
    """

    name: str
    suffix: str
    write: Callable[[dict[str, Any]], str | bytes]


@dataclass(frozen=True, slots=True)
class StoreScheme:
    """Opens a diary store for URLs that begin with ``scheme://``.

    ``open`` gets the whole URL and returns an object with the methods of
    :class:`kneetui.diary.store.base.DiaryStore`.
    """

    scheme: str
    open: Callable[[str], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCatalogue:
    """Something to choose a pack from, offered where a pack is asked for.

    ``name`` and ``text`` are shown; ``screen`` makes a screen that ends with what to install, as a person would
    type it, or with ``None``.
    """

    name: str
    text: str
    screen: Callable[[], Screen[str | None]]


def no_catalogues() -> Sequence[PackCatalogue]:
    """For actions that bring none."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAction:
    """A key of the packs room that opens a screen.

    ``id`` (small letters and hyphens) is unique among the actions of the plugin, ``key`` is named as Textual
    does, ``label`` stands in the key bar. ``screen`` makes a screen that ends with what to install, as a
    person would type it, or with ``None``. ``catalogues`` are asked for anew each time a pack is to be
    named; what is wrong with them is a :class:`~kneetui.packs.errors.PackError`.
    """

    id: str
    key: str
    label: str
    screen: Callable[[], Screen[str | None]]
    catalogues: Callable[[], Sequence[PackCatalogue]] = no_catalogues


class Specs(Protocol):
    """The hook specifications, one method each. A protocol, since its methods need no body."""

    @hookspec
    def kneetui_packs(self) -> list[Path]:
        """Folders that each hold one content pack (a ``pack.toml`` and its tables)."""

    @hookspec
    def kneetui_commands(self) -> list[click.Command]:
        """Commands to add to the ``kneetui`` command line; a group adds to the built-in one of its name."""

    @hookspec
    def kneetui_importers(self) -> list[Importer]:
        """Readers that turn files of other programs into training sessions."""

    @hookspec
    def kneetui_exporters(self) -> list[Exporter]:
        """Writers of reports in some format."""

    @hookspec
    def kneetui_store(self) -> list[StoreScheme]:
        """Diary stores for URL schemes beyond the built-in SQLite file."""

    @hookspec
    def kneetui_pack_sources(self) -> list[PackSource]:
        """Places that packs are fetched from by what a person types: an address, a name."""

    @hookspec
    def kneetui_pack_actions(self) -> list[PackAction]:
        """Keys of the packs room, each with a screen to choose packs from."""
