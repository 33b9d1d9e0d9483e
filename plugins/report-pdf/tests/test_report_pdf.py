from __future__ import annotations

import builtins
import re
from collections.abc import Callable
from typing import Any

import pytest

import kneetui_report_pdf
from kneetui.config.errors import KneetuiError
from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.report.formats import exported
from kneetui.services.report.gather import report, request_for
from kneetui.testing import asked
from tests.report.one_page.person import before, diary


@pytest.fixture
def made(make_services: Callable[..., Services], library: Library) -> dict[str, Any]:
    services = make_services(entries=diary(library))
    request = request_for(services, audience="physio", since=before(70, 0).date(), name="#evil[x] *y* $z$")
    return exported(services, report(services, request))


def pages(data: bytes) -> int:
    (count,) = re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", data, re.DOTALL)[:1]
    return int(count)


def test_the_runners_report_is_one_page_and_no_word_is_markup(made: dict[str, Any]) -> None:
    data = kneetui_report_pdf.write(made)
    assert data.startswith(b"%PDF-")
    assert pages(data) == 1


def test_the_longest_report_has_every_row(make_services: Callable[..., Services], library: Library) -> None:
    services = make_services(entries=diary(library))
    request = request_for(services, audience="me", since=before(70, 0).date(), whole=True)
    assert pages(kneetui_report_pdf.write(exported(services, report(services, request)))) > 1


def test_without_typst_there_is_a_sentence(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return true_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(KneetuiError, match="needs the package typst"):
        kneetui_report_pdf.write(made)


def test_the_hooks_fit() -> None:
    plugins = asked(kneetui_report_pdf)
    assert [exporter.suffix for exporter in plugins.exporters()] == [".pdf"]
    assert plugins.problems == []
