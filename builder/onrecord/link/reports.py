"""Reported speech beside words in marks: `He said the plan was “brave” and cheap` is one saying, found twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.link.quoted import Quoted


def held(quotations: Sequence[Quoted]) -> dict[str, str]:
    """For each quotation without marks, the first one in marks, by a speaker of it, that begins in its clause.

    The two are told together. Nothing else joins them: what a reporter made of somebody's words cannot be compared
    with words, so that it never is a rendering of a statement.

    `quotations` are by article and place.
    """
    found: dict[str, str] = {}
    for number, report in enumerate(quotations):
        if report.quotation.reported:
            same = next((one for one in _inside(report, number, quotations) if _may_be_one(report, one)), None)
            if same:
                found[report.id] = same.id
    return found


def _inside(report: Quoted, number: int, quotations: Sequence[Quoted]) -> Iterator[Quoted]:
    """The quotations in marks that begin in the clause of one without, which has a `number`, in order."""
    article, clause = report.article, report.quotation.content
    first = number
    while first and (before := quotations[first - 1]).quotation.content.start == clause.start:
        if before.article != article:
            break
        first -= 1
    for at in range(first, len(quotations)):
        one = quotations[at]
        if one.article != article or one.quotation.content.start >= clause.end:
            return
        if not one.reported:
            yield one


def _may_be_one(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations are of one speaker, or nobody is named for either."""
    return one.speakers == other.speakers or not set(one.speakers).isdisjoint(other.speakers)
