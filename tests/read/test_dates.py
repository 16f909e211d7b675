"""Dates as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.dates import iso


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016", "2016"),
        ("2016-01", "2016-01"),
        ("2016-01-07", "2016-01-07"),
        ("2016-1-7", "2016-01-07"),
        ("2016/01/07", "2016-01-07"),
        ("20160107", "2016-01-07"),
        ("2016-01-07T10:00:00Z", "2016-01-07"),
        ("2016-01-07 23:59:59.5+02:00", "2016-01-07"),
        ("Jan. 7, 2016", "2016-01-07"),
        ("January 7th, 2016", "2016-01-07"),
        ("JANUARY 7 2016", "2016-01-07"),
        ("Sept. 3, 2016", "2016-09-03"),
        ("7 January 2016", "2016-01-07"),
        ("7-Jan-2016", "2016-01-07"),
        ("7 Jan. 2016, 5pm", "2016-01-07"),
        ("January 2016", "2016-01"),
        ("Thursday, January 7, 2016 at 10:30 a.m. EST", "2016-01-07"),
        ("Thu, 07 Jan 2016 10:00:00 GMT", "2016-01-07"),
        ("Published: Jan 7, 2016 | 10:30", "2016-01-07"),
        ("07.01.2016", "2016-01-07"),
        ("13/7/2016", "2016-07-13"),
        ("7/13/2016", "2016-07-13"),
        ("7/7/2016", "2016-07-07"),
    ],
)
def test_every_usual_form(written: str, expected: str) -> None:
    """A date comes out in ISO form, exactly as precise as it was written."""
    assert iso(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "1/7/2016",
        "2016-02-30",
        "2016-13-01",
        "Mayor 7, 2016",
        "12",
        "0016-01-01",
        "9999-01-01",
        "Marchuary 3, 2016",
        "7 Sunday 2016",
        "2016-01-07 or later perhaps",
        "1" * 500,
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    """Nonsense, impossible days and dates that can be read in two ways give None."""
    assert iso(written) is None


@given(st.text(max_size=40) | st.from_regex(r"[0-9a-z ,./:TZ-]{0,30}", fullmatch=True))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    """Whatever the text, the answer is None or an ISO date of some precision."""
    found = iso(text)
    assert found is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found)


@given(st.dates())
def test_an_iso_date_is_itself(day: object) -> None:
    """What is ISO already stays as it is, within the years of printing."""
    text = str(day)
    assert iso(text) == (text if "1400" <= text < "2200" else None)
