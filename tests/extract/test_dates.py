"""When an article was published, and how that is known."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.extract.dates import date_of
from onrecord.model import Dropped
from tests.extract.conftest import article


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"date": "2025-03", "url": "https://x.example/2016/01/07/a"}, ("2025-03", "given")),
        ({"dateline": "ALDER, March 4, 2025 (AP)"}, ("2025-03-04", "dateline")),
        ({"dateline": "ALDER, March 4", "url": "https://x.example/2016/01/07/a/"}, ("2016-01-07", "url")),
        ({"url": "https://x.example/2016/jan/07/a"}, ("2016-01-07", "url")),
        ({"url": "https://x.example/2016/13/45/a"}, (None, None)),
        ({"dropped": (Dropped("Published 7 January 2016", "date line"),)}, ("2016-01-07", "text")),
        ({"dropped": (Dropped("Updated: 1/7/2016 10:15 p.m.", "date line"),)}, ("2016-01-07", "text")),
        ({"dropped": (Dropped("Related: the flood of March 4, 2011", "furniture"),)}, (None, None)),
        ({"dropped": (Dropped("February 30, 2016", "date line"),)}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_date(fields: dict[str, Any], known: tuple[str | None, str | None]) -> None:
    """Given goes before dateline, address and date line; an impossible or partial date is none."""
    assert date_of(article("Text.", **fields)) == known
