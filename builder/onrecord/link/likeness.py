"""How alike two articles are by their words: the cosine of their words, each weighted by how rare it is here."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord import text
from onrecord.link import rules
from onrecord.model import Record

_HEADLINE = 2  # times that a word of the headline counts beside those of the text
_PRIOR = 100  # articles imagined beside the real ones: in a small archive no word is telling only by being alone
_TELLING = 60  # words of an article by which others are found: those that weigh most
_CROWD = 200  # articles of one time that have a word: with more it finds nothing
_FEWEST = 20  # different words of content that an article has, at least, to be compared: fewer tell no event
_SHARED = 2  # telling words that two articles have in common before they are compared

Vector = dict[str, float]
"""The weights of an article's words; their squares add up to 1. Empty where it has too few."""


def vectors(records: Sequence[Record], words: Mapping[str, Sequence[str]]) -> dict[str, Vector]:
    """The vector of each article.

    Args:
        records: with the archive's article ids.
        words: of the text of each article.
    """
    counts = {record.article.id: Counter(words[record.article.id]) for record in records}
    for record in records:
        counts[record.article.id].update(_HEADLINE * text.words(record.article.headline))
    spread: Counter[str] = Counter()
    for found in counts.values():
        spread.update(found.keys())
    stop = rules.words("stopwords.txt")
    rarity = {
        word: math.log((len(records) + _PRIOR) / (articles + 1))
        for word, articles in spread.items()
        if word not in stop and len(word) > 1
    }
    return {id_: _vector(found, rarity) for id_, found in counts.items()}


def _vector(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    weights = {word: (1 + math.log(count)) * rarity[word] for word, count in counts.items() if word in rarity}
    if len(weights) < _FEWEST:
        return {}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def cosine(one: Vector, other: Vector) -> float:
    """How alike two articles are, from 0 to 1; the same to the last digit whichever comes first."""
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(weight * other[word] for word, weight in one.items() if word in other)


def neighbors(found: Mapping[str, Vector], periods: Mapping[str, int | None]) -> Iterator[tuple[str, str]]:
    """The pairs of articles, each once, that share telling words and are of one period, of the next, or of none.

    Articles are looked up by word and period, so that the work grows with the news of a few days and not with the
    archive; a word that very many of them have finds nothing.
    """
    holders: dict[str, dict[int | None, list[str]]] = {}
    telling = {id_: _telling(vector) for id_, vector in found.items()}
    for id_ in sorted(found):
        for word in telling[id_]:
            holders.setdefault(word, {}).setdefault(periods[id_], []).append(id_)
    for id_ in sorted(found):
        shared: Counter[str] = Counter()
        for word in telling[id_]:
            for articles in _near(holders[word], periods[id_]):
                if len(articles) <= _CROWD:
                    shared.update(articles)
        yield from ((id_, other) for other, words in shared.items() if words >= _SHARED and id_ < other)


def _near(by_period: Mapping[int | None, list[str]], period: int | None) -> Iterable[list[str]]:
    """The articles of a period and of those next to it, and those of none; of all, if it is None."""
    if period is None:
        return by_period.values()
    return [by_period[near] for near in (None, period - 1, period, period + 1) if near in by_period]


def _telling(vector: Vector) -> list[str]:
    """The words of an article that weigh most."""
    return heapq.nsmallest(_TELLING, vector, key=lambda word: (-vector[word], word))
