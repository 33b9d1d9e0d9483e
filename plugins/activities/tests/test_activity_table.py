from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.config.own_columns import keep
from kneetui.plugins.hooks import ImportedSession, ImportFailed, UnknownColumnsError
from kneetui_activities import files, table

if TYPE_CHECKING:
    from pathlib import Path

    from kneetui.plugins.hooks import ReadResult


def read(tmp_path: Path, text: str | bytes) -> ReadResult:
    path = tmp_path / "sessions.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return table.read(path)


def test_garmin(samples: Path) -> None:
    result = table.read(samples / "garmin.csv")
    assert result.warnings == []
    assert result.sessions == [
        ImportedSession(
            when=datetime(2026, 11, 20, 7, 0, 31),
            sport="running",
            minutes=44.5,
            elapsed_minutes=47.0,
            distance_km=8.04,
            heart_rate=148,
            source_id="2026-11-20T07:00/running",
            note="Berlin Running",
        ),
        ImportedSession(
            when=datetime(2026, 11, 19, 18, 5),
            sport="weightlifting",
            minutes=38.0,
            elapsed_minutes=38.2,
            heart_rate=101,
            source_id="2026-11-19T18:05/weightlifting",
            note="Strength",
        ),
        ImportedSession(
            when=datetime(2026, 11, 18, 19, 0, 10),
            sport="cycling",
            minutes=60.0,
            heart_rate=130,
            source_id="2026-11-18T19:00/cycling",
            note="Indoor Cycling",
        ),
    ]


def test_strava_in_utc_seconds_and_metres(samples: Path) -> None:
    run, ride, yoga = table.read(samples / "strava.csv").sessions
    assert (run.when, run.minutes, run.distance_km) == (datetime(2026, 11, 20, 7, 0, 31), 44.5, 8.04)
    assert (run.effort, run.source_id) == (4, "2026-11-20T07:00/running")
    assert (ride.when, ride.sport, ride.note) == (
        datetime(2026, 7, 18, 19, 0, 10),
        "cycling",
        "Ride, then coffee",
    )
    assert (yoga.sport, yoga.minutes, yoga.distance_km, yoga.effort) == ("other", 30, None, None)


def test_semicolons_decimal_commas_and_a_byte_order_mark(samples: Path) -> None:
    run, ride = table.read(samples / "german.csv").sessions
    assert (run.when, run.sport, run.minutes) == (datetime(2026, 11, 22, 7, 30), "running", 42.5)
    assert (run.distance_km, run.effort) == (7.25, 4.5)
    assert (ride.when, ride.sport, ride.minutes) == (datetime(2026, 11, 23, 12), "cycling", 60)


def test_lines_that_cannot_be_read_are_named_and_skipped(samples: Path) -> None:
    result = table.read(samples / "plain.csv")
    assert [(one.sport, one.minutes, one.effort) for one in result.sessions] == [
        ("running", 30, 3),
        ("running", 25, 4),
        ("weightlifting", 50, 6),
        ("other", 70, None),
    ]
    assert result.sessions[-1].note == "yoga"
    assert result.warnings == [
        "Line 5: “soon” is not a date.",
        "Line 6: there is no duration.",
        "Line 7: the effort “11” is not from 0 to 10 and is left out.",
    ]


def test_two_sessions_of_a_day_without_a_time_stay_two(samples: Path) -> None:
    ids = [one.source_id for one in table.read(samples / "plain.csv").sessions]
    assert ids[:2] == ["2026-11-20/running/1", "2026-11-20/running/2"]
    assert ids == [one.source_id for one in table.read(samples / "plain.csv").sessions]


