"""The vocabularies of cleaning: data, each entry with its reason."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from onrecord.clean.vocabulary import Rule, furniture, reasons

RULES = files("onrecord.clean").joinpath("rules")
LISTS = sorted(path.name for path in RULES.iterdir() if path.name.endswith(".txt"))


@pytest.mark.parametrize("name", LISTS)
def test_every_word_has_its_reason(name: str) -> None:
    """Each line of a list is an entry, a tab, and why it is there; none stands twice."""
    lines = [line for line in RULES.joinpath(name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    entries = [line.partition("\t") for line in lines if line]
    assert entries
    assert [entry for entry, _, why in entries if not why.strip()] == []
    assert len({entry for entry, _, _ in entries}) == len(entries)


def test_every_pattern_has_its_reason() -> None:
    """Each pattern of a line and each agency says why it is there."""
    groups = yaml.safe_load(RULES.joinpath("furniture.yml").read_text(encoding="utf-8"))
    entries = [entry for group in groups.values() for entry in group["patterns"]]
    entries += yaml.safe_load(RULES.joinpath("agencies.yml").read_text(encoding="utf-8"))
    assert len(entries) > len(groups)
    assert [entry for entry in entries if not entry.get("why")] == []


@pytest.mark.parametrize("rule", furniture(), ids=lambda rule: rule.reason)
def test_every_group_is_a_reason_that_is_explained(rule: Rule) -> None:
    """What lines are dropped for is told to readers in words."""
    assert reasons()[rule.reason]
