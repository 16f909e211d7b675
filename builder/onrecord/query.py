"""The query language of searches and topics: text in, a small tree out.

It is the everyday part of Whoosh's language: words, "phrases", prefix*, AND, OR, NOT, parentheses, field:value and
date ranges. The tree is plain data, so that an index can translate it and a topic can be matched without any index.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One folded word, in a field or (None) in the text."""

    word: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins with `stem` (folded)."""

    stem: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words next to each other, in this order."""

    words: tuple[str, ...]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Values of a field from `start` to `end`, both included; None leaves an end open. "2016" covers its whole year."""

    field: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not the part."""

    part: Query


Query = Term | Prefix | Phrase | Range | And | Or | Not
