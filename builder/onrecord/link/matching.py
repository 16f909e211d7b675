"""Queries asked of texts, by sets: the texts that hold a word, a prefix or a phrase. No index on disk is needed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce

from onrecord.query import And, Not, Or, Phrase, Prefix, Query, Range, Term

FIELDS = ("text", "title")
"""What a topic's query may ask for: words anywhere, or words of the headline."""


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


def looked_for(queries: Iterable[Query], words: Collection[str]) -> tuple[str, ...]:
    """The words and beginnings of words that some queries look for in a text which has those `words`."""
    asked = [part for wanted in queries for part in _asked(wanted, "text")]
    terms = {part.word for part in asked if isinstance(part, Term)}
    stems = {part.stem for part in asked if isinstance(part, Prefix)}
    line = f" {' '.join(words)}"
    return (*terms.intersection(words), *(stem for stem in stems if f" {stem}" in line))


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
