"""A report as an FHIR R4 document: a Bundle that begins with its Composition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kneetui.config.clock import instant
from kneetui.services.report.embedded import MIME, attachment
from kneetui_report_fhir.answers import response
from kneetui_report_fhir.codes import concept
from kneetui_report_fhir.observations import observations

CODED = {"knee": "history"}
"""Sections of a report that have a code."""
DATA_OF = {"course": ("Observation",), "response": ("Observation",), "urgency": ("QuestionnaireResponse",)}
"""Sections -> the resources with what they say."""


def document(exported: Mapping[str, Any]) -> dict[str, Any]:
    """The bundle. The same report has the same ids."""
    report, page = exported["report"], exported["page"]
    stamp = _offset(report)
    patient = {"resourceType": "Patient", **({"name": [{"text": report["name"]}]} if report["name"] else {})}
    data = {"resourceType": "Binary", "contentType": MIME, "data": attachment(report)}
    resources: list[dict[str, Any]] = [patient]
    for knee in report["knees"]:
        answered = response(knee, stamp)
        resources += [answered] if answered else []
        resources += observations(knee, stamp)
    resources.append(data)
    urls = [_url(report, place) for place in range(len(resources) + 1)]
    subject = {"reference": urls[1]}
    for resource in resources:
        if resource["resourceType"] in ("Observation", "QuestionnaireResponse"):
            resource["subject"] = subject
    placed = list(zip(resources, urls[1:], strict=True))
    composition = {
        "resourceType": "Composition",
        "status": "final",
        "type": concept("", "document"),
        "subject": subject,
        "date": f"{report['made']}:00{stamp}",
        "author": [subject],
        "title": page["title"],
        "section": list(_sections(page, placed)),
    }
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": urls[0]},
        "type": "document",
        "timestamp": composition["date"],
        "entry": [
            {"fullUrl": url, "resource": {**resource, "id": url.removeprefix("urn:uuid:")}}
            for resource, url in [(composition, urls[0]), *placed]
        ],
    }


def _offset(report: Mapping[str, Any]) -> str:
    """The offset of the person's zone when the report was made: FHIR wants one beside a time of day."""
    made = datetime.fromisoformat(report["made"])
    aware = instant(made, report["zone"])
    if aware is None:
        return "Z"
    minutes = round((made - aware.replace(tzinfo=None)).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _url(report: Mapping[str, Any], place: int) -> str:
    whole = f"{report['made']}/{report['for']}/{report['from']}/{report['to']}/{','.join(report['sections'])}/{place}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'kneetui:{whole}')}"


def _sections(page: Mapping[str, Any], placed: list[tuple[dict[str, Any], str]]) -> Iterator[dict[str, Any]]:
    listed: set[str] = set()
    for section in page["sections"]:
        urls = [
            url
            for resource, url in placed
            if resource["resourceType"] in DATA_OF.get(section["id"], ()) and url not in listed
        ]
        listed.update(urls)
        yield {
            "title": section["title"],
            **({"code": concept(section["title"], CODED[section["id"]])} if section["id"] in CODED else {}),
            "text": _narrative("".join(map(_block, section["blocks"]))),
            **({"entry": [{"reference": url} for url in urls]} if urls else {}),
        }
    left = [url for resource, url in placed if resource["resourceType"] != "Patient" and url not in listed]
    words = [*page["above"], *page["below"]]
    yield {
        "title": "About this report",
        "text": _narrative("".join(f"<p>{escape(line)}</p>" for line in words)),
        "entry": [{"reference": url} for url in left],
    }


def _narrative(inner: str) -> dict[str, str]:
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inner or "<p>-</p>"}</div>',
    }


def _block(block: Mapping[str, Any]) -> str:
    """A block in the XHTML that FHIR allows; a chart has none."""
    if block["kind"] == "sentence":
        label = f"<b>{escape(block['label'])}</b> " if block["label"] else ""
        return f"<p>{label}{escape(block['text'])}</p>"
    if block["kind"] == "items":
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block['items'])}</ul>"
    if block["kind"] == "table":
        rows = [("th", block["head"]), *(("td", row) for row in block["rows"])]
        cells = ("".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) for tag, row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    return ""
