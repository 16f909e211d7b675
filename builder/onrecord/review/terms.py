"""New topics from the archive's own words: terms that articles are about, those that no topic covers first."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord import text
from onrecord.link import rules, topics
from onrecord.model import Record
from onrecord.query import Or, Phrase, Prefix, Query, Term, leaves
from onrecord.review.rules import words as untopical
from onrecord.text import fold, slug

_SHORTEST = 3  # letters of a word
_SINGULAR = 4  # letters of a word whose plural takes an s
_LEAST = 3  # articles that must be about a term
_SHARE = 0.15  # of all articles: a term that more have says nothing about any
_FEW = 10  # articles, which are never too many
_TELLING = 0.5  # bits by which a term is bunched in fewer articles than chance would spread it over
_COHESION = 0.2  # of the uses of its rarer word, those in a phrase
_SWALLOWED = 0.5  # of the uses of a word, those in one phrase: then the phrase is the term
_NAMES = 0.4  # of the uses of a word, those in names of people: more, and it is a name
_NEWS = 30  # articles that have a topic count as much as one that has none
_POOL = 600  # terms that are looked into
_TOGETHER = 0.5  # of a term's articles, those that are about another, too: the two may be one topic
_OVERLAP = 0.3  # of the articles that are about either
_APART = 0.6  # of a topic's articles, those that an earlier one has: more, and it says nothing new
_ALTERNATIVES = 4  # terms of one query
_WITHIN = 0.8  # of a topic's articles, those that a topic of the editor's has: it is narrower


_Weighed = tuple[tuple[str, ...], float]
"""The words of a term, and how much it tells."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic that the archive might have.

    Attributes:
        id, label, query: as `topics.yml` has them.
        broader: the topic of the editor's that has nearly all its articles, if there is one.
        articles: the ids of those that the query catches, those without any topic first, the newest first among them.
        uncovered: how many of them have no topic yet.
        outlets: how many outlets they are of.
        speakers: how many people are quoted in them.
        first, last: the days between which they were published, or None.
    """

    id: str
    label: str
    query: str
    articles: tuple[str, ...]
    uncovered: int
    outlets: int
    speakers: int
    broader: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """What the archive knows of its articles already: each by its id.

    Attributes:
        topics: the topics of each article that has any, broader ones included.
        sizes: how many articles each topic has.
        speakers: the speakers whom each quotes.
        queries: those of the topics there are, by their ids.
    """

    topics: Mapping[str, Collection[str]]
    sizes: Mapping[str, int]
    speakers: Mapping[str, Collection[str]]
    queries: Mapping[str, Query] = field(default_factory=dict)

    def asks(self, words: Sequence[str]) -> bool:
        """Whether a topic looks for these words already."""
        for leaf in (leaf for wanted in self.queries.values() for leaf in leaves(wanted)):
            match leaf:
                case Term(word):
                    found = (word,) == tuple(words)
                case Prefix(stem):
                    found = len(words) == 1 and words[0].startswith(stem)
                case Phrase(run):
                    found = run == tuple(words)
                case _:
                    found = False
            if found:
                return True
        return False


@dataclass(slots=True)
class _Candidate:
    """A term, the articles that are about it, and how much it tells; with its plural, if it has one."""

    words: tuple[str, ...]
    plural: str | None
    about: frozenset[str]
    weight: float
    others: list[_Candidate] = field(default_factory=list)

    @property
    def query(self) -> Query:
        """What finds it."""
        if self.plural:
            return Or((Term(self.words[0]), Term(self.plural)))
        return Term(self.words[0]) if len(self.words) == 1 else Phrase(self.words)

    @property
    def written(self) -> str:
        """The same, as the query language has it."""
        line = " ".join(self.words)
        if self.plural:
            return f"{line} OR {self.plural}"
        return line if len(self.words) == 1 and line.isalnum() else f'"{line}"'

    def holds(self, other: _Candidate) -> bool:
        """Whether what finds this finds the other, too."""
        return set(self.words) <= set(other.words) or self.plural in other.words

    def take(self, other: _Candidate) -> None:
        """Make another term an alternative, unless one of the two holds the other, or there are enough."""
        held = any(one.holds(other) or other.holds(one) for one in self.all)
        if not held and len(self.others) + 1 < _ALTERNATIVES:
            self.others.append(other)

    @property
    def all(self) -> list[_Candidate]:
        """The term and its alternatives."""
        return [self, *self.others]


def suggest(records: Sequence[Record], covered: Covered, limit: int) -> list[Suggestion]:
    """At most `limit` topics, the most useful first: those that most articles without any topic are about.

    A term tells the more the fewer articles it is bunched in, against what chance would spread it over (residual
    inverse document frequency), and the more articles, outlets and speakers there are of which it tells.
    """
    bodies = {record.article.id: _all_words(record) for record in records}
    vocabulary = _Vocabulary(list(bodies.values()), _names(records, bodies), _outlet_words(records))
    found = (term for term in vocabulary.terms() if not covered.asks(term[0]))
    candidates = _candidates(records, sorted(found, key=lambda term: (-term[1], term[0]))[:_POOL], vocabulary.plural)
    by_id = {record.article.id: record for record in records}
    several = len({record.outlet for record in records if record.outlet}) > 1
    spread = [one for one in candidates if not several or len(_outlets(one.about, by_id)) > 1]
    ranked = sorted(spread, key=lambda one: (-_value(one, covered), one.words))
    return [_suggestion(one, by_id, covered) for one in _grouped(ranked)[:limit]]


def _value(one: _Candidate, covered: Covered) -> float:
    """How much a topic of this term would add: by the articles without a topic, then by those it tells more of."""
    fresh = sum(1 for article in one.about if not covered.topics.get(article))
    speakers = set().union(*(covered.speakers.get(article, ()) for article in one.about))
    return (fresh + len(one.about) / _NEWS) * math.sqrt(one.weight) * math.log2(2 + len(speakers))


def _all_words(record: Record) -> list[str]:
    article = record.article
    return text.words(f"{article.headline} \n {article.deck or ''} \n {article.text}")


def _names(records: Iterable[Record], bodies: Mapping[str, Sequence[str]]) -> set[str]:
    """Words that are mostly parts of people's names."""
    uses: Counter[str] = Counter()
    for record in records:
        own = {word for person in record.people for word in text.words(person.name)}
        if own:
            uses.update(word for word in bodies[record.article.id] if word in own)
    total: Counter[str] = Counter(word for words in bodies.values() for word in words if word in uses)
    return {word for word, count in uses.items() if count >= _NAMES * total[word]}


