"""Dates read well, and long lists are cut so that no page grows with the archive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.write import dates

days = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2031", "2031-05", "2031-12-01"]))


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2015-12-24", "24 December 2015"),
        ("2015-12", "December 2015"),
        ("2015", "2015"),
        (None, "undated"),
        ("2016-01-04T10:00:00Z", "4 January 2016"),
        ("2016-13", "2016"),
    ],
)
def test_a_date_is_read_at_its_own_precision(date: str | None, read: str) -> None:
    """Nothing is claimed that the date does not say."""
    assert dates.day(date) == read


def test_the_span_of_dates() -> None:
    """The first and the last known date; nothing where none is known."""
    assert dates.between([None, "2031-05-04", "2031-04"]) == "April 2031 – 4 May 2031"
    assert dates.between(["2031-05-04"]) == "4 May 2031"
    assert dates.between([None]) == ""


@given(st.lists(days, max_size=60), st.integers(1, 10))
def test_periods_hold_every_item_once_in_order(found: list[str | None], limit: int) -> None:
    """Cutting loses nothing, keeps the order, gives each part its own address, and no part is over the limit."""
    items = dates.newest_first(enumerate(found), lambda item: item[1])
    parts = dates.periods(items, lambda item: item[1], limit)
    assert [item for part in parts for item in part.items] == items
    assert len({part.key for part in parts}) == len(parts)
    assert all(len(part.items) <= limit for part in parts)


def test_a_new_item_changes_the_newest_part_only() -> None:
    """Within one month, parts are numbered from the oldest, so that old parts keep what they hold."""
    old = [("2031-05-01", i) for i in range(10)]
    before = dates.periods(dates.newest_first(old, lambda item: item[0]), lambda item: item[0], 4)
    after = dates.periods([("2031-05-31", 99), *old], lambda item: item[0], 4)
    assert [part.key for part in after] == ["2031-05-p3", "2031-05-p2", "2031-05-p1"]
    assert {part.key: part.items for part in before}["2031-05-p1"] == {part.key: part.items for part in after}[
        "2031-05-p1"
    ]


def test_a_list_that_fits_one_page_has_no_further_ones() -> None:
    """Up to the limit there is one page; beyond it, the periods hold everything."""
    days = ["2031-05-02", "2031-05-01", "2030-01-01"]
    assert dates.parts(days, lambda item: item, 3) == ()
    assert [part.key for part in dates.parts(days, lambda item: item, 2)] == ["2031", "2030"]