@pytest.mark.parametrize(
    ("header", "row", "minutes"),
    [
        ("date,duration (s)", "2026-11-20,1800", 30),
        ("date,duration_sec", "2026-11-20,1800", 30),
        ("DATE,Duration [h]", "2026-11-20,0.5", 30),
        ("date,duration (h:mm)", "2026-11-20,1:30", 90),
        ("date,hours", "2026-11-20,2", 120),
        ("date,seconds", "2026-11-20,90", 1.5),
        ("date,time", "2026-11-20,45:00", 45),
        ("day,elapsed time,moving time", "2026-11-20,0:50:00,0:00:00", 50),
    ],
)
def test_units_come_from_the_header(tmp_path: Path, header: str, row: str, minutes: float) -> None:
    assert read(tmp_path, f"{header}\n{row}\n").sessions[0].minutes == minutes


@pytest.mark.parametrize(
    ("header", "row", "distance"),
    [
        ("distance (mi)", "10", 16.093),
        ("distance_m", "5000", 5),
        ("miles", "1", 1.609),
        ("km", "3", 3),
        ("distance", "9 km", 9),
        ("distance", "far", None),
        ("distance", "99999", None),
    ],
)
def test_distance_units(tmp_path: Path, header: str, row: str, distance: float | None) -> None:
    session = read(tmp_path, f"date,minutes,{header}\n2026-11-20,30,{row}\n").sessions[0]
    assert session.distance_km == distance


def test_a_column_for_the_time_of_day(tmp_path: Path) -> None:
    for header in ("date,time,sport,minutes", "date,start time,sport,duration", "day,start,type,minutes"):
        session = read(tmp_path, f"{header}\n2026-11-20,18:30,Run,30\n").sessions[0]
        assert (session.when, session.minutes) == (datetime(2026, 11, 20, 18, 30), 30)
        assert session.source_id == "2026-11-20T18:30/running"


def test_a_line_with_the_separator_comes_before_the_header(tmp_path: Path) -> None:
    result = read(tmp_path, "sep=|\r\ndate|sport|minutes\r\n2026-11-20|run|30\r\nsoon|run|30\r\n")
    assert len(result.sessions) == 1
    assert result.warnings == ["Line 4: “soon” is not a date."]


def test_quoted_line_breaks_do_not_shift_the_line_numbers(tmp_path: Path) -> None:
    result = read(tmp_path, 'date,minutes,note\n2026-11-20,30,"one\ntwo"\n\nsoon,30,\n')
    assert result.sessions[0].note == "one two"
    assert result.warnings == ["Line 5: “soon” is not a date."]


GARMIN = {
    "da": "Aktivitetstype,Dato,Titel,Distance,Tid,Højdeforøgelse,Højdereduktion,Gennemsnitlig puls",
    "pl": "Typ aktywności,Data,Tytuł,Dystans,Czas ruchu,Całkowity wznios,Całkowity spadek,Średnie tętno",
    "hu": "Tevékenység típusa,Dátum,Cím,Távolság,Menetidő,Teljes emelkedés,Teljes süllyedés,Átlagos pulzusszám",
    "de": "Aktivitätstyp,Datum,Titel,Distanz,Zeit,Anstieg gesamt,Abstieg gesamt,Ø Herzfrequenz",
    "pt": "Tipo de atividade,Data,Título,Distância,Tempo,Subida total,Descida total,FC Média",
    "es": "Tipo de actividad,Fecha,Título,Distancia,Tiempo,Ascenso total,Descenso total,Frecuencia cardiaca media",
    "fr": "Type d'activité,Date,Titre,Distance,Durée,Ascension totale,Descente totale,Fréquence cardiaque moyenne",
    "it": "Tipo di attività,Data,Titolo,Distanza,Tempo,Ascesa totale,Discesa totale,FC Media",
    "nl": "Activiteittype,Datum,Titel,Afstand,Tijd,Totale stijging,Totale daling,Gem. HS",
    "ja": "アクティビティタイプ,日付,タイトル,距離,タイム,総上昇量,総下降量,平均心拍数",
    "zh": "活动类型,日期,标题,距离,时间,总上升,总下降,平均心率",
    "ko": "활동 유형,날짜,제목,거리,시간,총 상승,총 하강,평균 심박",
}
RUNS = {
    "da": "Løb", "pl": "Bieganie", "hu": "Futás", "de": "Laufen", "pt": "Corrida em esteira", "es": "Carrera",
    "fr": "Course à pied", "it": "Corsa", "nl": "Hardlopen", "ja": "室内ランニング", "zh": "室外跑步", "ko": "실외 달리기",
}  # fmt: skip


