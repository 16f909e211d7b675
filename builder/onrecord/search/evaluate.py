"""What a query finds among the postings of an index's segments, and how well it fits.

Everything is done a posting list at a time, on dicts of document and score: an index of ten thousand articles answers
in milliseconds, where going from document to document takes seconds. Words are ranked by BM25, as elsewhere.
"""

from __future__ import annotations

import heapq
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import Protocol

from onrecord.query import And, Not, Or, Phrase, Prefix, Query, Range, Term
from onrecord.search.engine import FREE, LENGTH, SATURATION, forms, orders_in
from onrecord.search.postings import Postings, document_of

_FILLED = re.compile(rb"[^\0]")

Scores = dict[int, float]
"""Documents by number, and how well each fits."""


class Segment(Protocol):
    """A part of an index, whose documents are numbered from 0."""

    @property
    def size(self) -> int:
        """How many numbers there are."""

    @property
    def gone(self) -> Collection[int]:
        """The numbers of those that were taken out."""

    @property
    def orders(self) -> Sequence[int]:
        """By number, what sorts the newest first."""

    def lengths(self, field: str) -> Sequence[int]:
        """By number, the words that a field holds."""

    def starts(self, field: str) -> Sequence[int]:
        """Where a field of each document begins, all being written one after the other, and where the last ends."""

    def postings(self, field: str, word: str) -> Postings | None:
        """The documents that hold a word."""

    def beginning(self, field: str, stem: str) -> Iterator[str]:
        """The words that begin so."""


def best(segments: Sequence[Segment], tree: Query, limit: int, *, by_score: bool) -> tuple[int, list[tuple[int, int]]]:
    """How many documents match, and the first of them: each as the number of its segment, and its own."""
    corpus = _Corpus(segments) if by_score else None
    total, first = 0, []
    for nth, segment in enumerate(segments):
        found = _Reading(segment, corpus).live(tree)
        total += len(found)
        first += [(*rank, nth) for rank in _first(found, segment.orders, limit, by_score=by_score)]
    return total, [(nth, id_) for *_, id_, nth in sorted(first)[:limit]]


def _first(found: Scores, orders: Sequence[int], limit: int, *, by_score: bool) -> list[tuple[float, int, int]]:
    """The best so many, and what they are ranked by."""
    if not by_score or not found:
        packed = heapq.nsmallest(limit, [orders[id_] << 32 | id_ for id_ in found])
        return [(0.0, each >> 32, each & 0xFFFFFFFF) for each in packed]
    least = heapq.nlargest(max(limit, 1), found.values())[-1]
    return sorted((-score, orders[id_], id_) for id_, score in found.items() if score >= least)[:limit]


