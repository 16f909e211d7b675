"""Dates as numbers of days and of periods of a few days, to tell near from far."""

from __future__ import annotations

from datetime import date

import numpy as np

from onrecord.link.columns import Places

NEAR = 10  # days between two articles about one event, at most
UNDATED = -1  # the day, and the period, of an article without one


def number(value: str | None) -> int | None:
    """The number of the day of an ISO date; None if there is none, or if it is no whole date ("2016-01")."""
    try:
        return date.fromisoformat(value).toordinal() if value else None
    except ValueError:
        return None


def periods(days: Places) -> Places:
    """The period of each day, or UNDATED: near days are of one period or of neighboring ones."""
    return np.where(days == UNDATED, UNDATED, days // (NEAR + 1))


def windows(of: Places, enough: int) -> dict[int, tuple[int, int]]:
    """For each period in `of`, which ascends, the places (start, end) of the articles of its time.

    Its time is the shortest of 1, 2, 4, 8 … periods that holds at least `enough` articles, aligned so that neighbors
    share it; all that have a period, if there are not enough. What one article changes ends with its time. The time of
    articles without a period is all.
    """
    dated = int(np.searchsorted(of, UNDATED, "right"))
    found = {UNDATED: (0, len(of))} if dated else {}
    for period in np.unique(of[dated:]).tolist():
        found[period] = _window(of, period, enough, dated)
    return found


def _window(of: Places, period: int, enough: int, dated: int) -> tuple[int, int]:
    level = 0
    while True:
        first = (period >> level) << level
        start, end = np.searchsorted(of, [first, first + (1 << level)])
        start = max(int(start), dated)
        if end - start >= enough or end - start == len(of) - dated:
            return start, int(end)
        level += 1
