from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import kneetui_report_fhir
from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.report.embedded import read_report
from kneetui.services.report.formats import exported
from kneetui.services.report.gather import report, report_of, request_for
from kneetui.services.report.verify import verify
from kneetui.testing import asked
from kneetui.triage.assessment import assess
from kneetui_report_fhir.codes import table
from tests.report.one_page.person import before, diary


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    return make_services(entries=diary(library))


def bundle_of(services: Services, **wanted: Any) -> dict[str, Any]:
    asked_for = {"audience": "doctor", "since": before(70, 0).date(), "name": "Ana <B>", **wanted}
    made = report(services, request_for(services, **asked_for))
    whole: dict[str, Any] = json.loads(kneetui_report_fhir.write(exported(services, made)))
    return whole


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def every(value: Any, key: str) -> Iterator[Any]:
    """What stands under a key, anywhere."""
    if isinstance(value, dict):
        yield from ([value[key]] if key in value else ())
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from every(inner, key)


def test_documents_are_valid_fhir(services: Services, library: Library) -> None:
    from fhir.resources.R4B import get_fhir_model_class

    alone = exported(services, report_of(services, assess(library, {"activity": "running"})))
    empty = bundle_of(services, knee="left", sections=("course",), name="")
    for bundle in (bundle_of(services), empty, json.loads(kneetui_report_fhir.write(alone))):
        get_fhir_model_class("Bundle").model_validate(bundle)
        for entry in bundle["entry"]:
            get_fhir_model_class(entry["resource"]["resourceType"]).model_validate(entry["resource"])


def test_it_is_a_document_whose_references_lead_somewhere(services: Services) -> None:
    bundle = bundle_of(services)
    assert bundle["type"] == "document"
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    references = set(every(bundle, "reference"))
    assert references == set(urls[1:])  # each resource is reached, and nothing else is named


def test_every_number_of_the_diary_is_an_observation(services: Services) -> None:
    made = report(services, request_for(services, audience="doctor", since=before(70, 0).date()))
    (knee,) = made.knees
    assert knee.course
    pains = [pain for day in knee.course.chart.summary.days for pain in (day.during, day.after, day.morning)]
    bundle = bundle_of(services)
    coded = [own for own in resources(bundle, "Observation") if own["category"][0]["text"] == "Survey"]
    numbers = [own["valueQuantity"]["value"] for own in coded if "valueQuantity" in own]
    assert sorted(numbers) == sorted(pain for pain in pains if pain is not None)
    assert {own["bodySite"]["text"] for own in coded} == {"right knee"}


def test_answers_are_there_and_what_was_not_known_has_none(services: Services) -> None:
    (answered,) = resources(bundle_of(services), "QuestionnaireResponse")
    items = {item["linkId"]: item for item in answered["item"]}
    assert items["age"]["answer"] == [{"valueDecimal": 34}]
    assert "answer" not in items["hip-signs"]


def test_only_codes_of_the_table_are_used_and_each_has_a_source(services: Services) -> None:
    codes = {(own["system"], own["code"], own["display"]) for own in table().values()}
    used = {tuple(coding.values()) for codings in every(bundle_of(services), "coding") for coding in codings}
    assert used <= codes
    assert all(own["source"].startswith("https://") for own in table().values())


def test_the_same_report_has_the_same_ids_and_nothing_is_read_as_markup(services: Services) -> None:
    bundle = bundle_of(services)
    assert bundle == bundle_of(services)
    narratives = "".join(every(bundle, "div"))
    assert "Ana &lt;B&gt;" in narratives
    assert "<B>" not in narratives


def test_it_can_be_verified(services: Services, library: Library) -> None:
    assert verify(library, read_report(json.dumps(bundle_of(services)))).holds


def test_the_hooks_fit() -> None:
    plugins = asked(kneetui_report_fhir)
    assert [exporter.suffix for exporter in plugins.exporters()] == [".fhir.json"]
    assert plugins.problems == []
