"""The archive as pages see it: who is linked where, in which words, and what is shown of what rights allow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from markupsafe import Markup

from onrecord import addresses
from onrecord.model import Archive, Entry, Rendering, Rights, Statement
from onrecord.text import normalise
from onrecord.write import dates, escape
from onrecord.write.site import Site

_REOPENED = re.compile(r"\s*\n\s*\n\s*[\"“‘'«]?")
_PLAIN_ADDRESS = re.compile(r"[\w/#-]*", re.ASCII)
LONGEST_SOURCE = 10
"""Words of a source that nobody named; more are a clause."""
NAMED_CARRIERS = 4
"""How many articles a statement's line names before it says "and n more"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere, and how much is there."""

    label: str
    target: Markup
    count: int | None = None


class Part(Protocol):
    """A part of a long list with a page of its own."""

    @property
    def key(self) -> str:
        """The last part of its address."""

    @property
    def label(self) -> str:
        """How it is called."""


AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True, slots=True)
class Beside:
    """The pages before and after a part of a long list, as the list runs: newest first, or by the alphabet."""

    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True)
class Item:
    """One statement as a line of a list.

    Attributes:
        words: its fullest wording.
        target: its page, or the place in the article that alone carries it.
        speakers: who is credited with it; empty: nobody named.
        carriers: the articles that carry it, by outlet; `more` counts those not named.
        summary: "3 outlets, 2 cuts", or "" where one article alone carries it.
    """

    id: str
    words: str
    target: Markup
    date: str | None
    speakers: tuple[Link, ...]
    carriers: tuple[Link, ...]
    more: int
    summary: str
    topics: tuple[Link, ...]
    disputed: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The archive, the site, and one page's distance from the root of docs (`up`: "../" for "speakers/x.md")."""

    archive: Archive
    site: Site
    up: str = "../"

    def deeper(self) -> Catalogue:
        """The same for pages one folder further down."""
        return Catalogue(self.archive, self.site, self.up + "../")

    def file(self, address: str) -> Markup:
        """The Markdown file of an address of the site, as a link target from the page."""
        path, mark, anchor = address.partition("#")
        if not _PLAIN_ADDRESS.fullmatch(address):
            path, anchor = quote(path), quote(anchor)
        return Markup(f"{self.up}{addresses.file(path)}{mark}{anchor}")  # noqa: S704  # percent-encoded

    def article(self, article_id: str, label: str | None = None) -> Link:
        """The link to an article, under its headline."""
        headline = self.archive.entries[article_id].record.article.headline
        return Link(label or headline, self.file(addresses.article(article_id)))

    def speaker(self, speaker_id: str, count: int | None = None) -> Link:
        """The link to a speaker."""
        return Link(self.archive.speakers[speaker_id].name, self.file(addresses.speaker(speaker_id)), count)

    def topic(self, topic_id: str, count: int | None = None) -> Link:
        """The link to a topic."""
        return Link(self.archive.topics[topic_id].label, self.file(addresses.topic(topic_id)), count)

    def outlet(self, outlet_id: str, count: int | None = None) -> Link:
        """The link to an outlet."""
        return Link(self.archive.outlets[outlet_id].name, self.file(addresses.outlet(outlet_id)), count)

    def rendering(self, found: Rendering, label: str = "") -> Link:
        """The link to a quotation's place in its article, under the outlet's name."""
        return Link(label or self.carrier_name(found.article), self.file(addresses.rendering(found)))

    def carrier_name(self, article_id: str) -> str:
        """Who published the article; where nobody knows, the headline stands for it."""
        entry = self.archive.entries[article_id]
        if entry.outlet in self.archive.outlets:
            return self.outlet_name(entry)
        return f"“{escape.shortened(entry.record.article.headline, 48)}”"

    def outlet_name(self, entry: Entry) -> str:
        """Who published the article, or that nobody knows."""
        outlet = self.archive.outlets.get(entry.outlet or "")
        return outlet.name if outlet else "outlet unknown"

    def topics(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """The links to topics, without those that a narrower one among them implies."""
        found = [i for i in ids if i in self.archive.topics]
        implied = {broader for i in found for broader in self._broader(i)}
        return tuple(self.topic(i) for i in found if i not in implied)

    def parts(self, address: str, found: Sequence[dates.Period[Any]]) -> list[Link]:
        """The links to the further pages of a long list, which stand below `address`."""
        return [Link(one.label, self.file(addresses.part(address, one.key)), len(one.items)) for one in found]

    def beside(self, address: str, found: Sequence[AnyPart]) -> Iterator[tuple[AnyPart, Beside]]:
        """The further pages of a long list, each with the links to the one before and the one after it."""
        links = [None, *(Link(part.label, self.file(addresses.part(address, part.key))) for part in found), None]
        return zip(found, map(Beside, links, links[2:]), strict=False)

    def search(self, **query: str) -> Markup | None:
        """The link to the search page with the query filled in, or None where the site has no such page."""
        if not self.site.search:
            return None
        wanted = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items())
        return Markup(self.up + quote(self.site.search) + ("?" + wanted if wanted else ""))  # noqa: S704  # encoded

    def renderings(self, statement: Statement) -> list[Rendering]:
        """The renderings of a statement, in its order."""
        return [self.archive.renderings[i] for i in statement.renderings if i in self.archive.renderings]

    def source(self, rendering: Rendering) -> str:
        """The article's words for a source that nobody named; "" where somebody is, or the words tell of no one.

        A whole clause is no word for anybody: it shows that the source was not recognised.
        """
        mention = rendering.quotation.mention
        if rendering.speaker or mention is None:
            return ""
        words = mention.of(self.archive.entries[rendering.article].record.article.text)
        return words if len(words.split()) <= LONGEST_SOURCE else ""

    def statements(self, rendering_ids: Iterable[str]) -> list[Statement]:
        """The statements that some renderings render, each once, newest first."""
        archive = self.archive
        ids = dict.fromkeys(archive.renderings[i].statement for i in rendering_ids if i in archive.renderings)
        return self.newest(archive.statements[i] for i in ids)

    def newest(self, statements: Iterable[Statement]) -> list[Statement]:
        """Statements, newest first; those of one day in the order of their articles' text."""
        return dates.newest_first(sorted(statements, key=self._place), lambda found: found.first)

    def _place(self, statement: Statement) -> tuple[str, int, str]:
        first = self.archive.renderings[statement.renderings[0]]
        return first.article, first.quotation.content.start, statement.id

    def articles(self, ids: Iterable[str]) -> list[Entry]:
        """The articles of some ids, newest first."""
        found = (self.archive.entries[i] for i in sorted(ids) if i in self.archive.entries)
        return dates.newest_first(found, lambda entry: entry.record.date)

    def count_speakers(self, statement_ids: Iterable[str]) -> list[Link]:
        """The speakers of some statements with how many are theirs, most first."""
        counts: Counter[str] = Counter()
        for i in statement_ids:
            counts.update(self.archive.statements[i].speakers)
        return [self.speaker(i, n) for i, n in _ranked(counts) if i in self.archive.speakers]

    def count_topics(self, statements: Sequence[Statement]) -> list[Link]:
        """The topics of some statements with how many are about each, most first."""
        counts = Counter(i for found in statements for i in found.topics)
        return [self.topic(i, n) for i, n in _ranked(counts) if i in self.archive.topics]

    def count_outlets(self, statements: Sequence[Statement]) -> list[Link]:
        """The outlets that carried some statements with how many each did, most first."""
        counts = Counter(i for found in statements for i in found.outlets)
        return [self.outlet(i, n) for i, n in _ranked(counts) if i in self.archive.outlets]

    def _broader(self, topic_id: str) -> Iterable[str]:
        seen = {topic_id}
        while (above := self.archive.topics[topic_id].broader) and above in self.archive.topics and above not in seen:
            yield above
            seen.add(above)
            topic_id = above

    def item(self, statement: Statement) -> Item:
        """The statement as a line of a list."""
        found = self.renderings(statement)
        by_article = {rendering.article: rendering for rendering in reversed(found)}
        carriers = [self.rendering(by_article[i]) for i in dict.fromkeys(r.article for r in found)]
        return Item(
            id=statement.id,
            words=spoken(statement.wording),
            target=self.file(addresses.statement(self.archive, statement)),
            date=statement.first,
            speakers=tuple(self.speaker(i) for i in statement.speakers if i in self.archive.speakers),
            carriers=tuple(carriers[:NAMED_CARRIERS]),
            more=max(0, len(carriers) - NAMED_CARRIERS),
            summary=self._summary(found) if len(carriers) > 1 else "",
            topics=self.topics(statement.topics),
            disputed=statement.disputed,
            corrected=any(rendering.correction for rendering in found),
        )

    def outlets_of(self, article_ids: Iterable[str]) -> int | None:
        """How many outlets published some articles; None where nobody knows, one of them being unknown."""
        outlets = {self.archive.entries[i].outlet for i in article_ids}
        return None if None in outlets else len(outlets)

    def _summary(self, found: Sequence[Rendering]) -> str:
        cuts = len({normalise(self.archive.words(rendering)) for rendering in found})
        articles = {rendering.article for rendering in found}
        outlets = self.outlets_of(articles) or 1
        return (counted(outlets, "outlet") if outlets > 1 else counted(len(articles), "article")) + (
            f", {cuts} cuts" if cuts > 1 else ""
        )


