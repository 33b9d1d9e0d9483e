"""A report held against the content of today: what its answers come to now, and which rules changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count, knee_words, listed
from kneetui.report.one_page.content_version import content_version
from kneetui.triage.assessment import assess
from kneetui.triage.interview.draft import draft

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.report.one_page.model import ContentVersion

FIRST = 3
"""So many causes are compared, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOutcome:
    """What answers come to: an urgency, the flags that are up, and the first causes, by their ids."""

    urgency: str
    flags: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedKnee:
    """A knee: its outcome in the report and now. ``unread`` are answers that no question takes any more."""

    knee: str
    before: ReportOutcome
    now: ReportOutcome
    unread: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it comes to the same; the order of flags says nothing."""
        flags = set(self.before.flags) == set(self.now.flags)
        return flags and (self.before.urgency, self.before.causes) == (self.now.urgency, self.now.causes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A report and the content of today.

    Rules are flags by id: ``changed`` decide otherwise now, ``gone`` and ``new`` are in only one of the two. ``packs``
    says in words what else differs.
    """

    made: str
    same_content: bool
    knees: tuple[VerifiedKnee, ...]
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every knee comes to the same."""
        return all(knee.same for knee in self.knees)


def verify(library: Library, report: Mapping[str, Any]) -> Verification:
    """Reckon the answers of a report again (:func:`~kneetui.services.report.embedded.read_report`)."""
    content, now = _table(report.get("content")), content_version(library)
    rules = {str(name): str(mark) for name, mark in _table(content.get("rules")).items()}
    knees = tuple(_knees(library, report))
    raised = {flag for knee in knees for flag in knee.now.flags}
    unheard = {name for name in now.rules if name not in rules}
    several = len(rules) > len({flag for knee in knees for flag in knee.before.flags})
    return Verification(
        made=str(report.get("made", "")),
        same_content=content.get("fingerprint") == now.fingerprint,
        knees=knees,
        changed=tuple(name for name, mark in rules.items() if now.rules.get(name, mark) != mark),
        gone=tuple(name for name in rules if name not in now.rules),
        new=tuple(name for name in now.rules if name in unheard and (several or name in raised)),
        packs=tuple(_packs(content, now)),
    )


def _knees(library: Library, report: Mapping[str, Any]) -> Iterator[VerifiedKnee]:
    for raw in map(_table, report.get("knees", ())):
        result = _table(raw.get("result"))
        if not result:
            continue
        answers = _table(result.get("answers"))
        answered = draft({"answers": answers, "asked": list(_names(result.get("asked")))}, library)
        assessment = assess(library, answered.facts, answered.asked)
        yield VerifiedKnee(
            knee=str(raw.get("knee", "")),
            before=ReportOutcome(
                urgency=str(result.get("urgency", "")),
                flags=_names(result.get("flags")),
                causes=_names(result.get("causes"))[:FIRST],
            ),
            now=ReportOutcome(
                urgency=assessment.urgency,
                flags=tuple(flag.id for flag in assessment.flags),
                causes=tuple(fit.id for fit in assessment.causes)[:FIRST],
            ),
            unread=tuple(name for name in answers if name not in answered.facts),
        )


def _packs(content: Mapping[str, Any], now: ContentVersion) -> Iterator[str]:
    listed_packs = content.get("packs")
    before = {
        str(pack.get("id")): pack
        for pack in map(_table, listed_packs if isinstance(listed_packs, list) else ())
    }
    for name, version, mark in now.packs:
        pack = before.pop(name, None)
        if pack is None:
            yield f"{name} {version} is new"
        elif pack.get("version") != version:
            yield f"{name} was {pack.get('version')}, is {version}"
        elif pack.get("fingerprint") != mark:
            yield f"{name} {version} says something else"
    yield from (f"{name} is not here" for name in before)


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


# --- in words ----------------------------------------------------------------------------------


def lines(library: Library, verified: Verification) -> Iterator[str]:
    """What was verified, a line each: the content, the rules, and each knee."""
    yield f"Made {verified.made} with {'the content of today' if verified.same_content else 'other content'}."
    for words, rules in (
        ("changed since", verified.changed),
        ("no longer there", verified.gone),
        ("not known to it", verified.new),
    ):
        if rules:
            yield f"{count(len(rules), 'rule')} {words}: {', '.join(rules)}."
    if verified.packs:
        yield f"Packs: {'; '.join(verified.packs)}."
    if not verified.knees:
        yield "It holds no answers, so there is nothing to reckon again."
    for knee in verified.knees:
        yield f"{(knee_words(knee.knee) if knee.knee else 'Knee').capitalize()}: {_difference(library, knee)}"


def _difference(library: Library, knee: VerifiedKnee) -> str:
    before, now = knee.before, knee.now
    parts = []
    if before.urgency != now.urgency:
        parts.append(f"urgency was {before.urgency}, is {now.urgency}")
    for words, flags in (
        ("up now", [name for name in now.flags if name not in before.flags]),
        ("no longer up", [name for name in before.flags if name not in now.flags]),
    ):
        if flags:
            parts.append(f"{words}: {listed([_flag(library, name) for name in flags])}")
    if before.causes != now.causes:
        parts.append(f"causes were {', '.join(before.causes)}, are {', '.join(now.causes)}")
    if knee.unread:
        parts.append(f"no longer asked: {', '.join(knee.unread)}")
    return f"{'; '.join(parts)}." if parts else f"the same result, {now.urgency}."


def _flag(library: Library, name: str) -> str:
    flag = library.flags.get(name)
    return f"{name} ({flag.because.rstrip('.')})" if flag else name