def _outlet_words(records: Iterable[Record]) -> set[str]:
    return {word for outlet in {record.outlet or "" for record in records} for word in text.words(outlet)}


class _Vocabulary:
    """The words and pairs of words of an archive, counted."""

    def __init__(self, bodies: Sequence[Sequence[str]], names: Collection[str], outlets: Collection[str]) -> None:
        stop = rules.words("stopwords.txt").union(names)
        self.dull = untopical("untopical.txt").union(outlets)
        self.bodies = bodies
        self.size = len(bodies)
        self.most = max(_FEW, _SHARE * self.size)
        self.uses, self.articles = _counted(bodies)
        self.content = {
            word
            for word, count in self.articles.items()
            if count >= _LEAST and len(word) >= _SHORTEST and not word[0].isdigit() and word not in stop
        }
        self.pairs: Counter[tuple[str, ...]] = Counter()
        self.pair_articles: Counter[tuple[str, ...]] = Counter()
        for words in bodies:
            found = [pair for pair in pairwise(words) if self.content.issuperset(pair)]
            self.pairs.update(found)
            self.pair_articles.update(set(found))

    def terms(self) -> Iterator[_Weighed]:
        """The words and pairs that tell something, and how much."""
        swallowed: set[str] = set()
        for pair, count in self.pairs.items():
            rarer = min(self.uses[word] for word in pair)
            if self.dull.issuperset(pair) or self.pair_articles[pair] < _LEAST or count < _COHESION * rarer:
                continue
            swallowed.update(word for word in pair if count >= _SWALLOWED * self.uses[word])
            yield from self._telling(pair, count, self.pair_articles[pair])
        singular = {word: self.singular(word) for word in self.content - swallowed - self.dull}
        uses, articles = _counted([[singular[word] for word in words if word in singular] for words in self.bodies])
        for word in sorted(uses):
            yield from self._telling((word,), uses[word], articles[word])

    def singular(self, word: str) -> str:
        """The singular of a word whose plural stands in the archive, too; else the word."""
        short = word.removesuffix("s")
        return short if len(short) >= _SINGULAR and short in self.content else word

    def plural(self, words: tuple[str, ...]) -> str | None:
        """The plural of a word, where the archive has both."""
        plural = f"{words[0]}s"
        return plural if len(words) == 1 and plural in self.content and self.singular(plural) == words[0] else None

    def _telling(self, words: tuple[str, ...], uses: int, articles: int) -> Iterator[_Weighed]:
        if articles > self.most:
            return
        bunched = math.log2(self.size / articles) + math.log2(1 - math.exp(-uses / self.size))
        if bunched >= _TELLING:
            yield words, bunched**2 * math.log2(1 + articles) * len(words)


