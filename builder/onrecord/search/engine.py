"""What an engine must do, and what engines agree on: the fields, how they weigh, and the order of what is equal.

An engine knows words. It is given documents as their fields' texts, and finds keys. What a query means, what changed
since the index was made, and what a hit looks like is the same for all, and known to none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

from onrecord.query import Query, Range, opening
from onrecord.search.documents import Document

FREE = {"text": 1.0, "title": 1.5, "speaker": 1.5}
"""The fields in which a word without a field is looked for, and what a find there weighs; the only ones that rank."""

SEARCHED = (*FREE, "outlet", "topic", "kind", "type")
"""All fields with words in them."""

SATURATION, LENGTH = 1.2, 0.75
"""BM25's two constants: how soon more of a word counts no more, and how much a long text is held against it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine found: how many, and the keys of the first, in order."""

    total: int
    keys: tuple[str, ...]


class Writer(Protocol):
    """Takes changes, which all come into force together or not at all."""

    def clear(self) -> None:
        """Take out everything there was."""

    def remove(self, article: str) -> None:
        """Take out an article and its quotations, if they are there."""

    def add(self, document: Document) -> None:
        """Put one in."""


class Engine(Protocol):
    """An index in a folder of its own."""

    @property
    def exists(self) -> bool:
        """Whether there is an index."""

    def writing(self, patience: float) -> AbstractContextManager[Writer]:
        """A writer whose changes come into force at the end of the block, and are called off by an exception.

        Raises:
            BusyError: somebody else has been writing for `patience` seconds.
        """

    def find(self, tree: Query, limit: int, *, by_score: bool) -> Found:
        """What matches: the best first, those of equal score the newest first; or all by date, the newest first."""


class BusyError(Exception):
    """Somebody else is writing."""


def texts_of(document: Document) -> dict[str, Sequence[str]]:
    """What is looked through, by field; only an article's own headline is, not its quotations' too."""
    article = document.type == "article"
    return {
        "text": (document.text,),
        "title": (document.title,) if article else (),
        "speaker": (*document.speakers, *document.names),
        "outlet": (document.outlet,) if document.outlet else (),
        "topic": (*document.topics, *document.subjects),
        "kind": (document.kind,) if document.kind else (),
        "type": (document.type,),
    }


def forms(word: str) -> tuple[str, str]:
    """What a word of a query may look like in a text: a name is found in its possessive, too."""
    return word, f"{word}'s"


_LAST = 99_999_999  # beyond all days: the place of those without a date


def order_of(document: Document) -> int:
    """A number that sorts the newest first and the undated last; within a day, article by article.

    It is the same for all documents of an article, which are ordered as they come.
    """
    day = int(document.date.replace("-", "").ljust(8, "0")) if document.date else 0
    return (_LAST - day) << 32 | crc32(document.article.encode())


def orders_in(span: Range) -> tuple[int, int]:
    """The least and the greatest `order_of` the documents within a range of dates."""
    first = int(opening(span.start).replace("-", "").ljust(8, "0")) if span.start else 1
    last = int(span.end.replace("-", "").ljust(8, "9")) if span.end else _LAST
    return (_LAST - last) << 32, (_LAST - first) << 32 | 0xFFFFFFFF
