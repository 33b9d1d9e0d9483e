"""Reads XML of any size as a stream, within limits: no document types, no entities, no deep nesting."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from kneetui.plugins.hooks import ImportFailed, NoTrainingError, ReadResult
from kneetui_activities.files import CHUNK, chunks_of, clean, opened
from kneetui_activities.recorded import Recorded, result_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

DEEPEST: Final = 60
"""Elements within elements; activity files have fewer than twenty."""
LONGEST_TEXT: Final = 2000
"""Characters of one element that are read."""

Started = Callable[[str, dict[str, str]], None]
"""Gets the name of an element, without its prefix, and its attributes."""
Ended = Callable[[str, str, str], None]
"""Gets the name of an element, that of the element around it, and its text."""

_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")


class NotXmlError(ValueError):
    """The file is not XML from some point on; the message says where and why."""


class UnneededError(NotXmlError):
    """The file has parts that no activity needs, such as entities, or elements nested without end."""


def read_elements(path: Path, started: Started, ended: Ended, texts: Collection[str]) -> None:
    """Tell of the elements of a file, one after the other, in memory that does not grow with the file.

    ``texts`` are the names of the elements whose text is wanted. Raises :class:`NotXmlError` at what cannot be read
    (what stands before it has been told by then), and :class:`~kneetui.plugins.hooks.ImportFailed` if the file
    cannot be opened, is empty or too large.
    """
    from xml.parsers.expat import ExpatError, ParserCreate

    with opened(path) as file:
        parser = ParserCreate(_encoding(file))
        elements = _Elements(started, ended, frozenset(texts))
        parser.buffer_text = True
        parser.StartElementHandler = elements.start
        parser.EndElementHandler = elements.end
        parser.CharacterDataHandler = elements.characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        begun = False
        try:
            for chunk in chunks_of(file):
                data = chunk if begun else chunk.lstrip(b" \t\r\n")
                begun = begun or bool(data)
                parser.Parse(data, False)
            parser.Parse(b"", True)
        except (ExpatError, LookupError, UnicodeError) as error:
            raise NotXmlError(str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFormat:
    """A kind of file: its name, what one session is called in it, and what people export by mistake instead."""

    name: str
    part: str
    instead: str


class RecordedPart(Protocol):
    """What a file holds of one session."""

    def recorded(self) -> Recorded:
        """The session. Raises :class:`~kneetui_activities.values.UnclearError`."""


class Builder(Protocol):
    """Takes the elements of a file and makes sessions of them."""

    @property
    def parts(self) -> Sequence[RecordedPart]:
        """What was made so far, in the order of the file."""

    @property
    def texts(self) -> Collection[str]:
        """The names of the elements whose text is wanted."""

    @property
    def begun(self) -> bool:
        """Whether there is something that is worth to be read although the file ends early."""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """See :data:`Started`."""

    def ended(self, name: str, around: str, text: str) -> None:
        """See :data:`Ended`."""


def read_sessions(path: Path, builder: Builder, form: XmlFormat) -> ReadResult:
    """The sessions of a file. Raises :class:`ImportFailed`.

    A file that ends early gives what stands before its end, with a warning.
    """
    remedy = f"Export the activity again as a {form.name} file."
    damage = _build(path, builder, form.name, remedy)
    if not builder.parts:
        reason = f"{path.name} has no recorded {form.part}"
        raise NoTrainingError(reason, f"Export the activity, not {form.instead}.")
    parts = [part.recorded for part in builder.parts]
    return result_of(path, form.part.capitalize(), parts, damage=damage, remedy=remedy)


def _build(path: Path, builder: Builder, what: str, remedy: str) -> str:
    """Read a file into a builder; why it could not be read to its end, empty if it could."""
    try:
        read_elements(path, builder.started, builder.ended, builder.texts)
    except UnneededError as error:
        raise ImportFailed(f"{path.name} is refused: {error}", remedy) from error
    except NotXmlError as error:
        if not builder.begun:
            raise ImportFailed(f"{path.name} is not a {what} file: {clean(str(error))}", remedy) from error
        return str(error)
    return ""


class _Elements:
    def __init__(self, started: Started, ended: Ended, texts: frozenset[str]) -> None:
        self._started = started
        self._ended = ended
        self._texts = texts
        self._open: list[str] = [""]
        self._text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if len(self._open) > DEEPEST:
            raise UnneededError(f"it has more than {DEEPEST} elements within each other")
        self._open.append(name)
        self._text = [] if name in self._texts else None
        self._started(name, attributes)

    def characters(self, text: str) -> None:
        if self._text is not None and len(self._text) < LONGEST_TEXT:
            self._text.append(text[:LONGEST_TEXT])

    def end(self, name: str) -> None:
        name = self._open.pop()
        text = "".join(self._text or ())[:LONGEST_TEXT].strip()
        self._text = None
        self._ended(name, self._open[-1], text)


def _refuse(*_: object) -> None:
    raise UnneededError("it has parts that no training file needs")


def _encoding(file: BinaryIO) -> str | None:
    """How the bytes are to be read; ``None`` for what the file itself says.

    Some programs write the letters of Windows and call them UTF-8, or UTF-8 and call it something else.
    """
    start = file.read(CHUNK)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks_of(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        declared = _DECLARED.match(start)
        own = declared is not None and not declared[1].lower().startswith((b"utf-8", b"utf8"))
        return None if own else "windows-1252"
    finally:
        file.seek(0)
    return "utf-8"
