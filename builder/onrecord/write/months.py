"""A calendar: how much there is of each month, year by year, and where that is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from markupsafe import Markup

from onrecord.write import dates

T = TypeVar("T")

NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR, _MONTH = 4, 7
"""How much of a date tells the year, and how much the month."""

Target = Callable[[str], Markup]
"""Where a month ("2031-05"), a year ("2031") or what is "undated" is found."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month in its year; `target` is None where there is nothing."""

    name: str
    label: str
    count: int
    target: Markup | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its twelve months; `other` is how much has no month, if anything."""

    key: str
    count: int
    target: Markup
    months: tuple[Month, ...]
    other: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years, newest first, and how much is undated."""

    years: tuple[Year, ...]
    undated: int
    target: Markup | None

    @property
    def pays(self) -> bool:
        """Whether it tells more than one place to look at."""
        return sum(bool(month.count) for year in self.years for month in year.months) > 1 or len(self.years) > 1


@dataclass(frozen=True, slots=True)
class InMonth(Generic[T]):
    """What a list (newest first) has of one month: `anchors` are its place in the page, and its year's if it begins."""

    anchors: tuple[str, ...]
    label: str
    items: tuple[T, ...]


def calendar(found: Iterable[str | None], target: Target) -> Calendar:
    """The calendar of some dates."""
    counts = Counter(date[:_MONTH] if date else dates.UNDATED for date in found)
    undated = counts.pop(dates.UNDATED, 0)
    years = sorted({key[:_YEAR] for key in counts}, reverse=True)
    return Calendar(
        tuple(_year(key, counts, target) for key in years), undated, target(dates.UNDATED) if undated else None
    )


def _year(key: str, counts: Counter[str], target: Target) -> Year:
    months = []
    for number, name in enumerate(NAMES, 1):
        month = f"{key}-{number:02}"
        count = counts.get(month, 0)
        months.append(Month(name, dates.day(month), count, target(month) if count else None))
    total = sum(count for month, count in counts.items() if month[:_YEAR] == key)
    return Year(key, total, target(key), tuple(months), total - sum(month.count for month in months))


def anchor(key: str) -> str:
    """The anchor of a month, a year or "undated" in a page that lists several."""
    return f"in-{key}"


def by_month(items: Sequence[T], date: Callable[[T], str | None]) -> Iterator[InMonth[T]]:
    """A list (newest first) by month."""
    years = set[str]()
    for key, found in groupby(items, lambda item: (date(item) or "")[:_MONTH] or dates.UNDATED):
        year = key if key == dates.UNDATED else key[:_YEAR]
        own = [one for one in dict.fromkeys((year, key)) if one not in years]
        years.add(year)
        yield InMonth(tuple(map(anchor, own)), _label(key), tuple(found))


def _label(key: str) -> str:
    return "Undated" if key == dates.UNDATED else dates.day(key)


def placed(parts: Sequence[dates.Period[T]], address: Callable[[str], Markup], own: Markup | None = None) -> Target:
    """Where a long list's months are: in the `parts` with an `address` each, or all on the page itself (`own`)."""
    keys, own = [part.key for part in parts], own or Markup()

    def target(key: str) -> Markup:
        here = own + Markup("#") + anchor(key)
        if not keys:
            return here
        if key in keys or (len(key) == _YEAR and any(_of_year(one, key) for one in keys)):
            return address(key)
        numbered = next((one for one in keys if one.startswith(f"{key}-p")), None)
        if numbered:
            return address(numbered)
        return address(key[:_YEAR]) + "#" + anchor(key)

    return target


def years(parts: Iterable[dates.Period[T]]) -> dict[str, list[dates.Period[T]]]:
    """The years that fill several parts, with these: each has a page of its own, so that its address stays.

    A year that fits one page today outgrows it tomorrow; who has linked to it then finds its months.
    """
    found: dict[str, list[dates.Period[T]]] = {}
    for part in parts:
        if part.key != dates.UNDATED:
            found.setdefault(part.key[:_YEAR], []).append(part)
    return {year: several for year, several in found.items() if any(part.key != year for part in several)}


def _of_year(key: str, year: str) -> bool:
    return key.startswith(f"{year}-")
