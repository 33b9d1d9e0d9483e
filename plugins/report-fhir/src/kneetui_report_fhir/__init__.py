"""An exporter that writes an FHIR R4 document."""

from __future__ import annotations

from typing import Any

from kneetui.plugins.hooks import Exporter, hookimpl


def write(report: dict[str, Any]) -> str:
    """The report as an FHIR R4 document bundle in JSON."""
    import json

    from kneetui_report_fhir.document import document

    return json.dumps(document(report), ensure_ascii=False, indent=2) + "\n"


@hookimpl
def kneetui_exporters() -> list[Exporter]:
    """The report as a FHIR R4 document, ``.fhir.json``."""
    return [Exporter("FHIR R4 document", ".fhir.json", write)]
