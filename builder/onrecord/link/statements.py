"""Statements: the same words of the same speaker in several articles, each in its own cut, are one.

`joining` tells which quotations are of one utterance; here they become statements with an id that lasts. Most
quotations are of no other utterance than their own, and are a statement each as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np

from onrecord.link import bulk, joining, wires, wordings
from onrecord.link.addressing import Addressed
from onrecord.link.bulk import Made
from onrecord.link.columns import Flags
from onrecord.link.ids import Ledger, settle_statements
from onrecord.link.joining import Joined
from onrecord.link.memo import Memo
from onrecord.link.quoted import Quotations
from onrecord.link.table import Table, table
from onrecord.model import Statement
from onrecord.model.archive import disagree


def find(
    articles: Addressed,
    quotations: Quotations,
    events: Mapping[str, str],
    outlets: Mapping[str, str],
    ledger: Ledger,
    memo: Memo,
) -> tuple[Made[Statement], Quotations]:
    """The statements by id, without topics; and the quotations, told theirs.

    Args:
        articles: those of the archive.
        quotations: with their speakers.
        events: the story of each article that has one.
        outlets: the outlet of each article that has one.
        ledger: of kind "statement"; brought up to date.
        memo: what the build before remembers.
    """
    ready = table({id_: part.traits for id_, part in articles.parts.items()}, quotations, events)
    joined = joining.joined(ready, memo)
    several = list(_several(ready, joined, memo))
    told = _stated(quotations, several, articles, ledger)
    made = _Told(told, outlets, _recurring(ready, joined, told), wires.Reports(articles.records))
    alone = ~quotations.reported
    alone[[place for group in several for place in group.members]] = False
    return made.statements(alone, several), told


@dataclass(frozen=True, slots=True)
class _Group:
    """Quotations of one utterance, by their places.

    Attributes:
        members: all, by date, article and place.
        fullest: those that make the fullest wording.
        copies: in groups, those that are copies of one report; others beside.
    """

    members: list[int]
    fullest: list[int]
    copies: list[list[int]]


def _several(table: Table, joined: Joined, memo: Memo) -> Iterator[_Group]:
    """The groups of several."""
    of = table.places
    for group, copies in zip(joined.groups, joined.copied(), strict=True):
        numbers = table.ordered(group)
        fullest = wordings.fullest(table, numbers, memo)
        yield _Group([of[n] for n in numbers], [of[n] for n in fullest], [[of[n] for n in found] for found in copies])


def _stated(
    quotations: Quotations, several: Sequence[_Group], articles: Addressed, ledger: Ledger
) -> Quotations:  # fmt: skip
    """The quotations with the ids of their statements; `several` are of one with others."""
    joint = [tuple(quotations.ids[place] for place in group.members) for group in several]
    in_marks = compress(quotations.ids, (~quotations.reported).tolist())
    given = settle_statements(ledger, in_marks, joint, articles.former)
    places = {quotations.ids[place]: place for group in several for place in group.members}
    places |= quotations.placed(given.keys() - places.keys())
    sayings = list(quotations.ids)
    for id_, statement in given.items():
        sayings[places[id_]] = statement
    return quotations.stated(sayings)


def _recurring(table: Table, joined: Joined, quotations: Quotations) -> dict[str, tuple[str, ...]]:
    """For each statement, those of its speaker that repeat a phrase of it on another occasion, in order."""
    found: dict[str, set[str]] = {}
    for number, other in joined.recurring:
        one, two = (quotations.statement(table.places[at]) for at in (number, other))
        if one and two and one != two and not table.spoken(number).isdisjoint(table.spoken(other)):
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
    return {id_: tuple(sorted(others)) for id_, others in found.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of statements.

    Attributes:
        quotations: of the archive, each with the id of its statement.
        outlets: the outlet of each article that has one.
        recurs: for a statement's id, those that repeat a phrase of it.
        reports: tells which articles are one report.
    """

    quotations: Quotations
    outlets: Mapping[str, str]
    recurs: Mapping[str, tuple[str, ...]]
    reports: wires.Reports

    def statements(self, single: Flags, several: Sequence[_Group]) -> Made[Statement]:
        """All by their ids: those of the quotations that make a statement alone, and those of `several`."""
        alone, ids = np.flatnonzero(single).tolist(), compress(self.quotations.sayings, single.tolist())

        def make(places: Sequence[int]) -> list[Statement]:
            first = iter(self.alone([alone[place] for place in places if place < len(alone)]))
            return [next(first) if place < len(alone) else self.joint(several[place - len(alone)]) for place in places]

        return Made([*ids, *(self.quotations.sayings[one.members[0]] for one in several)], make)

    def alone(self, places: Sequence[int]) -> list[Statement]:
        """The statements of the quotations at some places, which are of no other's utterance."""
        told, records = self.quotations, self.quotations.records
        numbers = told.article[places].tolist() if places else []
        own = {number: (records[number].article.id,) for number in set(numbers)}
        outlet = {number: (self.outlets[id_],) if id_ in self.outlets else () for number, (id_,) in own.items()}
        reports = {number: (one,) for number, one in own.items()}
        ids = [told.sayings[place] for place in places]
        return bulk.made(
            Statement,
            len(ids),
            id=ids,
            wording=told.all_words(places),
            speakers=[told.speakers(place) for place in places],
            renderings=[(told.ids[place],) for place in places],
            articles=[own[number] for number in numbers],
            outlets=[outlet[number] for number in numbers],
            first=[records[number].date or None for number in numbers],
            recurs=list(map(self.recurs.get, ids, repeat(()))),
            reports=[reports[number] for number in numbers],
        )

    def joint(self, group: _Group) -> Statement:
        """The statement of several quotations."""
        told = self.quotations
        members = [told[place] for place in group.members]
        articles = tuple(dict.fromkeys(quoted.article for quoted in members))
        id_ = told.sayings[group.members[0]]
        return Statement(
            id=id_,
            wording=" … ".join(told.all_words(group.fullest)),
            speakers=tuple(dict.fromkeys(speaker for quoted in members for speaker in quoted.speakers)),
            renderings=tuple(quoted.id for quoted in members),
            articles=articles,
            outlets=tuple(dict.fromkeys(self.outlets[article] for article in articles if article in self.outlets)),
            first=min((quoted.date for quoted in members if quoted.date), default=None),
            disputed=disagree(quoted.known for quoted in members),
            recurs=self.recurs.get(id_, ()),
            reports=self.reports.of(articles, ([told.article_of(n) for n in found] for found in group.copies)),
        )
