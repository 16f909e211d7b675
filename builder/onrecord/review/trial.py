"""What a topic's query would catch and miss, before it is written down."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord import text
from onrecord.link import rules, topics
from onrecord.model import Record
from onrecord.query import Phrase, Prefix, Query, Term, leaves

_SHORTEST = 3  # letters of a word
_CHARACTERISTIC = 40  # words that tell the matches from the rest
_LEAST = 2  # of the matches, those that must have such a word …
_LEAST_SHARE = 0.1  # … and the share of them
_SHOWN = 6  # words that are told of a near miss
_NEAR = 0.35  # of the weight of all characteristic words, what a near miss has of it


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An article that a query does not match, and the words that it shares with the matches, most telling first."""

    article: str
    words: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What a query does, as ids of articles.

    Attributes:
        about: those that would be about the topic, the newest first.
        passing: those that it matches, but only in passing.
        near: those that it does not match, though they read like those that are about it, the nearest first.
        telling: the words, besides those of the query, that tell them from all others, the most telling first.
    """

    about: tuple[str, ...]
    passing: tuple[str, ...]
    near: tuple[NearMiss, ...]
    telling: tuple[str, ...]


def trial(records: Sequence[Record], wanted: Query, near: int) -> Trial:
    """What a query would catch and miss; at most `near` near misses."""
    words = {record.article.id: text.words(record.article.text) for record in records}
    found = topics.matches(records, words, {"": wanted})[""]
    looks = tuple(_looks(wanted))
    having = {
        record.article.id: frozenset(w for w in _telling(record, words[record.article.id]) if not w.startswith(looks))
        for record in records
    }
    weights = _weights(having, found.about)
    missed = [id_ for id_ in having if id_ not in found.about and id_ not in found.passing]
    date = {record.article.id: record.date or "" for record in records}
    return Trial(
        about=tuple(sorted(sorted(found.about), key=date.__getitem__, reverse=True)),
        passing=tuple(sorted(sorted(found.passing), key=date.__getitem__, reverse=True)),
        near=tuple(_nearest(missed, having, weights, near)),
        telling=tuple(weights),
    )


def _looks(wanted: Query) -> Iterator[str]:
    """The words that a query looks for, which no article has that it does not match."""
    for leaf in leaves(wanted):
        match leaf:
            case Term(word) | Prefix(word):
                yield word
            case Phrase(run):
                yield from run
            case _:
                continue


def _telling(record: Record, words: Iterable[str]) -> set[str]:
    """The words of an article that may tell what it is about: neither common ones nor names."""
    names = {word for person in record.people for word in text.words(person.name)}
    own = {*words, *text.words(record.article.headline), *text.words(record.article.deck or "")}
    return {
        word for word in own - names - rules.words("stopwords.txt") if len(word) >= _SHORTEST and not word[0].isdigit()
    }


def _weights(having: Mapping[str, Collection[str]], about: Collection[str]) -> dict[str, float]:
    """The words that tell the matches from the rest, each with its log-likelihood, the most telling first."""
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for id_, words in having.items():
        everywhere.update(words)
        if id_ in about:
            inside.update(words)
    least = max(_LEAST, _LEAST_SHARE * len(about))
    rest = len(having) - len(about)
    found = {
        word: _likelihood(count, everywhere[word] - count, len(about), rest)
        for word, count in inside.items()
        if count >= least
    }
    best = sorted((word for word in found if found[word] > 0), key=lambda word: (-found[word], word))
    return {word: found[word] for word in best[:_CHARACTERISTIC]}


def _likelihood(inside: int, outside: int, about: int, rest: int) -> float:
    """How surely a word is commoner among the matches than elsewhere: Dunning's log-likelihood, 0 where it is not."""
    if not rest or inside / about <= outside / rest:
        return 0.0
    total = (inside + outside) / (about + rest)
    return 2 * sum(
        count * math.log(count / (size * total)) for count, size in ((inside, about), (outside, rest)) if count
    )


def _nearest(
    missed: Iterable[str], having: Mapping[str, Collection[str]], weights: Mapping[str, float], most: int
) -> list[NearMiss]:
    total = sum(weights.values())
    found = []
    for id_ in missed:
        shared = [word for word in weights if word in having[id_]]
        share = sum(weights[word] for word in shared) / total if total else 0.0
        if share >= _NEAR:
            found.append(NearMiss(id_, tuple(shared[:_SHOWN]), round(share, 3)))
    return sorted(found, key=lambda miss: (-miss.share, miss.article))[:most]
