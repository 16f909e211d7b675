"""A topic's pages: its query, its place among the topics, and who said what about it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import addresses
from onrecord.model import Entry, Rendering, Statement, Topic
from onrecord.write import dates, escape
from onrecord.write.articles import LISTED, by_day
from onrecord.write.catalogue import Beside, Catalogue, Link, counted
from onrecord.write.render import Page
from onrecord.write.speaker import by_day as statements_by_day
from onrecord.write.speaker import reports_by_day

STATEMENTS = 40
REPORTED = 20
SPEAKERS = 40


def parts(catalogue: Catalogue, topic: Topic) -> tuple[dates.Period[Entry], ...]:
    """The further pages of a topic with more articles than one page should list."""
    found = catalogue.articles(topic.articles)
    return dates.parts(found, lambda entry: entry.record.date, LISTED)


def page(catalogue: Catalogue, topic: Topic) -> Page:
    """The topic's page."""
    archive, known = catalogue.archive, catalogue.archive.topics
    statements = catalogue.newest(archive.statements[i] for i in topic.statements if i in archive.statements)
    chosen, reported = _chosen(catalogue, statements), catalogue.reported(topic.reported)
    speakers = catalogue.count_speakers(found.id for found in statements)
    articles = catalogue.articles(topic.articles)
    said, written = counted(len(statements), "statement"), counted(len(articles), "article")
    return Page("topic.md.j2", _meta(topic, f"{said} in {written} about {topic.label}."), {
        "topic": topic,
        "broader": catalogue.topic(topic.broader) if topic.broader in known else None,
        "narrower": _narrower(catalogue, topic),
        "counts": [said, *_reported(reported), written, counted(len(speakers), "speaker")],
        "speakers": speakers[:SPEAKERS],
        "more_speakers": max(0, len(speakers) - SPEAKERS),
        "search": catalogue.search(topic=topic.id, q=""),
        "groups": list(statements_by_day(catalogue, chosen)),
        "shown": len(chosen),
        "total": len(statements),
        "reports": list(reports_by_day(catalogue, reported[:REPORTED])),
        "reported": len(reported),
        "reported_shown": min(len(reported), REPORTED),
        "days": list(by_day(catalogue, articles[:LISTED])),
        "parts": catalogue.parts(addresses.topic(topic.id), parts(catalogue, topic)),
        "listed": min(len(articles), LISTED),
        "articles": len(articles),
    })  # fmt: skip


def _reported(found: Sequence[Rendering]) -> list[str]:
    """How many quotations without marks there are beside the statements."""
    return [f"{len(found):,} reported"] if found else []


def _narrower(catalogue: Catalogue, topic: Topic) -> list[Link]:
    """The narrower topics that something is about."""
    known = catalogue.archive.topics
    found = (known[i] for i in topic.narrower if i in known)
    return [catalogue.topic(one.id, len(one.statements)) for one in found if one.articles]


def _chosen(catalogue: Catalogue, statements: list[Statement]) -> list[Statement]:
    """The statements to show: those that several articles carry first, then the newest; by date."""
    shared = [found for found in statements if catalogue.archive.has_page(found)]
    others = [found for found in statements if not catalogue.archive.has_page(found)]
    return catalogue.newest([*shared, *others][:STATEMENTS])


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


def _meta(topic: Topic, description: str) -> dict[str, object]:
    return {
        "title": escape.heading(topic.label),
        "description": escape.heading(description),
        "topics": [escape.plain(topic.label)],
    }
