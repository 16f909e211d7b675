"""The timeline shows every month or year of a record, and says in words what it shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.write.timeline import HEIGHT, MONTHS, YEARS, timeline

days = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2031", "2031-05"]))


def test_months_without_a_word_are_shown_too() -> None:
    """From the first to the last month, none is left out; the fullest reaches the top."""
    found = timeline(["2031-01-04", "2031-01-05", "2031-04-01", None])
    assert found is not None
    assert [(bar.height, bar.filled) for bar in found.bars] == [
        (HEIGHT, True),
        (1, False),
        (1, False),
        (HEIGHT // 2, True),
    ]
    assert found.said == "Statements by month from January 2031 to April 2031; most in January 2031: 2 statements."


def test_a_long_record_is_shown_by_year() -> None:
    """More months than fit are shown as years."""
    found = timeline(["2021-01-04", "2031-01-05"])
    assert found is not None
    assert (len(found.bars), found.unit) == (11, "year")


@given(st.lists(days, max_size=20))
def test_no_picture_is_too_wide(found: list[str | None]) -> None:
    """Any dates give a picture of bounded size, or none."""
    drawn = timeline(found)
    assert drawn is None or 4 <= len(drawn.bars) <= max(MONTHS, YEARS)
