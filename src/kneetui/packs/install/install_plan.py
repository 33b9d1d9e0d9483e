"""A pack that could be installed: everything a person should see first, then the installation.

For a screen or a command::

    with prepare("tennis@club", here) as offer:      # slow: may download, reads every pack, runs every case
        ...show offer.info, .came, .signature, .sources, .difference, .outcomes, .notes, offer.hindrances()
        done = install(offer)                        # quick; atomic
    services.reload()                                # the library is made anew when it is asked for

``prepare`` and ``install`` use neither a terminal nor the app; both may run in a worker thread. What is wrong
is raised as :class:`~kneetui.packs.errors.PackError`, whose ``problems`` are whole sentences with remedies.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import first_few
from kneetui.content.model import Library, PackInfo, Problem, Source
from kneetui.packs.errors import PackError
from kneetui.packs.install import versions
from kneetui.packs.install.case_changes import Comparison, cases_of, compare
from kneetui.packs.install.diff import Difference, differ
from kneetui.packs.install.resolve import ResolvedPack, again, find
from kneetui.packs.install.sources import PackSource
from kneetui.packs.installed import disabled, install_record, pack_dir, transaction
from kneetui.packs.installed.install_record import SIGNED, Came, Record
from kneetui.packs.installed.pack_dir import Shelf

CORE = "core"

_TEMPORARY: set[Path] = set()
"""Folders that are to be deleted at the end, if nobody did before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What is installed now: the library in use, the packs and sources of plugins, the clock, the language."""

    library: Library
    of_plugins: Sequence[tuple[Path, str]]
    now: Callable[[], datetime]
    language: str = ""
    sources: Sequence[PackSource] = ()


@dataclass(frozen=True, slots=True)
class Installation:
    """What an installation did: where the pack stands, and where an edited one before it went, if any."""

    folder: Path
    backup: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything about a pack that is ready to be installed. Close it when done: its files are temporary.

    - ``info``: name, version, summary, authors, licence, counts of what is in it.
    - ``came``, ``signature``: where it came from, and in words how it is signed.
    - ``sources``: what it rests on, each with how sure it is.
    - ``difference``: what it adds; in place of an older version also what it removes and changes.
    - ``outcomes``: every case of every pack, before and after.
    - ``before``, ``before_version``: the record and version on the same shelf now; ``edited`` names the
      files that somebody changed since.
    - ``notes``: sentences to show (another pack gives way, it is switched off, old spellings).
    """

    info: PackInfo
    came: Came
    signature: str
    sources: tuple[Source, ...]
    difference: Difference
    outcomes: Comparison
    target: Shelf
    before_version: str
    before: Record | None
    edited: tuple[str, ...]
    notes: tuple[str, ...]
    same: bool
    """Whether exactly these files are installed already."""
    folder: Path
    now: Callable[[], datetime]

    @property
    def older(self) -> bool:
        """Whether a newer version is installed."""
        before = self.before_version
        return (
            versions.is_number(before)
            and versions.is_number(self.info.version)
            and versions.number(self.info.version) < versions.number(before)
        )

    def hindrances(self, *, downgrade: bool = False, replace: bool = False) -> list[Problem]:
        """Why it cannot be installed without a further word from the person, if so."""
        problems = []
        if self.older and not downgrade:
            message = f"{self.info.version} is older than {self.before_version}, which is installed"
            remedy = "If you want the older one all the same, say so with --downgrade."
            problems.append(Problem(message=message, remedy=remedy, pack=self.info.id))
        if self.edited and not replace:
            message = f"the installed pack was edited ({first_few(self.edited, 5)})"
            remedy = f"With --replace it is moved to {self.target.backups}, and nothing is lost."
            problems.append(Problem(message=message, remedy=remedy, pack=self.info.id))
        return problems

    def close(self) -> None:
        """Delete the temporary files."""
        _delete(self.folder.parent)

    def __enter__(self) -> Offer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def prepare(what: str, here: Here, *, shared: bool = False, sha256: str = "", version: str = "") -> Offer:
    """Bring a pack, check it, and see what it would change; nothing is installed.

    ``what`` is a folder, an archive, a wheel, or what one of the sources claims (``version`` chooses one of
    several there). ``shared`` means for all users of the host. ``sha256`` is what the file must have.
    Raises :class:`PackError` with everything that is wrong.
    """
    target = pack_dir.system() if shared else pack_dir.user()
    return _prepared(
        lambda into: find(what, into, here.sources, sha256=sha256, version=version), here, target
    )


def prepare_again(came: Came, here: Here, target: Shelf) -> Offer:
    """The same for what stands now where an installed pack came from."""
    return _prepared(lambda into: again(came, into, here.sources), here, target)


def install(offer: Offer, *, downgrade: bool = False, replace: bool = False) -> Installation:
    """Install it, all or nothing; a pin stays. Raises :class:`PackError`, then nothing has changed."""
    hindrances = offer.hindrances(downgrade=downgrade, replace=replace)
    if hindrances:
        raise PackError(hindrances)
    pinned = bool(offer.before and offer.before.pinned)
    record = Record(
        id=offer.info.id,
        version=offer.info.version,
        came=offer.came,
        installed=offer.now(),
        signature=offer.signature,
        pinned=pinned,
    )
    backup = transaction.put(offer.target, offer.folder, record)
    return Installation(offer.target.folder / offer.info.id, backup)


