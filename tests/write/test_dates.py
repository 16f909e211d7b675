"""Dates read well, and long lists are cut so that no page grows with the archive."""

from __future__ import annotations

from datetime import date

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


of_2031 = st.one_of(
    st.dates(date(2031, 1, 1), date(2031, 12, 31)).map(str), st.sampled_from(["2031", "2031-05", "2031-12-01"])
)


@given(st.lists(of_2031, max_size=60), st.integers(1, 10))
def test_the_pieces_of_a_year_hold_every_item_once_in_order(found: list[str], limit: int) -> None:
    """No item is lost or there twice, no piece is over the limit, and an old address leads to one that is there."""
    year = dates.newest_first(enumerate(found), lambda item: item[1])
    cut = dates.cut(year, lambda item: item[1], limit)
    assert [item for piece in cut.pieces for item in piece.items] == year
    assert all(0 < len(piece.items) <= limit for piece in cut.pieces)
    keys = [piece.key for piece in cut.pieces]
    assert len(set(keys)) == len(keys)
    assert set(cut.outgrown.values()) <= set(keys)
    assert not set(cut.outgrown) & set(keys)


def test_a_year_goes_by_halves_quarters_months_and_numbers() -> None:
    """As much as there is decides; where a longer piece was, the shorter one with its newest is told."""
    days = [(f"2031-{month:02}-{day:02}", month * 100 + day) for month in range(12, 0, -1) for day in range(20, 0, -1)]

    def cut(limit: int) -> tuple[list[str], dict[str, str]]:
        found = dates.cut(days, lambda item: item[0], limit)
        return [piece.key for piece in found.pieces], dict(found.outgrown)

    months = [f"2031-{month:02}" for month in range(12, 0, -1)]
    halves = {"2031-h2": "2031-12", "2031-h1": "2031-06"}
    quarters = {"2031-q4": "2031-12", "2031-q3": "2031-09", "2031-q2": "2031-06", "2031-q1": "2031-03"}
    assert cut(120) == (["2031-h2", "2031-h1"], {})
    assert cut(60) == (["2031-q4", "2031-q3", "2031-q2", "2031-q1"], {"2031-h2": "2031-q4", "2031-h1": "2031-q2"})
    assert cut(59) == (months, halves | quarters)
    keys, outgrown = cut(19)
    assert keys[:2] == ["2031-12-p2", "2031-12-p1"]
    assert outgrown == {old: f"{new}-p2" for old, new in (halves | quarters | {one: one for one in months}).items()}


def test_what_a_date_does_not_tell_is_a_piece_of_its_own() -> None:
    """A date without a month is in no half; its piece has another address than the year, and says what it is."""
    found = dates.cut(["2031-12-01", "2031-02", "2031", "2031"], lambda item: item, 2)
    assert [(one.key, one.label, len(one.items)) for one in found.pieces] == [
        ("2031-h2", "July–December 2031", 1),
        ("2031-h1", "January–June 2031", 1),
        ("2031-xx", "2031, month unknown", 2),
    ]


def test_a_list_that_fits_one_page_has_no_further_ones() -> None:
    """Up to the limit there is one page; beyond it, the periods hold everything."""
    days = ["2031-05-02", "2031-05-01", "2030-01-01"]
    assert dates.parts(days, lambda item: item, 3) == ()
    assert [part.key for part in dates.parts(days, lambda item: item, 2)] == ["2031", "2030"]
