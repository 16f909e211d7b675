"""The links that narrow what a sheet lists: to pages that have it, or, with the script, on the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.write import sayings
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.sayings import FACETS, Facet
from onrecord.write.sheets import ENOUGH, Sheet

NARROWABLE = 10
"""Sayings on a narrowed page from which on the script helps to narrow them further."""
SHOWN = 7
"""Ways to narrow by one facet that are shown; the others are folded."""
_TITLES: dict[Facet, str] = {"topic": "Topic", "outlet": "Outlet", "year": "Year", "month": "Month"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: a link, what the script knows it by, and whether the page shows it now."""

    link: Link
    key: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The ways to narrow by one facet.

    Attributes:
        every: the link to all, whatever they have of the facet; it is current where none is chosen.
        folded: those that are folded away.
        live: whether it needs the script: its links lead to this same page, narrowed.
    """

    facet: Facet
    title: str
    every: Choice
    choices: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    live: bool


def rows(catalogue: Catalogue, sheet: Sheet, pages: Sequence[Sheet]) -> list[Row]:
    """The ways to narrow what a sheet shows; `pages` are those beside it, or those by topic and outlet below it."""
    found = (_pages(catalogue, sheet, facet, pages) or _live(catalogue, sheet, facet) for facet in _TITLES)
    return [row for row in found if row]


def _pages(catalogue: Catalogue, sheet: Sheet, facet: Facet, pages: Sequence[Sheet]) -> Row | None:
    """The row of a facet that there are pages for."""
    there = [one for one in (*pages, *sheet.below) if one.facet == facet]
    if not there:
        return None
    choices = [
        Choice(Link(one.name, catalogue.file(one.address), len(one.items)), one.key, one.address == sheet.address)
        for one in there
    ]
    above = sheet.above[-1] if sheet.facet == facet else sheet
    return _row(facet, catalogue.file(above.address), choices, live=False)


def _live(catalogue: Catalogue, sheet: Sheet, facet: Facet) -> Row | None:
    """The row of a facet that only the script can narrow by, where the page has all that it is about."""
    ranked = sayings.rank(catalogue, sheet.items, facet) if facet in FACETS else []
    chosen = any(one.facet == facet for one in (*sheet.above, sheet))
    least = NARROWABLE if sheet.facet else ENOUGH
    if not sheet.whole or len(sheet.items) < least or len(ranked) < 2 or chosen:  # noqa: PLR2004  # one is no choice
        return None
    here = catalogue.file(sheet.address)
    choices = [
        Choice(Link(_name(catalogue, facet, key), here + Markup("?{}={}").format(facet, key), count), key)
        for key, count in ranked
    ]
    return _row(facet, here, choices, live=True)


def _name(catalogue: Catalogue, facet: Facet, key: str) -> str:
    archive = catalogue.archive
    if facet == "topic":
        return archive.topics[key].label
    return archive.outlets[key].name if facet == "outlet" else key


def _row(facet: Facet, every: Markup, choices: Sequence[Choice], *, live: bool) -> Row:
    first = [one for number, one in enumerate(choices) if number < SHOWN or one.current]
    folded = tuple(one for number, one in enumerate(choices) if number >= SHOWN and not one.current)
    everything = Choice(Link("All", every), "", not any(one.current for one in choices))
    return Row(facet, _TITLES[facet], everything, tuple(first), folded, live)
