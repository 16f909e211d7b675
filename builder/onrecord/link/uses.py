"""Every use of every name in an archive, in columns: the rows are the forms of each article, both sorted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.link import names
from onrecord.link.columns import Flags, Numbers, Places, mixed, numbers, told
from onrecord.link.names import Name
from onrecord.link.people import WIDTH, Column, Flag, People

Use = tuple[str, str]
"""An article's id and a form of a name, as it gives it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of an article besides what it says: when and where it was published, and on what event."""

    date: str | None = None
    outlet: str | None = None
    outlet_id: str | None = None
    story: str | None = None


class Uses:
    """Every use of a name, by its row.

    Attributes:
        ids: of the articles, sorted.
        parts: each article's people, in that order.
        settings: likewise.
        articles: for each row its article's place in these.
        table: a row of numbers for each, one for every `Column`.
        names: the numbers of all full names, sorted.
        name_of: for each row the place there of its name; -1 for a mere surname.
        keys: for each two numbers that tell all of it: what the article says of the name, and its setting.
    """

    def __init__(self, people: Mapping[str, People], settings: Mapping[str, Setting]) -> None:
        """Lay out everybody whom the articles name."""
        self.ids = sorted(people)
        self.parts = [people[id_] for id_ in self.ids]
        self.settings = [settings[id_] for id_ in self.ids]
        sizes = np.fromiter((len(part.forms) for part in self.parts), np.int64, len(self.parts))
        self._starts: list[int] = [0, *np.cumsum(sizes).tolist()]
        self.articles: Places = np.repeat(np.arange(len(self.ids)), sizes)
        self.table: Numbers = numbers(b"".join([part.columns for part in self.parts])).reshape(-1, WIDTH)
        stamps = told(list(map(_stamp, self.ids, self.settings)))
        said = self.table[:, Column.DIGEST : Column.DIGEST + 2]
        self.keys: Numbers = mixed(said + mixed(stamps)[self.articles])

        named = np.flatnonzero(self.has(Flag.NAMED))
        self.names, places = np.unique(self.table[named, Column.NAME], return_inverse=True)
        self.name_of: Places = np.full(len(self), -1)
        self.name_of[named] = places

    def __len__(self) -> int:
        return len(self.table)

    def column(self, column: Column) -> Numbers:
        """One number of every use."""
        return self.table[:, column]

    def has(self, flag: Flag) -> Flags:
        """Which uses have a flag."""
        found: Flags = (self.column(Column.FLAGS) & np.uint64(flag)) != 0
        return found

    def is_called(self, row: int) -> bool:
        """Whether the article calls somebody by the name without its particle too (`Flag.CALLED`)."""
        return bool(int(self.table[row, Column.FLAGS]) & Flag.CALLED)

    def of(self, row: int) -> tuple[str, People, int]:
        """The article's id, its people, and the place of the form among them."""
        article = int(self.articles[row])
        return self.ids[article], self.parts[article], row - self._starts[article]

    def rows(self, article: int) -> range:
        """Those of an article."""
        return range(self._starts[article], self._starts[article + 1])

    def form(self, row: int) -> str:
        """The name as the article gives it."""
        _, part, place = self.of(row)
        return part.forms[place]

    def name(self, row: int) -> Name:
        """The name taken apart."""
        return names.parse(self.form(row))

    def told(self, row: int) -> tuple[str, ...]:
        """The roles and descriptions that the article gives."""
        _, part, place = self.of(row)
        return (*part.roles[place], *part.described[place])

    def near(self) -> Iterator[tuple[int, int]]:
        """The bare names with the full ones of their article that they may be part of, or misspelt."""
        for start, part in zip(self._starts, self.parts, strict=False):
            for bare, full in part.near:
                yield start + bare, start + full

    def filed(self) -> Numbers:
        """What full names are filed under, in the order of the rows, as many each as `Column.FILED` says."""
        return numbers(b"".join([part.filed for part in self.parts]))

    def credits(self, quotations: Places) -> tuple[Places, Places]:
        """Quotations, numbered through, and the rows that they are credited to; an article has so many `quotations`."""
        packed = [part.credits for part in self.parts]
        found = numbers(b"".join(packed)).astype(np.int64).reshape(-1, 2)
        each = np.array(list(map(len, packed)), np.int64) // found.itemsize // 2
        before = np.cumsum(quotations) - quotations
        start = np.array(self._starts[:-1], np.int64)
        return found[:, 0] + np.repeat(before, each), found[:, 1] + np.repeat(start, each)


def _stamp(id_: str, setting: Setting) -> str:
    return repr((id_, setting.date, setting.outlet, setting.outlet_id, setting.story))
