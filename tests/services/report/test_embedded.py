"""The data of a report come out of whatever form carried them, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.report.one_page.plain import plain
from kneetui.services.container import Services
from kneetui.services.report.embedded import MIME, attachment, packed, read_report
from kneetui.services.report.errors import ReportError
from kneetui.services.report.gather import report, request_for
from tests.report.one_page.person import assessed


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    return make_services(entries=[assessed(library, 3)])


def test_json_html_and_a_bundle_carry_the_same(services: Services) -> None:
    data = json.loads(json.dumps(plain(report(services, request_for(services, audience="doctor")))))
    resource = {"resourceType": "Binary", "contentType": MIME, "data": attachment(data)}
    for text in (
        json.dumps(data),
        f'<pre hidden class="kneetui-report">{attachment(data)}</pre>',
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": resource}]}),
    ):
        assert read_report(text) == data


def test_a_packed_line_holds_the_answers_and_what_they_came_to(services: Services) -> None:
    whole = report(services, request_for(services, audience="doctor"))
    line = packed(whole)
    for text in (line, f"before\n{line[:40]}\n{line[40:]}\n"):
        (knee,) = read_report(text)["knees"]
        assert knee == {"knee": "right", "result": plain(whole)["knees"][0]["result"]}


def test_without_an_answer_nothing_is_packed(make_services: Callable[..., Services]) -> None:
    services = make_services()
    assert packed(report(services, request_for(services, audience="doctor", knee="right"))) == ""


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"kind": "other", "knees": []}', "kneetui:1:AAAA"])
def test_what_is_no_report_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ReportError, match="no report of kneetui") as caught:
        read_report(text)
    assert caught.value.remedy
