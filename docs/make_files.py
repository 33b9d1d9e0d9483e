"""Make the tables of docs/files.md: training files that were tried, and hostile ones.

uv run python docs/make_files.py                 the tables of the page, from the samples of the plugin's tests
uv run python docs/make_files.py FOLDER...       the table of the files in these folders, to standard output
"""

from __future__ import annotations

import gzip
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from kneetui.plugins.hooks import Importer
from kneetui.plugins.manager import find_plugins
from kneetui.plugins.reading_apart import ReaderProcess
from kneetui.plugins.training_import import read_sessions
from made_part import framed, put, table

DOCS = Path(__file__).parent
SAMPLES = DOCS.parent / "plugins/activities/tests/samples"
KINDS = (".fit", ".tcx", ".gpx", ".csv")
FILES = "<!-- The files below are tried by docs/make_files.py -->"
HOSTILE = "<!-- The hostile files below are tried by docs/make_files.py -->"
END = "<!-- The table above is made by docs/make_files.py -->"
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Totals:
    """What a file says of itself, or what its points add up to: ``None`` for what it does not say."""

    minutes: float | None = None
    km: float | None = None


def totals(path: Path) -> Totals:
    """The file's own totals, read without kneetui's readers."""
    try:
        if path.suffix == ".fit":
            return _fit(path)
        if path.suffix == ".tcx":
            return _laps(path)
        return _points(path) if path.suffix == ".gpx" else Totals()
    except (ET.ParseError, ValueError, OSError):
        return Totals()


def _fit(path: Path) -> Totals:
    import fitdecode

    seconds = metres = 0.0
    with fitdecode.FitReader(path, check_crc=fitdecode.CrcCheck.DISABLED) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "session":
                seconds += frame.get_value("total_timer_time", fallback=0) or 0
                metres += frame.get_value("total_distance", fallback=0) or 0
    return Totals(seconds / 60 or None, metres / 1000 or None)


def _laps(path: Path) -> Totals:
    laps = [lap for lap in ET.parse(path).iter() if _name(lap) == "Lap"]

    def summed(name: str) -> float:
        return sum(float(part.text or 0) for lap in laps for part in lap if _name(part) == name)

    return Totals(summed("TotalTimeSeconds") / 60, summed("DistanceMeters") / 1000)


def _points(path: Path) -> Totals:
    """GPX has no totals: the time from the first to the last point, and the way along them."""
    spans, km = 0.0, 0.0
    for segment in (part for part in ET.parse(path).iter() if _name(part) == "trkseg"):
        points = [point for point in segment if _name(point) == "trkpt"]
        times = [
            datetime.fromisoformat(part.text.strip())
            for point in points
            for part in point
            if _name(part) == "time" and part.text
        ]
        spans += (max(times) - min(times)).total_seconds() if times else 0
        places = [
            (math.radians(float(p.attrib["lat"])), math.radians(float(p.attrib["lon"]))) for p in points
        ]
        km += sum(_apart(*one, *two) for one, two in pairwise(places))
    return Totals(spans / 60 or None, km or None)


def _apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def files_table(paths: Iterable[tuple[str, Path]]) -> Iterator[str]:
    """A line for each file: what was read of it, and beside it what it says itself."""
    heads = (
        "File",
        "From",
        "Sessions",
        "Minutes moved, with pauses (of the file)",
        "km (of the file)",
        "What was said",
    )
    importers = find_plugins().importers()
    with ReaderProcess() as reader:
        yield from table(heads, (_row(source, path, importers, reader) for source, path in paths))


def _row(source: str, path: Path, importers: list[Importer], reader: ReaderProcess) -> tuple[str, ...]:
    read = read_sessions(importers, [path], "right", reading=reader.read)
    sessions = [entry.session for entries in read.files for entry in entries if entry.session]
    own = totals(path)
    minutes = sum(session.minutes or 0 for session in sessions)
    whole = sum(session.elapsed_minutes or session.minutes or 0 for session in sessions)
    km = sum(session.distance_km or 0 for session in sessions)
    # What was said names the file, whose place is of no interest here.
    sentences = [sentence.removeprefix(f"{path}: ") for sentence in (*read.failed, *read.warnings)]
    sentence = " ".join(sentences).replace(f"{path.name}: ", "").replace("|", "/")
    return (
        path.name,
        source,
        str(len(sessions)),
        f"{minutes:.1f}, {whole:.1f} ({_number(own.minutes)})",
        f"{km:.2f} ({_number(own.km, 2)})",
        re.sub(r"\s+", " ", sentence) or "–",
    )


