"""The hubs of what has a date: articles, statements and stories, by year and month.

Where a list is too long for one page, its hub shows the newest and leads straight to every part, so that nothing is
ever more than two links from its hub, however large the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, Literal, TypeVar

from onrecord import addresses
from onrecord.model import Entry, Statement, Story
from onrecord.write import dates, months, story
from onrecord.write.articles import LISTED, Row, by_day
from onrecord.write.catalogue import Beside, Catalogue, Item, Link, counted
from onrecord.write.render import Page
from onrecord.write.speaker import by_day as statements_by_day

T = TypeVar("T")

Kind = Literal["article", "statement", "story"]
STATEMENTS = 100
STORIES = 200
NEWEST = 50
"""How many a hub shows itself where the whole list is in parts."""
DISPUTED = 25


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Everything of a kind, newest first, and how it is shown.

    Attributes:
        title: what the hub is called; `noun` one of its items.
        limit: how many of them one page lists.
        days: a page's items by day, ready for the template.
    """

    kind: Kind
    title: str
    noun: str
    items: tuple[T, ...]
    date: Callable[[T], str | None]
    limit: int
    days: Callable[[Catalogue, Sequence[T]], list[tuple[str | None, Sequence[object]]]]

    @property
    def parts(self) -> tuple[dates.Period[T], ...]:
        """The parts of a list that is too long for one page, newest first."""
        return dates.parts(self.items, self.date, self.limit)


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a listing with a page of its own; a year in several parts has one that leads to `months`."""

    listing: Listing[T]
    key: str
    label: str
    items: tuple[T, ...]
    within: tuple[dates.Period[T], ...] = ()


def articles(catalogue: Catalogue) -> Listing[Entry]:
    """All articles."""
    found = tuple(catalogue.articles(catalogue.archive.entries))
    return Listing("article", "Articles", "article", found, lambda entry: entry.record.date, LISTED, _articles_by_day)


def statements(catalogue: Catalogue) -> Listing[Statement]:
    """The statements that have a page."""
    archive = catalogue.archive
    found = tuple(catalogue.newest(one for one in archive.statements.values() if archive.has_page(one)))
    return Listing("statement", "Statements", "statement", found, lambda one: one.first, STATEMENTS, _statements_by_day)


def stories(catalogue: Catalogue) -> Listing[Story]:
    """All stories, by the day of their first article."""
    known = catalogue.archive.stories
    found = tuple(dates.newest_first((known[i] for i in sorted(known)), lambda one: one.first))
    return Listing("story", "Stories", "story", found, lambda one: one.first, STORIES, _stories_by_day)


def hub(catalogue: Catalogue, listing: Listing[Any]) -> Page:
    """The hub of a kind: how much there is of each month, then all of it, or the newest."""
    split = listing.parts
    shown = listing.items[:NEWEST] if split else listing.items
    number = _counted(listing, len(listing.items))
    meta = {"title": listing.title, "description": f"{number} by year and month."}
    return Page("dated.md.j2", meta, {
        "listing": listing,
        "number": number,
        "when": dates.between(map(listing.date, listing.items)),
        "total": len(catalogue.archive.statements),
        "disputed": _disputed(catalogue, listing),
        "calendar": _calendar(catalogue, listing, split),
        "numbered": _numbered(catalogue, listing, split),
        "listed": len(shown) if split else 0,
        "months": _months(catalogue, listing, shown),
    })  # fmt: skip


def further(catalogue: Catalogue, listing: Listing[T]) -> list[tuple[Part[T], Beside]]:
    """The further pages of a hub, each with those beside it: its parts, and the years that several parts make."""
    split = listing.parts
    below = addresses.parts(listing.kind)
    years = months.years(split)
    found = [
        (Part(listing, one.key, one.label, one.items, _within(years.get(one.key, ()), one.key)), beside)
        for one, beside in catalogue.beside(below, split)
    ]
    known = {one.key for one in split}
    missing = (Part(listing, year, year, (), tuple(within)) for year, within in years.items() if year not in known)
    return [*found, *((one, Beside(None, None)) for one in missing)]


def part(catalogue: Catalogue, found: Part[Any], beside: Beside) -> Page:
    """A part of a long list, or the year that several of them make."""
    listing, number = found.listing, len(found.items) + sum(len(one.items) for one in found.within)
    meta = {
        "title": f"{listing.title}: {found.label}",
        "description": f"{_counted(listing, number)}: {found.label}.",
    }
    everything = [item for one in found.within for item in one.items] + list(found.items)
    return Page("dated_part.md.j2", meta, {
        "listing": listing,
        "label": found.label,
        "count": _counted(listing, number),
        "calendar": _calendar(catalogue, listing, listing.parts, everything) if found.within else None,
        "numbered": _numbered(catalogue, listing, found.within),
        "months": _months(catalogue, listing, found.items),
        "beside": beside,
    })  # fmt: skip


def _within(found: Sequence[dates.Period[T]], year: str) -> tuple[dates.Period[T], ...]:
    return tuple(one for one in found if one.key != year)


def target(catalogue: Catalogue, listing: Listing[Any]) -> months.Target:
    """Where the months of a listing are, from another page."""
    below = addresses.parts(listing.kind)
    own = catalogue.file(addresses.hub(listing.kind))
    return months.placed(listing.parts, lambda key: catalogue.file(addresses.part(below, key)), own)


def _calendar(
    catalogue: Catalogue,
    listing: Listing[T],
    split: Sequence[dates.Period[T]],
    found: Sequence[T] | None = None,
) -> months.Calendar:
    below = addresses.parts(listing.kind)
    placed = months.placed(split, lambda key: catalogue.file(addresses.part(below, key)))
    return months.calendar(map(listing.date, listing.items if found is None else found), placed)


def _numbered(catalogue: Catalogue, listing: Listing[T], split: Sequence[dates.Period[T]]) -> list[_Numbered]:
    """The months that are too long for one page, each with its parts, named by their days."""
    below = addresses.parts(listing.kind)
    found: dict[str, list[Link]] = {}
    for one in split:
        month, numbered, _ = one.key.partition("-p")
        if numbered:
            label = _days([listing.date(item) for item in one.items])
            address = catalogue.file(addresses.part(below, one.key))
            found.setdefault(month, []).append(Link(label, address, len(one.items)))
    return [_Numbered(dates.day(None if month == dates.UNDATED else month), links) for month, links in found.items()]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A month in several parts."""

    label: str
    parts: list[Link]