def _counted(bodies: Iterable[Sequence[str]]) -> tuple[Counter[str], Counter[str]]:
    """How often each word is used, and in how many articles."""
    uses: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for words in bodies:
        uses.update(words)
        articles.update(set(words))
    return uses, articles


def _candidates(
    records: Sequence[Record], pool: Sequence[_Weighed], plural: Callable[[tuple[str, ...]], str | None]
) -> list[_Candidate]:
    """The terms with the articles that are about them, as a topic's query would have it."""
    words = {record.article.id: text.words(record.article.text) for record in records}
    made = {" ".join(term): _Candidate(term, plural(term), frozenset(), weight) for term, weight in pool}
    found = topics.matches(records, words, {key: one.query for key, one in made.items()})
    for key, one in made.items():
        one.about = frozenset(found[key].about)
    return [one for one in made.values() if len(one.about) >= _LEAST]


def _grouped(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Terms that the same articles are about as one topic, each led by its best; those that add nothing left out."""
    leaders: list[_Candidate] = []
    of_article: dict[str, set[int]] = {}
    for one in ranked:
        shared = Counter(number for article in one.about for number in of_article.get(article, ()))
        near = [number for number, count in shared.items() if _alike(one, leaders[number], count)]
        if near:
            leaders[min(near)].take(one)
        elif sum(article in of_article for article in one.about) <= _APART * len(one.about):
            for article in one.about:
                of_article.setdefault(article, set()).add(len(leaders))
            leaders.append(one)
    return leaders


def _alike(one: _Candidate, first: _Candidate, shared: int) -> bool:
    """Whether two terms are one topic's: most of what is about the one is about the other."""
    return shared >= _TOGETHER * len(one.about) and shared >= _OVERLAP * (len(one.about) + len(first.about) - shared)


def _outlets(articles: Iterable[str], records: Mapping[str, Record]) -> set[str]:
    return {outlet for article in articles if (outlet := records[article].outlet)}


def _suggestion(one: _Candidate, records: Mapping[str, Record], covered: Covered) -> Suggestion:
    caught = one.about.union(*(other.about for other in one.others))
    fresh = [article for article in caught if not covered.topics.get(article)]
    days = sorted(day for article in caught if (day := records[article].date))
    label = _label(one.words, (records[article] for article in sorted(one.about)))
    return Suggestion(
        id=_id(label, covered.queries),
        label=label,
        query=" OR ".join(dict.fromkeys(term.written for term in one.all)),
        articles=tuple(sorted(sorted(caught), key=lambda a: (bool(covered.topics.get(a)), _age(records[a].date)))),
        uncovered=len(fresh),
        outlets=len(_outlets(caught, records)),
        speakers=len(set().union(*(covered.speakers.get(article, ()) for article in caught))),
        broader=_broader(caught, covered),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _age(day: str | None) -> int:
    return -int(day.replace("-", "").ljust(8, "0")) if day else 0


def _broader(caught: Collection[str], covered: Covered) -> str | None:
    """The smallest topic that has nearly all these articles, and many more."""
    counts = Counter(topic for article in caught for topic in covered.topics.get(article, ()))
    holding = [topic for topic, count in counts.items() if count >= _WITHIN * len(caught)]
    larger = [topic for topic in holding if covered.sizes.get(topic, 0) > len(caught)]
    return min(larger, key=lambda topic: (covered.sizes[topic], topic), default=None)


def _id(label: str, taken: Collection[str]) -> str:
    own = slug(label) or "topic"
    numbered = (own if number == 1 else f"{own}-{number}" for number in range(1, len(taken) + 2))
    return next(id_ for id_ in numbered if id_ not in taken)


def _label(words: Sequence[str], records: Iterable[Record]) -> str:
    """The term as the articles most often write it amid a sentence, its first letter a capital."""
    wanted = " ".join(words)
    run = re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
    forms: Counter[str] = Counter()
    for record in records:
        forms.update(" ".join(found[0].split()) for found in run.finditer(record.article.text))
    usual = max(forms, key=lambda form: (forms[form], form), default=wanted)
    shown = usual if fold(usual) == wanted else wanted
    return shown[:1].upper() + shown[1:]
