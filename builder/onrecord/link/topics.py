"""Topics: saved queries, matched against the words of articles and of statements. No index on disk is needed.

Queries are answered for all texts at once, by sets: the texts that hold a word, a prefix or a phrase.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce

from onrecord import query, text
from onrecord.errors import QueryError
from onrecord.link import contexts
from onrecord.link.quoted import Quoted
from onrecord.model import Problem, Record, Statement, Topic, TopicEntry
from onrecord.query import And, Not, Or, Phrase, Prefix, Query, Range, Term

FIELDS = ("text", "title")
"""What a topic's query may ask for: words anywhere, or words of the headline."""

_WORDS = 200  # of an article, for which it must say once more what the query looks for …
_FIRST_WORDS = 100  # … and so many for the second time …
_MENTIONS = 4  # … up to so many times; or else say it where it opens
_PARAGRAPH = "\n\n"


class Texts:
    """Texts that queries can be asked of, each with its fields."""

    def __init__(self, texts: Sequence[Mapping[str, Sequence[str]]], queries: Iterable[Query]) -> None:
        """Take each text as words by field, for those `queries`; a query without a field means "text"."""
        self.all = frozenset(range(len(texts)))
        self._lines: dict[str, list[str]] = {}
        self._having: dict[str, dict[str, set[int]]] = {}
        self._vocabulary: dict[str, list[str]] = {}
        queries = list(queries)
        for field in FIELDS:
            asked = [part for wanted in queries for part in _asked(wanted, field)]
            found = [text.get(field, ()) if asked else () for text in texts]
            self._lines[field] = [_line(words) for words in found]
            self._having[field] = _having([set(words) for words in found], asked)
            self._vocabulary[field] = sorted(self._having[field])

    def matching(self, wanted: Query) -> frozenset[int]:
        """The numbers of the texts that a query matches."""
        match wanted:
            case Term(word, field):
                return frozenset(self._with(word, field))
            case Prefix(stem, field):
                return self._beginning(stem, field or "text")
            case Phrase(words, field):
                return self._with_phrase(words, field or "text")
            case And(parts):
                return reduce(frozenset.intersection, map(self.matching, parts), self.all)
            case Or(parts):
                return reduce(frozenset.union, map(self.matching, parts), frozenset())
            case Not(part):
                return self.all - self.matching(part)
            case Range():
                return frozenset()

    def weight(self, wanted: Query, number: int) -> int:
        """How often a text says what a query looks for: of alternatives the sum, of what goes together the least."""
        match wanted:
            case Term(word, field):
                return self._count(f" {word} ", field, number) if number in self._with(word, field) else 0
            case Prefix(stem, field):
                return self._count(f" {stem}", field, number)
            case Phrase(words, field):
                return self._count(_line(words), field, number)
            case Or(parts):
                return sum(self.weight(part, number) for part in parts)
            case And(parts):
                return min((self.weight(part, number) for part in parts if not isinstance(part, Not)), default=0)
            case Not() | Range():
                return 0

    def _count(self, words: str, field: str | None, number: int) -> int:
        return self._lines[field or "text"][number].count(words)

    def _with(self, word: str, field: str | None) -> Collection[int]:
        return self._having[field or "text"].get(word, ())

    def _beginning(self, stem: str, field: str) -> frozenset[int]:
        vocabulary, having = self._vocabulary[field], self._having[field]
        found: set[int] = set()
        for at in range(bisect_left(vocabulary, stem), len(vocabulary)):
            if not vocabulary[at].startswith(stem):
                break
            found |= having[vocabulary[at]]
        return frozenset(found)

    def _with_phrase(self, words: tuple[str, ...], field: str) -> frozenset[int]:
        having = self._having[field]
        holders = reduce(frozenset.intersection, (frozenset(having.get(word, ())) for word in words), self.all)
        phrase, lines = _line(words), self._lines[field]
        return frozenset(number for number in holders if phrase in lines[number])


def _asked(wanted: Query, field: str) -> Iterator[Term | Prefix]:
    """The words and beginnings of words that a query looks for in a field."""
    match wanted:
        case Term() | Prefix():
            if (wanted.field or "text") == field:
                yield wanted
        case Phrase(words, of):
            if (of or "text") == field:
                yield from (Term(word, of) for word in words)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _asked(part, field)
        case Not(part):
            yield from _asked(part, field)
        case Range():
            return


