"""The rules are data, each with its reason."""

from __future__ import annotations

import pickle

import pytest
import yaml

from onrecord.errors import ConfigError
from onrecord.extract import Rules, load_rules
from onrecord.extract.vocabulary import RULES
from onrecord.model import OutletEntry


def test_every_list_has_its_reason() -> None:
    """Each group of each vocabulary says why it is there."""
    paths = list(RULES.glob("*/*.yml"))
    assert paths
    for path in paths:
        groups = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem != "outlets":
            assert [name for name, group in groups.items() if not group.get("why")] == [], path.name


@pytest.mark.parametrize(
    ("form", "lemma", "how"),
    [
        ("said", "say", "finite"),
        ("says", "say", "finite"),
        ("writing", "write", "participle"),
        ("written", "write", "perfect"),
        ("quipped", "quip", "finite"),
        ("replies", "reply", "finite"),
        ("replied", "reply", "finite"),
        ("pointed out", "point out", "finite"),
        ("describing", "describe", "participle"),
    ],
)
def test_verbs_are_inflected(rules: Rules, form: str, lemma: str, how: str) -> None:
    """Regular and irregular forms belong to their verb."""
    assert (rules.cues[form].lemma, rules.cues[form].form) == (lemma, how)


def test_rules_travel_to_other_processes(rules: Rules) -> None:
    """Rules are plain data: pickled and back they are equal."""
    assert pickle.loads(pickle.dumps(rules)) == rules


def test_an_unknown_language_is_refused() -> None:
    """A language without rules is a mistake in the configuration, and the message says what there is."""
    with pytest.raises(ConfigError, match=r"'xx'.*en"):
        load_rules("xx")


def test_the_editors_outlets_win() -> None:
    """Names, aliases and domains of the authority file are known, and go before those that ship."""
    rules = load_rules(outlets=[OutletEntry("Alder Post", aliases=("The Post",), domains=("alder.example", "cnn.com"))])
    assert {rules.outlets[k] for k in ("alder post", "the post", "alder.example", "cnn.com")} == {"Alder Post"}
