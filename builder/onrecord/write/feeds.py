"""Atom feeds (RFC 4287): what is new in the archive, from an outlet, by a speaker, on a topic.

The archive's feed and an outlet's have articles, with who is quoted in them; a speaker's and a topic's have statements.
Where the site's address is known, addresses are whole. Where it is not, they are relative to the feed's own place,
which readers of feeds resolve. Ids are made of the archive's, so they stay when a site moves.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape as html
from itertools import islice

from onrecord import addresses
from onrecord.model import Entry, Outlet, Rendering, Speaker, Statement, Topic
from onrecord.write import escape
from onrecord.write.catalogue import Catalogue, counted, spoken
from onrecord.write.cite import Noun, outside
from onrecord.write.watch import those

LENGTH = 50
"""Entries of a feed, the newest."""
SPEAKER_FROM = 3
"""Statements from which a speaker has a feed: few who are quoted once are quoted again, and hosts count files."""
_WORDS = 600
"""Characters of a statement that a feed shows."""
_QUOTED = 30
_OURS = uuid.UUID("0f6c1f0e-64f4-5e5c-9f0e-2d8f2b6f6b11")
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: what it is of, where it is, and the page that it belongs to."""

    title: str
    path: str
    page: str
    identity: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed.

    Attributes:
        identity: what its id is made of.
        page: its page here; `original` that of the outlet.
        published: the day, ISO, as exact as known; `updated` is a later one if the editor corrected it.
        content: HTML.
    """

    identity: str
    title: str
    page: str
    published: str
    updated: str
    content: str
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    original: str | None = None
    language: str = ""


def of(catalogue: Catalogue, noun: Noun) -> list[Feed]:
    """The feeds of a noun's page: none, or its own."""
    name = catalogue.site.name
    if isinstance(noun, Speaker):
        if len(catalogue.said_by(noun)) < SPEAKER_FROM:
            return []
        title = f"What {noun.name} said"
        return [_feed("speaker", noun.id, f"{title} – {name}" if name else title)]
    if isinstance(noun, Topic):
        return [_feed("topic", noun.id, f"{noun.label} – {name}" if name else noun.label)]
    if isinstance(noun, Outlet):
        return [_feed("outlet", noun.id, f"{noun.name} – {name}" if name else noun.name)]
    return []


def everything(catalogue: Catalogue) -> Feed:
    """The feed of the whole archive."""
    return Feed(catalogue.site.name or "Articles", addresses.FEED, "", "archive")


