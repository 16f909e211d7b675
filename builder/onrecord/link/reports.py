"""Reported speech beside words in marks: `He said the plan was “brave” and cheap` is one saying, found twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from onrecord.link.linked import Linked
from onrecord.link.quoted import Quoted
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


def held(records: Iterable[Record], clauses: Iterable[Clauses], linked: Linked) -> dict[str, str]:
    """For each quotation without marks, the first one in marks, by a speaker of it, that begins in its clause.

    The two are told together. Nothing else joins them: what a reporter made of somebody's words cannot be compared
    with words, so that it never is a rendering of a statement.

    `clauses` are what is prepared of each of the `records`.
    """
    more: dict[str, list[Quoted]] = {}
    for quoted in linked.added:
        more.setdefault(quoted.article, []).append(quoted)
    found: dict[str, str] = {}
    begins = accumulate((len(record.quotations) for record in records), initial=0)
    for record, inside, begin in zip(records, clauses, begins, strict=False):
        own = linked.extracted[begin : begin + len(record.quotations)] if inside or more else ()
        if record.article.id in more:
            all_ = [*own, *more[record.article.id]]
            found.update(_held(all_, _clauses([quoted.quotation for quoted in all_]), linked))
        elif inside:
            found.update(_held(own, inside, linked))
    return found


def _held(quotations: Sequence[Quoted], clauses: Clauses, linked: Linked) -> Iterator[tuple[str, str]]:
    """What each quotation without marks of one article holds."""
    for number, inside in clauses:
        report = linked.now(quotations[number])
        others = (linked.now(quotations[n]) for n in inside) if report else ()
        same = next((one for one in others if report and one and _may_be_one(report, one)), None)
        if report and same:
            yield report.id, same.id


def _may_be_one(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations are of one speaker, or nobody is named for either."""
    return one.speakers == other.speakers or not set(one.speakers).isdisjoint(other.speakers)
