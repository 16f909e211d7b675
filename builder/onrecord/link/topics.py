"""Topics: saved queries, matched against the words of articles and of statements.

What an article and its quotations are about follows from the article and the queries alone, and is remembered as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from onrecord import query, text
from onrecord.errors import QueryError
from onrecord.link import contexts
from onrecord.link.addressing import Addressed
from onrecord.link.matching import FIELDS, Texts, looked_for
from onrecord.link.memo import Memo
from onrecord.link.quoted import Quoted
from onrecord.model import Problem, Record, Statement, Topic, TopicEntry
from onrecord.query import Query

_WORDS = 200  # of an article, for which it must say once more what the query looks for …
_FIRST_WORDS = 100  # … and so many for the second time …
_MENTIONS = 4  # … up to so many times; or else say it where it opens
_PARAGRAPH = "\n\n"
_BATCH = 256  # articles whose words are held at a time

_Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What articles, statements and quotations without marks are about: for the id of each, topics in their order."""

    articles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    statements: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reported: dict[str, tuple[str, ...]] = field(default_factory=dict)


def find(
    articles: Addressed,
    quotations: Sequence[Quoted],
    added: Sequence[Quoted],
    said: Mapping[str, Statement],
    entries: Sequence[TopicEntry],
    memo: Memo,
) -> tuple[dict[str, Topic], About, tuple[Problem, ...]]:
    """The topics by id, what each member is about, and the queries that cannot be read.

    An article is about a topic if the query matches its headline, deck and text together, and finds its words in the
    opening, or in the whole twice from 100 words on, and once more for each 200 (four times are enough): a passing
    mention is no topic.
    A quotation is matched by the words of the sentences it stands in, its own with them, and, where it opens one, those
    of the sentence before. A statement is about what one of its renderings is about; one with no topic of its own has
    those that the headline of one of its articles tells. So has a quotation without marks. A broader topic holds what
    its narrower ones hold.

    Args:
        articles: all of them.
        quotations: as extraction found them, in the order of `articles`.
        added: the editor's besides.
        said: the statements by id.
        entries: the editor's topics.
        memo: of what each article and its quotations are about.
    """
    queries, problems = _queries(entries)
    if not entries:
        return {}, About(), problems
    hits = _hits(articles, quotations, queries, memo)
    hits.add(added, {record.article.id: record for record in articles.records} if added else {}, queries)
    broader = _Broader(entries, list(queries))
    about = About(
        articles=broader.of(hits.articles.items()),
        statements=broader.of((id_, hits.statement(statement)) for id_, statement in said.items()),
        reported=broader.of((one.id, hits.quotation(one)) for one in (*quotations, *added) if one.reported),
    )
    return _topics(entries, about), about, problems


def _queries(entries: Iterable[TopicEntry]) -> tuple[dict[str, Query | None], tuple[Problem, ...]]:
    """Each topic's query as a tree, by topic id in order; None for one that cannot be read, which matches nothing."""
    queries: dict[str, Query | None] = {}
    problems = []
    for entry in sorted(entries, key=lambda entry: entry.id):
        try:
            queries[entry.id] = query.parse(entry.query, FIELDS)
        except QueryError as error:
            queries[entry.id] = None
            message = f"the query of topic {entry.id!r} is not understood: {error}"
            problems.append(Problem(entry.where, "link", message, "Mend the query; until then the topic is empty."))
    return queries, tuple(problems)


@dataclass(frozen=True, slots=True)
class Matches:
    """The ids of the articles that are about what a query looks for, and of those that it matches in passing only."""

    about: set[str]
    passing: set[str]


def matches(
    records: Sequence[Record], words: Mapping[str, Sequence[str]], queries: Mapping[str, Query | None]
) -> dict[str, Matches]:
    """The articles that each query matches, by its own key. `words` are those of the text of each article."""
    bodies = [words[record.article.id] for record in records]
    return {
        key: Matches(*({records[number].article.id for number in numbers} for numbers in found))
        for key, found in zip(queries, _matching(records, bodies, list(queries.values())), strict=True)
    }


