"""An assessment -> one HTML page. Whatever it says is text: nothing of it is read as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

STYLE = """
@page { size: A4; margin: 10mm }
body { font: 10pt/1.35 system-ui, sans-serif; max-width: 46em; margin: 1em auto; padding: 0 1em; color: #111; background: #fff }
h1 { font-size: 1.5em; margin: 0 0 .2em } h2 { font-size: 1.1em; margin: .9em 0 .2em; border-bottom: 1px solid #999 }
.urgency { border: 2px solid #111; border-radius: .4em; padding: .5em .8em }
p, ul { margin: .2em 0 } ul { padding-left: 1.2em }
.who::first-letter { text-transform: uppercase }
table { border-collapse: collapse; width: 100% } td { vertical-align: top; padding: .1em .6em .1em 0 }
td:first-child { white-space: nowrap; width: 1% }
.small { font-size: .85em; color: #444 } .two { columns: 2; column-gap: 2em } .two > div { break-inside: avoid }
@media print { body { font-size: 8pt; line-height: 1.25; margin: 0; max-width: none; padding: 0 } }
"""

POINTS, CAUSES, TIPS, CHANGES = 3, 3, 5, 3
"""At most so many reasons of each kind, causes with reasons, tips, and questions for each level: it is one page."""


def page(assessment: Mapping[str, Any]) -> str:
    """The page. ``assessment`` is what ``kneetui.report.wording.with_words`` gives; ``words`` may be missing."""
    words = assessment.get("words", {})
    body = [
        *_urgency(assessment, words),
        *_causes(assessment["causes"], words),
        *_advice(assessment, words),
        *_answers(words.get("answers", [])),
        *_sources(assessment, words),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Knee report</title><style>{STYLE}</style></head><body>",
            *body,
            "</body></html>",
            "",
        ]
    )


def _tag(name: str, text: object, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{escape(str(text))}</{name}>"


def _list(items: Sequence[object]) -> Iterator[str]:
    if items:
        yield "<ul>" + "".join(_tag("li", item) for item in items) + "</ul>"


def _urgency(assessment: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    level = words.get("urgency", {})
    flags = assessment["flags"]
    yield '<div class="urgency">'
    yield _tag("h1", f"{level.get('symbol', '')} {level.get('name', assessment['urgency'])}".strip())
    if level:
        yield _tag("p", f"{level['who']}, {level['within']}", "who")
    if assessment["urgency"] == "emergency" and words.get("emergency-number"):
        yield _tag("p", f"Emergency number: {words['emergency-number']}")
    yield from _list([flag["because"] for flag in flags])
    do = words.get("today") or (flags[0]["do"] if flags else level.get("do", ""))
    if do:
        yield f"<p><strong>{escape(do)}</strong></p>"
    if assessment.get("go-if"):
        yield _tag("p", "Go at once if")
        yield from _list([sign["text"] for sign in assessment["go-if"]])
    yield "</div>"


def _causes(causes: Sequence[Mapping[str, Any]], words: Mapping[str, Any]) -> Iterator[str]:
    if not causes:
        return
    summaries, frequencies = words.get("causes", {}), words.get("frequencies", {})
    yield _tag("h2", "What it fits, among people with these answers")
    yield "<table>"
    for cause in causes[: CAUSES + 2]:
        name = f"{cause['name']} ({cause['clinical']})"
        often = frequencies.get(cause["id"], f"{cause['probability']:.0%}")
        yield f"<tr>{_tag('td', often)}{_tag('td', name)}</tr>"
    yield "</table>"
    if words.get("sure"):
        yield _tag("p", words["sure"])
    for cause in causes[:CAUSES]:
        reasons = [
            f"{word}: {'; '.join(point['text'] for point in cause[key][:POINTS])}"
            for key, word in (("for", "for"), ("against", "against"), ("unknown", "not known"))
            if cause[key]
        ]
        yield f"<p><strong>{escape(cause['name'])}.</strong> {escape(summaries.get(cause['id'], ''))}</p>"
        yield from _list(reasons)


def _advice(assessment: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    if assessment["advice"] or words.get("routine"):
        yield _tag("h2", "What to do")
    yield from _list([f"{tip['title']}. {tip['text']}" for tip in assessment["advice"][:TIPS]])
    if words.get("routine"):
        yield _tag("p", f"Routine: {words['routine']}")
    changes = words.get("changes", [])
    if changes:
        yield _tag("h2", "What would change how urgent it is")
        yield from _list([f"{change['if']}: {'; '.join(change['answers'][:CHANGES])}" for change in changes])


def _answers(answers: Sequence[Mapping[str, str]]) -> Iterator[str]:
    if answers:
        yield _tag("h2", "What was answered")
        yield '<div class="two small">'
        yield from (_tag("div", f"{answered['question']} {answered['answer']}") for answered in answers)
        yield "</div>"


def _sources(assessment: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    shown = [*assessment["flags"], *assessment.get("go-if", ()), *assessment["advice"][:TIPS]]
    for cause in assessment["causes"][:CAUSES]:
        shown += [point for key in ("for", "against") for point in cause[key][:POINTS]]
    titles = words.get("sources", {})
    named = dict.fromkeys(titles.get(name, name) for statement in shown for name in statement["source"])
    if named:
        yield _tag("p", "Sources: " + "; ".join(named), "small")
    if words.get("purpose"):
        yield f"<p><strong>{escape(words['purpose'])}</strong></p>"
