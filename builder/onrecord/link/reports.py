"""Reported speech beside words in marks: `He said the plan was “brave” and cheap` is one saying, found twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from onrecord.link.linked import Linked
from onrecord.model import Quotation, Record

Clauses = tuple[tuple[int, tuple[int, ...]], ...]
"""For each quotation without marks that has any, the quotations in marks that begin in its clause: by their numbers."""


def prepared(record: Record) -> Clauses:
    """Which quotations of an article stand in which."""
    return _clauses(record.quotations)


def _clauses(quotations: Sequence[Quotation]) -> Clauses:
    in_marks = sorted((n for n, one in enumerate(quotations) if not one.reported), key=lambda n: quotations[n].content)
    begins = [quotations[n].content.start for n in in_marks]
    found = []
    for number, report in enumerate(quotations):
        if report.reported:
            inside = slice(bisect_left(begins, report.content.start), bisect_left(begins, report.content.end))
            found += [(number, tuple(in_marks[inside]))] if in_marks[inside] else []
    return tuple(found)


class Held:
    """For each quotation without marks, the first one in marks, by a speaker of it, that begins in its clause.

    The two are told together. Nothing else joins them: what a reporter made of somebody's words cannot be compared
    with words, so that it never is a rendering of a statement.
    """

    def __init__(self, records: Sequence[Record], clauses: Iterable[Clauses], linked: Linked) -> None:
        """`clauses` are what is prepared of each of the `records`."""
        self._records, self._linked = records, linked
        self._clauses, self._blocks = list(clauses), linked.extracted.blocks
        self._more: dict[str, list[int]] = {}
        for number, quoted in enumerate(linked.added, len(linked.extracted)):
            self._more.setdefault(quoted.article, []).append(number)

    def within(self, articles: Iterable[int]) -> dict[str, str]:
        """What those of some articles hold, which are told by their numbers; only of those that hold any."""
        found: dict[str, str] = {}
        for number in articles:
            record = self._records[number]
            added, inside = self._more.get(record.article.id), self._clauses[number]
            if added:
                contents = [self._linked.added[n - len(self._linked.extracted)].quotation for n in added]
                inside = _clauses([*record.quotations, *contents])
            if inside:
                found.update(_held([*self._blocks[number], *(added or ())], inside, self._linked))
        return found


def _held(numbers: Sequence[int], clauses: Clauses, linked: Linked) -> Iterator[tuple[str, str]]:
    """What each quotation without marks of one article holds; the quotations are told by their `numbers`."""
    ids, speakers = linked.quotations.ids, linked.quotations.speakers
    for number, inside in clauses:
        report = linked.now(numbers[number])
        if report is None:
            continue
        others = (linked.now(numbers[at]) for at in inside)
        same = (one for one in others if one is not None and _may_be_one(speakers(report), speakers(one)))
        yield from ((ids[report], ids[one]) for one in islice(same, 1))


def _may_be_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the speakers of two quotations have somebody in common, or nobody is named for either."""
    return one == other or not set(one).isdisjoint(other)