def _having(texts: Sequence[AbstractSet[str]], asked: Iterable[Term | Prefix]) -> dict[str, set[int]]:
    """For each word that is asked for, the numbers of the texts that have it; no other word is looked at."""
    terms = {part.word for part in asked if isinstance(part, Term)}
    stems = tuple({part.stem for part in asked if isinstance(part, Prefix)})
    vocabulary: set[str] = set().union(*texts)
    terms |= {word for word in vocabulary if word.startswith(stems)}
    having: dict[str, set[int]] = {}
    for number, words in enumerate(texts):
        for word in words & terms:
            having.setdefault(word, set()).add(number)
    return having


def _line(words: Sequence[str]) -> str:
    """Words in one string, each between spaces of its own, so that none is missed when they are counted."""
    return f" {'  '.join(words)} "


def find(
    records: Sequence[Record],
    words: Mapping[str, Sequence[str]],
    quotations: Mapping[str, Quoted],
    statements: Mapping[str, Statement],
    entries: Sequence[TopicEntry],
) -> tuple[dict[str, Topic], tuple[Problem, ...]]:
    """The topics by id, each with the articles and statements it is about, and the queries that cannot be read.

    An article is about a topic if the query matches its headline, deck and text together, and finds its words in the
    opening, or in the whole twice from 100 words on, and once more for each 200 (four times are enough): a passing
    mention is no topic.
    A statement is matched by its words, those of the sentences it stands in, and, where it opens one, those of the
    sentence before; one with no topic of its own has those that the headlines of its articles tell. So is a quotation
    without marks. A broader topic holds what its narrower ones hold.

    `words` are those of the text of each article.
    """
    queries, problems = _queries(entries)
    articles = {topic: found.about for topic, found in matches(records, words, queries).items()}
    about = _sayings(records, quotations, statements, queries)
    narrower: dict[str, list[str]] = {}
    for entry in entries:
        if entry.broader:
            narrower.setdefault(entry.broader, []).append(entry.id)
    topics = {}
    for entry in sorted(entries, key=lambda entry: entry.id):
        below = _below(entry.id, narrower)
        topics[entry.id] = Topic(
            id=entry.id,
            label=entry.label,
            query=entry.query,
            broader=entry.broader,
            narrower=tuple(sorted(narrower.get(entry.id, ()))),
            iptc=entry.iptc,
            cap=entry.cap,
            articles=tuple(sorted(set().union(*(articles[id_] for id_ in below)))),
            statements=tuple(sorted(set().union(*(about[id_].statements for id_ in below)))),
            reported=tuple(sorted(set().union(*(about[id_].reported for id_ in below)))),
        )
    return topics, problems


@dataclass(frozen=True, slots=True)
class About:
    """What articles, statements and quotations without marks are about: for the id of each, topics in their order."""

    articles: dict[str, tuple[str, ...]]
    statements: dict[str, tuple[str, ...]]
    reported: dict[str, tuple[str, ...]]


def by_member(topics: Sequence[Topic]) -> About:
    """The topics turned round."""
    return About(
        articles=_turned((topic.id, topic.articles) for topic in topics),
        statements=_turned((topic.id, topic.statements) for topic in topics),
        reported=_turned((topic.id, topic.reported) for topic in topics),
    )


