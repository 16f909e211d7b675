"""Dates as numbers of days, to be told near from far."""

from __future__ import annotations

from datetime import date


def number(value: str | None) -> int | None:
    """The number of the day of an ISO date; None if there is none, or if it is no whole date ("2016-01")."""
    try:
        return date.fromisoformat(value).toordinal() if value else None
    except ValueError:
        return None
