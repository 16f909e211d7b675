"""The words of indirect speech (`rules/<language>/indirect.yml`) as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

FRAMES = (
    "clause", "loose", "gerund", "question", "explanation", "intent", "order", "charge", "portrayal", "object",
    "denial", "naming",
)  # fmt: skip
"""What may follow a verb that reports; each is a group of the file."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Which verbs introduce indirect speech, and the small words around it.

    Attributes:
        frames: by the plain form of a verb, the names of what may follow it.
        charges: prepositions after which it is told what somebody is charged with.
        things: studies, polls and the like, which find something rather than say it.

    The other fields are the groups of the file by their names.
    """

    frames: Mapping[str, frozenset[str]]
    charges: frozenset[str]
    portrayals: frozenset[str]
    things: frozenset[str]
    complementizers: frozenset[str]
    questions: frozenset[str]
    explanations: frozenset[str]
    restrictions: frozenset[str]
    fronts: frozenset[str]
    possessives: frozenset[str]
    extremes: frozenset[str]
    quantities: frozenset[str]
    pointing: frozenset[str]
    times: frozenset[str]
    plain: frozenset[str]
    between: frozenset[str]
    turning: frozenset[str]
    asides: frozenset[str]
    articles: frozenset[str]
    settings: frozenset[str]
    topics: frozenset[str]
    clause_pronouns: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    going_on: frozenset[str]
    conditions: frozenset[str]
    nobody: frozenset[str]
    conditional: frozenset[str]
    contrasts: frozenset[str]
    coordinators: frozenset[str]
    joining: frozenset[str]
    linking: frozenset[str]
    hanging: frozenset[str]
    trailers: frozenset[str]
    nothings: frozenset[str]
    leads: frozenset[str]


OWN = frozenset(["frames", "charges", "portrayals", "things"])
"""Fields that are no group of words of their own."""


def reporting(data: Mapping[str, Any]) -> Reporting:
    """The words of the file's groups."""
    frames: dict[str, set[str]] = {}
    for frame in FRAMES:
        for verb in _words(data[frame]["verbs"]):
            frames.setdefault(verb, set()).add(frame)
    return Reporting(
        {verb: frozenset(names) for verb, names in frames.items()},
        _words(data["charge"]["prepositions"]),
        _words(data["portrayal"]["prepositions"]),
        _words(data["findings"]["things"]),
        **{f.name: _words(data[f.name]["words"]) for f in fields(Reporting) if f.name not in OWN},
    )


def _words(block: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in block.split(",") if word.strip())
