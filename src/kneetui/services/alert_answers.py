"""An alert is put off to a date, or set to rest with a reason: it goes into the diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import count, number
from kneetui.diary.entries import AlertRecord, Entry
from kneetui.status.advice import titles

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.services.container import Services
    from kneetui.status.alerts.alerts import Alert

PUT_OFF = (1, 3, 7)
"""Days that an alert can be put off for."""


def put_off(services: Services, alert: Alert, days: int) -> Entry:
    """Write down that an alert is to speak again in some days.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    return _write(services, alert, AlertRecord(alert.rule, days=days))


def set_to_rest(services: Services, alert: Alert, reason: str, words: str = "") -> Entry:
    """Write down why an alert says nothing new, with the person's own ``words``. Raises as :func:`put_off`."""
    return _write(services, alert, AlertRecord(alert.rule, reason=reason), words)


def _write(services: Services, alert: Alert, record: AlertRecord, words: str = "") -> Entry:
    return services.diary.add(Entry(services.now(), alert.knee, alert=record, note=words))


def explained(library: Library, alert: Alert) -> str:
    """What the alert means, the numbers it saw, its rule with the threshold, and the source."""
    rule = library.watch[alert.rule]
    threshold = f"Rule {rule.id}: {number(rule.limit)} in {count(rule.days, 'day')}."
    source = titles(library, rule.source)
    return f"{alert.text} {alert.why}\n{threshold}" + (f" Source: {source}." if source else "")
