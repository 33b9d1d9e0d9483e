"""The data of a report in whatever form it left: JSON, HTML, FHIR, or the line at the end of a text."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kneetui.report.one_page.plain import KIND, plain
from kneetui.services.report.errors import ReportError

if TYPE_CHECKING:
    from kneetui.report.one_page.model import Report

MOST = 5_000_000
"""Characters of a file, and bytes of what is packed in it."""
MIME = "application/vnd.kneetui.report+json"
"""What a FHIR bundle calls the data of a report in it."""
TOKEN = "kneetui:1:"
"""What the packed line of a text begins with."""

_HTML = re.compile(r'<pre hidden class="kneetui-report">([A-Za-z0-9+/=\s]*)</pre>')
_TEXT = re.compile(rf"{TOKEN}([A-Za-z0-9_=\s-]+)")


def packed(report: Report) -> str:
    """The answers, what they came to and which content it was, as one word; empty if no answers are in the report."""
    whole = plain(report)
    knees = [{"knee": knee["knee"], "result": knee["result"]} for knee in whole["knees"] if knee["result"]]
    if not knees:
        return ""
    raised = {flag for knee in knees for flag in knee["result"]["flags"]}
    content = whole["content"]
    short = {
        "kind": KIND,
        "made": whole["made"],
        "content": {
            "fingerprint": content["fingerprint"],
            "packs": content["packs"],
            "rules": {name: mark for name, mark in content["rules"].items() if name in raised},
        },
        "knees": knees,
    }
    data = json.dumps(short, ensure_ascii=False, separators=(",", ":")).encode()
    return TOKEN + urlsafe_b64encode(zlib.compress(data, 9)).decode()


def attachment(report: Mapping[str, Any]) -> str:
    """The data of a report in Base64, as HTML and FHIR carry it."""
    return b64encode(json.dumps(report, ensure_ascii=False).encode()).decode()


def read_report(text: str) -> dict[str, Any]:
    """The data of the report in a text. Raises :class:`ReportError` if there is none."""
    if len(text) <= MOST:
        for data in _candidates(text):
            if data.get("kind") == KIND and isinstance(data.get("knees"), list):
                return data
    raise ReportError(
        "this is no report of kneetui",
        "Give what kneetui report wrote as JSON, HTML, FHIR or, made with --long, as text or Markdown.",
    )


def _candidates(text: str) -> Iterator[dict[str, Any]]:
    whole = _json(text)
    yield whole
    yield from map(_json, map(_decoded, _attachments(whole)))
    yield from (_json(_decoded(match[1])) for match in _HTML.finditer(text))
    yield from (_json(_unpacked(match[1])) for match in _TEXT.finditer(text))


def _attachments(bundle: Mapping[str, Any]) -> Iterator[str]:
    entries = bundle.get("entry")
    for entry in entries if isinstance(entries, list) else ():
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("contentType") == MIME:
            yield str(resource.get("data", ""))


def _json(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _decoded(word: str) -> str:
    try:
        return b64decode(word).decode("utf-8", "replace")
    except (Base64Error, ValueError):
        return ""


def _unpacked(word: str) -> str:
    """At most :data:`MOST` bytes of it: what is packed tightly may be made to fill the memory."""
    try:
        data = urlsafe_b64decode("".join(word.split()))
        return zlib.decompressobj().decompress(data, MOST).decode("utf-8", "replace")
    except (Base64Error, ValueError, zlib.error):
        return ""
