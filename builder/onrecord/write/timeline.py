"""When things were said: how many statements in each week, month or year, as a chart and as a spark line.

`timeline` is large and has its own axis; the template's `charts.timeline` draws it. `spark` is small and stands beside
a name, on an `axis` that all names of the page share; `charts.spark` draws it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.write import dates
from onrecord.write.catalogue import counted

Unit = Literal["week", "month", "year"]

WEEKS = 26
"""Weeks that are shown one by one; a longer record is shown by month."""
MONTHS = 120
"""Months that are shown one by one; a longer record is shown by year."""
YEARS = 120
LEAST = 4
"""Weeks, months, or years, below which a picture says no more than the dates beside it."""
HEIGHT = 44
STEP = 36
GAP = 4
"""A chart's measures in pixels: the highest bar, from one bar to the next, and between two. It shrinks to fit."""
SPARK_HEIGHT = 16
SPARK_STEP = 4
_DAY, _MONTH, _YEAR = 10, 7, 4
"""Characters of an ISO date that is known to the day, to the month, to the year."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time in equal steps, without a gap: `keys` are "2031-05" by month, a week's Monday by week."""

    unit: Unit
    keys: tuple[str, ...]

    def count(self, found: Iterable[str | None]) -> Counter[str]:
        """How many of some dates fall into each step; those less precise than a step, or beyond the axis, in none."""
        known = set(self.keys)
        return Counter(key for date in found if (key := _key(date, self.unit)) in known)


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of time: its place and height in the picture, what it is called, and how much was said then."""

    x: int
    height: int
    label: str
    count: int

    @property
    def filled(self) -> bool:
        """Whether anything was said then."""
        return self.count > 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars in order of time, and what they say in words.

    Attributes:
        noun: of what is counted: "statement".
        said: the picture as a sentence; `most`, its second half, for those who see it.
    """

    bars: tuple[Bar, ...]
    width: int
    unit: Unit
    noun: str
    said: str
    most: str

    @property
    def figures(self) -> list[tuple[str, int]]:
        """The steps in which anything was said, with how much: the same in figures."""
        return [(bar.label, bar.count) for bar in self.bars if bar.count]


@dataclass(frozen=True, slots=True)
class Spark:
    """A spark line: the outline of its bars as an SVG path, and what it says in words."""

    path: str
    width: int
    height: int
    said: str


def axis(found: Iterable[str | None], weeks: int = WEEKS) -> Axis | None:
    """The steps that show some dates best; None where there is too little to show, or too long a record.

    Up to so many `weeks` are shown one by one.
    """
    known = [date for date in found if date]
    units: list[tuple[Unit, int]] = [("month", MONTHS), ("year", YEARS)]
    if all(len(date) >= _DAY for date in known):
        units.insert(0, ("week", weeks))
    for unit, most in units:
        keys = {key for date in known if (key := _key(date, unit))}
        if len(keys) > 1 and LEAST <= _place(max(keys)) - _place(min(keys)) + 1 <= most:
            return Axis(unit, tuple(_run(min(keys), max(keys))))
    return None


def timeline(found: Iterable[str | None], noun: str = "statement") -> Timeline | None:
    """The timeline of some dates on their own axis; None where there is too little to show."""
    known = list(found)
    steps = axis(known)
    if steps is None:
        return None
    counts = steps.count(known)
    heights = _heights(steps.keys, counts, HEIGHT)
    bars = [
        Bar(number * STEP, height, _label(key), counts[key])
        for number, (key, height) in enumerate(zip(steps.keys, heights, strict=True))
    ]
    most = f"Most in {_spoken(_top(counts))}: {counted(max(counts.values()), noun)}."
    first, last = _spoken(steps.keys[0]), _spoken(steps.keys[-1])
    said = f"{noun.capitalize()}s by {steps.unit} from {first} to {last}. {most}"
    return Timeline(tuple(bars), len(bars) * STEP - GAP, steps.unit, noun, said, most)


def spark(steps: Axis | None, found: Iterable[str | None]) -> Spark | None:
    """The spark line of some dates on an axis shared with others; None without an axis, or with nothing on it."""
    counts = steps.count(found) if steps else Counter()
    if steps is None or not counts:
        return None
    wide = SPARK_STEP - 1
    bars = [
        f"M{number * SPARK_STEP} {SPARK_HEIGHT}v-{height}h{wide}v{height}z"
        for number, (key, height) in enumerate(zip(steps.keys, _heights(steps.keys, counts, SPARK_HEIGHT), strict=True))
        if counts[key]
    ]
    said = f"By {steps.unit}, most in {_spoken(_top(counts))}: {max(counts.values()):,}"
    return Spark("".join(bars), len(steps.keys) * SPARK_STEP - 1, SPARK_HEIGHT, said)


def _heights(keys: Sequence[str], counts: Counter[str], highest: int) -> list[int]:
    """The height of each bar; the fullest reaches the top, and what is not empty can be seen."""
    most = max(counts.values())
    return [max(2, round(highest * counts[key] / most)) if counts[key] else 1 for key in keys]


def _top(counts: Counter[str]) -> str:
    """The step with most in it, the latest of several."""
    return max(counts, key=lambda key: (counts[key], key))


def _key(date: str | None, unit: Unit) -> str:
    """The step that a date falls into; "" where the date is not known so precisely."""
    if not date:
        return ""
    if unit == "week":
        return _monday(date[:_DAY]) if len(date) >= _DAY else ""
    length = _MONTH if unit == "month" else _YEAR
    return date[:length] if len(date) >= length else ""


@lru_cache(maxsize=2**12)
def _monday(day: str) -> str:
    found = datetime.date.fromisoformat(day)
    return (found - datetime.timedelta(days=found.weekday())).isoformat()


def _place(key: str) -> int:
    """The place of a week, a month ("2031-05") or a year ("2031") among all of them."""
    if len(key) == _DAY:
        return datetime.date.fromisoformat(key).toordinal() // 7
    return int(key[:4]) * 12 + int(key[5:7]) - 1 if "-" in key else int(key)


def _run(first: str, last: str) -> list[str]:
    """Every week, month or year from the first to the last."""
    if len(first) == _DAY:
        start, weeks = datetime.date.fromisoformat(first), _place(last) - _place(first)
        return [(start + datetime.timedelta(weeks=number)).isoformat() for number in range(weeks + 1)]
    places = range(_place(first), _place(last) + 1)
    return [f"{place // 12:04}-{place % 12 + 1:02}" if "-" in first else f"{place:04}" for place in places]


def _label(key: str) -> str:
    """What a bar is called: "Week of 4 May 2031", "May 2031", "2031"."""
    return f"Week of {dates.day(key)}" if len(key) == _DAY else dates.day(key)


def _spoken(key: str) -> str:
    """A step amid a sentence."""
    return f"the week of {dates.day(key)}" if len(key) == _DAY else dates.day(key)
