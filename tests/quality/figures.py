"""A figure: one measured share, and what was wrong where it is not perfect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured share.

    Attributes:
        name: where it was measured and what: "traps.speaker".
        value: 0 to 1.
        of: how many it was counted over.
        small: the smaller the better.
        faults: each case that was wrong: the trap or article, a colon, and what came out.
    """

    name: str
    value: float
    of: int
    small: bool = False
    faults: tuple[str, ...] = ()


def share(name: str, right: int, of: int, faults: Iterable[str] = (), *, small: bool = False) -> Figure:
    """`right` out of `of`; of nothing, all is right."""
    value = right / of if of else float(not small)
    return Figure(name, value, of, small, tuple(faults))


def f1(name: str, right: int, found: int, wanted: int, faults: Iterable[str] = ()) -> Figure:
    """The harmonic mean of precision (right / found) and recall (right / wanted)."""
    value = 2 * right / (found + wanted) if found + wanted else 1.0
    return Figure(name, value, wanted, faults=tuple(faults))
