"""Records whose bulk stays in the store until somebody reads it: an article's words, captions and people.

Linking and lists need an article's heading and its quotations, of all articles; its words are needed of those alone
whose pages are made. So a record comes in two parts, and one that is taken from the store loads the second by itself.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from typing import Any

from onrecord.model import Article, Problem, Record

_KEPT = 256  # second parts at hand: those of a page and of the pages like it
_ARTICLE_BULK = ("text", "deck", "captions", "dropped")
_RECORD_BULK = ("people",)
_ARTICLE = tuple(field.name for field in fields(Article) if field.name not in _ARTICLE_BULK)
_RECORD = tuple(field.name for field in fields(Record) if field.name not in (*_RECORD_BULK, "article"))

Light = tuple[Any, ...]
"""The first part of a record: plain data."""

Bulk = tuple[Any, ...]
"""The second: the values of `_ARTICLE_BULK` and `_RECORD_BULK`."""


class Shelf:
    """Where the second parts of records are: told apart by a file's path and the number of the result."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        """`fetch` gives the pickled second parts of a file's results."""
        self._load = lru_cache(maxsize=_KEPT)(lambda path: pickle.loads(fetch(path)))  # noqa: S301 - our own cache

    def bulk(self, path: str, number: int) -> Bulk:
        """The second part of one result of a file."""
        found: Bulk = self._load(path)[number]
        return found


def light(result: Record | Problem) -> Light | Problem:
    """The first part of a record; a problem is no more than that."""
    if isinstance(result, Problem):
        return result
    own = tuple(getattr(result.article, name) for name in _ARTICLE)
    return own, tuple(getattr(result, name) for name in _RECORD)


def bulk(result: Record | Problem) -> Bulk:
    """The second part of a record; nothing of a problem."""
    if isinstance(result, Problem):
        return ()
    own = tuple(getattr(result.article, name) for name in _ARTICLE_BULK)
    return own + tuple(getattr(result, name) for name in _RECORD_BULK)


def shelved(found: Light | Problem, shelf: Shelf, path: str, number: int) -> Record | Problem:
    """A record of its first part, which takes the second from the shelf when it is read."""
    if isinstance(found, Problem):
        return found
    own, rest = found
    article, record = _ShelvedArticle.__new__(_ShelvedArticle), _ShelvedRecord.__new__(_ShelvedRecord)
    for made, names, values in ((article, _ARTICLE, own), (record, _RECORD, rest)):
        object.__setattr__(made, "_place", (shelf, path, number))
        for name, value in zip(names, values, strict=True):
            object.__setattr__(made, name, value)
    object.__setattr__(record, "article", article)
    return record


def _bulky(at: int) -> property:
    """An attribute that is the second part's, at this place in it."""

    def read(self: Any) -> Any:
        shelf, path, number = self._place
        return shelf.bulk(path, number)[at]

    return property(read)


class _ShelvedArticle(Article):
    """An article whose bulk is on the shelf. To everybody else it is an `Article`: equal to one, replaced by one."""

    __slots__ = ("_place",)
    __class__ = property(lambda _: Article)  # for replace(), and to be equal

    text, deck, captions, dropped = map(_bulky, range(len(_ARTICLE_BULK)))

    def __reduce__(self) -> tuple[Any, ...]:
        return Article, tuple(getattr(self, field.name) for field in fields(Article))


class _ShelvedRecord(Record):
    """A record whose bulk is on the shelf, likewise."""

    __slots__ = ("_place",)
    __class__ = property(lambda _: Record)  # as above

    people = _bulky(len(_ARTICLE_BULK))  # as above

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, tuple(getattr(self, field.name) for field in fields(Record))