@pytest.mark.parametrize("language", GARMIN)
def test_garmin_in_many_languages(tmp_path: Path, language: str) -> None:
    row = f'{RUNS[language]},2026-10-29 17:04:38,Aften,"6.08",00:31:26,"42","40","148"'
    (session,) = read(tmp_path, f"{GARMIN[language]}\n{row}\n").sessions
    assert session == ImportedSession(
        when=datetime(2026, 10, 29, 17, 4, 38),
        sport="running",
        minutes=31.4,
        distance_km=6.08,
        ascent_m=42,
        descent_m=40,
        heart_rate=148,
        source_id="2026-10-29T17:04/running",
        note="Aften",
    )


@pytest.mark.parametrize(
    ("moving", "minutes", "elapsed"),
    [("43:13", 43.2, 64.4), ("0", 43.6, 64.4), ("--", 43.6, 64.4), ("1:10:00", 64.4, None)],
)
def test_the_length_is_that_of_moving_where_it_is_known(
    tmp_path: Path, moving: str, minutes: float, elapsed: float | None
) -> None:
    header = "Aktivitätstyp,Datum,Zeit,Zeit in Bewegung,Verstrichene Zeit"
    (session,) = read(tmp_path, f"{header}\nLaufen,2026-10-29 17:04:38,43:38,{moving},1:04:23\n").sessions
    assert (session.minutes, session.elapsed_minutes) == (minutes, elapsed)


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("lun. 30 juin 2014 7:03", datetime(2014, 6, 30, 7, 3)),
        ("22 de nov. de 2026 19:00:10", datetime(2026, 11, 22, 19, 0, 10)),
        ("22 lis 2026 07:00", datetime(2026, 11, 22, 7, 0)),
        ("4 июля 2026 07:00", datetime(2026, 7, 4, 7, 0)),
        ("2026년 1월 2일 오전 7:05", datetime(2026, 1, 2, 7, 5)),
        ("2026. 11. 22. 오후 7:00", datetime(2026, 11, 22, 19, 0)),
        ("2026年11月22日 上午 7:00", datetime(2026, 11, 22, 7, 0)),
        ("22 Juillet 2026 12:30", datetime(2026, 7, 22, 12, 30)),
    ],
)
def test_dates_in_many_languages(tmp_path: Path, date: str, when: datetime) -> None:
    assert read(tmp_path, f"date,minutes\n{date},30\n").sessions[0].when == when


def test_a_pace_by_the_mile_makes_distances_miles(tmp_path: Path) -> None:
    (session,) = read(tmp_path, "date,time,distance,avg pace\n2026-11-20 07:00,30:00,3.1,9:41 /mi\n").sessions
    assert session.distance_km == pytest.approx(4.989)


def test_columns_that_are_not_understood_are_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="It has: “Jour”, “Combien”"):
        read(tmp_path, "Jour,Combien\n2026-11-20,30\n")


@pytest.mark.parametrize(
    ("header", "missing"),
    [("Jour,Combien", ("date", "duration")), ("date,Combien", ("duration",)), ("Jour,minutes", ("date",))],
)
def test_the_error_says_what_is_missing(tmp_path: Path, header: str, missing: tuple[str, ...]) -> None:
    with pytest.raises(UnknownColumnsError) as raised:
        read(tmp_path, f"{header}\n2026-11-20,30\n")
    assert raised.value.missing == missing
    assert raised.value.columns == tuple(header.split(","))


