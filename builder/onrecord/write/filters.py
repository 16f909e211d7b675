"""The links that narrow what a sheet lists: to pages that have it, or to places that make the page show that alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from onrecord.write import sheets
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.sayings import Facet
from onrecord.write.sheets import Sheet

SHOWN = 7
"""Ways to narrow by one facet that are shown; the others are folded."""
_TITLES: dict[Facet, str] = {"topic": "Topic", "outlet": "Outlet", "year": "Year", "month": "Months"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: a link, its key, and whether the page is about just that."""

    link: Link
    key: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The ways to narrow by one facet.

    Attributes:
        every: the link to all, whatever they have of the facet; it is current where none is chosen.
        folded: those that are folded away.
        live: whether the page itself shows what is chosen: by style sheet, or with the script.
    """

    facet: Facet
    title: str
    every: Choice
    choices: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    live: bool


def rows(catalogue: Catalogue, sheet: Sheet, beside: Sequence[Sheet]) -> list[Row]:
    """The ways to narrow what a sheet shows; `beside` are those beside it, or those by topic and outlet below it."""
    there = sheets.choices(catalogue, sheet)
    live = {facet: _live(catalogue, facet, keys, beside) for facet, keys in there.items()}
    found = (live.get(facet) or _pages(catalogue, sheet, facet, beside) for facet in _TITLES)
    return [row for row in found if row]


def pages(catalogue: Catalogue, sheet: Sheet, beside: Sequence[Sheet]) -> list[Row]:
    """The same, on a page that is not narrowed itself: only those that lead to other pages."""
    return [row for facet in _TITLES if (row := _pages(catalogue, sheet, facet, beside))]


def _pages(catalogue: Catalogue, sheet: Sheet, facet: Facet, beside: Sequence[Sheet]) -> Row | None:
    """The row of a facet that there are pages for."""
    there = [one for one in (*beside, *sheet.below) if one.facet == facet]
    if not there:
        return None
    choices = [
        Choice(Link(one.name, catalogue.file(one.address), len(one.items)), one.key, one.address == sheet.address)
        for one in there
    ]
    above = sheet.above[-1] if sheet.facet == facet else sheet
    every = Choice(Link("All", catalogue.file(above.address)), "", not any(one.current for one in choices))
    return _row(facet, every, choices, live=False)


def _live(catalogue: Catalogue, facet: Facet, ranked: Sequence[tuple[str, int]], below: Sequence[Sheet]) -> Row:
    """The row of a facet that the page is narrowed by itself; what has a page of its own leads there."""
    own = {one.key: catalogue.file(one.address) for one in below if one.facet == facet}
    choices = [
        Choice(Link(_name(catalogue, facet, key), own.get(key) or _here(facet, key), count), key)
        for key, count in ranked
    ]
    return _row(facet, Choice(Link("All", _here(facet, "")), ""), choices, live=True)


def _here(facet: Facet, key: str) -> Markup:
    return Markup(quote(sheets.place(facet, key), safe="#="))  # noqa: S704  # percent-encoded


def _name(catalogue: Catalogue, facet: Facet, key: str) -> str:
    archive = catalogue.archive
    if facet == "topic":
        return archive.topics[key].label
    return archive.outlets[key].name if facet == "outlet" else key


def _row(facet: Facet, every: Choice, choices: Sequence[Choice], *, live: bool) -> Row:
    first = [one for number, one in enumerate(choices) if number < SHOWN or one.current]
    folded = tuple(one for number, one in enumerate(choices) if number >= SHOWN and not one.current)
    return Row(facet, _TITLES[facet], every, tuple(first), folded, live)
