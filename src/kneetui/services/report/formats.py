"""The formats a report can be written in, and the writing: four of kneetui's own, others from plugins."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kneetui.config.errors import KneetuiError
from kneetui.config.lazy_dataclass import dataclass
from kneetui.report.one_page import page
from kneetui.report.one_page.formats import days_csv, markdown, text
from kneetui.report.one_page.in_sentences import sentences
from kneetui.report.one_page.plain import plain
from kneetui.report.plain_lines import WIDTH
from kneetui.report.wording import with_words
from kneetui.services.report.errors import ReportError

if TYPE_CHECKING:
    from kneetui.plugins.hooks import Exporter
    from kneetui.report.one_page.blocks import Page
    from kneetui.report.one_page.model import Report
    from kneetui.services.container import Services

PLUGINS = {"html": "kneetui-report-html", "pdf": "kneetui-report-pdf", "fhir": "kneetui-report-fhir"}
"""The formats of plugins that come with kneetui -> the plugin, for whoever misses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by its short ``name``, with the ``ending`` of its files; ``exporter`` is that of a plugin."""

    name: str
    ending: str
    words: str
    exporter: Exporter | None = None


def own_formats() -> tuple[Format, ...]:
    """The formats that need no plugin."""
    return (
        Format(name="text", ending=".txt", words="plain text"),
        Format(name="md", ending=".md", words="Markdown"),
        Format(name="json", ending=".json", words="JSON"),
        Format(name="csv", ending=".csv", words="CSV of the days"),
        Format(name="sentences", ending=".sentences.txt", words="sentences to be heard"),
    )


def formats(services: Services) -> list[Format]:
    """Every format there is here."""
    others = [
        Format(
            name=short_name(exporter.suffix), ending=exporter.suffix, words=exporter.name, exporter=exporter
        )
        for exporter in services.plugins.exporters()
    ]
    return [*own_formats(), *others]


def short_name(suffix: str) -> str:
    """``html`` of ``.html``, ``fhir`` of ``.fhir.json``."""
    return suffix.lstrip(".").split(".")[0]


def format_named(services: Services, name: str) -> Format:
    """The format of this name or ending. Raises :class:`ReportError` with those there are."""
    wanted = name.casefold().lstrip(".")
    every = formats(services)
    for form in every:
        if wanted in (form.name, form.ending.lstrip("."), form.words.casefold()):
            return form
    if wanted in PLUGINS:
        raise ReportError(
            f"the format {wanted} comes with the plugin {PLUGINS[wanted]}, which is not here",
            f"Install it beside kneetui (pip install {PLUGINS[wanted]}), or use one of: {_named(every)}.",
        )
    raise ReportError(f"there is no report format “{name}”", f"Use one of: {_named(every)}.")


def format_of_file(services: Services, file: str) -> Format:
    """The format that the ending of a file asks for. Raises :class:`ReportError`."""
    name = PurePath(file).name.casefold()
    fitting = [form for form in formats(services) if name.endswith(form.ending)]
    if fitting:
        return max(fitting, key=lambda form: len(form.ending))
    ending = PurePath(name).suffix
    if ending:
        return format_named(services, ending)
    raise ReportError(f"the name {file} has no ending", "Give one, such as .txt or .md, or a --format.")


def _named(every: list[Format]) -> str:
    return ", ".join(f"{form.name} ({form.words})" for form in every)


def written(services: Services, report: Report, form: Format) -> str | bytes:
    """The report in a format. Raises :class:`ReportError` if a plugin fails."""
    if form.exporter:
        return _exported(services, report, form.exporter)
    if form.name == "json":
        return json.dumps(plain(report), ensure_ascii=False, indent=2) + "\n"
    if form.name == "csv":
        return days_csv(report)
    return _with_data(report, PAGES[form.name])


PAGES = {"text": text, "sentences": sentences, "md": markdown}
"""The formats that are a page in letters, and what writes it."""


def _with_data(report: Report, write: Callable[[Page], str]) -> str:
    """A page as text; one that may be long has the lines at its end that ``kneetui verify`` reads."""
    from kneetui.services.report.embedded import packed

    data = packed(report) if report.request.whole else ""
    lines = "\n".join(textwrap.wrap(data, WIDTH, break_on_hyphens=False))
    return f"{write(page.page(report))}\n{CHECK}\n\n{lines}\n" if data else write(page.page(report))


CHECK = "To be checked with kneetui verify:"
"""What comes before the packed answers of a text."""


def _exported(services: Services, report: Report, exporter: Exporter) -> str | bytes:
    try:
        return exporter.write(exported(services, report))
    except KneetuiError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".strip(": ")
        raise ReportError(
            f"the report format “{exporter.name}” failed ({reason})",
            "Update the plugin, or choose another format.",
        ) from error


def exported(services: Services, report: Report) -> dict[str, Any]:
    """What exporters get: the assessment with its words where there is one, the report, and its page."""
    assessment = next((knee.assessment for knee in report.knees if knee.assessment), None)
    assessed = with_words(services.library, assessment, report.emergency_number) if assessment else {}
    return {**assessed, "report": plain(report), "page": page.plain(page.page(report))}
