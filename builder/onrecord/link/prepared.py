"""What linking needs of one article, made from it alone: in parallel with extraction, and cached with the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.link import accounts, contexts, people, quoted, reports, traits
from onrecord.model import Record
from onrecord.model.common import Packed

VERSION = 11
"""Raised whenever a record comes out differently here."""


@dataclass(frozen=True, slots=True)
class Prepared(Packed):
    """One article as linking looks at it: with this at hand, nobody has to read its text again.

    Each stage has a part, which it makes in its own `prepared(record)`. None knows an id of the archive, nor the
    editor's word: the same record always gives the same.

    Attributes:
        digest: 16 bytes that stand for headline, deck and text, and the places of its quotations and their cues: a key
            of what queries find there.
        wordings: what its quotations say.
        clauses: which of these stand in which.
        traits: what of them is compared with all others.
        people: whom it names, and what it says of them.
        account: what its event is told by.
        record: 16 bytes that change whenever anything of the record does: a key of the pages that show it.
    """

    digest: bytes
    wordings: quoted.Wordings
    clauses: reports.Clauses
    traits: traits.Traits
    people: people.People
    account: accounts.Account
    record: bytes


def prepare(record: Record) -> Prepared:
    """All parts of one article. `record` is as extraction made it, before the archive gives its article an id."""
    spoken = contexts.spoken(record)
    return Prepared(
        digest=_digest(record),
        wordings=quoted.prepared(record, spoken),
        clauses=reports.prepared(record),
        traits=traits.prepared(record, spoken),
        people=people.prepared(record, spoken),
        account=accounts.prepared(record, spoken),
        record=hashlib.blake2b(repr(record).encode("utf-8", "surrogatepass"), digest_size=16).digest(),
    )


def _digest(record: Record) -> bytes:
    article = record.article
    places = [
        (one.content.start, one.content.end, one.cue and (one.cue.start, one.cue.end)) for one in record.quotations
    ]
    told = repr((article.headline, article.deck, article.text, places))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()
