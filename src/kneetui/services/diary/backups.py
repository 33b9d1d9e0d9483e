"""Backups of the diary: one a day by itself, listed, and put back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.paths import private_dir, write_private
from kneetui.config.wording import count, moment_words
from kneetui.diary.errors import DiaryBusyError, DiaryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kneetui.diary.store.backups import Checked, Image
    from kneetui.services.container import Services

DAYS, MONTHS, ASIDE = 7, 12, 5
"""The backups of so many days are kept, the last one of so many months, and so many from before one was put back."""

_NAME, _ASIDE_NAME = "diary-%Y-%m-%d.db", "before-%Y-%m-%d-%H%M%S-%f.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup of a day, or of the time ``made`` before another one was put back (``aside``)."""

    path: Path
    made: datetime
    aside: bool = False

    @property
    def when(self) -> str:
        """When it was made, in words."""
        return (
            f"before another was put back, {moment_words(self.made)}"
            if self.aside
            else f"{self.made:%Y-%m-%d}"
        )


def folder(services: Services) -> Path:
    """Where the backups are: beside the diary."""
    return services.diary_file.parent / "backups"


def backups(services: Services) -> list[Backup]:
    """Every backup, newest first."""
    made = []
    for path in folder(services).glob("*.db"):
        for aside, form in ((False, _NAME), (True, _ASIDE_NAME)):
            try:
                made.append(Backup(path=path, made=datetime.strptime(path.name, form), aside=aside))
            except ValueError:
                continue
    return sorted(made, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def state(backup: Backup) -> str:
    """How many entries there are in a backup, once every page of it was checked; else what is wrong with it."""
    try:
        return count(look(backup.path).entries, "entry")
    except DiaryError as error:
        return error.message


def back_up_daily(services: Services) -> Backup | None:
    """Make the backup of today if there is none and the diary has entries; ``None`` if nothing was to do.

    Old ones make room. A diary that a plugin keeps has none. Raises
    :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    now = services.now()
    target = folder(services) / _name(now)
    if (
        services.diary_url
        or target.exists()
        or not services.diary_file.exists()
        or not services.diary.count()
    ):
        return None
    _copy(services, target)
    for backup in outdated(backups(services), now.date()):
        backup.path.unlink(missing_ok=True)
    return Backup(path=target, made=now)


def _name(moment: datetime) -> str:
    return f"diary-{moment:%Y-%m-%d}.db"


def _aside_name(moment: datetime) -> str:
    time = moment.time().isoformat("microseconds").replace(":", "").replace(".", "-")
    return f"before-{moment:%Y-%m-%d}-{time}.db"


def outdated(made: Iterable[Backup], today: date) -> list[Backup]:
    """The backups that make room: neither of the last days nor the last one of one of the last months."""
    newest = sorted(made, key=lambda backup: backup.made, reverse=True)
    daily = [backup for backup in newest if not backup.aside]
    aside = [backup for backup in newest if backup.aside][ASIDE:]
    last_of_month: dict[tuple[int, int], Backup] = {}
    for backup in daily:
        last_of_month.setdefault((backup.made.year, backup.made.month), backup)
    months = sorted(last_of_month, reverse=True)[:MONTHS]
    stay = [*daily[:DAYS], *(last_of_month[month] for month in months)]
    return [*aside, *(backup for backup in daily if backup not in stay and backup.made.date() < today)]


def back_up(services: Services, target: Path | None = None) -> tuple[Path, Checked]:
    """Make a backup now: the one of today anew, or the file ``target``.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    _own_file(services)
    path = target or folder(services) / _name(services.now())
    return path, _copy(services, path)


def back_up_sealed(services: Services, target: Path, passphrase: str) -> Checked:
    """Make a backup that only the passphrase opens; nothing of it is written anywhere else.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    from kneetui.diary.export.sealed import seal

    data, checked = image(services)
    write_private(target, seal(data, passphrase))
    return checked


def image(services: Services) -> tuple[bytes, Checked]:
    """The bytes of a backup, which lie on no disk. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    from kneetui.diary.store import backups as files

    _own_file(services)
    return files.image(services.diary_file)


def opened(path: Path, passphrase: Callable[[], str]) -> Path | Image:
    """A backup as :func:`restore` takes it: the file, or what the passphrase finds in it, which stays in memory.

    It is asked for only where it is needed. Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    from kneetui.diary.export.sealed import unseal
    from kneetui.diary.store.backups import Image

    if not sealed(path):
        return path
    return Image(data=unseal(path.read_bytes(), passphrase(), str(path)), path=path)


def sealed(path: Path) -> bool:
    """Whether only a passphrase opens a file. Raises ``OSError``."""
    from kneetui.diary.export.sealed import is_sealed

    with path.open("rb") as file:
        return is_sealed(file.read(64))


def look(backup: Path | Image) -> Checked:
    """What is in a backup that is whole. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    from kneetui.diary.store.backups import check

    return check(backup)


def restore(services: Services, backup: Path | Image) -> tuple[Checked, Path | None]:
    """Make the diary what the backup is; what it was goes into a backup of its own, whose path is returned.

    Nothing changes unless the backup is whole. Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    from kneetui.diary.store import backups as files

    _own_file(services)
    files.check(backup)
    aside = _set_aside(services)
    services.close_diary()
    private_dir(services.diary_file.parent)
    checked = files.put_back(backup, services.diary_file)
    services.diary.count()
    return checked, aside


def _set_aside(services: Services) -> Path | None:
    """A backup of the diary as it is now; ``None`` if there is none, or it is too damaged to be copied.

    One that is whole and cannot be copied, for want of room or because it is in use, is not put at risk: that raises.
    """
    if not services.diary_file.exists():
        return None
    moment = services.now()
    while (aside := folder(services) / _aside_name(moment)).exists():
        moment += timedelta(microseconds=1)
    try:
        _copy(services, aside)
    except DiaryBusyError:
        raise
    except DiaryError:
        if _whole(services.diary_file):
            raise
        return None
    return aside


def _whole(path: Path) -> bool:
    try:
        look(path)
    except DiaryError:
        return False
    return True


def _copy(services: Services, target: Path) -> Checked:
    from kneetui.diary.store import backups as files

    private_dir(target.parent)
    return files.copy(services.diary_file, target)


def _own_file(services: Services) -> None:
    if services.diary_url:
        raise DiaryError(
            f"The diary {services.diary_url} is kept by a plugin",
            "Use “kneetui diary export”, or copy its file",
        )