def test_columns_that_the_person_named_are_read(tmp_path: Path) -> None:
    keep({"date": "Jour", "duration": "Combien (h)", "distance": "Loin"}, "mi")
    result = read(tmp_path, "Jour,Combien (h),Loin\n2026-11-20 07:00,0.5,3\n")
    assert result.warnings == []
    assert (result.sessions[0].minutes, result.sessions[0].distance_km) == (30, 4.828)


def test_the_person_knows_better_than_the_name_of_a_column(tmp_path: Path) -> None:
    keep({"note": "minutes", "duration": "Combien"})
    (session,) = read(tmp_path, "date,minutes,Combien\n2026-11-20 07:00,of the meeting,30\n").sessions
    assert (session.minutes, session.note) == (30, "of the meeting")


def test_miles_by_the_pace_are_said_and_can_be_denied(tmp_path: Path) -> None:
    text = "date,time,distance,avg pace\n2026-11-20 07:00,30:00,3.1,9:41 /mi\n"
    assert ["taken as miles" in warning for warning in read(tmp_path, text).warnings] == [True]
    keep({}, "km")
    result = read(tmp_path, text)
    assert (result.warnings, result.sessions[0].distance_km) == ([], 3.1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "date,minutes,note\r\n2026-11-20,30,Über den Fluss\r\n"
    assert read(tmp_path, text.encode(encoding)).sessions[0].note == "Über den Fluss"


def test_ambiguous_days_are_asked_about(tmp_path: Path) -> None:
    result = read(tmp_path, "date,minutes\n01/02/2026,30\n2026-01-03,30\n")
    assert result.warnings == ["Line 2: “01/02/2026” can be two different days; write it as 2026-02-01."]
    sure = read(tmp_path, "date,minutes\n01/02/2026,30\n28/02/2026,30\n")
    assert sure.sessions[0].when == datetime(2026, 2, 1, 12)


@pytest.mark.parametrize("minutes", ["0", "-5", "99999", "0:00:00", ""])
def test_a_duration_that_cannot_be_right(tmp_path: Path, minutes: str) -> None:
    result = read(tmp_path, f"date,minutes\n2026-11-20,{minutes}\n2026-11-21,30\n")
    assert len(result.sessions) == len(result.warnings) == 1


def test_efforts_are_halves(tmp_path: Path) -> None:
    text = "date,minutes,rpe\n" + "".join(f"2026-11-{day},30,{day / 10:.2f}\n" for day in (10, 13, 17))
    assert [one.effort for one in read(tmp_path, text).sessions] == [1, 1.5, 1.5]


def test_many_warnings_are_counted(tmp_path: Path) -> None:
    result = read(tmp_path, "date,minutes\n2026-11-20,30\n" + "soon,30\n" * 50)
    assert len(result.warnings) == table.WARNINGS + 1
    assert result.warnings[-1] == "30 more like these."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("hello", "no column"),
        ("sport,minutes\nrun,30\n", "no column"),
        ("date,sport\n2026-11-20,run\n", "no column"),
        ("date,minutes\n", "nothing below"),
        ("date,minutes\nsoon,30\n", "“soon” is not a date"),
        (b"\x00\x01\x02\xff" * 100, "no column"),
        ("date,minutes\n" + "x" * 200_000 + ",30\n", "not a table"),
    ],
)
def test_a_broken_table_fails_with_a_remedy(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(ImportFailed, match=message) as caught:
        read(tmp_path, text)
    assert caught.value.remedy


def test_a_file_that_is_too_large_or_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportFailed, match="cannot be opened"):
        table.read(tmp_path / "no.csv")
    with pytest.raises(ImportFailed, match="is not a file"):
        table.read(tmp_path)
    monkeypatch.setattr(table, "read_text", partial(files.read_text, limit=10))
    with pytest.raises(ImportFailed, match="larger than"):
        read(tmp_path, "date,minutes\n2026-11-20,30\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: b"date,minutes,note\n" + text.encode())
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    try:
        result = read(tmp_path, data)
    except ImportFailed:
        return
    assert all(one.minutes > 0 and one.source_id for one in result.sessions)
