"""Many instances of a dataclass at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import fields
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Noun = TypeVar("Noun", bound="DataclassInstance")


def made(noun: type[Noun], size: int, **columns: Sequence[Any]) -> list[Noun]:
    """So many instances of a slotted dataclass, each with one value of every column; else with the field's default.

    Takes a third of the time of making frozen ones one by one. The class must have no `__post_init__`.
    """
    found: list[Noun] = list(map(object.__new__, repeat(noun, size)))
    for field in fields(noun):
        column = columns.get(field.name)
        if column and len(column) != size:
            raise ValueError(f"{len(column)} values of {field.name} for {size} instances of {noun.__name__}")
        deque(map(getattr(noun, field.name).__set__, found, column or repeat(field.default)), maxlen=0)
    return found


def told(nouns: Sequence[DataclassInstance], **columns: Sequence[Any]) -> None:
    """Set fields of instances that were made for this link and are its own: a column of values for each field.

    To make them again would take ten times as long.
    """
    for name, column in columns.items() if nouns else ():
        deque(map(getattr(type(nouns[0]), name).__set__, nouns, column), maxlen=0)
