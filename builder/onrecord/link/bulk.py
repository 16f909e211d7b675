"""Many instances of a dataclass at once, and those that nobody asks for not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import MISSING, fields
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Noun = TypeVar("Noun", bound="DataclassInstance")

_AT_ONCE = 16  # nouns: about as many as an article has quotations

_WORD = 8  # bytes of an id that are compared at a time


def made(noun: type[Noun], size: int, **columns: Sequence[Any]) -> list[Noun]:
    """So many instances of a slotted dataclass, each with one value of every column; else with the field's default.

    A field that has neither is left to the class.

    Takes a third of the time of making frozen ones one by one. The class must have no `__post_init__`.
    """
    found: list[Noun] = list(map(object.__new__, repeat(noun, size)))
    for field in fields(noun):
        if field.name not in columns and field.default is MISSING:
            continue
        column = columns.get(field.name)
        if column and len(column) != size:
            raise ValueError(f"{len(column)} values of {field.name} for {size} instances of {noun.__name__}")
        deque(map(getattr(noun, field.name).__set__, found, column or repeat(field.default)), maxlen=0)
    return found


def told(nouns: Sequence[DataclassInstance], **columns: Iterable[Any]) -> None:
    """Set fields of instances that were made for this link and are its own: a column of values for each field.

    To make them again would take ten times as long.
    """
    for name, column in columns.items() if nouns else ():
        deque(map(getattr(type(nouns[0]), name).__set__, nouns, column), maxlen=0)


def ordered(ids: Sequence[str]) -> list[int]:
    """The places of some ids, all different, in their order."""
    try:
        packed = np.array(ids, "S")
    except UnicodeEncodeError:
        return sorted(range(len(ids)), key=ids.__getitem__)
    width = -(-packed.itemsize // _WORD)
    words = packed.astype(f"S{width * _WORD}").view(">u8").reshape(-1, width).astype(np.uint64)
    found: list[int] = np.lexsort(words.T[::-1]).tolist() if len(ids) else []
    return found


class Made(Mapping[str, Noun]):
    """Nouns by id, in the order of the ids, made when they are first asked for; all at once when all are.

    Most of an archive is as it was: after a change few of its nouns are looked at. Where one is made, so are those
    beside it: what one article has is best taken from its shelf together.
    """

    __slots__ = ("_ids", "_known", "_make", "_places")

    def __init__(self, ids: Sequence[str], make: Callable[[Sequence[int]], Sequence[Noun]]) -> None:
        """`make` gives the nouns of the ids at some places in `ids`."""
        self._ids, self._make = ids, make
        self._places: Mapping[str, Any] | None = None
        self._known: dict[str, Noun] = {}

    def then(self, change: Callable[[Sequence[Noun]], Sequence[Noun]]) -> Made[Noun]:
        """The same nouns after some change, which is made of each when it is asked for."""
        found, make = Made[Noun].__new__(Made), self._make
        found._ids, found._places, found._known = self._ids, self._places, {}
        found._make = lambda places: change(make(places))
        return found

    def __getitem__(self, id_: str) -> Noun:
        if id_ not in self._known:
            begin = self._place()[id_] // _AT_ONCE * _AT_ONCE
            self._add(range(begin, min(begin + _AT_ONCE, len(self._ids))))
        return self._known[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._place()

    def _place(self) -> Mapping[str, Any]:
        """Where each id is: only looked up by whoever does not go through all."""
        if self._places is None:
            self._places = dict(zip(self._ids, range(len(self._ids)), strict=True))
        return self._places

    def __iter__(self) -> Iterator[str]:
        if self._places is self._known:
            return iter(self._known)
        return map(self._ids.__getitem__, ordered(self._ids))

    def __len__(self) -> int:
        return len(self._known if self._places is self._known else self._ids)

    def values(self) -> ValuesView[Noun]:
        """All of them."""
        return self._all().values()

    def items(self) -> ItemsView[str, Noun]:
        """All of them, with their ids."""
        return self._all().items()

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._all(),)

    def _all(self) -> dict[str, Noun]:
        """All of them; what they are made of is let go."""
        if self._places is not self._known:
            self._add(range(len(self._ids)))
            ids, known = self._ids, self._known
            self._known = {ids[place]: known[ids[place]] for place in ordered(ids)}
            self._places, self._ids, self._make = self._known, (), _nothing
        return self._known

    def _add(self, places: Sequence[int]) -> None:
        """Make those at some places that are not yet made."""
        ids, known = self._ids, self._known
        missing = [place for place in places if ids[place] not in known]
        known.update(zip([ids[place] for place in missing], self._make(missing), strict=True))


def _nothing(_: Sequence[int]) -> list[Any]:
    return []