def _matching(
    records: Sequence[Record], bodies: Sequence[Sequence[str]], queries: Sequence[Query | None]
) -> Iterator[tuple[set[int], set[int]]]:
    """For each query, the numbers of the articles that are about what it looks for, and of those it matches besides."""
    asking = [wanted for wanted in queries if wanted]
    titles = [text.words(record.article.headline) for record in records]
    decks = [text.words(record.article.deck or "") for record in records]
    openings = [text.words(_opening(record)) for record in records]
    whole = Texts([{"title": t, "text": [*t, *d, *b]} for t, d, b in zip(titles, decks, bodies, strict=True)], asking)
    begun = Texts([{"title": t, "text": o} for t, o in zip(titles, openings, strict=True)], asking)
    needed = [min(_MENTIONS, 1 + (len(body) + _WORDS - _FIRST_WORDS) // _WORDS) for body in bodies]
    for wanted in queries:
        numbers = whole.matching(wanted) if wanted else frozenset()
        about = {n for n in numbers if wanted and (begun.weight(wanted, n) or whole.weight(wanted, n) >= needed[n])}
        yield about, {*numbers} - about


def _opening(record: Record) -> str:
    """Where an article says what it is about: headline, deck and first paragraph."""
    return f"{record.article.headline} \n {record.article.deck or ''} \n {record.article.text.partition(_PARAGRAPH)[0]}"


# --- what is known of each article ------------------------------------------------------------------------------------

_Matched = tuple[_Numbers, _Numbers, tuple[tuple[int, _Numbers], ...]]
"""The queries that an article is about, those that its headline alone matches, and, by number, its quotations' own."""


class _Hits:
    """What the queries match, by their numbers: articles, their headlines alone, and quotations."""

    def __init__(self) -> None:
        self.articles: dict[str, _Numbers] = {}
        self._headlines: dict[str, _Numbers] = {}
        self._quotations: dict[str, _Numbers] = {}

    def take(self, article: str, matched: _Matched, quotations: Sequence[Quoted], at: int) -> None:
        """Take what is known of an article; its quotations stand at `at`."""
        about, headline, own = matched
        self.articles[article] = about
        if headline:
            self._headlines[article] = headline
        for number, numbers in own:
            self._quotations[quotations[at + number].id] = numbers

    def add(
        self, quotations: Sequence[Quoted], records: Mapping[str, Record], queries: Mapping[str, Query | None]
    ) -> None:
        """Take further quotations, whose articles are among `records`."""
        words = [{"text": text.words(_passage(records[one.article], one))} for one in quotations]
        for number, numbers in _numbered(words, list(queries.values())):
            self._quotations[quotations[number].id] = numbers

    def quotation(self, one: Quoted) -> _Numbers:
        """The queries that match a quotation, or else the headline of its article."""
        return self._quotations.get(one.id) or self._headlines.get(one.article, ())

    def statement(self, said: Statement) -> _Numbers:
        """The queries that match one of a statement's quotations, or else the headline of one of its articles."""
        own, told = self._quotations, self._headlines
        if len(said.renderings) == 1:
            return own.get(said.renderings[0]) or told.get(said.articles[0], ())
        found = {number for id_ in said.renderings for number in own.get(id_, ())}
        found = found or {number for article in said.articles for number in told.get(article, ())}
        return tuple(sorted(found))


def _hits(
    articles: Addressed, quotations: Sequence[Quoted], queries: Mapping[str, Query | None], memo: Memo
) -> _Hits:  # fmt: skip
    """What the queries match among all articles and what extraction found in them."""
    asked = hashlib.blake2b(repr([*queries.values()]).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    keys = [(articles.parts[record.article.id].digest, asked) for record in articles.records]
    begins = [0, *accumulate(len(record.quotations) for record in articles.records)]

    def make(missing: list[tuple[bytes, bytes]]) -> list[_Matched]:
        place = {key: number for number, key in enumerate(keys)}
        wanted = [(articles.records[n], quotations[begins[n] : begins[n + 1]]) for n in map(place.__getitem__, missing)]
        batches = (wanted[at : at + _BATCH] for at in range(0, len(wanted), _BATCH))
        return [matched for batch in batches for matched in _matched(batch, list(queries.values()))]

    hits = _Hits()
    for record, begin, matched in zip(articles.records, begins, memo.together("topics", keys, make), strict=False):
        hits.take(record.article.id, matched, quotations, begin)
    return hits


def _matched(
    batch: Sequence[tuple[Record, Sequence[Quoted]]], queries: Sequence[Query | None]
) -> Iterator[_Matched]:  # fmt: skip
    """What some articles, each with its quotations, and these are about."""
    records = [record for record, _ in batch]
    bodies = [text.words(record.article.text) for record in records]
    about = _turned([found for found, _ in _matching(records, bodies, queries)], len(records))
    headlines = [text.words(record.article.headline) for record in records]
    told = dict(_numbered([{"title": words, "text": words} for words in headlines], queries))
    said = [
        {"text": words}
        for (record, group), body in zip(batch, bodies, strict=True)
        for words in _passages(record, group, looked_for(filter(None, queries), set(body)))
    ]
    own = dict(_numbered(said, queries))
    begin = 0
    for number, (_, group) in enumerate(batch):
        found = ((n, own[begin + n]) for n in range(len(group)) if begin + n in own)
        yield about[number], told.get(number, ()), tuple(found)
        begin += len(group)


def _passages(record: Record, quotations: Iterable[Quoted], wanted: Sequence[str]) -> Iterator[list[str]]:
    """The words that tell what quotations are about: none where nothing `wanted` of the article is among them."""
    for quoted in quotations:
        passage = text.fold(_passage(record, quoted)) if wanted else ""
        yield text.words(passage) if any(word in passage for word in wanted) else []


def _passage(record: Record, quoted: Quoted) -> str:
    """What tells what a quotation is about."""
    article = record.article
    return contexts.passage(article, quoted.quotation).of(article.text)


def _numbered(
    texts: Sequence[Mapping[str, Sequence[str]]], queries: Sequence[Query | None]
) -> Iterator[tuple[int, _Numbers]]:
    """The numbers of the texts that any query matches, each with those of the queries."""
    asked = Texts(texts, [wanted for wanted in queries if wanted])
    found = _turned([asked.matching(wanted) if wanted else () for wanted in queries], len(texts))
    return ((number, numbers) for number, numbers in enumerate(found) if numbers)


def _turned(found: Sequence[Collection[int]], count: int) -> list[_Numbers]:
    """For each of `count` texts, the numbers of the queries that found it."""
    queries: list[list[int]] = [[] for _ in range(count)]
    for number, texts in enumerate(found):
        for text_ in texts:
            queries[text_].append(number)
    return [tuple(numbers) for numbers in queries]


# --- narrower and broader ---------------------------------------------------------------------------------------------


class _Broader:
    """Turns the numbers of queries into the ids of their topics, and of all that are broader, in order."""

    def __init__(self, entries: Sequence[TopicEntry], names: Sequence[str]) -> None:
        """`names` are the topics' ids by the numbers of their queries."""
        self._names = names
        self._broader = {entry.id: entry.broader for entry in entries}
        self._known: dict[_Numbers, tuple[str, ...]] = {}

    def of(self, found: Iterable[tuple[str, _Numbers]]) -> dict[str, tuple[str, ...]]:
        """For each id that any query has found, its topics."""
        return {id_: self._topics(numbers) for id_, numbers in found if numbers}

    def _topics(self, numbers: _Numbers) -> tuple[str, ...]:
        if numbers not in self._known:
            self._known[numbers] = tuple(sorted({topic for number in numbers for topic in self._above(number)}))
        return self._known[numbers]

    def _above(self, number: int) -> Iterator[str]:
        """A topic and all that are broader, at any distance."""
        topic: str | None = self._names[number]
        seen = set[str]()
        while topic in self._broader and topic not in seen:
            yield topic
            seen.add(topic)
            topic = self._broader[topic]


def _topics(entries: Sequence[TopicEntry], about: About) -> dict[str, Topic]:
    """The topics by id."""
    narrower = _members((entry.id, (entry.broader,)) for entry in entries if entry.broader)
    articles, statements, reported = (
        _members(found.items()) for found in (about.articles, about.statements, about.reported)
    )
    return {
        entry.id: Topic(
            id=entry.id,
            label=entry.label,
            query=entry.query,
            broader=entry.broader,
            narrower=narrower.get(entry.id, ()),
            iptc=entry.iptc,
            cap=entry.cap,
            articles=articles.get(entry.id, ()),
            statements=statements.get(entry.id, ()),
            reported=reported.get(entry.id, ()),
        )
        for entry in sorted(entries, key=lambda entry: entry.id)
    }


def _members(topics: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """For each topic, the ids of what has it, sorted."""
    found: dict[str, list[str]] = {}
    for id_, of in topics:
        for topic in of:
            found.setdefault(topic, []).append(id_)
    return {topic: tuple(sorted(ids)) for topic, ids in found.items()}