def _number(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def samples() -> list[tuple[str, Path]]:
    """The project's own."""
    return [("this project", path) for path in sorted(SAMPLES.iterdir()) if path.suffix in KINDS]


def in_folders(folders: Iterable[Path]) -> list[tuple[str, Path]]:
    """Those in folders, named by the folder."""
    return [
        (folder.name, path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in KINDS and path.is_file()
    ]


# --- hostile files ---------------------------------------------------------------------------


def hostile(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files that mean harm, made in a folder, each with a name."""
    head = '<?xml version="1.0"?>'
    deep = folder / "deep.gpx"
    deep.write_text(head + "<a>" * 200_000 + "</a>" * 200_000)
    yield "200,000 nested tags", deep
    laughs = folder / "laughs.tcx"
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs.write_text(f'{head}<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x>&l9;</x>')
    yield "entities of entities (a billion laughs)", laughs
    outside = folder / "outside.gpx"
    outside.write_text(f'{head}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><gpx>&f;</gpx>')
    yield "an entity that names another file (XXE)", outside
    fifo = folder / "pipe.fit"
    os.mkfifo(fifo)
    yield "a pipe that nobody writes into", fifo
    bomb = folder / "bomb.gpx.gz"
    with gzip.open(bomb, "wb") as file:
        for _ in range(1024):
            file.write(bytes(1024 * 1024))
    yield "1 GB of zeros in a .gz", bomb
    archive = folder / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.fit", "w") as part:
        for _ in range(1024):
            part.write(bytes(1024 * 1024))
    yield "1 GB of zeros in a .zip", archive
    zeros = folder / "zeros.fit"
    zeros.write_bytes(bytes(100_000_000))
    yield "100 MB of zeros named .fit", zeros
    line = folder / "line.csv"
    line.write_bytes(b"a" * 100_000_000)
    yield "a list of one line of 100 MB", line
    yield "a GPX of 45 MB, which is read", _long_track(folder / "long.gpx")


def _long_track(path: Path) -> Path:
    """A day with a point each tenth of a second."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<gpx version="1.1"><trk><type>running</type><trkseg>')
        size, number = 0, 0
        while size < 45_000_000:
            seconds = number // 10
            stamp = f"2026-11-{1 + seconds // 86400:02}T{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
            point = f'<trkpt lat="{48 + number * 1e-6:.6f}" lon="11"><time>{stamp}</time></trkpt>\n'
            size += file.write(point)
            number += 1
        file.write("</trkseg></trk></gpx>")
    return path


def hostile_table() -> Iterator[str]:
    """A line for each: what it costs, and what is said. A good file beside it has to come in all the same."""
    heads = ("File", "Processor seconds", "Memory, MB", "Exit", "What was said")
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        home = Path(place) / "home"
        yield from table(heads, (_tried(what, path, home) for what, path in hostile(Path(place))))


def _tried(what: str, path: Path, home: Path) -> tuple[str, ...]:
    words = [sys.executable, "-m", "kneetui", "import", "--preview", "--knee", "right"]
    process = subprocess.Popen(
        [*words, str(path), str(SAMPLES / "run.gpx")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "KNEETUI_HOME": str(home)},
        text=True,
    )
    assert process.stdout
    lines = process.stdout.read().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    about = " ".join(line.strip().replace(str(path.parent) + "/", "") for line in lines if path.name in line)
    with_good = any("1 session" in line or "new" in line for line in lines)
    sentence = about or ("read" if with_good else " ".join(lines))
    good = "" if with_good else " The good file did not come in."
    seconds = used.ru_utime + used.ru_stime
    return what, f"{seconds:.1f}", f"{used.ru_maxrss / unit:.0f}", str(code), f"{sentence}{good}"


def main(folders: list[str]) -> None:
    """Write the page, or print the table of other files."""
    if folders:
        sys.stdout.write("\n".join(files_table(in_folders(map(Path, folders)))) + "\n")
        return
    for begin, rows in ((FILES, files_table(samples())), (HOSTILE, hostile_table())):
        put(DOCS / "files.md", framed(begin, rows, END))


if __name__ == "__main__":
    main(sys.argv[1:])