def _turned(members: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic, ids in members:
        for id_ in ids:
            found.setdefault(id_, []).append(topic)
    return {id_: tuple(topics) for id_, topics in found.items()}


def _queries(entries: Iterable[TopicEntry]) -> tuple[dict[str, Query | None], tuple[Problem, ...]]:
    """Each topic's query as a tree; None for one that cannot be read, which then matches nothing."""
    queries: dict[str, Query | None] = {}
    problems = []
    for entry in entries:
        try:
            queries[entry.id] = query.parse(entry.query, FIELDS)
        except QueryError as error:
            queries[entry.id] = None
            message = f"the query of topic {entry.id!r} is not understood: {error}"
            problems.append(Problem(entry.where, "link", message, "Mend the query; until then the topic is empty."))
    return queries, tuple(problems)


def _below(topic: str, narrower: Mapping[str, Sequence[str]]) -> set[str]:
    """A topic and all that are narrower, at any depth."""
    found, open_ = {topic}, [topic]
    while open_:
        fresh = [id_ for id_ in narrower.get(open_.pop(), ()) if id_ not in found]
        found.update(fresh)
        open_ += fresh
    return found


@dataclass(frozen=True, slots=True)
class Matches:
    """The ids of the articles that are about what a query looks for, and of those that it matches in passing only."""

    about: set[str]
    passing: set[str]


def matches(
    records: Sequence[Record], words: Mapping[str, Sequence[str]], queries: Mapping[str, Query | None]
) -> dict[str, Matches]:
    """The articles that each query matches, by its own key. `words` are those of the text of each article."""
    asking = [wanted for wanted in queries.values() if wanted]
    titles = [text.words(record.article.headline) for record in records]
    decks = [text.words(record.article.deck or "") for record in records]
    bodies = [words[record.article.id] for record in records]
    openings = [text.words(_opening(record)) for record in records]
    whole = Texts([{"title": t, "text": [*t, *d, *b]} for t, d, b in zip(titles, decks, bodies, strict=True)], asking)
    begun = Texts([{"title": t, "text": o} for t, o in zip(titles, openings, strict=True)], asking)
    needed = [min(_MENTIONS, 1 + (len(body) + _WORDS - _FIRST_WORDS) // _WORDS) for body in bodies]
    found = {}
    for key, wanted in queries.items():
        numbers = whole.matching(wanted) if wanted else frozenset()
        about = {n for n in numbers if wanted and (begun.weight(wanted, n) or whole.weight(wanted, n) >= needed[n])}
        found[key] = Matches(*({records[n].article.id for n in chosen} for chosen in (about, numbers - about)))
    return found


def _opening(record: Record) -> str:
    """Where an article says what it is about: headline, deck and first paragraph."""
    return f"{record.article.headline} \n {record.article.deck or ''} \n {record.article.text.partition(_PARAGRAPH)[0]}"


@dataclass(frozen=True, slots=True)
class _Sayings:
    """The ids of the statements, and of the quotations without marks, that a query matches."""

    statements: set[str]
    reported: set[str]


def _sayings(
    records: Sequence[Record],
    quotations: Mapping[str, Quoted],
    statements: Mapping[str, Statement],
    queries: Mapping[str, Query | None],
) -> dict[str, _Sayings]:
    """What each topic's own query matches, by its words or else by the headlines of its articles."""
    by_id = {record.article.id: record for record in records}
    asking = [wanted for wanted in queries.values() if wanted]
    reported = [quoted.id for quoted in quotations.values() if quoted.reported]
    renderings = [*(statement.renderings for statement in statements.values()), *((id_,) for id_ in reported)]
    own = Texts([_words([quotations[id_] for id_ in group], by_id) for group in renderings], asking)
    carriers = [*(statement.articles for statement in statements.values())]
    carriers += [(quotations[id_].article,) for id_ in reported]
    told = _told(carriers, by_id, asking)
    found = {topic: set(own.matching(wanted)) if wanted else set() for topic, wanted in queries.items()}
    rest = own.all.difference(*found.values())
    for topic, wanted in queries.items():
        found[topic] |= told(wanted) & rest if wanted else set()
    ids = [*statements, *reported]
    count = len(statements)
    return {
        topic: _Sayings({ids[n] for n in numbers if n < count}, {ids[n] for n in numbers if n >= count})
        for topic, numbers in found.items()
    }


def _told(
    carriers: Iterable[tuple[str, ...]], records: Mapping[str, Record], asking: Iterable[Query]
) -> Callable[[Query], set[int]]:
    """Tells the numbers of the `carriers`, articles each, whose headlines, taken together, a query matches."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    for number, articles in enumerate(carriers):
        numbers.setdefault(articles, []).append(number)
    title = {id_: text.words(record.article.headline) for id_, record in records.items()}
    headlines = ([word for article in articles for word in title[article]] for articles in numbers)
    texts = Texts([{"title": words, "text": words} for words in headlines], asking)
    groups = list(numbers.values())
    return lambda wanted: {number for group in texts.matching(wanted) for number in groups[group]}


def _words(renderings: Iterable[Quoted], records: Mapping[str, Record]) -> dict[str, list[str]]:
    """The words that stand for what was said: the passages of its renderings."""
    words: list[str] = []
    for quoted in renderings:
        article = records[quoted.article].article
        words += text.words(contexts.passage(article, quoted.quotation, quoted.sentence).of(article.text))
    return {"text": words, "title": []}
