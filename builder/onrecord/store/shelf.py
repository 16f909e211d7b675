"""Records whose bulk stays in the store until somebody reads it: an article's words, captions and people.

Linking and lists need an article's heading, of all articles, and the places of its quotations at times; its words are
needed of those alone whose pages are made. So a record comes in two parts, and one that is taken from the store loads
the second by itself. Its quotations are in the first, packed: whoever looks at them unpacks them.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, TypeVar

from onrecord.model import Article, Problem, Quotation, Record

T = TypeVar("T")

_KEPT = 1024  # second parts at hand: those of a page and of the pages like it
_UNPACKED = 2**15  # articles whose quotations are at hand: all of most archives; a larger one unpacks them again
_WORDS = ("text", "deck")
_ARTICLE_BULK = (*_WORDS, "captions", "dropped")
_RECORD_BULK = ("people",)
_ARTICLE = tuple(field.name for field in fields(Article) if field.name not in _ARTICLE_BULK)
_RECORD = tuple(field.name for field in fields(Record) if field.name not in (*_RECORD_BULK, "article", "quotations"))

Light = tuple[Any, ...]
"""The first part of a record: plain data."""

Bulk = tuple[Any, ...]
"""The second: the values of `_WORDS`, which many pages read, then, pickled once more, what few do: the others'."""


class Shelf:
    """Where the second parts of records are: told apart by a file's path and the number of the result."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        """`fetch` gives the pickled second parts of a file's results."""
        self._load = lru_cache(maxsize=_KEPT)(lambda path: pickle.loads(fetch(path)))  # noqa: S301 - our own cache
        self._unpacked: deque[list[tuple[Quotation, ...]]] = deque()

    def bulk(self, path: str, number: int) -> Bulk:
        """The second part of one result of a file."""
        found: Bulk = self._load(path)[number]
        return found

    def value(self, path: str, number: int, at: int) -> Any:
        """One of the values of the second part."""
        found = self.bulk(path, number)
        if at < len(_WORDS):
            return found[at]
        return _rest(found[len(_WORDS)])[at - len(_WORDS)]

    def holds(self, unpacked: list[tuple[Quotation, ...]]) -> None:
        """A record has unpacked its quotations; one that did long ago loses them."""
        self._unpacked.append(unpacked)
        if len(self._unpacked) > _UNPACKED:
            self._unpacked.popleft().clear()


def _unpacked(self: _ShelvedRecord) -> tuple[Quotation, ...]:
    """The quotations of an article, which may have got another id. Once unpacked, they stay so for a while."""
    try:
        return self._quotations[0]
    except (AttributeError, IndexError):
        found: tuple[Quotation, ...] = pickle.loads(self._packed)  # noqa: S301 - our own cache
        if found and found[0].article != self.article.id:
            found = tuple(replace(one, article=self.article.id) for one in found)
        held = [found]
        object.__setattr__(self, "_quotations", held)
        self._place[0].holds(held)
        return found


def light(result: Record | Problem) -> Light | Problem:
    """The first part of a record; a problem is no more than that."""
    if isinstance(result, Problem):
        return result
    own = tuple(getattr(result.article, name) for name in _ARTICLE)
    return own, tuple(getattr(result, name) for name in _RECORD), pickle.dumps(result.quotations, -1)


def bulk(result: Record | Problem) -> Bulk:
    """The second part of a record; nothing of a problem."""
    if isinstance(result, Problem):
        return ()
    own = tuple(getattr(result.article, name) for name in _ARTICLE_BULK)
    rest = own[len(_WORDS) :] + tuple(getattr(result, name) for name in _RECORD_BULK)
    return *own[: len(_WORDS)], pickle.dumps(rest, protocol=pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=8)
def _rest(pickled: bytes) -> tuple[Any, ...]:
    found: tuple[Any, ...] = pickle.loads(pickled)  # noqa: S301 - our own cache
    return found


def shelved(found: Light | Problem, shelf: Shelf, path: str, number: int) -> Record | Problem:
    """A record of its first part, which takes the second from the shelf when it is read."""
    if isinstance(found, Problem):
        return found
    own, rest, packed = found
    place = (shelf, path, number)
    article = _made(_ShelvedArticle, _ARTICLE, own, _place=place)
    return _made(_ShelvedRecord, _RECORD, rest, _place=place, _packed=packed, article=article)


def _made(noun: type[T], names: Iterable[str], values: Iterable[Any], **more: Any) -> T:
    """An instance with some of its attributes, which are all that it has in memory."""
    made = noun.__new__(noun)
    for name, value in (*zip(names, values, strict=True), *more.items()):
        object.__setattr__(made, name, value)
    return made


def _bulky(at: int) -> property:
    """An attribute that is the second part's, at this place in it."""

    def read(self: Any) -> Any:
        shelf, path, number = self._place
        return shelf.value(path, number, at)

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

    __slots__ = ("_packed", "_place", "_quotations")
    _packed: bytes
    _quotations: list[tuple[Quotation, ...]]  # one, or none: what the shelf empties, which must not know the record
    _place: tuple[Shelf, str, int]
    __class__ = property(lambda _: Record)  # as above

    people = _bulky(len(_ARTICLE_BULK))  # as above
    quotations = property(_unpacked)  # as above

    def fold(self) -> None:
        if hasattr(self, "_quotations"):
            self._quotations.clear()

    def under(self, id_: str) -> Record:
        own = {name: getattr(self.article, name) for name in _ARTICLE} | {"id": id_}
        article = _made(_ShelvedArticle, own, own.values(), _place=self._place)
        rest = (getattr(self, name) for name in _RECORD)
        return _made(_ShelvedRecord, _RECORD, rest, _place=self._place, _packed=self._packed, article=article)

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, tuple(getattr(self, field.name) for field in fields(Record))
