"""An exporter that writes a PDF."""

from __future__ import annotations

from typing import Any

from kneetui.plugins.hooks import Exporter, hookimpl


def write(report: dict[str, Any]) -> bytes:
    """The page of the report as a PDF. Raises :class:`~kneetui.config.errors.KneetuiError` if typst is missing."""
    import json
    from pathlib import Path

    from kneetui.config.errors import KneetuiError

    try:
        import typst
    except ImportError as error:
        raise KneetuiError("A PDF needs the package typst", "Install it: pip install typst") from error
    template = Path(__file__).with_name("page.typ").read_bytes()
    page = json.dumps(report["page"], ensure_ascii=False)
    data: bytes = typst.compile(template, sys_inputs={"page": page}, format="pdf")
    return data


@hookimpl
def kneetui_exporters() -> list[Exporter]:
    """The report as a PDF on A4."""
    return [Exporter("PDF page", ".pdf", write)]
