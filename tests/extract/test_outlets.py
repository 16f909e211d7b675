"""Who published an article, and how that is known."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.extract import Rules
from onrecord.extract.outlets import outlet_of
from onrecord.model import Dropped
from tests.extract.conftest import article


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"outlet": "Alder Post", "url": "https://www.cnn.com/x"}, ("Alder Post", "given")),
        ({"outlet": "New York Times"}, ("The New York Times", "given")),
        ({"url": "https://edition.cnn.com/2016/x"}, ("CNN", "url")),
        ({"url": "https://notcnn.com/x"}, (None, None)),
        ({"url": "http://[broken"}, (None, None)),
        (
            {"dropped": (Dropped("Fox News’ Ann Reed contributed to this report.", "contributor"),)},
            ("Fox News", "text"),
        ),
        ({"dropped": (Dropped("View CBS News In", "furniture"),)}, ("CBS News", "text")),
        ({"dropped": (Dropped("Watch the river rise", "furniture"),)}, (None, None)),
        ({"agency": "Associated Press"}, ("Associated Press", "text")),
        ({}, (None, None)),
    ],
)
def test_outlet(fields: dict[str, Any], known: tuple[str | None, str | None], rules: Rules) -> None:
    """Given goes before address and text; a body that only mentions an outlet tells nothing."""
    assert outlet_of(article("She told CNN and the Latin Post.", **fields), rules) == known