def _days(found: Sequence[str | None]) -> str:
    """The days of a part of a month: "3–5", "7"; where they are not known, "more"."""
    known = sorted(int(date[8:10]) for date in found if date and date[8:10].isdigit())
    if not known:
        return "more"
    return f"{known[0]}" if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def _counted(listing: Listing[Any], number: int) -> str:
    return counted(number, listing.noun) if number == 1 or listing.kind != "story" else f"{number:,} stories"


def _disputed(catalogue: Catalogue, listing: Listing[Any]) -> list[Item]:
    if listing.kind != "statement":
        return []
    return [catalogue.item(one) for one in listing.items if one.disputed][:DISPUTED]


def _months(catalogue: Catalogue, listing: Listing[T], shown: Sequence[T]) -> list[_Month]:
    return [
        _Month(one.anchors, one.label, len(one.items), listing.days(catalogue, one.items))
        for one in months.by_month(shown, listing.date)
    ]


@dataclass(frozen=True, slots=True)
class _Month:
    """A month of a page's list."""

    anchors: tuple[str, ...]
    label: str
    count: int
    days: list[tuple[str | None, Sequence[object]]]


def _articles_by_day(catalogue: Catalogue, found: Sequence[Entry]) -> list[tuple[str | None, Sequence[object]]]:
    return list(by_day(catalogue, found))


def _statements_by_day(catalogue: Catalogue, found: Sequence[Statement]) -> list[tuple[str | None, Sequence[object]]]:
    return list(statements_by_day(catalogue, list(found)))


def _stories_by_day(catalogue: Catalogue, found: Sequence[Story]) -> list[tuple[str | None, Sequence[object]]]:
    return [
        (day, [Row(catalogue.story(one.id), story.summary(catalogue, one)) for one in told])
        for day, told in groupby(found, lambda one: one.first)
    ]
