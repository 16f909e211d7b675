"""The floors under the figures (`floors.yml`): kept, raised, and lowered only with a reason that stays in the file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from tests.quality.figures import Figure

FILE = Path(__file__).parent / "floors.yml"

_STEP = 200
"""Floors are whole multiples of 1/200: a figure that wavers by less is no news."""

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Floor:
    """What a figure must not fall below; for a figure that is the better the smaller, what it must not exceed.

    Attributes:
        name: the figure's.
        value: the bound.
        measured: the figure when the bound was set.
        date: when that was.
        best: the strictest bound there ever was.
        small: the figure is the better the smaller.
        lowered: each time the bound was loosened: from, to, date, because.
    """

    name: str
    value: float
    measured: float
    date: str
    best: float
    small: bool = False
    lowered: tuple[Mapping[str, Any], ...] = ()

    def holds(self, value: float) -> bool:
        """Whether `value` is on the right side of the bound."""
        return value <= self.value + _SLACK if self.small else value >= self.value - _SLACK

    def stricter(self, value: float) -> bool:
        """Whether `value` as a bound would be stricter than this one."""
        return value < self.value - _SLACK if self.small else value > self.value + _SLACK


def load(text: str) -> dict[str, Floor]:
    """The floors in a file's text, by name."""
    entries: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {name: _floor(name, entry) for name, entry in entries.items()}


def _floor(name: str, entry: Mapping[str, Any]) -> Floor:
    (bound,) = entry.keys() & {"at_least", "at_most"}
    return Floor(
        name, entry[bound], entry["measured"], str(entry["date"]), entry["best"],
        bound == "at_most", tuple(entry.get("lowered", ())),
    )  # fmt: skip


def dump(floors: Mapping[str, Floor], before: str) -> str:
    """A file of `floors` under the comment that opens the text `before`."""
    comment = "".join(line for line in before.splitlines(keepends=True) if line.startswith("#"))
    entries = {floor.name: _entry(floor) for floor in floors.values()}
    return comment + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=120)


def _entry(floor: Floor) -> dict[str, Any]:
    entry: dict[str, Any] = {"at_most" if floor.small else "at_least": floor.value}
    entry |= {"measured": floor.measured, "date": floor.date, "best": floor.best}
    return entry | ({"lowered": [dict(step) for step in floor.lowered]} if floor.lowered else {})


# --- keeping ----------------------------------------------------------------------------------------------------------


def fallen(figures: Iterable[Figure], floors: Mapping[str, Floor], known: Mapping[str, Iterable[str]]) -> list[str]:
    """For each figure on the wrong side of its floor what to say: figure, floor, and the cases that got worse.

    `known` are each figure's faults when it last held: without them all its faults are told.
    """
    figures, out = list(figures), []
    for figure in figures:
        floor = floors.get(figure.name)
        if floor is None and not figure.of:
            continue
        if floor is None:
            out.append(f"{figure.name} {figure.value:.4f} has no floor: `python -m tests.quality --raise` sets one")
        elif not floor.holds(figure.value):
            worse = [fault for fault in figure.faults if fault not in set(known.get(figure.name, ()))]
            told = "".join(f"\n    {fault}" for fault in worse[:_SHOWN])
            more = f"\n    … and {len(worse) - _SHOWN} more" if len(worse) > _SHOWN else ""
            side = "above its ceiling" if floor.small else "under its floor"
            out.append(f"{figure.name} {figure.value:.4f} is {side} {floor.value}{told}{more}")
    names = {figure.name for figure in figures}
    groups = {name.split(".")[0] for name in names}
    gone = [name for name in floors if name not in names and name.split(".")[0] in groups]
    return out + [f"{name} has a floor, and is not measured any more" for name in gone]


_SHOWN = 30


def silent(floors: Mapping[str, Floor]) -> Iterator[str]:
    """The floors that are looser than the strictest they ever were, and no entry says why."""
    for floor in floors.values():
        if not floor.stricter(floor.best):
            continue
        last = floor.lowered[-1] if floor.lowered else {}
        if last.get("to") != floor.value or not str(last.get("because") or "").strip() or "date" not in last:
            yield f"{floor.name} was {floor.best}, is {floor.value}, and nothing says why"


# --- moving -----------------------------------------------------------------------------------------------------------


def bound_of(figure: Figure) -> float:
    """The floor that a figure carries: rounded down to a whole step (a ceiling up)."""
    steps = figure.value * _STEP
    return (math.ceil(steps - _SLACK) if figure.small else math.floor(steps + _SLACK)) / _STEP


def raised(figures: Iterable[Figure], floors: Mapping[str, Floor], date: str) -> dict[str, Floor]:
    """The floors lifted to the figures, where that is stricter; a figure without one gets one."""
    out = dict(floors)
    for figure in figures:
        bound, old = bound_of(figure), floors.get(figure.name)
        fresh = Floor(figure.name, bound, round(figure.value, 4), date, bound, figure.small)
        if not figure.of:
            continue
        if old is None:
            out[figure.name] = fresh
        elif old.stricter(bound):
            best = min(old.best, bound) if old.small else max(old.best, bound)
            out[figure.name] = replace(fresh, best=best, lowered=old.lowered)
    return out


def lowered(figure: Figure, floors: Mapping[str, Floor], because: str, date: str) -> dict[str, Floor]:
    """The floors, that of `figure` loosened to it; ValueError where it holds, or no reason is given."""
    old, bound = floors[figure.name], bound_of(figure)
    if not because.strip():
        raise ValueError("a floor is lowered for a reason: say it with --because")
    if old.holds(bound):
        raise ValueError(f"{figure.name} {figure.value:.4f} keeps its floor {old.value}")
    step = {"from": old.value, "to": bound, "date": date, "because": because.strip()}
    new = replace(old, value=bound, measured=round(figure.value, 4), date=date, lowered=(*old.lowered, step))
    return {**floors, figure.name: new}
