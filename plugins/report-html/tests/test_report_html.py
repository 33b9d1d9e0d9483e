from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import kneetui_report_html
from kneetui.content.loading.merge import load
from kneetui.report.wording import with_words
from kneetui.testing import asked
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from kneetui_report_html.page import page

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
def assessment() -> dict[str, Any]:
    library = load()
    return with_words(library, assess(library, answers.read(ANSWERS, library)), "112")


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


def test_the_page_says_what_the_assessment_says(assessment: dict[str, Any]) -> None:
    html_page = read(page(assessment))
    words = assessment["words"]
    assert words["urgency"]["name"] in html_page.text
    assert assessment["causes"][0]["name"] in html_page.text
    assert assessment["causes"][0]["for"][0]["text"] in html_page.text
    assert assessment["advice"][0]["title"] in html_page.text
    assert words["purpose"] in html_page.text
    assert words["answers"][0]["question"] in html_page.text


def test_the_page_needs_nothing_else(assessment: dict[str, Any]) -> None:
    html = page(assessment)
    html_page = read(html)
    assert not {"script", "img", "link", "iframe", "form", "a"} & set(html_page.tags)
    assert not {"href", "src", "onload", "action"} & set(html_page.attributes)
    assert "url(" not in html
    assert "@import" not in html


def test_text_is_never_read_as_html(assessment: dict[str, Any]) -> None:
    evil = '<script>alert("x")</script>&amp;'

    def spoilt(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: spoilt(nested) for key, nested in value.items()}
        if isinstance(value, list):
            return [spoilt(nested) for nested in value]
        return evil if isinstance(value, str) else value

    html_page = read(page(spoilt(assessment)))
    assert "script" not in html_page.tags
    assert evil in html_page.text


def test_an_emergency_says_the_number_and_what_to_do() -> None:
    library = load()
    facts = answers.read({"warning-signs": ["foot-cold-pale-or-numb"]}, library)
    assessment = with_words(library, assess(library, facts), "999")
    assert assessment["urgency"] == "emergency"
    text = read(page(assessment)).text
    assert "Emergency number: 999" in text
    assert assessment["flags"][0]["do"] in text


def test_the_words_may_be_missing(assessment: dict[str, Any]) -> None:
    bare = {key: value for key, value in assessment.items() if key != "words"}
    assert assessment["urgency"] in read(page(bare)).text


def test_it_stays_one_page(assessment: dict[str, Any]) -> None:
    for key in ("causes", "advice", "changes"):
        assessment[key] = assessment[key] * 20
    assessment["causes"] = [{**cause, "for": cause["for"] * 20} for cause in assessment["causes"]]
    assert page(assessment).count("<li>") < 40


def test_kneetui_exporters_is_what_report_uses(tmp_path: Path, run_kneetui: Run) -> None:
    given = 'activity = "running"\nlocation = ["kneecap"]\n'
    file = tmp_path / "knee.html"
    written = run_kneetui("triage", "--answers", "-", "--report", "HTML", "-o", file, input=given)
    assert (written.exit_code, written.output) == (0, f"HTML page written to {file}.\n")
    assert file.stat().st_mode & 0o077 == 0
    printed = run_kneetui("triage", "--answers", "-", "--report", "html page", input=given)
    assert printed.exit_code == 0
    assert printed.output == file.read_text("utf-8")


def test_an_unknown_format_is_named_with_the_known_ones(run_kneetui: Run) -> None:
    unknown = run_kneetui("triage", "--answers", "-", "--report", "docx", input="")
    assert unknown.exit_code == 2
    assert "“docx”. Use one of: html (HTML page)." in unknown.output
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


def test_it_says_what_to_do_today_and_when_to_go_at_once(assessment: dict[str, Any]) -> None:
    text = read(page(assessment)).text
    assert assessment["words"]["today"] in text
    assert assessment["go-if"]
    for sign in assessment["go-if"]:
        assert sign["text"] in text
