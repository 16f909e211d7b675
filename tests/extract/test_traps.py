"""Invented articles with one trap each (tests/articles/*.yml).

A file says which `trap` it sets, its `text`, the `quotations` in it, in order ({words, speaker, kind} and, where it
matters, words that the `mention` holds), and where it matters all `people` and the `roles` printed with them. Indirect
quotations are listed, all of them, where the file says `indirect: true` or its name begins with "indirect-"; elsewhere
only what stands in marks is.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.extract import Rules, extract
from onrecord.model import Record
from tests.extract.conftest import article

TRAPS = {p.stem: p for p in sorted((Path(__file__).parents[1] / "articles").glob("*.yml"))}


@pytest.fixture(params=TRAPS, scope="module")
def trap(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One trap's file."""
    data: dict[str, Any] = yaml.safe_load(TRAPS[request.param].read_text(encoding="utf-8"))
    data.setdefault("indirect", request.param.startswith("indirect-"))
    return data


@pytest.fixture
def record(trap: dict[str, Any], rules: Rules) -> Record:
    """What is extracted from its text, without the indirect quotations where the trap does not list them."""
    found = extract(article(trap["text"].rstrip("\n")), rules)
    listed = tuple(q for q in found.quotations if trap["indirect"] or q.kind != "indirect")
    return replace(found, quotations=listed)


def test_quotations(trap: dict[str, Any], record: Record) -> None:
    """Every quotation of the trap is found, in order, with its speaker and kind, and no other."""
    text = record.article.text
    found = [{"words": q.content.of(text), "speaker": q.speaker, "kind": q.kind} for q in record.quotations]
    assert found == [{k: q[k] for k in ("words", "speaker", "kind")} for q in trap["quotations"]], trap["trap"]


def test_mentions(trap: dict[str, Any], record: Record) -> None:
    """Where a source has no name, the words that point at it are kept."""
    for wanted, q in zip(trap["quotations"], record.quotations, strict=True):
        if "mention" in wanted:
            assert q.mention is not None and wanted["mention"] in q.mention.of(record.article.text)


def test_people(trap: dict[str, Any], record: Record) -> None:
    """Nobody is missing, and nothing else is taken for a person."""
    if "people" in trap:
        assert [p.name for p in record.people] == trap["people"]


def test_roles(trap: dict[str, Any], record: Record) -> None:
    """Roles are kept as printed, apart from the name."""
    roles = {p.name: list(p.roles) for p in record.people}
    for name, wanted in trap.get("roles", {}).items():
        assert roles[name] == wanted
