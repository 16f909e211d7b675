"""A topic's pages: its query, its place among the topics, and who said what about it."""

from __future__ import annotations

from onrecord.model import Entry, Topic
from onrecord.write import dates, escape
from onrecord.write.articles import LISTED, by_day
from onrecord.write.catalogue import Catalogue, Link, counted
from onrecord.write.render import Page
from onrecord.write.speaker import by_day as statements_by_day

STATEMENTS = 40
SPEAKERS = 40


def parts(catalogue: Catalogue, topic: Topic) -> tuple[dates.Period[Entry], ...]:
    """The further pages of a topic with more articles than one page should list."""
    found = catalogue.articles(topic.articles)
    return tuple(dates.periods(found, lambda entry: entry.record.date, LISTED)) if len(found) > LISTED else ()


def page(catalogue: Catalogue, topic: Topic) -> Page:
    """The topic's page."""
    archive = catalogue.archive
    statements = dates.newest_first(
        (archive.statements[i] for i in sorted(topic.statements) if i in archive.statements), lambda s: s.first
    )
    shared = [found for found in statements if archive.has_page(found)]
    chosen = dates.newest_first(
        (shared + [s for s in statements if not archive.has_page(s)])[:STATEMENTS], lambda s: s.first
    )
    speakers = catalogue.count_speakers(found.id for found in statements)
    articles = catalogue.articles(topic.articles)
    return Page("topic.md.j2", _meta(topic, len(statements), len(articles)), {
        "topic": topic,
        "broader": catalogue.topic(topic.broader) if topic.broader in archive.topics else None,
        "narrower": [catalogue.topic(i, len(archive.topics[i].statements)) for i in topic.narrower if i in archive.topics],
        "counts": [counted(len(statements), "statement"), counted(len(articles), "article"), counted(len(speakers), "speaker")],
        "speakers": speakers[:SPEAKERS],
        "more_speakers": max(0, len(speakers) - SPEAKERS),
        "search": catalogue.search(topic=topic.label),
        "groups": list(statements_by_day(catalogue, chosen)),
        "shown": len(chosen),
        "total": len(statements),
        "days": list(by_day(catalogue, articles[:LISTED])),
        "parts": [Link(part.label, catalogue.file(f"topics/{topic.id}/{part.key}/"), len(part.items)) for part in parts(catalogue, topic)],
        "listed": min(len(articles), LISTED),
        "articles": len(articles),
    })  # fmt: skip


def part_page(catalogue: Catalogue, topic: Topic, part: dates.Period[Entry]) -> Page:
    """The articles of one period about a topic."""
    meta = {"title": escape.heading(f"{topic.label}: {part.label}"), "topics": [escape.plain(topic.label)]}
    return Page("articles_part.md.j2", meta, {
        "kicker": "Topics",
        "of": catalogue.topic(topic.id),
        "label": part.label,
        "count": counted(len(part.items), "article"),
        "days": list(by_day(catalogue, part.items)),
    })  # fmt: skip


def _meta(topic: Topic, statements: int, articles: int) -> dict[str, object]:
    said = f"{counted(statements, 'statement')} in {counted(articles, 'article')} about {topic.label}."
    return {
        "title": escape.heading(topic.label),
        "description": escape.heading(said),
        "topics": [escape.plain(topic.label)],
    }