def _prepared(bring: Callable[[Path], ResolvedPack], here: Here, target: Shelf) -> Offer:
    temporary = None
    try:
        temporary = Path(tempfile.mkdtemp(prefix="kneetui-"))
        _TEMPORARY.add(temporary)
        into = temporary / "pack"
        into.mkdir()
        return _offer(bring(into), here, target)
    except BaseException as error:
        if temporary:
            _delete(temporary)
        if isinstance(error, OSError):
            message = f"the pack cannot be looked at ({error.strerror or error})"
            raise PackError.of(message, "Mend that, then try again.", error.filename or "") from None
        raise


def _delete(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _TEMPORARY.discard(folder)


@atexit.register
def _delete_all() -> None:
    for folder in list(_TEMPORARY):
        _delete(folder)


def _offer(resolved: ResolvedPack, here: Here, target: Shelf) -> Offer:
    name, after = _after(resolved, here, target)
    before = here.library
    record = install_record.read(target, name)
    there = target.packs().get(name)
    return Offer(
        info=after.packs[name],
        came=resolved.came,
        signature=resolved.signature,
        sources=tuple(source for source in after.sources.values() if source.pack == name),
        difference=differ(before, after, name, cases_of(after, [name]), cases_of(before, [name])),
        outcomes=compare(before, after),
        target=target,
        before_version=(record.version if record else _version(there)) if there else "",
        before=record if there else None,
        edited=install_record.edited(there, record) if there else (),
        notes=(*_other_origin(record, resolved), *_notes(name, here, target, after)),
        same=there is not None and install_record.hashes(there) == install_record.hashes(resolved.folder),
        folder=resolved.folder,
        now=here.now,
    )


def _after(resolved: ResolvedPack, here: Here, target: Shelf) -> tuple[str, Library]:
    """The id of the pack, and the library with it. Raises :class:`PackError` if either would be bad."""
    from kneetui.content.loading.merge import load
    from kneetui.triage.evaluation.cases import BadCases, read_cases

    name = pack_dir.id_of(resolved.folder)
    others = [pack for pack in pack_dir.used(here.of_plugins) if pack_dir.id_of(Path(pack[0])) != name]
    after = load([*others, (resolved.folder, target.scope)], here.language)
    mine = [
        problem for problem in after.problems if str(resolved.folder) in problem.file or problem.pack == name
    ]
    if not mine and (name == CORE or name not in after.packs):
        mine = [
            Problem(message="a pack cannot have this id", remedy="Choose another id.", key="id", pack=name)
        ]
    if not mine:
        try:
            read_cases(resolved.folder, after)
        except BadCases as error:
            mine = list(error.problems)
    if not mine and resolved.came.name and name != resolved.came.name:
        message = f"this is the pack “{name}”, and {resolved.came.name} was promised"
        mine = [Problem(message=message, remedy="Do not use it. Tell whoever made the index.", pack=name)]
    if mine:
        raise PackError([_placed(problem, resolved) for problem in mine])
    bad = {problem.pack for problem in here.library.problems}
    broken = [problem for problem in after.problems if problem.pack not in bad]
    if broken:
        raise PackError([_breaks(pack, name, resolved) for pack in broken])
    return name, after


def _breaks(problem: Problem, name: str, resolved: ResolvedPack) -> Problem:
    other = problem.pack
    remedy = f"Update {other}, or switch it off with kneetui pack disable {other}."
    message = f"with this version of {name}, the pack {other} would no longer work: {problem.message}"
    return replace(_placed(problem, resolved), message=message, remedy=remedy)


def _placed(problem: Problem, resolved: ResolvedPack) -> Problem:
    """A problem with the place of a file as the person knows it, not where it was unpacked to."""
    inside = problem.file.removeprefix(str(resolved.folder)).lstrip("/")
    if inside == problem.file.lstrip("/"):
        return problem
    file = str(Path(resolved.came.place) / inside) if resolved.came.kind == "folder" else inside
    return replace(problem, file=file, origin="")


def _other_origin(record: Record | None, resolved: ResolvedPack) -> list[str]:
    """What to say if the same id comes from elsewhere than before, or is signed otherwise."""
    if record is None:
        return []
    notes = []
    old, new = record.came, resolved.came
    if (old.kind, old.index or old.place) != (new.kind, new.index or new.place):
        notes.append(f"Until now {record.id} came from {old}.")
    if record.signature != resolved.signature and record.signature.startswith(SIGNED):
        notes.append(f"Until now it was {record.signature}.")
    return notes


def _notes(name: str, here: Here, target: Shelf, after: Library) -> list[str]:
    notes = [f"{warning.message}. {warning.remedy}" for warning in after.warnings if warning.pack == name]
    for folder, origin in here.of_plugins:
        if pack_dir.id_of(Path(folder)) == name:
            notes.append(f"{name} is installed as {origin}, too. This one will be used in its place.")
    if target.shared and name in pack_dir.user().packs():
        notes.append(f"You have {name} for yourself, and yours goes before the one of all users.")
    if not target.shared and name in pack_dir.system().packs():
        notes.append(f"{name} is installed for all users, too. Yours will be used in its place.")
    if name in disabled.disabled():
        notes.append(f"You switched {name} off; it stays off until “kneetui pack enable {name}”.")
    return notes


def _version(folder: Path | None) -> str:
    from kneetui.content.loading.loader import load_head

    head = load_head(folder, "") if folder else None
    return head.info.version if head and head.info else ""
