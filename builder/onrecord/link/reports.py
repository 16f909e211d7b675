"""Reported speech beside words in marks: `He said the plan was “brave” and cheap` is one saying, found twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from onrecord.link.quoted import Quoted


def held(quotations: Iterable[Quoted]) -> dict[str, str]:
    """For each quotation without marks, the first one in marks, by a speaker of it, that begins in its clause.

    The two are told together. Nothing else joins them: what a reporter made of somebody's words cannot be compared
    with words, so that it never is a rendering of a statement.
    """
    by_article: dict[str, tuple[list[Quoted], list[Quoted]]] = {}
    for quoted in quotations:
        by_article.setdefault(quoted.article, ([], []))[quoted.reported].append(quoted)
    found: dict[str, str] = {}
    for in_marks, reported in by_article.values():
        in_marks.sort(key=lambda quoted: quoted.order)
        begins = [quoted.quotation.content.start for quoted in in_marks]
        for report in reported:
            clause = report.quotation.content
            inside = in_marks[bisect_left(begins, clause.start) : bisect_left(begins, clause.end)]
            same = next((quoted for quoted in inside if _may_be_one(report, quoted)), None)
            if same:
                found[report.id] = same.id
    return found


def _may_be_one(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations are of one speaker, or nobody is named for either."""
    return one.speakers == other.speakers or not set(one.speakers).isdisjoint(other.speakers)
