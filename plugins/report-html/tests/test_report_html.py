from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import kneetui_report_html
from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.report.formats import exported as exported_report
from kneetui.services.report.gather import report, report_of, request_for
from kneetui.testing import asked
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from kneetui_report_html.page import page
from tests.report.one_page.person import diary

Run = Callable[..., Result]

ANSWERS = {
    "activity": "running",
    "age": 26,
    "location": ["kneecap"],
    "worse-with": ["stairs-down", "sitting-long"],
    "swelling": "none",
    "weight-bearing": "normal",
}


@pytest.fixture
def exported(make_services: Callable[..., Services]) -> dict[str, Any]:
    """What the plugin gets of an assessment."""
    return of(make_services(), ANSWERS)


def of(services: Services, raw: dict[str, Any]) -> dict[str, Any]:
    library = services.library
    return exported_report(services, report_of(services, assess(library, answers.read(raw, library))))


class Reader(HTMLParser):
    """Notes the text, and every tag and attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def test_the_page_says_what_the_assessment_says(exported: dict[str, Any]) -> None:
    html_page = read(page(exported))
    words = exported["words"]
    assert words["urgency"]["name"] in html_page.text
    assert exported["causes"][0]["name"] in html_page.text
    assert exported["advice"][0]["title"] in html_page.text
    assert words["purpose"] in html_page.text
    assert words["answers"][0]["question"] in html_page.text


def test_the_page_needs_nothing_else(exported: dict[str, Any]) -> None:
    html = page(exported)
    html_page = read(html)
    assert not {"script", "img", "link", "iframe", "form", "a"} & set(html_page.tags)
    assert not {"href", "src", "onload", "action"} & set(html_page.attributes)
    assert "url(" not in html
    assert "@import" not in html


def test_text_is_never_read_as_html(exported: dict[str, Any]) -> None:
    evil = '<script>alert("x")</script>&amp;'

    def spoilt(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: spoilt(nested) for key, nested in value.items()}
        if isinstance(value, list):
            return [spoilt(nested) for nested in value]
        return evil if isinstance(value, str) else value

    html_page = read(page(spoilt(exported)))
    assert "script" not in html_page.tags
    assert evil in html_page.text


def test_an_emergency_says_the_number_and_what_to_do(make_services: Callable[..., Services]) -> None:
    emergency = of(make_services(), {"warning-signs": ["foot-cold-pale-or-numb"]})
    assert emergency["urgency"] == "emergency"
    text = read(page(emergency)).text
    assert f"Emergency number {emergency['words']['emergency-number']}" in text
    assert emergency["flags"][0]["do"] in text


def test_the_report_of_a_diary_has_its_chart_and_its_data(
    make_services: Callable[..., Services], library: Library
) -> None:
    services = make_services(entries=diary(library))
    made = report(services, request_for(services, audience="physio"))
    html = page(exported_report(services, made))
    assert html.count("<svg") == 1
    assert "Kneecap routine" in read(html).text
    embedded = html.split('<pre hidden class="kneetui-report">')[1].split("</pre>")[0]
    assert json.loads(b64decode(embedded))["kind"] == "kneetui-report"


def test_kneetui_exporters_is_what_report_uses(tmp_path: Path, run_kneetui: Run) -> None:
    given = 'activity = "running"\nlocation = ["kneecap"]\n'
    file = tmp_path / "knee.html"
    written = run_kneetui("triage", "--answers", "-", "--report", "HTML", "-o", file, input=given)
    assert (written.exit_code, written.output) == (0, f"HTML page written to {file}.\n")
    assert file.stat().st_mode & 0o077 == 0
    printed = run_kneetui("triage", "--answers", "-", "--report", "html page", input=given)
    assert printed.exit_code == 0
    data = '<pre hidden class="kneetui-report">'  # holds the minute
    assert printed.output.split(data)[0] == file.read_text("utf-8").split(data)[0]


def test_an_unknown_format_is_named_with_the_known_ones(run_kneetui: Run) -> None:
    unknown = run_kneetui("triage", "--answers", "-", "--report", "docx", input="")
    assert unknown.exit_code == 2
    assert "“docx”. Use one of: text (plain text)," in unknown.output
    assert "html (HTML page)" in unknown.output
    without = run_kneetui("triage", "--answers", "-", "-o", "x")
    assert without.exit_code == 2
    assert "--report" in without.output


def test_the_command_formats_lists_it(run_kneetui: Run) -> None:
    result = run_kneetui("formats")
    assert result.exit_code == 0
    assert ["writes", ".html", "HTML", "page", "report-html", "(kneetui-report-html", "0.1.0)"] in [
        line.split() for line in result.output.splitlines()
    ]


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    import subprocess
    import sys

    code = (
        "import sys, kneetui_report_html; assert 'click' not in sys.modules; assert 'html' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_hooks_fit() -> None:
    plugins = asked(kneetui_report_html)
    assert [exporter.suffix for exporter in plugins.exporters()] == [".html"]
    assert plugins.problems == []


def test_it_says_what_to_do_today_and_when_to_go_at_once(exported: dict[str, Any]) -> None:
    text = read(page(exported)).text
    assert exported["words"]["today"] in text
    assert exported["go-if"]
    for sign in exported["go-if"]:
        assert sign["text"] in text
