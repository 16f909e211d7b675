"""What cue links are made of: the words that point at a speaker, and the cue they are the subject of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Cue

Row = Sequence[Token]
PointerKind = Literal["name", "pronoun", "role", "body", "joint"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words that point at a speaker.

    Attributes:
        kind: a person's "name", "pronoun" (he, she), "role" (a noun for a person: "a senior adviser"), "body" (an
            organisation, a thing, or nobody in particular), "joint" (several people at once).
        first, last: numbers of its tokens in the sentence (last is the one after).
        index: of the naming (kind "name"), or the first one (kind "joint"); else -1.
        document: the words are those of a writing that the person owns ("Lane's letter").
        others: the namings after the first of a list (kind "joint").
    """

    kind: PointerKind
    first: int
    last: int
    index: int = -1
    document: bool = False
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A cue and its subject.

    Attributes:
        cue: the verb form, or None for an opening ("according to").
        at, end: numbers of the cue's tokens (end is the one after).
        subject: who is its subject.
        relation: how the subject was found; one of the words used in `links`.
    """

    cue: Cue | None
    at: int
    end: int
    subject: Pointer
    relation: str

    @property
    def first(self) -> int:
        """The first token of cue and subject together."""
        return min(self.at, self.subject.first)

    @property
    def last(self) -> int:
        """The token after cue and subject."""
        return max(self.end, self.subject.last)


REACH = 40
"""How many tokens a subject may be away from its verb."""
STRONG = frozenset(["speech", "address", "judgement"])
"""Groups of cues whose subject surely speaks."""
