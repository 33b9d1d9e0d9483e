"""What now and today are for the person, wherever the host stands: the one place that reads a clock.

Wall time is a ``datetime`` without a zone, as on a clock where the person is. An instant has the zone UTC.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

TZ = "TZ"
"""Environment variable: the time zone of a session, which an SSH client may pass on."""

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_HOST_LINK = Path("/etc/localtime")
_HOST_NAME = Path("/etc/timezone")
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"})

_set = ""


def use(name: str) -> None:
    """Take ``name`` for the person's time zone from now on, in this process; empty for the first guess."""
    global _set
    _set = name if named(name) else ""


def chosen() -> str:
    """The zone that was taken by :func:`use`; empty for the first guess."""
    return _set


def named(name: str) -> tzinfo | None:
    """The zone of a name such as ``Europe/Berlin``, or of an offset such as ``+05:45``; ``None`` if there is none."""
    offset = _OFFSET.fullmatch(name)
    if offset:
        hours, minutes = int(offset[2]), int(offset[3])
        span = timedelta(hours=hours, minutes=minutes)
        return timezone(-span if offset[1] == "-" else span) if span < timedelta(days=1) else None
    if name in _UTC_NAMES:
        return UTC
    if not name or name.startswith(("/", ".")):
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def names() -> tuple[str, ...]:
    """The names of all zones that the host knows, such as ``America/Los_Angeles``."""
    from zoneinfo import available_timezones

    areas = [
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    ]
    return (*sorted(areas), "UTC")


def passed() -> str:
    """The zone that the environment names; empty if it names none that is known."""
    given = os.environ.get(TZ, "").removeprefix(":")
    return given if named(given) else ""


def of_host() -> str:
    """The zone that the host is set to; empty if it has no name. A host without a setting runs in UTC."""
    try:
        target = str(_HOST_LINK.resolve(strict=True))
    except OSError:
        target = ""
    name = target.partition("/zoneinfo/")[2]
    if not name:
        try:
            name = _HOST_NAME.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            name = "" if target else "UTC"
    return name if named(name) else ""


def guess() -> str:
    """The first guess: the zone that the environment names, else that of the host; empty if neither has a name."""
    return passed() or (of_host() if not os.environ.get(TZ) else "")


def unsure() -> bool:
    """Whether only the host's clock speaks, and in UTC, as servers do: then the person has to be asked."""
    return not _set and not os.environ.get(TZ) and of_host() in _UTC_NAMES


def zone_name(when: datetime | None = None) -> str:
    """The name of the person's zone; where it has none, its offset at ``when`` (wall time), or now."""
    name = _set or guess()
    if not name:
        return offset_name(when.astimezone() if when else instant_now().astimezone())
    return _of_second_hour(name, when) or name


def _of_second_hour(name: str, when: datetime | None) -> str:
    """The offset, if it is the second of the two hours of the same name at the end of summer time, and ``when`` in it."""
    present = instant_now()
    wall = present.astimezone(named(name)).replace(tzinfo=None, fold=0)
    if when is None or abs(wall - when) > timedelta(hours=1) or instant(wall, name) == present:
        return ""
    return offset_name(present.astimezone(timezone(wall - present.replace(tzinfo=None))))


def of_entry_before(when: datetime) -> str:
    """The zone of what was written at ``when`` (wall time) before zones were kept: that of the host, or of TZ."""
    return guess() or offset_name(when.astimezone())


def offset_name(aware: datetime) -> str:
    """The offset of a moment with a zone, such as ``+05:45``."""
    return aware.isoformat()[-len("+00:00") :]


def instant_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Wall time where the person is, to the second."""
    return local(instant_now()).replace(microsecond=0)


def local(instant: datetime) -> datetime:
    """An instant as wall time where the person is."""
    zone = named(_set or guess())
    return instant.astimezone(zone).replace(tzinfo=None)


def instant(when: datetime, zone: str) -> datetime | None:
    """Wall time in a zone as an instant; ``None`` if the zone is not known."""
    place = named(zone)
    return when.replace(tzinfo=place).astimezone(UTC) if place else None


def places(words: str, limit: int) -> tuple[str, ...]:
    """The zones whose city begins with ``words``, then those that have them elsewhere in the name, as a person types."""
    wanted = _plain(words)
    if not wanted:
        return ()
    cities = {name: _plain(name.rpartition("/")[2]) for name in names()}
    first = [name for name, city in cities.items() if city.startswith(wanted)]
    others = [name for name in cities if wanted in _plain(name) and name not in first]
    return tuple([*first, *others][:limit])


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("/", " ").casefold().split())
