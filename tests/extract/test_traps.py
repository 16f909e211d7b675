"""Invented articles with one trap each (tests/articles/*.yml); `tests.quality.traps` says what such a file may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.extract import Rules
from tests.quality.traps import ARTICLES, differences, load, record_of


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.yml")), ids=lambda path: path.stem)
def test_trap(path: Path, rules: Rules) -> None:
    """All that its author noted comes out: quotations in order, speakers, kinds, mentions, people, roles; and no more.

    A trap that says why it `fails` must do so, until extraction can do it.
    """
    trap = load(path)
    wrong = differences(trap, record_of(trap, rules))
    if trap.fails:
        assert wrong, f"this comes out right now: take `fails` away from {path.name}"
    else:
        assert wrong == [], trap.trap
