"""Dates as people write them, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_AFTER = r"(?:[,.]?(?:\s+|(?<=\d)t(?=\d))(?:at\s+|@\s*|[|·•–-]\s*)?\d{1,2}(?:[:.h]\d\d|\s*[ap]\.?m).{0,60})?[.,;]?"
"""A time of day may follow, with whatever stands after it."""

_FORMS = tuple(
    re.compile(form + _AFTER)
    for form in (
        rf"{_YEAR}(?:[-/.](?P<month>\d\d?)(?:[-/.]{_DAY})?)?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_MONTH}\s*{_DAY}(?:,\s*|\s+){_YEAR}",
        rf"{_DAY}[.\s-]\s*(?:of\s+)?{_MONTH}[,\s-]\s*{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}[,\s-]\s*{_MONTH}[\s-]\s*{_DAY}",
        rf"{_DAY}\.\s?(?P<month>\d\d?)\.\s?{_YEAR}",
    )
)
_SLASHED = re.compile(rf"(?P<one>\d\d?)[/-](?P<two>\d\d?)[/-]{_YEAR}{_AFTER}")
_BEFORE = re.compile(
    r"^(?:(?:first |last )?(?:published|updated|posted|modified|date)(?: on)?\s*:?\s*)?"
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
)
_YEARS = range(1400, 2200)
_LONGEST = 120
_MONTHS_A_YEAR = 12


def iso(text: str) -> str | None:
    """The date that `text` states, in ISO form and no more precise than stated: "2016", "2016-01" or "2016-01-07".

    The day is the one written: a time and its zone are left out, never reckoned with. None where `text` is no date,
    names a day that does not exist, or can be read in two ways ("1/7/2016").
    """
    if len(text) > _LONGEST:
        return None
    written = _BEFORE.sub("", " ".join(text.lower().split()), count=1)
    for form in _FORMS:
        match = form.fullmatch(written)
        if match:
            parts = match.groupdict()
            return _valid(int(parts["year"]), _month(parts.get("month")), parts.get("day"))
    return _slashed(written)


def _month(name: str | None) -> int | None:
    """The month's number; None where none is stated; 0 where `name` is no month's."""
    if name is None:
        return None
    if name.isdigit():
        return int(name)
    short = name[:3]
    whole = any(full.startswith(name) for full in _NAMES) or name == "sept"
    return _MONTHS.index(short) + 1 if whole and short in _MONTHS else 0


def _valid(year: int, month: int | None, day: str | None) -> str | None:
    if year not in _YEARS:
        return None
    if month is None:
        return f"{year:04}"
    try:
        found = date(year, month, int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else f"{year:04}-{month:02}"


def _slashed(written: str) -> str | None:
    """A date in figures, where only one of day and month can be the month (or both are the same)."""
    match = _SLASHED.fullmatch(written)
    if not match:
        return None
    one, two = int(match["one"]), int(match["two"])
    if one > _MONTHS_A_YEAR >= two:
        return _valid(int(match["year"]), two, str(one))
    if two > _MONTHS_A_YEAR >= one or one == two:
        return _valid(int(match["year"]), one, str(two))
    return None