class _Corpus:
    """What all segments together tell about words: how rare they are, and how long texts are."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._size = sum(segment.size for segment in segments)
        self._held: dict[tuple[str, str], int] = {}

    def rarity(self, field: str, word: str) -> float:
        """The weight of a word: the more, the fewer documents hold it."""
        if (field, word) not in self._held:
            found = (segment.postings(field, word) for segment in self._segments)
            self._held[field, word] = sum(len(postings) for postings in found if postings)
        held = self._held[field, word]
        return math.log(1 + (self._size - held + 0.5) / (held + 0.5))

    @cached_property
    def means(self) -> Mapping[str, float]:
        """By field, the mean length."""
        totals = {field: sum(sum(segment.lengths(field)) for segment in self._segments) for field in FREE}
        return {field: (total or 1) / max(self._size, 1) for field, total in totals.items()}


class _Reading:
    """One segment, read for one query. Without a corpus nothing is scored."""

    def __init__(self, segment: Segment, corpus: _Corpus | None) -> None:
        self._segment, self._corpus = segment, corpus

    def live(self, tree: Query) -> Scores:
        """What matches and was not taken out."""
        found = self.found(tree)
        for id_ in self._segment.gone:
            found.pop(id_, None)
        return found

    def found(self, tree: Query) -> Scores:
        """What matches."""
        match tree:
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _sum(self.found(part) for part in parts)
            case Not():
                return self._all((tree,))
            case Range():
                first, last = orders_in(tree)
                return {id_: 0.0 for id_, order in enumerate(self._segment.orders) if first <= order <= last}
            case _:
                places = FREE if tree.field is None else {tree.field: FREE["title"] if tree.field == "title" else 0.0}
                return _sum(self._leaf(tree, field, weight) for field, weight in places.items())

    def _all(self, parts: Iterable[Query]) -> Scores:
        """What all parts match, those that are negated excepted."""
        wanted, unwanted = [], []
        for part in parts:
            if isinstance(part, Not):
                unwanted.append(self.found(part.part))
            else:
                wanted.append(self.found(part))
        wanted.sort(key=len)
        found = wanted[0] if wanted else dict.fromkeys(range(self._segment.size), 0.0)
        for more in wanted[1:]:
            found = {id_: score + more[id_] for id_, score in found.items() if id_ in more}
        for less in unwanted:
            found = {id_: score for id_, score in found.items() if id_ not in less}
        return found

    def _leaf(self, leaf: Term | Prefix | Phrase, field: str, weight: float) -> Scores:
        match leaf:
            case Term(word):
                return _sum(self._term(field, form, weight) for form in forms(word))
            case Prefix(stem):
                found: set[int] = set()
                for word in self._segment.beginning(field, stem):
                    if postings := self._segment.postings(field, word):
                        found.update(postings.ids)
                return dict.fromkeys(found, weight)
            case Phrase(run):
                return self._phrase(field, run, weight)

    def _term(self, field: str, word: str, weight: float) -> Scores:
        postings = self._segment.postings(field, word)
        if postings is None:
            return {}
        if not weight or self._corpus is None:
            return dict.fromkeys(postings.ids, 0.0)
        counts = zip(postings.ids, postings.counts, strict=True)
        return self._scored(field, counts, weight * self._corpus.rarity(field, word))

    def _phrase(self, field: str, run: Sequence[str], weight: float) -> Scores:
        counts = self._runs(field, run)
        if not weight or self._corpus is None:
            return dict.fromkeys(counts, 0.0)
        rarity = sum(self._corpus.rarity(field, word) for word in run)
        return self._scored(field, counts.items(), weight * rarity)

    def _runs(self, field: str, run: Sequence[str]) -> Counter[int]:
        """The documents that hold these words next to each other, and how often."""
        held = [[p for form in forms(word) if (p := self._segment.postings(field, form))] for word in run]
        if any(postings.packed for postings in chain.from_iterable(held)):
            return self._dense_runs(held, self._segment.starts(field))
        starts: set[int] | None = None
        for nth in sorted(range(len(run)), key=lambda nth: sum(map(len, held[nth]))):  # the rarest first
            begun = chain.from_iterable(postings.starts(nth) for postings in held[nth])
            starts = set(begun) if starts is None else starts.intersection(begun)
        return Counter(map(document_of, starts or ()))

    def _dense_runs(self, held: Sequence[Sequence[Postings]], starts: Sequence[int]) -> Counter[int]:
        """The same, by maps of the segment, for words that are everywhere."""
        found = -1
        for nth, word in enumerate(held):
            found &= reduce(or_, (postings.mapped(starts) for postings in word), 0) >> nth
        return Counter(_documents(found.to_bytes(found.bit_length() // 8 + 1, "little"), starts))

    def _scored(self, field: str, counts: Iterable[tuple[int, int]], weight: float) -> Scores:
        """BM25."""
        assert self._corpus is not None
        lengths, weight = self._segment.lengths(field), weight * (SATURATION + 1)
        base, slope = SATURATION * (1 - LENGTH), SATURATION * LENGTH / self._corpus.means[field]
        return {id_: weight * count / (count + base + slope * lengths[id_]) for id_, count in counts}


def _documents(bits: bytes, starts: Sequence[int]) -> Iterator[int]:
    """For each bit that is set, the document it lies in."""
    within = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]
    document, end = 0, 0
    for filled in _FILLED.finditer(bits):
        at = filled.start()
        for bit in within[bits[at]]:
            if at * 8 + bit >= end:
                document = bisect_right(starts, at * 8 + bit) - 1
                end = starts[document + 1]
            yield document


def _sum(several: Iterable[Scores]) -> Scores:
    """What any of them holds; the first is used up."""
    total: Scores = {}
    for scores in several:
        if not total:
            total = scores
            continue
        for id_, score in scores.items():
            total[id_] = total.get(id_, 0.0) + score
    return total
