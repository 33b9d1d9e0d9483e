"""On which day a week begins, by country."""

from __future__ import annotations

from datetime import date, timedelta

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
"""As :meth:`datetime.date.weekday` counts."""

STARTS = {"monday": MONDAY, "saturday": SATURDAY, "sunday": SUNDAY}
"""What a person can set."""

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# Unicode CLDR 45, supplemental data, weekData/firstDay; every other country begins on Monday.
_COUNTRIES = {
    FRIDAY: "MV",
    SATURDAY: "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    SUNDAY: "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP "
    "PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW",
}
_FIRST_DAY = {country: day for day, countries in _COUNTRIES.items() for country in countries.split()}


def first_day(country: str, chosen: str = "") -> int:
    """The weekday that a week begins on (0 is Monday): ``chosen``, else as in a country of two letters."""
    return STARTS.get(chosen, _FIRST_DAY.get(country.upper(), MONDAY))


def week_start(day: date, first: int) -> date:
    """The first day of the week of ``day``, where weeks begin on the weekday ``first``."""
    return day - timedelta(days=(day.weekday() - first) % 7)


def weekdays(first: int) -> tuple[str, ...]:
    """The short names of the weekdays, in the order of a week that begins on ``first``."""
    return (*NAMES[first:], *NAMES[:first])
