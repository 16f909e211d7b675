"""A chart of when things were said, drawn as SVG when the pages are made, with its text alternative.

The bars stretch with the page; the words below them are the page's own, so they stay readable on a phone.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.write import dates
from onrecord.write.catalogue import counted

HEIGHT = 100
STEP = 10
WIDTH = 8
"""The chart's own measure: a bar's height at most, the distance between bars, a bar's width."""
DAYS, WEEKS, MONTHS = 45, 60, 120
"""Up to so many days, weeks or months each has its bar; a longer record is shown by year."""
LEAST = 4
"""Bars below which a picture says no more than the dates beside it."""
MARKS = 5
_TINY = 2
_WEEK = 7
_FULL = 10
"""The length of a date with its day."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, week, month or year: its place, its height, and what it is and holds, in words."""

    x: int
    height: int
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word below the chart: `left` is its place in percent of the width."""

    left: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars that are not empty, in order of time, over a base line of `width`, and what they say in words."""

    bars: tuple[Bar, ...]
    width: int
    unit: str
    most: int
    marks: tuple[Mark, ...]
    said: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A length of time: how many of them a chart may have, the number of a date's, and its first day as a date."""

    name: str
    most: int
    number: Callable[[str], int]
    first: Callable[[int], str]


def _day(date: str) -> int:
    return datetime.date.fromisoformat(date).toordinal()


def _of_day(number: int) -> str:
    return datetime.date.fromordinal(number).isoformat()


def _week(date: str) -> int:
    return (_day(date) - 1) // _WEEK


def _of_week(number: int) -> str:
    """Its Monday."""
    return _of_day(number * _WEEK + 1)


def _month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7]) - 1


_UNITS = (
    _Unit("day", DAYS, _day, _of_day),
    _Unit("week", WEEKS, _week, _of_week),
    _Unit("month", MONTHS, _month, lambda number: f"{number // 12:04}-{number % 12 + 1:02}"),
    _Unit("year", HEIGHT * STEP, lambda date: int(date[:4]), lambda number: f"{number:04}"),
)


def chart(found: Iterable[str | None], noun: str = "statement") -> Chart | None:
    """The chart of some dates; None where there is too little to show.

    What is known less exactly than the chart's unit of time is not in it, and its words say how much that is.
    """
    known = [date for date in found if date]
    for unit, exact in zip(_UNITS, (_FULL, _FULL, 7, 4), strict=True):
        counts = Counter(unit.number(date[:exact]) for date in known if len(date) >= exact)
        if 2 * counts.total() < len(known) or not counts:  # most are known less exactly: a longer unit tells more
            continue
        length = max(counts) - min(counts) + 1
        if length <= unit.most:
            return _drawn(unit, counts, len(known), noun) if length >= LEAST else None
    return None


def _drawn(unit: _Unit, counts: Counter[int], known: int, noun: str) -> Chart:
    first, last, most = min(counts), max(counts), max(counts.values())
    bars = tuple(
        Bar((number - first) * STEP, max(_TINY, round(HEIGHT * count / most)), _said(unit, number, count, noun))
        for number, count in sorted(counts.items())
    )
    top = max(counts, key=lambda number: (counts[number], -number))
    told = f"{noun.capitalize()}s by {unit.name}, {dates.between([unit.first(first), unit.first(last)])}. "
    told += f"Most: {_said(unit, top, most, noun)}."
    if left := known - counts.total():
        told += f" {left:,} without a known {unit.name} {'is' if left == 1 else 'are'} left out."
    return Chart(bars, (last - first + 1) * STEP, unit.name, most, _marks(unit, first, last), told)


def _said(unit: _Unit, number: int, count: int, noun: str) -> str:
    week = "week of " if unit.name == "week" else ""
    return f"{week}{dates.day(unit.first(number))}, {counted(count, noun)}"


def _marks(unit: _Unit, first: int, last: int) -> tuple[Mark, ...]:
    """The beginnings of months, or years, that stand below the chart: few enough to be read on a phone."""
    length = last - first + 1
    starts: dict[str, int] = {}
    for number in range(first, last + 1):
        starts.setdefault(_called(unit, number, long=length > 2 * 12 and unit.name == "month"), number)
    labels = list(starts.items())
    every = -(-len(labels) // MARKS)
    return tuple(Mark(round(100 * (number - first) / length), label) for label, number in labels[::every])


def _called(unit: _Unit, number: int, *, long: bool) -> str:
    """What a bar is called below the chart: its month, or its year where the chart is long."""
    day = unit.first(number)
    return dates.day(day[:4] if long or unit.name == "year" else day[:7])
