"""A report held against another content, in whatever form it left."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.conditions import Has
from kneetui.content.model import Library
from kneetui.report.one_page.plain import plain
from kneetui.services.container import Services
from kneetui.services.report.embedded import MIME, TOKEN, attachment, read_report
from kneetui.services.report.errors import ReportError
from kneetui.services.report.formats import format_named, written
from kneetui.services.report.gather import report, request_for
from kneetui.services.report.verify import lines, verify
from tests.report.one_page.person import assessed

SIGN = "one-calf-swollen"


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    return make_services(entries=[assessed(library, 3, **{"warning-signs": [SIGN]})])


def data_of(services: Services, **wanted: Any) -> dict[str, Any]:
    request = request_for(services, audience="doctor", **wanted)
    whole: dict[str, Any] = json.loads(json.dumps(plain(report(services, request))))
    return whole


def without(library: Library, flag: str) -> Library:
    return replace(library, flags={name: own for name, own in library.flags.items() if name != flag})


def test_the_same_content_comes_to_the_same(services: Services, library: Library) -> None:
    verified = verify(library, data_of(services))
    assert verified.same_content
    assert verified.holds
    assert (verified.changed, verified.gone, verified.new, verified.packs) == ((), (), (), ())
    assert [knee.knee for knee in verified.knees] == ["right"]


def test_a_rule_that_changed_is_named_with_what_it_changed(services: Services, library: Library) -> None:
    data = data_of(services)
    flag = next(name for name in data["knees"][0]["result"]["flags"])
    never = Has("warning-signs", frozenset({"faint-or-light-headed"}), 1)
    other = replace(
        library, flags={**library.flags, flag: replace(library.flags[flag], condition=never, raises=())}
    )
    verified = verify(other, data)
    assert verified.changed == (flag,)
    assert not verified.holds
    assert flag in "\n".join(lines(other, verified))


def test_rules_that_came_and_went_are_named(services: Services, library: Library) -> None:
    data = data_of(services)
    flag = data["knees"][0]["result"]["flags"][0]
    assert verify(without(library, flag), data).gone == (flag,)
    known = json.loads(json.dumps(data))
    del known["content"]["rules"][flag]
    assert verify(library, known).new == (flag,)


@pytest.mark.parametrize("name", ["json", "html", "text", "md"])
def test_every_form_carries_its_data(services: Services, library: Library, name: str) -> None:
    made = report(services, request_for(services, audience="doctor", whole=True))
    data = written(services, made, format_named(services, name))
    assert isinstance(data, str)
    verified = verify(library, read_report(data))
    assert verified.holds
    assert len(verified.knees) == 1
    assert set(verified.knees[0].before.flags) == set(data_of(services)["knees"][0]["result"]["flags"])


def test_a_bundle_carries_it_as_an_attachment(services: Services) -> None:
    data = data_of(services)
    bundle = {
        "resourceType": "Bundle",
        "entry": [{"resource": {"contentType": MIME, "data": attachment(data)}}],
    }
    assert read_report(json.dumps(bundle)) == data


def test_an_answer_that_is_no_longer_asked_is_named(services: Services, library: Library) -> None:
    data = data_of(services)
    data["knees"][0]["result"]["answers"]["shoe-size"] = 42
    assert verify(library, data).knees[0].unread == ("shoe-size",)


def test_a_report_without_answers_says_so(services: Services, library: Library) -> None:
    verified = verify(library, data_of(services, sections=("course",)))
    assert verified.holds
    assert "no answers" in "\n".join(lines(library, verified))


@given(st.one_of(st.text(), st.builds(lambda word: TOKEN + word, st.text("abcAZ09_-=", max_size=60))))
def test_no_report_is_a_sentence(text: str) -> None:
    with pytest.raises(ReportError, match="no report of kneetui"):
        read_report(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {"kind": st.just("kneetui-report"), "knees": st.lists(JSON, max_size=2)},
        optional={"content": JSON, "made": JSON},
    )
)
def test_whatever_a_report_holds_it_is_verified_or_refused(library: Library, raw: dict[str, Any]) -> None:
    raw["knees"].append(
        {"knee": raw.get("made"), "result": {"answers": raw.get("content") or {"age": "x"}, "flags": 3}}
    )
    assert list(lines(library, verify(library, read_report(json.dumps(raw)))))


def test_what_is_packed_to_fill_the_memory_does_not() -> None:
    import zlib
    from base64 import urlsafe_b64encode

    bomb = urlsafe_b64encode(zlib.compress(b" " * 60_000_000, 9)).decode()
    with pytest.raises(ReportError):
        read_report(TOKEN + bomb)
