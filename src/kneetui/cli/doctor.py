"""``kneetui doctor``: where things are, what is installed, and what is wrong."""

from __future__ import annotations

import os
import platform
import sys

import click

from kneetui import __version__
from kneetui.cli.library import load_library
from kneetui.config import clock, paths, weeks
from kneetui.services.container import Services


@click.command()
@click.pass_obj
def doctor(services: Services) -> None:
    """Say where everything is and what is wrong. Exit code 1 if something is."""
    from importlib.metadata import version

    from kneetui.packs.installed.pack_dir import shelves

    library = load_library(services)
    plugins = services.plugins
    plugins.ask_all()
    wrong = [*map(str, services.problems), *map(str, services.setting_problems), *_diary(services)]
    lines = [
        f"kneetui {__version__}, Python {platform.python_version()}, textual {version('textual')}",
        f"terminal: TERM={os.environ.get('TERM', '')} COLORTERM={os.environ.get('COLORTERM', '')} "
        f"{'yes' if sys.stdout.isatty() else 'no (output is not a terminal)'}",
        f"settings: {services.settings_file}",
        f"diary: {services.diary_url or services.diary_file}",
        f"time zone: {clock.zone_name()} ({_zone_from(services)}), weeks from {_week(services)}",
        f"language: {library.language or 'as written'}",
        f"cache: {paths.cache_dir()}",
        *(f"packs of {shelf.scope}: {shelf.folder}" for shelf in shelves()),
    ]
    lines += [f"pack: {pack.id} {pack.version} ({pack.origin})" for pack in library.packs.values()]
    lines += [f"plugin: {info}{': ' + info.error if info.error else ''}" for info in plugins.infos.values()]
    lines += [str(warning) for warning in library.warnings]
    lines += [f"problem: {message}" for message in wrong] or ["no problems found"]
    click.echo("\n".join(lines))
    if wrong:
        raise SystemExit(1)


def _zone_from(services: Services) -> str:
    if services.settings.timezone:
        return "set"
    return "from TZ" if clock.passed() else "of this computer"


def _week(services: Services) -> str:
    return weeks.weekdays(services.first_weekday)[0]


def _diary(services: Services) -> list[str]:
    from kneetui.diary.errors import DiaryError

    if not services.has_diary:
        return []
    try:
        return [entry.words for entry in services.diary.unreadable()]
    except DiaryError as error:
        return [str(error)]
