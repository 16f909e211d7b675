"""Topics: saved queries, matched against the words of articles and of statements.

What an article and its quotations are about follows from the article and the queries alone, and is remembered as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord import query, text
from onrecord.errors import QueryError
from onrecord.link import contexts
from onrecord.link.addressing import Addressed
from onrecord.link.linked import Linked
from onrecord.link.matching import FIELDS, Texts, looked_for
from onrecord.link.memo import Memo
from onrecord.link.quoted import Quoted
from onrecord.model import Problem, Quotation, Record, Topic, TopicEntry
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
    articles: Addressed, linked: Linked, entries: Sequence[TopicEntry], memo: Memo
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
        linked: what the stages before found.
        entries: the editor's topics.
        memo: of what each article and its quotations are about.
    """
    queries, problems = _queries(entries)
    if not entries:
        return {}, About(), problems
    hits = _hits(articles, linked, queries, memo)
    broader = _Broader(entries, list(queries))
    about = About(*(broader.of(found.items()) for found in (hits.articles, *_sayings(hits, linked))))
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


@dataclass(slots=True)
class _Hits:
    """What the queries match, by their numbers.

    Attributes:
        articles: by id.
        quotations: what matches each, by its number among those extracted and then those added.
        headlines: what matches them, with the numbers of the quotations of their articles.
    """

    articles: dict[str, _Numbers] = field(default_factory=dict)
    quotations: list[tuple[int, _Numbers]] = field(default_factory=list)
    headlines: list[tuple[_Numbers, Sequence[int]]] = field(default_factory=list)


def _hits(articles: Addressed, linked: Linked, queries: Mapping[str, Query | None], memo: Memo) -> _Hits:
    """What the queries match among all articles and all that is quoted in them."""
    asked = hashlib.blake2b(repr([*queries.values()]).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    keys = [part.digest + asked for part in articles.parts.values()]
    groups = linked.extracted.blocks

    def make(missing: list[bytes]) -> list[_Matched]:
        place = {key: number for number, key in enumerate(keys)}
        wanted = [(articles.records[n], articles.records[n].quotations) for n in map(place.__getitem__, missing)]
        batches = (wanted[at : at + _BATCH] for at in range(0, len(wanted), _BATCH))
        return [matched for batch in batches for matched in _matched(batch, list(queries.values()))]

    hits = _Hits()
    told: dict[str, _Numbers] = {}
    for record, group, found in zip(articles.records, groups, memo.together("topics", keys, make), strict=True):
        hits.articles[record.article.id], headline, own = found
        if headline:
            told[record.article.id] = headline
            hits.headlines.append((headline, group))
        if own:
            hits.quotations += [(group.start + number, numbers) for number, numbers in own]
    if linked.added:
        added = enumerate(linked.added, len(linked.extracted))
        hits.headlines += [(told[one.article], (number,)) for number, one in added if one.article in told]
        own_words = _added(articles.records, linked.added, list(queries.values()))
        hits.quotations += [(len(linked.extracted) + number, numbers) for number, numbers in own_words]
    return hits


def _added(
    records: Iterable[Record], added: Sequence[Quoted], queries: Sequence[Query | None]
) -> Iterator[tuple[int, _Numbers]]:
    """The numbers of the editor's quotations that the queries match, and what matches each."""
    by_id = {record.article.id: record for record in records}
    words = [{"text": text.words(_passage(by_id[one.article], one.quotation))} for one in added]
    return _numbered(words, queries)


def _sayings(hits: _Hits, linked: Linked) -> tuple[dict[str, _Numbers], dict[str, _Numbers]]:
    """The queries that match statements, and quotations without marks, by their ids.

    That is, one of their quotations; of a saying with none such, the headline of one of its articles.
    """
    found: dict[tuple[str, bool], _Numbers] = {}
    for number, numbers in hits.quotations:
        if one := linked.saying(number):
            found[one] = _either(found.get(one), numbers)
    told: dict[tuple[str, bool], _Numbers] = {}
    for numbers, quotations in hits.headlines:
        for one in filter(None, map(linked.saying, quotations)):
            if one not in found:
                told[one] = _either(told.get(one), numbers)
    found.update(told)
    said, without = ({id_: n for (id_, reported), n in found.items() if reported is each} for each in (False, True))
    return said, without


def _either(one: _Numbers | None, other: _Numbers) -> _Numbers:
    """All of both, in order."""
    return other if one is None or one == other else tuple(sorted({*one, *other}))


def _matched(
    batch: Sequence[tuple[Record, Sequence[Quotation]]], queries: Sequence[Query | None]
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


def _passages(record: Record, quotations: Iterable[Quotation], wanted: Sequence[str]) -> Iterator[list[str]]:
    """The words that tell what quotations are about: none where nothing `wanted` of the article is in their paragraph.

    A passage is within its paragraphs, and to find these is quick.
    """
    telling = [*_paragraphs(record.article.text, wanted)] if wanted else []
    for quotation in quotations:
        content, cue = quotation.content, quotation.cue or quotation.content
        start, end = min(content.start, cue.start), max(content.end, cue.end)
        told = any(begin < end and start < close for begin, close in telling)
        yield text.words(_passage(record, quotation)) if told else []


def _paragraphs(whole: str, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand that hold any of some words."""
    begin = 0
    for paragraph in whole.split(_PARAGRAPH):
        folded = text.fold(paragraph)
        if any(word in folded for word in wanted):
            yield begin, begin + len(paragraph)
        begin += len(paragraph) + len(_PARAGRAPH)


def _passage(record: Record, quotation: Quotation) -> str:
    """What tells what a quotation is about."""
    article = record.article
    return contexts.passage(article, quotation).of(article.text)


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
