"""The compiled library on disk: read back without a TOML parser and without pydantic, and no further than it is used.

It says which packs it was made from (path, size and time of every file, and the version of the app) and is named
after them, so a changed pack makes a new one. Only shapes of this package are read back.
"""

from __future__ import annotations

import contextlib
import gc
import io
import pickle
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from kneetui import __version__
from kneetui.config.lazy_dataclass import field_names
from kneetui.content import model
from kneetui.content.loading.pack_files import entries
from kneetui.content.model import Library

if TYPE_CHECKING:
    from collections.abc import Callable

Folders = Sequence[tuple[Path, str]]
SHAPE = 14
"""Raised when the shape of the compiled library changes."""

Fields = dict[str, tuple[str, ...]]
"""The names of the fields of each shape, by its name."""

MODEL = tuple(sorted({shape.__module__ for shape in vars(model).values() if isinstance(shape, type)}))
"""The modules in which the shapes of a library stand."""

_SHAPES = (*MODEL, "kneetui.content.conditions")

_LATE = ("questions", "routines", "flags", "causes", "tips", "self_exams", "exercises", "home_tests")
PARTS = (*(name for name in field_names(Library) if name not in _LATE), *_LATE)
"""The fields of a library in the order in which they are read: first what is small, last what few commands need."""


class _LibraryReader(pickle.Unpickler):
    """Reads the library's own shapes and nothing else.

    In a file stand the names of the fields of each shape, and then the parts of the library, in which an object is the
    call of its shape with the values in the order of these names. A shape whose fields are not those of the file is
    refused. Setting the slots one by one is as fast as a call by position of a shape that allows it.
    """

    def __init__(self, file: io.BytesIO, names: Fields | None = None) -> None:
        super().__init__(file)
        self._fields = names or {}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        if module in _SHAPES and "." not in name:
            shape = super().find_class(module, name)
            if isinstance(shape, type) and shape.__module__ == module:
                return _builder(shape, self._fields.get(name, ()))
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a library")


def _builder(shape: type, names: tuple[str, ...]) -> Callable[..., object]:
    """What makes an object of a shape from the values of its fields, in the order of ``names``."""
    if "__dataclass_fields__" not in vars(shape) or names != field_names(shape):
        raise pickle.UnpicklingError(f"{shape.__name__} has other fields than the file")
    slots = [getattr(shape, name).__set__ for name in names]
    new = object.__new__

    def build(*values: object) -> object:
        built: object = new(shape)
        for at, put in enumerate(slots):
            put(built, values[at])
        return built

    return build


def _on_disk(reader: _LibraryReader) -> Library:
    """A library whose parts are read in their order, up to the one that is asked for; with the last it is one as any other.

    A class of its own for each, since an object that becomes a plain library has no place for its reader.
    """
    parts = ((part, reader.load()) for part in PARTS)
    lock = RLock()

    class LibraryOnDisk(Library):
        __slots__ = ()

        def __getattr__(self, name: str) -> Any:
            """Asked for what has no value yet. Raises ``pickle.UnpicklingError`` for a file that somebody forged."""
            if name in PARTS:
                with lock, undisturbed():
                    for part, value in parts:
                        object.__setattr__(self, part, value)
                        if part == PARTS[-1]:
                            object.__setattr__(self, "__class__", Library)
                        if part == name:
                            break
            return object.__getattribute__(self, name)

        def __eq__(self, other: object) -> bool:
            if self is other or not isinstance(other, Library):
                return self is other
            return all(getattr(self, part) == getattr(other, part) for part in PARTS)

    library: Library = object.__new__(LibraryOnDisk)
    return library