def spoken(words: str) -> str:
    """A wording for show: without the comma at its end, which belongs to the sentence around it."""
    return joined(words).removesuffix(",")


def joined(words: str) -> str:
    """A quotation's words on one line, without the marks that reopen it at each paragraph."""
    return _REOPENED.sub(" ", words).strip()


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 outlet", "2 outlets", "2,140 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def published(archive: Archive, default: Rights = "full") -> Archive:
    """The archive without what the rights of its articles keep back.

    Captions are published with the full text only, a deck with an excerpt too; an article of which only the metadata is
    published keeps no words. Statements known from such articles alone are left out; others lose those renderings,
    and, where it was one of them that had the fullest wording, take the fullest that may be shown.
    """
    rights = {i: archive.rights(entry, default) for i, entry in archive.entries.items()}
    if all(right == "full" for right in rights.values()):
        return archive
    closed = {i for i, right in rights.items() if right == "metadata"}
    hidden = {i for i, rendering in archive.renderings.items() if rendering.article in closed}
    statements = {i: _without(archive, found, hidden) for i, found in archive.statements.items()}
    kept = {i: found for i, found in statements.items() if found is not None}
    return replace(
        archive,
        entries={i: _restricted(entry, rights[i]) for i, entry in archive.entries.items()},
        renderings={i: r for i, r in archive.renderings.items() if i not in hidden},
        statements={i: replace(s, recurs=tuple(r for r in s.recurs if r in kept)) for i, s in kept.items()},
        speakers={
            i: replace(s, renderings=tuple(r for r in s.renderings if r not in hidden))
            for i, s in archive.speakers.items()
        },
        topics={
            i: replace(t, statements=tuple(s for s in t.statements if s in kept)) for i, t in archive.topics.items()
        },
    )


