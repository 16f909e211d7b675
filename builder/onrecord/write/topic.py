"""A topic's pages: its place among the topics, when it was spoken of, who said what about it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from onrecord import addresses
from onrecord.model import Entry, Statement, Topic
from onrecord.write import dates, escape, filters, head, redirects, sayings, sheets
from onrecord.write.articles import LISTED, by_day
from onrecord.write.catalogue import Beside, Catalogue, Link, counted
from onrecord.write.render import Page
from onrecord.write.sayings import Saying
from onrecord.write.sheets import Place, Sheet
from onrecord.write.timeline import HEIGHT, timeline
from onrecord.write.voices import voices

CARRIED = 3
"""Statements that most outlets carry, shown ahead of the newest."""
NEWEST = 30
"""Sayings, and articles, that the topic's own page shows; all of them stand on further pages by time."""
VOICES = 14
SPEAKERS = 60
SAID = "said/"
"""What the further pages of statements stand below; those of articles stand right below the topic."""


def further(catalogue: Catalogue, topic: Topic) -> Iterator[tuple[str, Callable[[], Page]]]:
    """The pages below a topic's own, of what was said and of articles, by time: the path of each, and what makes it."""
    sheet = _sheet(catalogue, topic)
    for place in sheets.in_time(sheet):
        address = place.sheet.address
        yield addresses.file(address), partial(said_page, catalogue.at(address), topic, place)
    for address, newer in sheets.outgrown(sheet):
        yield addresses.file(address), partial(redirects.outgrown, catalogue.at(address), newer)
    own, deeper = addresses.topic(topic.id), catalogue.deeper()
    for part, beside in deeper.beside(own, _parts(catalogue, topic)):
        yield addresses.file(addresses.part(own, part.key)), partial(part_page, deeper, topic, part, beside)


def page(catalogue: Catalogue, topic: Topic) -> Page:
    """The topic's own page."""
    sheet = _sheet(catalogue, topic)
    said = [one for one in sheet.items if isinstance(one, Statement)]
    speakers = sheets.quoted(catalogue, topic.statements)
    articles = catalogue.articles(topic.articles)
    facts = [counted(len(said), "statement"), counted(len(articles), "article")]
    return Page("topic.md.j2", _meta(topic, f"{' in '.join(facts)} about {topic.label}."), {
        "topic": topic,
        "broader": _broader(catalogue, topic),
        "narrower": _narrower(catalogue, topic),
        "counts": [facts[0], *_reported(len(sheet.items) - len(said)), facts[1], counted(len(speakers), "speaker")],
        "when": dates.between(catalogue.date(one) for one in sheet.items),
        "height": HEIGHT,
        "timeline": timeline(one.first for one in said),
        "voices": voices(catalogue, said, VOICES, topic=topic.id),
        "speakers": [sheets.link(catalogue, i, n, topic=topic.id) for i, n in speakers[VOICES:SPEAKERS]],
        "more_speakers": max(0, len(speakers) - SPEAKERS),
        "search": catalogue.search(topic=topic.id, q=""),
        **_said(catalogue, sheet),
        "days": list(by_day(catalogue, articles[:NEWEST])),
        "parts": catalogue.parts(addresses.topic(topic.id), _parts(catalogue, topic)),
        "articles": len(articles),
        "listed": NEWEST,
    })  # fmt: skip


def said_page(catalogue: Catalogue, topic: Topic, place: Place) -> Page:
    """What was said about a topic in a stretch of time."""
    sheet = place.sheet
    said = sum(isinstance(one, Statement) for one in sheet.items)
    counts = [counted(said, "statement")] * bool(said) + _reported(len(sheet.items) - said)
    meta = _meta(topic, f"{', '.join(counts)}: {sheet.title}.", sheet.title)
    meta["onrecord"] = head.of_sheet(catalogue, sheet.address, sheet.title)
    return Page("topic_said.md.j2", meta, {
        "hub": catalogue.file(addresses.hub("topic")),
        "trail": [Link(one.name, catalogue.file(one.address)) for one in sheet.above],
        "title": sheet.title,
        "counts": counts,
        "rows": filters.pages(catalogue, sheet, place.alike),
        **sayings.lists(catalogue, sheet.shown),
        "shown": len(sheet.shown),
        "total": len(sheet.items),
        "beside": Beside(*(Link(one.name, catalogue.file(one.address)) if one else None for one in place.beside)),
    })  # fmt: skip


def part_page(catalogue: Catalogue, topic: Topic, part: dates.Period[Entry], beside: Beside) -> Page:
    """The articles of one period about a topic."""
    meta = {"title": escape.heading(f"{topic.label}: {part.label}"), "topics": [escape.plain(topic.label)]}
    return Page("articles_part.md.j2", meta, {
        "kicker": "Topics",
        "of": catalogue.topic(topic.id),
        "label": part.label,
        "count": counted(len(part.items), "article"),
        "days": list(by_day(catalogue, part.items)),
        "beside": beside,
    })  # fmt: skip


def _said(catalogue: Catalogue, sheet: Sheet) -> dict[str, object]:
    """What the topic's own page shows of all that was said: everything, or what most outlets carry, and the newest."""
    shared = [one for one in sheet.items if isinstance(one, Statement) and len(one.outlets) > 1]
    shared.sort(key=lambda one: -len(one.outlets))
    shown = sheet.items[:NEWEST] if sheet.below else sheet.items
    return {
        "carried": sayings.lines(catalogue, shared[:CARRIED]) if sheet.below else [],
        **sayings.lists(catalogue, shown),
        "shown": len(shown),
        "total": len(sheet.items),
        "years": [Link(one.name, catalogue.file(one.address), len(one.items)) for one in sheet.below],
    }


def _sheet(catalogue: Catalogue, topic: Topic) -> Sheet:
    """All that was said about a topic; by year below that, where it is more than the topic's own page shows."""
    found: list[Saying] = [*catalogue.said_about(topic), *catalogue.reported(topic.reported)]
    sheet = Sheet(addresses.topic(topic.id), topic.label, tuple(dates.newest_first(found, catalogue.date)))
    if len(found) <= 2 * NEWEST:
        return sheet
    return Sheet(sheet.address, sheet.name, sheet.items, below=sheets.years(catalogue, sheet, SAID))


def _parts(catalogue: Catalogue, topic: Topic) -> list[dates.Period[Entry]]:
    """The further pages of a topic's articles; none where its own page has them all."""
    found = catalogue.articles(topic.articles)
    return dates.periods(found, lambda entry: entry.record.date, LISTED) if len(found) > NEWEST else []


def _reported(number: int) -> list[str]:
    """How many quotations without marks there are beside the statements."""
    return [f"{number:,} reported"] if number else []


def _broader(catalogue: Catalogue, topic: Topic) -> list[Link]:
    """The topics that it is a part of, the widest first."""
    known, found = catalogue.archive.topics, [topic]
    while (above := found[-1].broader) in known and above and known[above] not in found:
        found.append(known[above])
    return [catalogue.topic(one.id) for one in reversed(found[1:])]


def _narrower(catalogue: Catalogue, topic: Topic) -> list[Link]:
    """The narrower topics that something is about."""
    known = catalogue.archive.topics
    found = (known[i] for i in topic.narrower if i in known)
    return [catalogue.topic(one.id, len(one.statements)) for one in found if one.articles]


def _meta(topic: Topic, description: str, title: str = "") -> dict[str, object]:
    return {
        "title": escape.heading(title or topic.label),
        "description": escape.heading(description),
        "topics": [escape.plain(topic.label)],
    }
