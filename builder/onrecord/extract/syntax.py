"""The words and endings on which the finding of subjects turns (`rules/<language>/syntax.yml`), as plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Syntax:
    """The groups of the file by their names, and the patterns that are made of some.

    Attributes:
        token: what one word or sign is.
        elision: an apostrophe with the word that it shortens.
    """

    owners: frozenset[str]
    perfect_auxiliaries: frozenset[str]
    passive_agents: frozenset[str]
    passive_hints: frozenset[str]
    plural_subjects: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    third_endings: tuple[str, ...]
    subject_pronouns: frozenset[str]
    infinitive_marks: frozenset[str]
    complementizers: frozenset[str]
    personal_relatives: frozenset[str]
    owning_relatives: frozenset[str]
    light_subordinators: frozenset[str]
    phrase_subordinators: frozenset[str]
    and_or: frozenset[str]
    joiners: frozenset[str]
    joined: frozenset[str]
    clause_joiners: frozenset[str]
    fillers: frozenset[str]
    contrasts: frozenset[str]
    lead_ins: frozenset[str]
    blames: frozenset[str]
    absolutes: frozenset[str]
    progressive_endings: tuple[str, ...]
    verbal_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    indefinites: frozenset[str]
    singular: frozenset[str]
    definites: frozenset[str]
    title_words: frozenset[str]
    modals: frozenset[str]
    inverting: frozenset[str]
    authors: frozenset[str]
    retelling: frozenset[str]
    places_of: frozenset[str]
    token: re.Pattern[str]
    elision: re.Pattern[str]


def syntax(data: Mapping[str, Any]) -> Syntax:
    """The words of the file's groups."""
    made: dict[str, Any] = {"token": _token(data), "elision": _elision(data)}
    groups: dict[str, Any] = {f.name: _group(data[f.name], f.name) for f in fields(Syntax) if f.name not in made}
    return Syntax(**groups, **made)


def _group(group: Mapping[str, str], name: str) -> frozenset[str] | tuple[str, ...]:
    words = _listed(group)
    return tuple(words) if name.endswith("_endings") else frozenset(words)


def _listed(group: Mapping[str, str]) -> list[str]:
    return [word.strip() for word in group["words"].split(",") if word.strip()]


def _token(data: Mapping[str, Any]) -> re.Pattern[str]:
    clitics = "|".join(map(re.escape, _listed(data["clitics"])))
    stopped = "|".join(map(re.escape, _listed(data["stopped"])))
    joined = "|".join(rf"(?<=-{re.escape(word)}\.)" for word in _listed(data["stopped"]))
    return re.compile(
        r"[A-Za-z]+(?=[ ,;\n])"  # most words: found without a try at all that follows
        r"|(?:[^\W\d_]\.){2,}"  # U.S., D.C.
        rf"|(?:{stopped})\."
        r"|[A-Z]\.(?=[\s,])"  # an initial
        rf"|['’‘](?:{clitics})\b"
        r"|\d+[-–][^\W\d_][^\W_]*(?:[-–][^\W_]+)*"  # 76-year-old
        r"|\d[\d,.:]*\d|\d"
        rf"|[^\W\d_](?:[^\W_]|[-–](?=[^\W_])|['’‘](?!(?:{clitics})\b)(?=[^\W_]))*"
        rf"(?:\.(?:{joined}))?"  # then-Sen.
        r"|\S"
    )


def _elision(data: Mapping[str, Any]) -> re.Pattern[str]:
    words = "|".join(re.escape(w) + (r"\b" if w[-1].isalnum() else "") for w in _listed(data["elided"]))
    return re.compile(rf"[‘’'](?:\d\ds?\b|{words})", re.I)
