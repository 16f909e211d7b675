"""Who may have spoken: everybody that was weighed for a quotation, how likely each is, and what spoke for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from onrecord.cli.facts import Facts
from onrecord.cli.words import plain
from onrecord.config import Config, load_authority
from onrecord.extract import load_ranker, load_rules
from onrecord.extract.explain import Candidate, explain
from onrecord.model import Span

_MOST, _LEAST = 4, 0.01
"""Candidates that are shown, and how likely each must at least be, but for the first; --json gives all."""


def candidates(config: Config, text: str, content: Span) -> list[Facts]:
    """The candidates for the quotation at `content` of an article's text, the likeliest first.

    None where it was not weighed: its form decided, it stands without marks, or the archive goes by the rules alone.
    """
    ranker = load_ranker(config.language, config.attribution) if config.attribution != "rules" else None
    if ranker is None:
        return []
    rules = load_rules(config.language, load_authority(config.authority).outlets)
    found = explain(text, content, rules, ranker)
    return [{"who": _who(one), **asdict(one)} for one in found]


def _who(candidate: Candidate) -> str:
    """What a candidate is called."""
    if candidate.name:
        return candidate.name
    return "a source that nobody named" if candidate.source else "nobody: no words of anybody's"


def lines(found: Sequence[Facts]) -> Iterator[str]:
    """The likeliest of them for people to read, each with what spoke for it (+) and against it (−)."""
    likely = [one for one in found if _share(one) >= _LEAST][:_MOST] or list(found[:1])
    for number, one in enumerate(likely):
        grounds = one["grounds"]
        assert isinstance(grounds, list | tuple)
        told = "; ".join(f"{'+' if ground['weight'] > 0 else '−'} {plain(ground['text'])}" for ground in grounds)
        yield f"  {'who' if not number else '':<8} {_share(one):>4.0%} {plain(str(one['who']))}" + (
            f": {told}" if told else ""
        )


def _share(candidate: Facts) -> float:
    share = candidate["share"]
    assert isinstance(share, float)
    return share
