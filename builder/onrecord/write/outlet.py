"""An outlet's pages: what it carries that others do not, whom it quotes how much, and its articles by date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from onrecord import addresses
from onrecord.model import Entry, Outlet
from onrecord.write import dates, escape, ledger
from onrecord.write.articles import LISTED, by_day
from onrecord.write.catalogue import Beside, Catalogue, Link, counted, tally
from onrecord.write.render import Page
from onrecord.write.timeline import HEIGHT, timeline
from onrecord.write.watch import those

TOPICS = 12
NEWEST = 40
"""Articles that the outlet's own page shows; all of them stand on further pages by time."""


def further(catalogue: Catalogue, outlet: Outlet) -> Iterator[tuple[str, Callable[[], Page]]]:
    """The pages of an outlet's articles by time: the path of each, and what makes it."""
    own, deeper = addresses.outlet(outlet.id), catalogue.deeper()
    for part, beside in deeper.beside(own, _parts(catalogue, outlet)):
        yield addresses.file(addresses.part(own, part.key)), partial(part_page, deeper, outlet, part, beside)


def page(catalogue: Catalogue, outlet: Outlet) -> Page:
    """The outlet's own page."""
    entries = catalogue.articles(outlet.articles)
    quotations = tally(one for entry in entries for one in those(catalogue.archive.renderings, entry.renderings))
    return Page("outlet.md.j2", _meta(outlet, len(entries)), {
        "outlet": outlet,
        "counts": [counted(len(entries), "article"), *quotations],
        "when": dates.between(entry.record.date for entry in entries),
        "height": HEIGHT,
        "timeline": timeline((entry.record.date for entry in entries), "article"),
        "topics": _topics(catalogue, entries),
        "search": catalogue.search(outlet=outlet.id, q=""),
        **_ledger(catalogue, outlet, entries),
        "days": list(by_day(catalogue, entries[:NEWEST], outlet=False)),
        "listed": NEWEST,
        "articles": len(entries),
        "parts": catalogue.parts(addresses.outlet(outlet.id), _parts(catalogue, outlet)),
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


def _ledger(catalogue: Catalogue, outlet: Outlet, entries: Sequence[Entry]) -> dict[str, object]:
    """What sets the outlet apart, as its template shows it."""
    alone, carried = ledger.statements(catalogue, outlet, entries)
    years = ledger.years(catalogue, entries, alone)
    columns = ledger.columns(years)
    several = len(catalogue.archive.outlets) > 1
    return {
        "columns": columns,
        "quoted": ledger.quoted(catalogue, outlet, entries, columns),
        "years": years if len(years) > 1 else [],
        "several": several,
        "alone": ledger.of_all(len(alone), carried) if several and carried else "",
        "shared": ledger.shared(catalogue, outlet),
        "in_stories": ledger.in_shared_stories(catalogue, outlet, alone),
    }


def _parts(catalogue: Catalogue, outlet: Outlet) -> list[dates.Period[Entry]]:
    """The further pages of an outlet's articles; none where its own page has them all."""
    found = catalogue.articles(outlet.articles)
    return dates.periods(found, lambda entry: entry.record.date, LISTED) if len(found) > NEWEST else []


def _topics(catalogue: Catalogue, entries: Sequence[Entry]) -> list[Link]:
    counts = Counter(i for entry in entries for i in entry.topics if i in catalogue.archive.topics)
    ranked = sorted(((n, i) for i, n in counts.items()), key=lambda pair: (-pair[0], pair[1]))
    return [catalogue.topic(i, n) for n, i in ranked[:TOPICS]]


def _meta(outlet: Outlet, articles: int) -> dict[str, object]:
    told = f"{counted(articles, 'article')} by {outlet.name}: whom they quote, and what no other outlet carries."
    return {
        "title": escape.heading(outlet.name),
        "description": escape.heading(told),
        "outlet": escape.plain(outlet.name),
    }
