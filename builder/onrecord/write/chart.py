"""The chart of a whole archive: when things were said, as wide as the page, with its text alternative.

The bars stretch with the page; the words below them are the page's own, so they stay readable on a phone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.write import dates
from onrecord.write.catalogue import counted
from onrecord.write.timeline import Axis, axis

HEIGHT = 100
STEP = 10
WIDTH = 8
"""The chart's own measure: a bar's height at most, the distance between bars, a bar's width."""
WEEKS = 60
MARKS = 5
"""Words below the chart at most: so many fit on a phone."""
_LEAST_HEIGHT = 2
_LEAST_REM, _BAR_REM = 14, 2
_MONTH, _YEAR, _LONG = 7, 4, 24
_LAST = 80
"""Beyond this percentage a word would be cut by the page's edge."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week, month or year: its place, its height, and what it is and holds, in words."""

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
    """The bars that are not empty, in order of time, on a base of `width`, and what they say in words."""

    bars: tuple[Bar, ...]
    width: int
    unit: str
    marks: tuple[Mark, ...]
    most: str
    said: str

    @property
    def rem(self) -> int:
        """How wide it is drawn at most, so that a few bars are not blocks."""
        return max(_LEAST_REM, self.width // STEP * _BAR_REM)


def chart(found: Iterable[str | None], noun: str = "statement") -> Chart | None:
    """The chart of some dates; None where there is too little to show.

    What is known less exactly than its weeks or months is not in it, and its words say how much that is.
    """
    known = [date for date in found if date]
    steps = axis(known, WEEKS)
    return _drawn(steps, known, noun) if steps else None


def _drawn(steps: Axis, known: list[str], noun: str) -> Chart:
    counts = steps.count(known)
    most, keys = max(counts.values()), steps.keys
    bars = tuple(
        Bar(number * STEP, max(_LEAST_HEIGHT, round(HEIGHT * counts[key] / most)), _said(steps, key, counts, noun))
        for number, key in enumerate(keys)
        if counts[key]
    )
    top = max(keys, key=lambda key: counts[key])
    most_said = f"{noun.capitalize()}s by {steps.unit}; most: {_said(steps, top, counts, noun)}"
    said = f"{most_said}; from {dates.day(keys[0])} to {dates.day(keys[-1])}."
    if left := len(known) - counts.total():
        said += f" {left:,} without a known {steps.unit} {'is' if left == 1 else 'are'} left out."
    return Chart(bars, len(keys) * STEP, steps.unit, _marks(keys), most_said, said)


def _said(steps: Axis, key: str, counts: Counter[str], noun: str) -> str:
    week = "week of " if steps.unit == "week" else ""
    return f"{week}{dates.day(key)}, {counted(counts[key], noun)}"


def _marks(keys: tuple[str, ...]) -> tuple[Mark, ...]:
    """The beginnings of months, or of years where there are many."""
    starts: dict[str, int] = {}
    length = _YEAR if len({key[:_MONTH] for key in keys}) > _LONG else _MONTH
    for number, key in enumerate(keys):
        starts.setdefault(key[:length], number)
    every = -(-len(starts) // MARKS)
    marks = (Mark(round(100 * number / len(keys)), dates.day(key)) for key, number in [*starts.items()][::every])
    return tuple(mark for mark in marks if mark.left <= _LAST)