def archive_feed(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of the feed of the whole archive."""
    yield addresses.FEED, _atom(catalogue, everything(catalogue), _articles(catalogue, catalogue.archive.entries))


def files_of(catalogue: Catalogue, noun: Speaker | Topic | Outlet) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of each feed of a noun."""
    for feed in of(catalogue, noun):
        if isinstance(noun, Outlet):
            items = _articles(catalogue, noun.articles)
        elif isinstance(noun, Speaker):
            items = _statements(catalogue, catalogue.said_by(noun))
        else:
            items = _statements(catalogue, catalogue.said_about(noun))
        yield feed.path, _atom(catalogue, feed, items)


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The path within docs and the content of every feed."""
    archive = catalogue.archive
    yield from archive_feed(catalogue)
    nouns: list[Speaker | Topic | Outlet] = [*archive.outlets.values(), *archive.speakers.values()]
    for noun in [*nouns, *archive.topics.values()]:
        yield from files_of(catalogue, noun)


def _feed(kind: addresses.Kind, id_: str, title: str) -> Feed:
    return Feed(escape.plain(title), addresses.feed(kind, id_), addresses.page(kind, id_), f"{kind}:{id_}")


def _articles(catalogue: Catalogue, ids: Iterable[str]) -> list[Item]:
    """The newest of some articles that are dated: a feed has no place for what nobody knows the day of."""
    dated = (entry for entry in catalogue.articles(ids) if entry.record.date)
    newest = islice(dated, LENGTH)
    return [catalogue.recall(("feed of articles", one.id), partial(_article, catalogue, one)) for one in newest]


def _article(catalogue: Catalogue, entry: Entry) -> Item:
    archive, article = catalogue.archive, entry.record.article
    said = those(archive.renderings, entry.renderings)
    in_marks = [rendering for rendering in said if not rendering.reported]
    date = entry.record.date or ""
    lines = "".join(_line(catalogue, rendering) for rendering in in_marks[:_QUOTED])
    deck = f"<p>{html(escape.plain(article.deck))}</p>" if article.deck else ""
    return Item(
        identity=f"article:{entry.id}",
        title=article.headline,
        page=addresses.article(entry.id),
        published=date,
        updated=max([date, *(word.date for one in said for word in one.corrections if word.date)]),
        content=deck + (f"<ul>{lines}</ul>" if lines else ""),
        authors=article.authors or tuple(_outlet_name(catalogue, entry)),
        topics=entry.topics,
        original=outside(article.url),
        language=article.language,
    )


def _line(catalogue: Catalogue, rendering: Rendering) -> str:
    words = escape.shortened(spoken(catalogue.archive.words(rendering)), _WORDS)
    names = [catalogue.archive.speakers[i].name for i in rendering.speakers]
    return f"<li>“{html(words)}” — {html(escape.plain(' and '.join(names) or 'nobody named'))}</li>"


def _outlet_name(catalogue: Catalogue, entry: Entry) -> list[str]:
    return [catalogue.archive.outlets[entry.outlet].name] if entry.outlet in catalogue.archive.outlets else []


def _statements(catalogue: Catalogue, newest: Iterable[Statement]) -> list[Item]:
    dated = (statement for statement in newest if statement.first)
    shown = islice(dated, LENGTH)
    return [catalogue.recall(("feed of statements", one.id), partial(_statement, catalogue, one)) for one in shown]


def _statement(catalogue: Catalogue, statement: Statement) -> Item:
    archive = catalogue.archive
    wording = spoken(statement.wording)
    names = [escape.plain(archive.speakers[i].name) for i in statement.speakers if i in archive.speakers]
    who = (" or " if statement.disputed else " and ").join(names) or "Nobody named"
    first, corrections = statement.first or "", archive.corrections(statement)
    carried = dict.fromkeys(catalogue.carrier_name(i) for i in statement.articles)
    return Item(
        identity=f"statement:{statement.id}",
        title=f"{who}: “{escape.shortened(wording, 100)}”",
        page=addresses.statement(archive, statement),
        published=first,
        updated=max([first, *(word.date for word in corrections if word.date)]),
        content=(
            f"<blockquote><p>{html(escape.shortened(wording, _WORDS))}</p></blockquote><p>— {html(who)}</p>"
            f"<p>{counted(len(statement.articles), 'article')}: {html(escape.plain(', '.join(carried)))}</p>"
        ),
        authors=tuple(names),
        topics=statement.topics,
    )


def _atom(catalogue: Catalogue, feed: Feed, items: Sequence[Item]) -> str:
    """The feed as XML. Its `updated` is that of its latest entry: it changes only when the feed does."""
    site, home = catalogue.site, catalogue.site.url or "../" * feed.path.count("/")
    updated = max((_time(item.updated) for item in items), default=_NEVER)
    own = (
        [f'<link rel="self" type="application/atom+xml" href="{_href(home, feed.path)}"/>']
        if catalogue.site.url
        else []
    )
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(feed.title)}</title>",
        f"<id>{_id(catalogue.site.name, feed.identity)}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(catalogue.site.name or 'onrecord')}</name></author>",
        f'<link rel="alternate" type="text/html" href="{_href(home, site.published(feed.page))}"/>',
        *own,
        "<generator>onrecord</generator>",
        *(catalogue.recall(("entry", home, item.identity), partial(_entry, catalogue, home, item)) for item in items),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _entry(catalogue: Catalogue, home: str, item: Item) -> str:
    """An entry."""
    return "\n".join(_lines(catalogue, home, item))


def _lines(catalogue: Catalogue, home: str, item: Item) -> Iterator[str]:
    language = f' xml:lang="{html(escape.plain(item.language))}"' if item.language else ""
    yield f"<entry{language}>"
    yield f"<title>{_text(item.title)}</title>"
    yield f"<id>{_id('', item.identity)}</id>"
    yield f"<published>{_time(item.published)}</published>"
    yield f"<updated>{_time(item.updated)}</updated>"
    yield from (f"<author><name>{_text(author)}</name></author>" for author in item.authors)
    yield f'<link rel="alternate" type="text/html" href="{_href(home, catalogue.site.published(item.page))}"/>'
    if item.original:
        yield f'<link rel="via" href="{html(item.original)}"/>'
    for i in item.topics:
        if i in catalogue.archive.topics:
            yield f'<category term="{html(i)}" label="{_text(catalogue.archive.topics[i].label)}"/>'
    yield f'<content type="html">{html(item.content)}</content>'
    yield "</entry>"


def _id(archive: str, identity: str) -> str:
    """A feed's or an entry's id: the same wherever the archive is published, and whatever becomes of its address."""
    return f"urn:uuid:{uuid.uuid5(_OURS, f'{archive}|{identity}')}"


def _time(date: str) -> str:
    """The first moment of a day, a month or a year, as RFC 3339 has it."""
    year, month, day = [*date[:10].split("-"), "01", "01"][:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def _href(home: str, path: str) -> str:
    return html(home + escape.encoded(path)) or "./"


def _text(text: str) -> str:
    return html(escape.plain(text).strip()) or "Untitled"
