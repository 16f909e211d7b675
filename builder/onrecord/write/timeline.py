"""When somebody was quoted: how many statements in each month, or in each year of a long record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.write import dates
from onrecord.write.catalogue import counted

MONTHS = 36
"""Months that are shown one by one; a longer record is shown by year."""
YEARS = 40
LEAST = 3
"""Months, or years, below which a picture says no more than the dates beside it."""
HEIGHT = 24
STEP = 9
"""A bar's height at most, and the distance from one bar to the next, in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year: its place, its height, and whether anything was said then."""

    x: int
    height: int
    filled: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars in order of time, and what they say in words."""

    bars: tuple[Bar, ...]
    width: int
    first: str
    last: str
    said: str


def timeline(found: Iterable[str | None]) -> Timeline | None:
    """The timeline of some dates; None where there is too little to show, or too long a record for a picture."""
    known = [date for date in found if date]
    for length, most, unit in ((7, MONTHS, "month"), (4, YEARS, "year")):
        counts = Counter(date[:length] for date in known if len(date) >= length)
        keys = _run(min(counts), max(counts)) if counts else []
        if LEAST <= len(keys) <= most and len(counts) > 1:
            return _drawn(keys, counts, unit)
    return None


def _run(first: str, last: str) -> list[str]:
    """Every month ("2031-05") or year ("2031") from the first to the last."""
    if "-" not in first:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(key[:4]) * 12 + int(key[5:7]) - 1 for key in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _drawn(keys: list[str], counts: Counter[str], unit: str) -> Timeline:
    most = max(counts.values())
    bars = [
        Bar(number * STEP, max(2, round(HEIGHT * counts[key] / most)) if counts[key] else 1, bool(counts[key]))
        for number, key in enumerate(keys)
    ]
    top = max(counts, key=lambda key: (counts[key], key))
    first, last = dates.day(keys[0]), dates.day(keys[-1])
    said = f"Statements by {unit} from {first} to {last}; most in {dates.day(top)}: {counted(most, 'statement')}."
    return Timeline(tuple(bars), len(keys) * STEP, first, last, said)
