"""Who is heard in which quotation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

import numpy as np

from onrecord.link import people
from onrecord.link.columns import Places, different, gathered
from onrecord.link.people import Credit, People
from onrecord.link.quoted import Quotations
from onrecord.link.roll import Roll
from onrecord.link.uses import Uses


class Voices:
    """An archive's quotations, each known by its place in the list, and whom they are credited to.

    Attributes:
        persons: the numbers of all who are heard.
        first: for each of these the rank of the first of their quotations, by date (undated last), article and place.
    """

    def __init__(self, quotations: Quotations) -> None:
        """`quotations` are as the editor would have them."""
        self._quotations = quotations
        ids = [record.article.id for record in quotations.records]
        self._places = dict(zip(ids, quotations.blocks, strict=True))
        self.persons: list[int] = []
        self.first: Places = np.zeros(0, np.int64)

    def credited(self, parts: Mapping[str, People]) -> dict[str, People]:
        """The articles' people, their quotations credited as the editor would have it."""
        found = dict(parts)
        for article in self._quotations.edited_in:
            record = self._quotations.records[article]
            id_ = record.article.id
            own = [self._quotations[place] for place in self._places[id_]]
            if tuple(one.quotation for one in own) != record.quotations:
                said = [Credit(one.quotation.speakers, "" if one.reported else one.normal) for one in own]
                found[id_] = people.credited(parts[id_], said)
        return found

    def tell(self, uses: Uses, roll: Roll) -> None:
        """Note who is heard."""
        starts, sizes = self._blocks(uses)
        quotation, row = uses.credits(sizes)
        quotation, person = gathered(starts, sizes)[quotation], roll.place_of[row]
        heard = np.flatnonzero(np.bincount(person, minlength=len(roll.numbers)))
        self.persons = roll.numbers[heard].tolist()
        number = np.zeros(len(roll.numbers), np.int64)
        number[heard] = np.arange(len(heard))
        self._credits = quotation, number[person]
        ranked = self._ranked(uses)
        rank = np.empty(len(ranked), np.int64)
        rank[ranked] = np.arange(len(ranked))
        size = max(len(ranked), 1)
        pairs = different(self._credits[1] * size + rank[quotation])  # a quotation may name somebody twice
        self._ids = list(map(self._quotations.ids.__getitem__, ranked[pairs % size].tolist()))
        self._ends: list[int] = np.searchsorted(pairs, np.arange(len(heard) + 1) * size).tolist()
        self.first = pairs[self._ends[:-1]] % size

    def _ranked(self, uses: Uses) -> Places:
        """The places of the quotations, by date, article and place in it."""
        dates = [(one.date is None, one.date or "") for one in uses.settings]
        order = sorted(range(len(dates)), key=dates.__getitem__)  # the articles are in order of their ids
        starts, sizes = (column[order] for column in self._blocks(uses))
        found = gathered(starts, sizes)
        for start, size, at in zip((np.cumsum(sizes) - sizes).tolist(), sizes.tolist(), order, strict=True):
            if not uses.parts[at].rising:
                own = found[start : start + size].tolist()
                found[start : start + size] = sorted(own, key=lambda place: self._quotations[place].order)
        return found

    def _blocks(self, uses: Uses) -> tuple[Places, Places]:
        """Where the quotations of each article begin, and how many it has, in the order of the uses."""
        blocks = list(map(self._places.__getitem__, uses.ids))
        starts = np.fromiter(map(attrgetter("start"), blocks), np.int64, len(blocks))
        return starts, np.fromiter(map(attrgetter("stop"), blocks), np.int64, len(blocks)) - starts

    def heard(self) -> Iterator[tuple[str, ...]]:
        """The ids of the quotations of each of the persons, in order."""
        for start, end in pairwise(self._ends):
            yield tuple(self._ids[start:end])

    def told(self, ids: Sequence[str], bare: Collection[str]) -> Quotations:
        """The quotations with their speakers: `ids` are those of the persons, `bare` the surnames nobody resolves."""
        casts: list[tuple[str, ...]] = [*((id_,) for id_ in ids), ()]
        quotation, person = self._credits
        cast = np.full(len(self._quotations), len(ids))
        cast[quotation] = person
        for place, several in self._joint():
            cast[place] = len(casts)
            casts.append(tuple(dict.fromkeys(ids[number] for number in several)))
        return self._quotations.spoken(casts, cast, bare)

    def _joint(self) -> Iterator[tuple[int, list[int]]]:
        """The quotations of several, and who these are, in the order in which each names them."""
        quotation, person = self._credits
        joint = np.bincount(quotation, minlength=len(self._quotations))[quotation] > 1
        found: dict[int, list[int]] = {}
        for place, number in zip(quotation[joint].tolist(), person[joint].tolist(), strict=True):
            found.setdefault(place, []).append(number)
        yield from found.items()
