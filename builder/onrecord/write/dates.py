"""Dates for reading, and long lists cut into periods, so that no page grows with the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, TypeVar

T = TypeVar("T")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNDATED = "undated"


def day(date: str | None) -> str:
    """An ISO date, of whatever precision, as people write it: "24 December 2015", "December 2015", "2015"."""
    if not date:
        return UNDATED
    year, _, rest = date[:10].partition("-")
    month, _, number = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= len(_MONTHS)):
        return year
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(number)} {name}" if number.isdigit() else name


def between(dates: Iterable[str | None]) -> str:
    """The span of some dates: "24 December 2015 – 7 January 2016"; "" where none is known."""
    known = sorted(date for date in dates if date)
    if not known:
        return ""
    first, last = day(known[0]), day(known[-1])
    return first if first == last else f"{first} – {last}"


def newest_first(items: Iterable[T], date: Callable[[T], str | None]) -> list[T]:
    """The items by date, newest first, undated last; those of one date keep their order."""
    return sorted(items, key=lambda item: date(item) or "", reverse=True)


@dataclass(frozen=True, slots=True)
class Period(Generic[T]):
    """A part of a long list: `key` is the last part of its address ("2016-01"), `label` how it is called."""

    key: str
    label: str
    items: tuple[T, ...]


def parts(items: Sequence[T], date: Callable[[T], str | None], limit: int) -> tuple[Period[T], ...]:
    """The further pages of a list (newest first) that is longer than `limit`; none where one page holds it."""
    return tuple(periods(items, date, limit)) if len(items) > limit else ()


def periods(items: Sequence[T], date: Callable[[T], str | None], limit: int) -> list[Period[T]]:
    """The items (newest first) cut by year; a year of more than `limit` by month, a month by number.

    A part's number counts from the oldest, so that a new article changes the newest part only.
    """
    parts: list[Period[T]] = []
    for year, found in groupby(items, lambda item: _cut(date(item), 4)):
        of_year = tuple(found)
        if len(of_year) <= limit:
            parts.append(_period(year, of_year))
            continue
        for month, part in groupby(of_year, lambda item: _cut(date(item), 7)):
            parts.extend(_numbered(month, tuple(part), limit))
    return parts


def _cut(date: str | None, length: int) -> str:
    return date[:length] if date else UNDATED


def _period(key: str, items: tuple[T, ...]) -> Period[T]:
    return Period(key, day(None if key == UNDATED else key), items)


def _numbered(key: str, items: tuple[T, ...], limit: int) -> list[Period[T]]:
    whole = _period(key, items)
    if len(items) <= limit:
        return [whole]
    first = len(items) % limit or limit
    cuts = [0, *range(first, len(items) + 1, limit)]
    numbers = range(len(cuts) - 1, 0, -1)
    return [
        Period(f"{key}-p{number}", f"{whole.label}, part {number}", items[start:end])
        for number, (start, end) in zip(numbers, pairwise(cuts), strict=True)
    ]
