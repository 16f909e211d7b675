"""A speaker's pages: who they are as outlets put it, and what they said, newest first, whole or narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from onrecord import addresses, reasons
from onrecord.model import Speaker, Statement
from onrecord.write import alongside, escape, filters, head, phrases, redirects, roles, sayings, sheets
from onrecord.write.catalogue import Beside, Catalogue, Link, counted
from onrecord.write.dates import between
from onrecord.write.filters import Row
from onrecord.write.head import headed
from onrecord.write.render import Page
from onrecord.write.sayings import by_day, reports_by_day
from onrecord.write.sheets import Place, Sheet
from onrecord.write.timeline import HEIGHT, timeline

__all__ = ["by_day", "page", "pages", "reports_by_day"]

ROLES = 3
"""Roles that stand under the name; all of them, with the outlets that use them, stand below what was said."""
PEOPLE = 12
"""Others who are named on a page about a topic."""


def pages(catalogue: Catalogue, speaker: Speaker) -> Iterator[tuple[str, Callable[[], Page]]]:
    """The speaker's own page, and those below it, by topic, outlet and time: the path of each, and what makes it."""
    own = sheets.own(catalogue, speaker)
    narrow = sheets.narrowed(catalogue, own)
    yield addresses.file(own.address), partial(headed, partial(page, sheet=own, narrow=narrow), catalogue, speaker)
    for place in sheets.every(own, narrow):
        address = place.sheet.address
        yield addresses.file(address), partial(sheet_page, catalogue.at(address), speaker, place)
    for address, newer in sheets.outgrown(own, *narrow):
        yield addresses.file(address), partial(redirects.outgrown, catalogue.at(address), newer)


def page(catalogue: Catalogue, speaker: Speaker, sheet: Sheet, narrow: Sequence[Sheet]) -> Page:
    """The speaker's own page; `narrow` are the sheets by topic and by outlet below its own."""
    counts = _counts(catalogue, speaker, sheet)
    called = roles.roles(catalogue, speaker)
    articles = {one.article for one in catalogue.renderings_of(speaker)}
    rows = filters.rows(catalogue, sheet, narrow)
    return Page("speaker.md.j2", _meta(speaker, f"What {speaker.name} said: {', '.join(counts)}."), {
        **_listing(catalogue, sheet, rows),
        "speaker": speaker,
        "roles": called[:ROLES],
        "all_roles": called if any(use.outlets for use in called) else [],
        "aliases": [alias for alias in speaker.aliases if alias != speaker.name],
        "candidates": catalogue.speakers(speaker.candidates),
        "names": _names(speaker),
        "counts": counts,
        "alongside": alongside.alongside(catalogue, speaker.id, articles),
        "search": catalogue.search(speaker=speaker.id, q=""),
        "held": _held(catalogue, speaker),
    })  # fmt: skip


def sheet_page(catalogue: Catalogue, speaker: Speaker, place: Place) -> Page:
    """What a speaker said about a topic, in an outlet, or in a stretch of time."""
    sheet = place.sheet
    counts = _counts(catalogue, speaker, sheet)
    rows = filters.rows(catalogue, sheet, place.alike)
    meta = _meta(speaker, f"What {speaker.name} said: {', '.join(counts)}. {sheet.title}.", sheet.title)
    meta["onrecord"] = head.of_sheet(catalogue, sheet.address, sheet.title)
    topic = catalogue.archive.topics.get(sheet.key) if sheet.facet == "topic" else None
    return Page("speaker_sheet.md.j2", {**meta, "topics": [escape.plain(topic.label)] if topic else []}, {
        **_listing(catalogue, sheet, rows),
        "hub": catalogue.file(addresses.hub("speaker")),
        "trail": [Link(one.name, catalogue.file(one.address)) for one in sheet.above],
        "counts": counts,
        "topic": catalogue.topic(topic.id) if topic else None,
        "outlet": catalogue.outlet(sheet.key) if sheet.facet == "outlet" else None,
        "others": _others(catalogue, speaker, topic.id) if topic else [],
        "search": catalogue.search(speaker=speaker.id, **({"topic": sheet.topic} if sheet.topic else {}), q=""),
        "beside": Beside(*(Link(one.name, catalogue.file(one.address)) if one else None for one in place.beside)),
    })  # fmt: skip


def _listing(catalogue: Catalogue, sheet: Sheet, rows: Sequence[Row]) -> dict[str, object]:
    """What all sheets have: their timeline, the ways to narrow them, what recurs in them, and what they list."""
    said = [one for one in sheet.items if isinstance(one, Statement)]
    return {
        "sheet": sheet,
        "when": between(catalogue.date(one) for one in sheet.items),
        "height": HEIGHT,
        "timeline": timeline(found.first for found in said),
        "rows": rows,
        "phrases": phrases.recurring(catalogue, said),
        "shown": len(sheet.shown),
        "total": len(sheet.items),
        **sayings.lists(catalogue, sheet.shown, faceted=any(row.live for row in rows)),
    }


def _counts(catalogue: Catalogue, speaker: Speaker, sheet: Sheet) -> list[str]:
    """How much a sheet is about; in an outlet, of what that has. The speaker's own page counts what is held, too."""
    own = list(catalogue.renderings_of(speaker))
    if sheet.facet:
        ids = {one.id for one in sheet.items}
        own = [one for one in own if (one.statement or one.id) in ids]
    if sheet.facet == "outlet":
        own = [one for one in own if catalogue.archive.entries[one.article].outlet == sheet.key]
    return sayings.counts(catalogue, sheet.items, own)


def _held(catalogue: Catalogue, speaker: Speaker) -> int:
    """How many reported clauses are told with the words in marks that stand in them."""
    return sum(one.holds is not None for one in catalogue.renderings_of(speaker))


def _others(catalogue: Catalogue, speaker: Speaker, topic_id: str) -> list[Link]:
    """Who else said most about a topic."""
    heard = catalogue.heard.get(topic_id, ())
    return [sheets.link(catalogue, i, n, topic=topic_id) for i, n in heard if i != speaker.id][:PEOPLE]


def _names(speaker: Speaker) -> list[tuple[str, str, str]]:
    """Each form of the name that differs from the one shown, why it is theirs, and in how many articles."""
    others = (naming for naming in speaker.names if naming.reason not in ("own", "unresolved"))
    return [(naming.form, reasons.naming(naming), counted(len(naming.articles), "article")) for naming in others]


def _meta(speaker: Speaker, description: str, title: str = "") -> dict[str, object]:
    return {
        "title": escape.heading(title or speaker.name),
        "description": escape.heading(description),
        "speakers": [escape.plain(speaker.name)],
    }
