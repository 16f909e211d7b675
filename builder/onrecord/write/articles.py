"""Lists of articles by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from onrecord.model import Entry
from onrecord.write.catalogue import Catalogue, Link, tally
from onrecord.write.watch import those

LISTED = 250
"""Articles on one page; more are split by year, month and number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list."""

    headline: Link
    facts: tuple[str, ...]


def by_day(
    catalogue: Catalogue, entries: Iterable[Entry], *, outlet: bool = True
) -> Iterator[tuple[str | None, list[Row]]]:
    """Articles (newest first) grouped by their day, with their `outlet` unless the page says it already."""
    for date, found in groupby(entries, lambda entry: entry.record.date):
        yield date, [_row(catalogue, entry, catalogue.outlet_name(entry) if outlet else "") for entry in found]


def _row(catalogue: Catalogue, entry: Entry, outlet: str) -> Row:
    quotations = ", ".join(tally(those(catalogue.archive.renderings, entry.renderings)))
    return Row(catalogue.article(entry.id), tuple(said for said in (outlet, quotations) if said))
