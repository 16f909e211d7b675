"""A timeline shows every week, month or year of a record, and says in words what it shows."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.write.timeline import (
    HEIGHT,
    LEAST,
    MONTHS,
    SPARK_HEIGHT,
    SPARK_STEP,
    WEEKS,
    YEARS,
    axis,
    spark,
    timeline,
)

days = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2031", "2031-05"]))


def test_months_without_a_word_are_shown_too() -> None:
    """From the first to the last month, none is left out; the fullest reaches the top."""
    found = timeline(["2031-01-04", "2031-01-05", "2031-10-01", None])
    assert found is not None
    assert [bar.height for bar in found.bars] == [HEIGHT, *[1] * 8, HEIGHT // 2]
    assert [bar.filled for bar in found.bars] == [True, *[False] * 8, True]
    assert found.said == "Statements by month from January 2031 to October 2031. Most in January 2031: 2 statements."
    assert found.figures == [("January 2031", 2), ("October 2031", 1)]


def test_a_short_record_is_shown_by_week() -> None:
    """Within half a year each week has its bar, from Monday to Sunday."""
    found = timeline(["2031-05-04", "2031-05-05", "2031-05-11", "2031-06-02"], "article")
    assert found is not None
    assert [(bar.label, bar.count) for bar in found.bars] == [
        ("Week of 28 April 2031", 1),
        ("Week of 5 May 2031", 2),
        ("Week of 12 May 2031", 0),
        ("Week of 19 May 2031", 0),
        ("Week of 26 May 2031", 0),
        ("Week of 2 June 2031", 1),
    ]
    assert found.most == "Most in the week of 5 May 2031: 2 articles."


def test_days_that_are_not_known_leave_no_weeks() -> None:
    """Where one date is known to the month only, a short record is shown by month; it falls into no week."""
    found = axis(["2031-01-04", "2031-02", "2031-05-30"])
    assert found is not None
    assert found.unit == "month"
    assert found.count(["2031-02", "2031"]) == {"2031-02": 1}


def test_a_long_record_is_shown_by_year() -> None:
    """More months than fit are shown as years."""
    found = timeline(["2011-01-04", "2031-01-05"])
    assert found is not None
    assert (len(found.bars), found.unit) == (21, "year")


def test_spark_lines_share_an_axis() -> None:
    """Two people's lines are as wide, whenever each spoke, so that they can be compared; silence draws nothing."""
    steps = axis(["2031-01-04", "2031-12-31"])
    early, late = spark(steps, ["2031-01-04", "2031-01-09", "2031-12-01"]), spark(steps, ["2031-12-31"])
    assert early and late
    assert (early.width, early.path) == (
        late.width,
        f"M0 16v-16h3v16z M{11 * SPARK_STEP} 16v-8h3v8z".replace(" M", "M"),
    )
    assert early.said == "By month, most in January 2031: 2"
    assert spark(steps, [None]) is None
    assert spark(None, ["2031-01-04"]) is None


@given(st.lists(days, max_size=20))
def test_no_picture_is_too_wide(found: list[str | None]) -> None:
    """Any dates give a picture of bounded size, or none; what is on an axis is counted once."""
    drawn, steps = timeline(found), axis(found)
    assert (drawn is None) is (steps is None)
    if drawn and steps:
        assert LEAST <= len(drawn.bars) <= max(WEEKS, MONTHS, YEARS)
        assert sum(bar.count for bar in drawn.bars) == steps.count(found).total() <= len(found)
        small = spark(steps, found)
        assert small is not None
        assert all(int(height) <= SPARK_HEIGHT for height in re.findall(r"v-(\d+)", small.path))