def _restricted(entry: Entry, rights: Rights) -> Entry:
    """The entry with the words around its text that may be shown."""
    article = entry.record.article
    if rights == "full":
        return entry
    article = replace(article, captions=(), deck=article.deck if rights == "excerpt" else None)
    if rights != "excerpt" and article.headline_source == "lede":  # made from the text, so it is text
        article = replace(article, headline="Untitled article")
    if rights == "metadata":
        entry = replace(entry, renderings=())
    return replace(entry, record=replace(entry.record, article=article))


def _without(archive: Archive, statement: Statement, hidden: set[str]) -> Statement | None:
    left = [archive.renderings[i] for i in statement.renderings if i not in hidden]
    if len(left) == len(statement.renderings):
        return statement
    if not left:
        return None
    outlets = (archive.entries[rendering.article].outlet for rendering in left)
    return replace(
        statement,
        wording=max((archive.words(rendering) for rendering in left), key=len),
        speakers=tuple(dict.fromkeys(rendering.speaker for rendering in left if rendering.speaker)),
        renderings=tuple(rendering.id for rendering in left),
        articles=tuple(dict.fromkeys(rendering.article for rendering in left)),
        outlets=tuple(dict.fromkeys(outlet for outlet in outlets if outlet)),
        disputed=len({rendering.speaker for rendering in left if rendering.speaker}) > 1,
    )
