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
LEAST = 4
"""Months, or years, below which a picture says no more than the dates beside it."""
HEIGHT = 24
STEP = 11
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
    unit: str
    said: str


def timeline(found: Iterable[str | None]) -> Timeline | None:
    """The timeline of some dates; None where there is too little to show, or too long a record for a picture."""
    known = [date for date in found if date]
    for length, most, unit in ((7, MONTHS, "month"), (4, YEARS, "year")):
        counts = Counter(date[:length] for date in known if len(date) >= length)
        if len(counts) > 1 and LEAST <= _place(max(counts)) - _place(min(counts)) + 1 <= most:
            return _drawn(_run(min(counts), max(counts)), counts, unit)
    return None


def _place(key: str) -> int:
    """The place of a month ("2031-05") or a year ("2031") among all months or years."""
    return int(key[:4]) * 12 + int(key[5:7]) - 1 if "-" in key else int(key)


def _run(first: str, last: str) -> list[str]:
    """Every month or year from the first to the last."""
    places = range(_place(first), _place(last) + 1)
    return [f"{place // 12:04}-{place % 12 + 1:02}" if "-" in first else f"{place:04}" for place in places]


def _drawn(keys: list[str], counts: Counter[str], unit: str) -> Timeline:
    most = max(counts.values())
    bars = [
        Bar(number * STEP, max(2, round(HEIGHT * counts[key] / most)) if counts[key] else 1, bool(counts[key]))
        for number, key in enumerate(keys)
    ]
    top = max(counts, key=lambda key: (counts[key], key))
    first, last = dates.day(keys[0]), dates.day(keys[-1])
    said = f"Statements by {unit} from {first} to {last}; most in {dates.day(top)}: {counted(most, 'statement')}."
    return Timeline(tuple(bars), len(keys) * STEP, unit, said)
