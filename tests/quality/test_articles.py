"""The trap articles are fair: one trap each, said in words, and noted as they stand in their text."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from onrecord.model import Kind
from tests.quality.traps import ARTICLES, load

FILES = sorted(ARTICLES.glob("*.yml"))
LEAST = 120


def test_there_are_enough() -> None:
    """At least as many as the project set itself, each of its own name."""
    assert len(FILES) >= LEAST
    assert {path.suffix for path in ARTICLES.iterdir()} == {".yml"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_trap_is_well_made(path: Path) -> None:
    """It says in one sentence which trap it sets; what it lists stands in its text, in order; no key is unknown."""
    trap = load(path)
    assert trap.trap == trap.trap.strip() and len(trap.trap.split()) > 2 and trap.trap.endswith((".", "!"))
    assert trap.text == trap.text.strip()
    at = 0
    for wanted in trap.quotations:
        place = trap.text.find(wanted.words, 0 if wanted.kind == "indirect" else at)
        assert place >= 0, f"not in the text, or in another order: {wanted.words}"
        at = place if wanted.kind == "indirect" else place + len(wanted.words)
        assert wanted.kind in get_args(Kind)
        assert wanted.kind != "indirect" or trap.indirect
        assert wanted.mention is None or wanted.mention in trap.text
        assert wanted.speaker or not wanted.others
    assert trap.fails is None or trap.fails.strip()
    assert isinstance(trap.indirect, bool) and isinstance(trap.saved, bool)


def test_no_two_are_alike() -> None:
    """No trap is set twice in the same words, and no text is used for two."""
    traps = [load(path) for path in FILES]
    for said in ([trap.trap for trap in traps], [trap.text for trap in traps]):
        assert len(said) == len(set(said))