class _Sharing:
    """Makes a library in which equal texts, numbers, tuples, sets and shapes are one object each.

    That halves what it takes on the disk, to read and in memory: packs say the same things of many causes. Parts
    come first, so that two objects are equal if they are of one type and their parts are the same objects.
    """

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}

    def library(self, library: Library) -> Library:
        shared: Library = self._shared(library)
        return shared

    def _shared(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            return self._known.setdefault(value, value)
        if kind is float:
            return self._known.setdefault((kind, value.hex()), value)
        if kind is dict:
            return {self._shared(key): self._shared(item) for key, item in value.items()}
        if kind is tuple or kind is frozenset:
            parts = tuple(map(self._shared, value))
            order = parts if kind is tuple else sorted(parts, key=id)
            return self._known.setdefault((kind, *map(id, order)), kind(parts))
        if kind.__module__ in _SHAPES:
            names = field_names(kind)
            parts = tuple(self._shared(getattr(value, name)) for name in names)
            return self._known.setdefault((kind, *map(id, parts)), _builder(kind, names)(*parts))
        return value


class _Writer(pickle.Pickler):
    """Writes objects as calls of their shapes, which are read back twice as fast as states."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.fields: Fields = {}

    def reducer_override(self, obj: Any) -> Any:
        shape = type(obj)
        if shape.__module__ not in _SHAPES:
            return NotImplemented
        names = self.fields.get(shape.__name__)
        if names is None:
            names = self.fields[shape.__name__] = field_names(shape)
        return shape, tuple(getattr(obj, name) for name in names)


def packed(library: Library, state: str = "") -> bytes:
    """The compiled form of a library, for :func:`read`, with the ``state`` of what it was made from."""
    file = io.BytesIO()
    writer = _Writer(file)
    shared = _Sharing().library(library)
    for name in PARTS:
        writer.dump(getattr(shared, name))
    parts = file.getvalue()
    return pickle.dumps((writer.fields, len(parts), zlib.crc32(parts)), protocol=5) + parts + _spelled(state)


def _spelled(state: str) -> bytes:
    return state.encode(errors="surrogateescape")


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """No search for garbage while very many objects are made that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def fingerprint(folders: Folders, language: str = "") -> str:
    """The state of a set of packs in a language: changes when a file of a pack is added, removed, resized or saved."""
    seen = [f"{__version__}/{SHAPE}/{language}"]
    for folder, origin in folders:
        seen += [str(folder), origin]
        try:
            files = entries(folder)
        except OSError:
            continue
        for entry in files:
            with contextlib.suppress(OSError):
                info = entry.stat(follow_symlinks=False)
                seen.append(f"{entry.path}\0{stat.S_IFMT(info.st_mode)}\0{info.st_size}\0{info.st_mtime_ns}")
    return "\0".join(seen)


def read(path: Path, state: str | None = None) -> Library | None:
    """The compiled library in ``path``, or ``None`` if it is not there, not whole, or not made from this ``state``."""
    try:
        file = io.BytesIO(path.read_bytes())
        fields, length, checksum = _LibraryReader(file).load()
        parts, made_from = file.read(length), file.read()
        whole = len(parts) == length and zlib.crc32(parts) == checksum and _fits(fields)
    except Exception:
        return None
    if not whole or (state is not None and made_from != _spelled(state)):
        return None
    return _on_disk(_LibraryReader(io.BytesIO(parts), fields))


def _fits(fields: Fields) -> bool:
    """Whether the shapes have the fields that the file says."""
    shapes = {name: shape for module in _SHAPES for name, shape in vars(sys.modules[module]).items()}
    return all(name in shapes and field_names(shapes[name]) == names for name, names in fields.items())


def compiled(folders: Folders, cache: Path, language: str = "") -> Path:
    """Where the compiled library of the core and these packs is kept, as they are now."""
    return _place(cache, _state(folders, language))


def _state(folders: Folders, language: str) -> str:
    core = Path(__file__).parents[1] / "core"
    return fingerprint([(core, "built in"), *folders], language)


def _place(cache: Path, state: str) -> Path:
    """A short name for a state. Two may have one: the whole state stands in the file."""
    return cache / f"library-{zlib.crc32(_spelled(state)):08x}.pickle"


def load(folders: Folders, cache: Path, write: Callable[[Path, bytes], None], language: str = "") -> Library:
    """The library of the core and the packs in ``folders``, from ``cache`` if it is still true.

    Its texts are in ``language``, as far as the packs have it. ``write`` stores the compiled file; a cache that cannot be written is no error.
    """
    state = _state(folders, language)
    path = _place(cache, state)
    library = read(path, state)
    if library is not None:
        return library
    from kneetui.content.loading import merge as building

    with undisturbed():
        library = building.load(folders, language)
    with contextlib.suppress(OSError):
        write(path, packed(library, state))
        _forget_old(cache, keep=path)
    return library


def _forget_old(cache: Path, keep: Path, most: int = 4) -> None:
    files = sorted(cache.glob("library-*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[most:]:
        if path != keep:
            path.unlink(missing_ok=True)
