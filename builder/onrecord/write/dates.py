"""Dates for reading, and long lists cut into periods, so that no page grows with the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, TypeVar

T = TypeVar("T")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNDATED = "undated"
_PIECES = {6: "h", 3: "q", 1: ""}
"""The pieces of a year, by how many months they have, and what their keys have before the number: "2031-h1"."""


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
            parts.extend(_numbered(_period(month, tuple(part)), limit))
    return parts


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A year in pieces, newest first.

    Attributes:
        outgrown: the keys of the longer pieces that it was in while there was less of it, each with the key of the
            piece that has the newest of that now.
    """

    pieces: tuple[Period[T], ...]
    outgrown: Mapping[str, str]


def cut(year: Sequence[T], date: Callable[[T], str | None], limit: int) -> Cut[T]:
    """The items of one year (newest first) in its halves; if one is of more than `limit`, in quarters, then in months.

    A month of more than `limit` is cut by number.
    """
    passed: list[Period[T]] = []
    for months in _PIECES:
        pieces = _stretches(year, date, months)
        passed += pieces
        if all(len(one.items) <= limit for one in pieces):
            break
    found = tuple(part for one in pieces for part in _numbered(one, limit))
    places = {id(item): one.key for one in found for item in one.items}
    keys = {one.key for one in found}
    return Cut(found, {one.key: places[id(one.items[0])] for one in passed if one.key not in keys})


def _stretches(year: Iterable[T], date: Callable[[T], str | None], months: int) -> list[Period[T]]:
    """What there is of each so many months of a year."""
    found: dict[tuple[str, str], list[T]] = {}
    for item in year:
        found.setdefault(_stretch(date(item), months), []).append(item)
    return [Period(key, label, tuple(items)) for (key, label), items in found.items()]


def _stretch(date: str | None, months: int) -> tuple[str, str]:
    """The stretch of so many months that a date is in: its key, and how it is called."""
    if not date:
        return UNDATED, UNDATED
    year, month = date[:4], date[5:7]
    if not (month.isdigit() and 1 <= int(month) <= len(_MONTHS)):
        return f"{year}-xx", f"{year}, month unknown"
    if months == 1:
        return date[:7], day(date[:7])
    number = (int(month) - 1) // months
    first, last = _MONTHS[number * months], _MONTHS[number * months + months - 1]
    return f"{year}-{_PIECES[months]}{number + 1}", f"{first}–{last} {year}"


def _cut(date: str | None, length: int) -> str:
    return date[:length] if date else UNDATED


def _period(key: str, items: tuple[T, ...]) -> Period[T]:
    return Period(key, day(None if key == UNDATED else key), items)


def _numbered(whole: Period[T], limit: int) -> list[Period[T]]:
    items = whole.items
    if len(items) <= limit:
        return [whole]
    first = len(items) % limit or limit
    cuts = [0, *range(first, len(items) + 1, limit)]
    numbers = range(len(cuts) - 1, 0, -1)
    return [
        Period(f"{whole.key}-p{number}", f"{whole.label}, part {number}", items[start:end])
        for number, (start, end) in zip(numbers, pairwise(cuts), strict=True)
    ]
