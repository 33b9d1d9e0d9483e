from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import AlertRecord, Entry
from kneetui.diary.export.toml_file import from_toml, to_toml
from kneetui.report.status_page import page
from kneetui.services.alert_answers import explained, put_off, set_to_rest
from kneetui.services.container import Services
from kneetui.services.knee_status import knee_status
from kneetui.status.alerts.alerts import Alert
from kneetui.testing import NOW


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    swollen = [
        Entry(NOW.replace(hour=7) - timedelta(days=days), "right", pain_morning=1, swelling=swelling)
        for days, swelling in ((20, "none"), (1, "moderate"))
    ]
    return make_services(library=library, entries=swollen)


def loud(services: Services) -> list[Alert]:
    return [alert for alert in knee_status(services).alerts if not alert.quiet]


def test_it_says_the_rule_the_numbers_and_the_source(services: Services) -> None:
    alert = loud(services)[0]
    rule = services.library.watch[alert.rule]
    text = explained(services.library, alert)
    assert f"{alert.text} {alert.why}" in text
    assert f"Rule {rule.id}: {rule.limit:g} in {rule.days} days." in text
    assert services.library.sources[rule.source[0]].title in text


def test_an_answer_is_an_entry_that_undo_takes_back_and_exports_carry(services: Services) -> None:
    alerts = loud(services)
    assert alerts
    entry = put_off(services, alerts[0], 3)
    assert (entry.kind, entry.knee, entry.alert) == (
        "alert",
        alerts[0].knee,
        AlertRecord(alerts[0].rule, days=3),
    )
    assert [read.alert for read in from_toml(to_toml([entry]))] == [entry.alert]
    assert [alert.rule for alert in loud(services)] == [alert.rule for alert in alerts[1:]]
    services.diary.undo()
    assert loud(services) == alerts


def test_a_reason_sets_it_to_rest(services: Services) -> None:
    alert = loud(services)[0]
    set_to_rest(services, alert, "other", "I fell on it")
    now = knee_status(services)
    (quiet,) = {other.quiet for other in now.alerts if other.rule == alert.rule}
    assert quiet is not None
    assert (quiet.until, quiet.reason, quiet.words) == (None, "other", "I fell on it")
    assert "I fell on it" in " ".join(page(services.library, now))
