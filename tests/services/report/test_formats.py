"""The formats of a report: by name, by the ending of a file, and as text."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.report.errors import ReportError
from kneetui.services.report.formats import CHECK, format_named, format_of_file, formats, short_name, written
from kneetui.services.report.gather import report, request_for
from tests.report.one_page.person import assessed


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    return make_services(entries=[assessed(library, 3)])


def test_every_format_is_found_by_its_name_its_ending_and_its_words(services: Services) -> None:
    every = formats(services)
    assert {"text", "json", "csv"} <= {form.name for form in every}
    for form in every:
        assert format_named(services, form.name.upper()) == form
        assert format_named(services, form.words) == form
        assert format_of_file(services, f"a.b{form.ending}") == form


@pytest.mark.parametrize("name", ["page", ""])
def test_a_name_without_an_ending_is_refused_with_what_to_do(services: Services, name: str) -> None:
    with pytest.raises(ReportError, match="has no ending") as caught:
        format_of_file(services, name)
    assert caught.value.remedy


def test_a_format_that_there_is_not_is_refused_with_those_there_are(services: Services) -> None:
    with pytest.raises(ReportError, match="no report format “papyrus”") as caught:
        format_named(services, "papyrus")
    assert "text" in caught.value.remedy


def test_only_a_long_text_carries_its_answers_and_data_say_the_same(services: Services) -> None:
    short, long = (
        report(services, request_for(services, audience="doctor", whole=whole)) for whole in (False, True)
    )
    text = format_named(services, "text")
    assert CHECK not in str(written(services, short, text))
    assert CHECK in str(written(services, long, text))
    data = json.loads(str(written(services, short, format_named(services, "json"))))
    assert [knee["knee"] for knee in data["knees"]] == ["right"]


def test_a_short_name_is_the_first_part_of_an_ending() -> None:
    assert [short_name(ending) for ending in (".html", ".fhir.json")] == ["html", "fhir"]
