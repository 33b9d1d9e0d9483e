"""The page of a report -> one HTML file. Whatever it says is text: nothing of it is read as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from kneetui.services.report.embedded import attachment

STYLE = """
@page { size: A4; margin: 8mm 10mm }
body { font: 10pt/1.15 "Liberation Sans", Arial, Helvetica, sans-serif; max-width: 190mm; margin: 1em auto; padding: 0 1em; color: #111; background: #fff }
h1 { font-size: 14pt; margin: 0 } p, ul { margin: 0 } ul { padding-left: 1.1em }
svg { width: 100%; height: auto; display: block; max-width: 190mm }
section { display: grid; grid-template-columns: 21mm 1fr; gap: 0 2mm; border-top: 1px solid #999; padding: .15em 0; break-inside: avoid }
section:first-of-type { margin-top: .3em } h2 { font-size: 10pt; margin: 0 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: 0 .5em 0 0 }
.above { white-space: pre-wrap }
th { font-weight: normal; color: #555 } .strong { font-size: 11pt }
footer { border-top: 1px solid #999; padding-top: .15em; color: #444 }
@media (max-width: 40em) { section { display: block } }
@media print { body { margin: 0; padding: 0; max-width: none } }
"""
"""Letters of 10 pt at least on paper, too: what does not fit on the page has to be left out, not made smaller."""


def page(exported: Mapping[str, Any]) -> str:
    """The file. ``exported`` holds the ``page`` (see :func:`kneetui.report.one_page.page.plain`) and the ``report``."""
    made = exported["page"]
    body = [
        _tag("h1", made["title"]),
        *(_tag("p", line, "above") for line in made["above"]),
        *(line for section in made["sections"] for line in _section(section)),
        "<footer>",
        *(_tag("p", line) for line in made["below"]),
        "</footer>",
        *_data(exported.get("report")),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(str(made['title']))}</title><style>{STYLE}</style></head><body>",
            *body,
            "</body></html>",
            "",
        ]
    )


def _tag(name: str, text: object, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{escape(str(text))}</{name}>"


def _section(section: Mapping[str, Any]) -> Iterator[str]:
    yield f'<section class="{escape(str(section["id"]))}">'
    yield _tag("h2", section["title"])
    yield "<div>"
    for block in section["blocks"]:
        yield from _block(block)
    yield "</div></section>"


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    kind = block["kind"]
    if kind == "sentence":
        label = f"<b>{escape(str(block['label']))}</b> " if block["label"] else ""
        attribute = ' class="strong"' if block["strong"] else ""
        yield f"<p{attribute}>{label}{escape(str(block['text']))}</p>"
    elif kind == "items":
        yield "<ul>" + "".join(_tag("li", item) for item in block["items"]) + "</ul>"
    elif kind == "table":
        yield "<table><tr>" + "".join(_tag("th", cell) for cell in block["head"]) + "</tr>"
        yield from ("<tr>" + "".join(_tag("td", cell) for cell in row) + "</tr>" for row in block["rows"])
        yield "</table>"
    elif kind == "chart":
        yield str(block["svg"])


def _data(report: Mapping[str, Any] | None) -> Iterator[str]:
    """The report as data, unseen, for ``kneetui verify``."""
    if report:
        yield f'<pre hidden class="kneetui-report">{attachment(report)}</pre>'
