"""What a person set: sports, knee, theme, bell, country, time zone, language; kept in ``config.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, field, fields, replace
from pathlib import Path
from typing import Any

from kneetui.config import charsets, clock, idle
from kneetui.config.about import KNEES
from kneetui.config.errors import KneetuiError
from kneetui.config.languages import LANGUAGE
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.paths import write_private
from kneetui.config.weeks import STARTS

OF_THE_PERSON = (
    "sports",
    "knee",
    "region",
    "timezone",
    "week_start",
    "language",
    "weight_unit",
    "trackers",
    "check_ins",
)
"""The settings that go with a person from one computer to another."""
OF_THE_COMPUTER = (
    "theme",
    "bell",
    "beats",
    "signs",
    "plain",
    "idle",
    "key_set",
    "own_keys",
    "welcomed",
    "timezone_asked",
)
"""Those that stay: of the terminal, its keyboard and its sounds, and what was asked here already."""

KEY_SETS = ("", "vi", "one-hand")
WEIGHT_UNITS = ("kg", "lb")
THEMES = ("auto", "dark", "light", "contrast", "terminal")
"""``auto`` is dark or light as the terminal says it is; ``terminal`` uses its own foreground and background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with their defaults. ``region`` is a country code for the emergency number and
    the start of the week, which ``week_start`` (``monday``, ``saturday``, ``sunday``) overrides.

    ``timezone`` is the person's, as in ``Europe/Berlin``; empty for the first guess of
    :mod:`~kneetui.config.clock`. ``timezone_asked`` is set after the person was asked for it.

    ``language`` is that of the content, as in ``de``; empty for the language it was written in.

    With ``beats`` the bell also rings for every part of a repetition that has a tempo.

    ``signs`` is ``ascii`` or ``unicode``; empty for what the terminal is believed to show.

    ``trackers`` are what the diary asks for besides the knee, a line each, as in ``Sleep: 0-12 h``.

    With ``check_ins`` Today asks about the week, once a week.

    ``idle`` is how many minutes without a key end a session (:mod:`~kneetui.config.idle`); empty for as the host says.

    With ``plain`` kneetui starts with numbered lines instead of screens.

    ``key_set`` is a set of keys that comes along, empty for the usual ones; ``own_keys`` are the person's own, by the
    id of what they do, as in ``"diary.add": "n"``.

    An empty ``knee`` means that nobody chose yet; ``welcomed`` is set after the first run.
    """

    sports: tuple[str, ...] = ()
    knee: str = ""
    theme: str = "auto"
    bell: bool = True
    region: str = ""
    welcomed: bool = False
    language: str = ""
    timezone: str = ""
    timezone_asked: bool = False
    week_start: str = ""
    beats: bool = True
    weight_unit: str = "kg"
    signs: str = ""
    plain: bool = False
    trackers: tuple[str, ...] = ()
    check_ins: bool = True
    idle: str = ""
    key_set: str = ""
    own_keys: Mapping[str, str] = field(default_factory=dict)


class SettingError(KneetuiError):
    """Settings, or one of them, that cannot be read and are passed over; ``place`` is the file."""

    title = "The settings"


def read_settings(path: Path) -> tuple[Settings, list[SettingError]]:
    """Settings from a file, and an error for each value that was passed over.

    A missing file gives the defaults; a broken one gives the defaults and says so.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as error:
        remedy = "The settings are the defaults until you save them."
        return Settings(), [SettingError(f"{path} cannot be read ({error})", remedy)]
    good: dict[str, Any] = {}
    problems = []
    for key, value in raw.items():
        if _allowed(key, value):
            good[key] = tuple(value) if isinstance(value, list) else value
        else:
            message = f"{key} = {value!r} is not a setting that kneetui knows; it is passed over"
            problems.append(SettingError(message, place=str(path)))
    return Settings(**good), problems


def _allowed(key: str, value: Any) -> bool:
    if key in ("bell", "beats", "welcomed", "timezone_asked", "plain", "check_ins"):
        return isinstance(value, bool)
    if key == "own_keys":
        return isinstance(value, dict) and all(isinstance(keys, str) and keys for keys in value.values())
    if key in ("sports", "trackers"):
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    if key == "language":
        return isinstance(value, str) and (not value or bool(LANGUAGE.fullmatch(value)))
    if key == "timezone":
        return isinstance(value, str) and (not value or clock.named(value) is not None)
    choices = {
        "knee": ("", *KNEES),
        "theme": THEMES,
        "week_start": ("", *STARTS),
        "signs": charsets.CHOICES,
        "weight_unit": WEIGHT_UNITS,
        "key_set": KEY_SETS,
        "idle": idle.CHOICES,
    }.get(key)
    if choices:
        return value in choices
    return key in {field.name for field in fields(Settings)} and isinstance(value, str)


def write_settings(path: Path, settings: Settings) -> None:
    """Write settings whole or not at all. Raises ``OSError`` if the disk refuses."""
    import tomli_w

    values = {
        key: list(value) if isinstance(value, tuple) else value for key, value in asdict(settings).items()
    }
    write_private(path, tomli_w.dumps(values))


def merged(before: Settings, ours: Settings, theirs: Settings) -> Settings:
    """``ours`` with what others set between ``before`` and ``theirs``, key by key; of what both set ours stays."""
    new: dict[str, Any] = {}
    for key in (one.name for one in fields(Settings)):
        was, here, there = getattr(before, key), getattr(ours, key), getattr(theirs, key)
        if isinstance(was, Mapping):
            table = {
                name: _later(was.get(name), here.get(name), there.get(name)) for name in {**here, **there}
            }
            new[key] = {name: value for name, value in table.items() if value is not None}
        else:
            new[key] = _later(was, here, there)
    return replace(ours, **new)


def _later(before: Any, ours: Any, theirs: Any) -> Any:
    return theirs if ours == before else ours


def of_the_person(settings: Settings) -> dict[str, Any]:
    """The settings of the person that were chosen, as in the file."""
    unchosen = Settings()
    chosen = {
        key: value for key in OF_THE_PERSON if (value := getattr(settings, key)) != getattr(unchosen, key)
    }
    return {key: list(value) if isinstance(value, tuple) else value for key, value in chosen.items()}


def with_those_of(settings: Settings, table: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """The settings with those of the person from another computer where nothing was chosen here.

    Also the keys of those that stay as they are here although they differ. What cannot be a setting is passed over.
    """
    good = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
        if key in OF_THE_PERSON and _allowed(key, value)
    }
    unchosen = Settings()
    new: dict[str, Any] = {
        key: value for key, value in good.items() if getattr(settings, key) == getattr(unchosen, key)
    }
    stay = tuple(key for key, value in good.items() if key not in new and value != getattr(settings, key))
    return replace(settings, **new), stay
