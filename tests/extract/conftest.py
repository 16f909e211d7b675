"""What the tests of extraction share."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.extract import Rules, load_rules
from onrecord.model import Article


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The English rules as they ship."""
    return load_rules()


def article(text: str, **fields: Any) -> Article:
    """An article with this text, and whatever else is said of it."""
    return Article("a", "a.txt", "0", "A headline", "given", text, **fields)
