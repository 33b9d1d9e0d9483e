"""Writes the figures of the page on accuracy, from what ``kneetui evaluate`` says of all installed packs.

Run it with: uv run python docs/make_accuracy.py

With ``--without-chance`` what runs every case 20 times over stays as it is on the page, which takes nine tenths of the
time; each part says of which content it is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from made_part import framed, put, table

PAGE = Path(__file__).with_name("accuracy.md")
BEGIN = "<!-- The figures below are made by docs/make_accuracy.py -->"
END = "<!-- The end of the figures. -->"

PARTS = ("tuning", "aside")
NOISE = 0.1
DROP = 0.5
WAYS = {"full": ("--noise", str(NOISE), "--drop", str(DROP)), "adaptive": ("--adaptive",)}
WITHOUT_CHANCE = "--without-chance"
KINDS = {
    "constructed": "made up from an illness script",
    "published-pattern": "made up from a published pattern",
    "published": "retold from a published report",
}
"""``source-type`` of a case, and what it means."""


def evaluate(part: str, options: Sequence[str]) -> dict[str, Any]:
    """What ``kneetui evaluate`` says."""
    command = [sys.executable, "-m", "kneetui", "evaluate", "--json", "--part", part, *options]
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "KNEETUI_HOME": home, "PYTHONUTF8": "1"}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=env)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def kinds() -> dict[str, str]:
    """Case id -> kind of source."""
    root = PAGE.parents[1]
    files = [*root.glob("src/kneetui/content/core/*.toml"), *root.glob("packs/*/src/*/content/*.toml")]
    tables = [case for file in files for case in tomllib.loads(file.read_text("utf-8")).get("case", [])]
    return {case["id"]: case.get("source-type") or "constructed" for case in tables}


Reports = dict[tuple[str, str], dict[str, Any]]
"""By way and part, what was found."""


def figures(reports: Reports, kind_of: dict[str, str], state: str, before: Mapping[str, str]) -> str:
    """The tables, with the marks around them; what was not run stands as it did ``before``, by its heading."""
    made = {
        "The cases": _cases(reports, kind_of),
        "With every answer of the story": _measures(reports, "full"),
        "By interview": _measures(reports, "adaptive"),
        "By kind of source, by interview": _by_kind(reports, kind_of),
        "How likely, said and true": _calibration(reports),
        "What is taken for what": _confusions(reports),
    }
    by_chance = {"With disturbed answers": _noise, "With answers left out": _left_out}
    if all(reports["full", part].get("noise") for part in PARTS):
        made |= {heading: make(reports) for heading, make in by_chance.items()}
    sections = {heading: "\n".join([state, "", *lines]) for heading, lines in made.items()}
    sections |= {heading: before.get(heading, "") for heading in by_chance if heading not in made}
    text = "\n\n".join(f"### {heading}\n\n{section}" for heading, section in sections.items())
    return framed(BEGIN, [text], END)


def sections_of(page: str) -> dict[str, str]:
    """The parts of the page that are made, by heading."""
    made = page.partition(BEGIN)[2].partition(END)[0]
    parts = (part.partition("\n") for part in made.split("### ")[1:])
    return {heading: text.strip() for heading, _, text in parts}


def percent(share: float) -> str:
    """A share in words."""
    return f"{100 * share:.1f} %"


def _results(reports: Reports, way: str) -> list[dict[str, Any]]:
    return [result for part in PARTS for result in reports[way, part]["results"]]


def _cases(reports: Reports, kind_of: dict[str, str]) -> Iterator[str]:
    counted = {
        part: Counter(kind_of[result["id"]] for result in reports["full", part]["results"]) for part in PARTS
    }
    rows = [[words, *(str(counted[part][kind]) for part in PARTS)] for kind, words in KINDS.items()]
    rows.append(["together", *(str(reports["full", part]["cases"]) for part in PARTS)])
    levels = Counter(result["urgency"] for result in _results(reports, "full"))
    yield from table(("Where from", *PARTS), rows)
    yield ""
    yield f"Expected urgency: {', '.join(f'{name} {number}' for name, number in levels.most_common())}."
    yield f"Different causes: {len({result['cause'] for result in _results(reports, 'full')})}."


def _measures(reports: Reports, way: str) -> Iterator[str]:
    def cell(measure: dict[str, Any]) -> str:
        low, high = measure["interval"]
        return f"{percent(measure['share'])} ({measure['hits']}); {percent(low)} to {percent(high)}"

    sums = [reports[way, part] for part in PARTS]
    names = {name: measure["meaning"] for name, measure in sums[0]["measures"].items()}
    rows = [
        [meaning, *(cell(summary["measures"][name]) for summary in sums)] for name, meaning in names.items()
    ]
    for key, words in (
        ("emergencies-below", "emergencies shown as less"),
        ("serious-at-home", "emergency or urgent shown as self-care or normal"),
        ("normal-sent-on", "normal soreness sent above self-care"),
    ):
        rows.append([words, *(str(summary[key]) for summary in sums)])
    if sums[0]["asked"]["most"]:
        asked = [summary["asked"] for summary in sums]
        rows.append(
            ["questions asked", *(f"median {number['median']:g}, most {number['most']}" for number in asked)]
        )
        rows.append(["keys pressed", *(f"median {number['keys']:g}" for number in asked)])
    yield from table(
        (
            "Measure",
            *(f"{part} ({summary['cases']} cases)" for part, summary in zip(PARTS, sums, strict=True)),
        ),
        rows,
    )


def _by_kind(reports: Reports, kind_of: dict[str, str]) -> Iterator[str]:
    rows = []
    for kind, words in KINDS.items():
        mine = [result for result in _results(reports, "adaptive") if kind_of[result["id"]] == kind]
        tests = (
            [result["place"] == 1 for result in mine],
            [1 <= result["place"] <= 3 for result in mine],
            [result["got"] in (result["urgency"], *result["tolerated"]) for result in mine],
        )
        if mine:
            rows.append([words, str(len(mine)), *(percent(sum(test) / len(mine)) for test in tests)])
    yield from table(("Where from", "cases", "cause first", "in the first three", "urgency right"), rows)


def _noise(reports: Reports) -> Iterator[str]:
    sums = [reports["full", part] for part in PARTS]
    noise = [summary["noise"] for summary in sums]
    serious = [
        sum(result["urgency"] == "emergency" for result in summary["results"]) * summary["noise"]["seeds"]
        for summary in sums
    ]
    yield f"Every case, {noise[0]['seeds']} times, each time with {percent(NOISE)} of the answers disturbed."
    yield ""
    rows = [["right cause in the first three", *(percent(summary["top-3"]) for summary in noise)]]
    for key, words in (
        ("emergencies-below-emergency", "emergencies shown as less"),
        ("emergencies-below-tolerated", "emergencies shown as less than is tolerated"),
        ("emergencies-below-urgent", "emergencies shown as less than urgent"),
    ):
        rows.append(
            [words, *(f"{summary[key]} of {most}" for summary, most in zip(noise, serious, strict=True))]
        )
    yield from table(("Measure", *PARTS), rows)


def _calibration(reports: Reports) -> Iterator[str]:
    yield "The first cause by how likely it was shown to be, and how often it was right or to be considered, on the part"
    yield "kept aside. The distance is the mean over all these cases."
    yield ""
    rows = []
    for way, words in (("full", "every answer"), ("adaptive", "by interview")):
        calibration = reports[way, "aside"]["calibration"]
        for step in calibration["curve"]:
            rows.append([words, str(step["cases"]), percent(step["shown"]), percent(step["right"])])
        rows.append([f"{words}: distance", "", percent(calibration["distance"]), ""])
    yield from table(("Known", "cases", "shown", "right"), rows)


def _left_out(reports: Reports) -> Iterator[str]:
    drop = [reports["full", part]["drop"] for part in PARTS]
    yield f"Every case, {drop[0]['seeds']} times, each time without {percent(DROP)} of the answers, chosen by chance."
    yield ""
    rows = [
        ["right cause in the first three", *(percent(summary["top-3"]) for summary in drop)],
        ["urgency exact, tolerated or more cautious", *(percent(summary["safe"]) for summary in drop)],
        [
            "too low, though what is left fits a case that is meant for less as well",
            *(f"{summary['under-fits-less']} of {summary['under']}" for summary in drop),
        ],
        [
            "not in the first three, though what is left fits three other causes as well",
            *(f"{summary['missed-crowded']} of {summary['missed']}" for summary in drop),
        ],
    ]
    yield from table(("Measure", *PARTS), rows)


def _confusions(reports: Reports) -> Iterator[str]:
    pairs: dict[str, Counter[str]] = {}
    for way in WAYS:
        for part in PARTS:
            for pair, count in reports[way, part]["confusions"].items():
                pairs.setdefault(pair, Counter())[way] += count
    ordered = sorted(pairs, key=lambda pair: (-sum(pairs[pair].values()), pair))
    rows = [[pair, *(str(pairs[pair][way]) for way in WAYS)] for pair in ordered]
    yield from table(("Right cause → cause named first", "every answer", "by interview"), rows)


def content() -> str:
    """Of which content the figures are."""
    from kneetui.content.loading.merge import load
    from kneetui.plugins.manager import find_plugins
    from kneetui.report.one_page.content_version import content_version

    return f"Content `{content_version(load(find_plugins().packs())).fingerprint}`."


def main() -> None:
    """Evaluate, two at a time, and write."""
    ways = {**WAYS, "full": ()} if WITHOUT_CHANCE in sys.argv else WAYS
    runs = [(way, part) for way in ways for part in PARTS]
    with ThreadPoolExecutor(2) as pool:
        reports = dict(zip(runs, pool.map(lambda run: evaluate(run[1], ways[run[0]]), runs), strict=True))
    put(PAGE, figures(reports, kinds(), content(), sections_of(PAGE.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
