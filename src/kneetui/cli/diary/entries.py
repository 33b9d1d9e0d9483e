"""``kneetui diary list``, ``show`` and ``find``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from kneetui.cli.io.output import show_json
from kneetui.cli.io.refusals import refuse
from kneetui.cli.library import load_library
from kneetui.config.about import SIDES
from kneetui.config.wording import count
from kneetui.services.container import Services

if TYPE_CHECKING:
    from datetime import date

    from kneetui.diary.entries import Entry

FEW = 20

KNEE = click.option("--knee", type=click.Choice(SIDES), help="Only what is about this knee.")
SINCE = click.option(
    "--since", metavar="DAY", help="From this day on: “monday”, “3 weeks ago”, “2026-11-01”."
)
UNTIL = click.option("--until", metavar="DAY", help="Up to this day.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print the entries as JSON.")


@click.command("list")
@click.option("-n", "most", type=click.IntRange(1), metavar="N", help=f"So many at most. [default: {FEW}]")
@KNEE
@SINCE
@UNTIL
@JSON
@click.pass_obj
def list_entries(
    services: Services,
    most: int | None,
    knee: str | None,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> None:
    """List entries, newest first, with the number that show and edit take.

    \b
    kneetui diary list --since monday
    kneetui diary list --knee left -n 5
    """
    entries = _read(services, knee, since, until)
    most = most or (len(entries) if since else FEW)
    print_entries(services, entries[:most], as_json=as_json)
    _tell_unreadable(services)
    if len(entries) > most and not as_json:
        click.echo(f"… and {count(len(entries) - most, 'older entry')}: -n shows more.")
    if not entries and not as_json:
        click.echo("There is no such entry." if knee or since or until else "Nothing is written down yet.")


@click.command()
@click.argument("words", nargs=-1, required=True)
@KNEE
@SINCE
@UNTIL
@JSON
@click.pass_obj
def find(
    services: Services,
    words: tuple[str, ...],
    knee: str | None,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> None:
    """Find entries that have all of the words: of a note, a sport, a medication, or what an entry is.

    Ranges work too: pain>=4, morning>2, minutes<30, km>=10, effort>=7.

    \b
    kneetui diary find stairs
    kneetui diary find running "pain>=4" --since yesterday
    """
    from kneetui.services.diary.browsing.query import read_query

    query = read_query(" ".join(words))
    hits = [entry for entry in _read(services, knee, since, until) if query.matches(entry)]
    print_entries(services, hits, as_json=as_json)
    if not as_json:
        click.echo(f"{count(len(hits), 'entry')}." if hits else "No entry has all of that.")


@click.command()
@click.argument("number", type=click.IntRange(1))
@JSON
@click.pass_obj
def show(services: Services, number: int, as_json: bool) -> None:
    """Show everything in the entry with this number."""
    from kneetui.diary.errors import DiaryError
    from kneetui.services.diary.entry_words import facts, gist, title

    library = load_library(services)
    try:
        entry = services.diary.get(number)
    except DiaryError as error:
        refuse(error)
    if as_json:
        show_json(plain(entry))
        return
    click.echo(f"{title(entry)} ({entry.when.year})")
    named = [(name, words) for name, words in facts(entry, library) if words]
    for name, words in named:
        click.echo(f"  {name}: {words}")
    if not named or entry.kind not in ("entry", "import"):
        click.echo(f"  {gist(entry, library)}")


def print_entries(services: Services, entries: Iterable[Entry], *, as_json: bool = False) -> None:
    """One line an entry, or all of them as JSON."""
    library = load_library(services)
    if as_json:
        show_json([plain(entry) for entry in entries])
        return
    from kneetui.services.diary.entry_words import line

    for entry in entries:
        click.echo(f"{entry.id:>6}  {line(entry, library)}")


def _tell_unreadable(services: Services) -> None:
    for entry in services.diary.unreadable():
        click.echo(f"{entry.words}. “kneetui diary salvage” shows what stands there.", err=True)


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as a diary file has it, with its number."""
    from kneetui.diary.store.records import to_record

    return {"id": entry.id, **to_record(entry)}


def _read(services: Services, knee: str | None, since: str | None, until: str | None) -> list[Entry]:
    from kneetui.diary.errors import DiaryError

    try:
        days = [_day(services, text) for text in (since, until)]
        return services.diary.entries(since=days[0], until=days[1], knee=knee or "")
    except DiaryError as error:
        refuse(error, 2)


def _day(services: Services, text: str | None) -> date | None:
    from kneetui.services.diary.typed_entry import when_of

    return when_of(text, services.now()).date() if text else None
