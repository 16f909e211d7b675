"""An outlet's pages: its articles by date, and whom it quotes most."""

from __future__ import annotations

from collections import Counter

from onrecord import addresses
from onrecord.model import Entry, Outlet
from onrecord.write import dates, escape
from onrecord.write.articles import LISTED, by_day
from onrecord.write.catalogue import Beside, Catalogue, Link, counted, tally
from onrecord.write.render import Page

QUOTED = 20
TOPICS = 12


def parts(catalogue: Catalogue, outlet: Outlet) -> tuple[dates.Period[Entry], ...]:
    """The further pages of an outlet with more articles than one page should list."""
    found = catalogue.articles(outlet.articles)
    return dates.parts(found, lambda entry: entry.record.date, LISTED)


def page(catalogue: Catalogue, outlet: Outlet) -> Page:
    """The outlet's page."""
    entries = catalogue.articles(outlet.articles)
    known = catalogue.archive.renderings
    quotations = tally(known[i] for entry in entries for i in entry.renderings if i in known)
    meta = {
        "title": escape.heading(outlet.name),
        "description": escape.heading(f"{counted(len(entries), 'article')} by {outlet.name}, and whom they quote."),
        "outlet": escape.plain(outlet.name),
    }
    return Page("outlet.md.j2", meta, {
        "outlet": outlet,
        "counts": [counted(len(entries), "article"), *quotations],
        "when": dates.between(entry.record.date for entry in entries),
        "quoted": _most_quoted(catalogue, entries),
        "topics": _topics(catalogue, entries),
        "search": catalogue.search(outlet=outlet.id, q=""),
        "days": list(by_day(catalogue, entries[:LISTED], outlet=False)),
        "listed": min(len(entries), LISTED),
        "articles": len(entries),
        "parts": catalogue.parts(addresses.outlet(outlet.id), parts(catalogue, outlet)),
    })  # fmt: skip


def part_page(catalogue: Catalogue, outlet: Outlet, part: dates.Period[Entry], beside: Beside) -> Page:
    """The articles of one period by an outlet."""
    meta = {"title": escape.heading(f"{outlet.name}: {part.label}"), "outlet": escape.plain(outlet.name)}
    return Page("articles_part.md.j2", meta, {
        "kicker": "Outlets",
        "of": catalogue.outlet(outlet.id),
        "label": part.label,
        "count": counted(len(part.items), "article"),
        "days": list(by_day(catalogue, part.items, outlet=False)),
        "beside": beside,
    })  # fmt: skip


def _most_quoted(catalogue: Catalogue, entries: list[Entry]) -> list[Link]:
    known = catalogue.archive.renderings
    found = (known[i] for entry in entries for i in entry.renderings if i in known)
    counts = Counter(speaker for one in found if not one.reported for speaker in one.speakers)
    ranked = sorted(((n, i) for i, n in counts.items()), key=lambda pair: (-pair[0], pair[1]))
    return [catalogue.speaker(i, n) for n, i in ranked[:QUOTED]]


def _topics(catalogue: Catalogue, entries: list[Entry]) -> list[Link]:
    counts = Counter(i for entry in entries for i in entry.topics if i in catalogue.archive.topics)
    ranked = sorted(((n, i) for i, n in counts.items()), key=lambda pair: (-pair[0], pair[1]))
    return [catalogue.topic(i, n) for n, i in ranked[:TOPICS]]
