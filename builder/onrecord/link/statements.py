"""Statements: the same words of the same speaker in several articles, each in its own cut, are one.

`joining` tells which quotations are of one utterance; here they become statements with an id that lasts. Most
quotations are of no other utterance than their own, and are a statement each as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from onrecord.link import bulk, joining, wires, wordings
from onrecord.link.addressing import Addressed
from onrecord.link.ids import Ledger, settle_statements
from onrecord.link.joining import Joined
from onrecord.link.memo import Memo
from onrecord.link.quoted import Quoted
from onrecord.link.table import Table, table
from onrecord.model import Statement
from onrecord.model.archive import disagree


def find(
    articles: Addressed,
    quotations: Sequence[Quoted],
    events: Mapping[str, str],
    outlets: Mapping[str, str],
    ledger: Ledger,
    memo: Memo,
) -> dict[str, Statement]:
    """The statements by id, without topics; the quotations are told theirs.

    Args:
        articles: those of the archive.
        quotations: those in marks, with their speakers.
        events: the story of each article that has one.
        outlets: the outlet of each article that has one.
        ledger: of kind "statement"; brought up to date.
        memo: what the build before remembers.
    """
    parts = {id_: part.traits for id_, part in articles.parts.items()}
    ready = table(articles.records, parts, quotations, events)
    joined = joining.joined(ready, memo)
    grouped = {ready.places[number] for group in joined.groups for number in group}
    alone = [place for place in range(len(quotations)) if place not in grouped]
    own = [quoted.id for quoted in quotations]
    joint = [tuple(own[ready.places[number]] for number in ready.ordered(group)) for group in joined.groups]
    given = settle_statements(ledger, joint, (own[place] for place in alone), articles.former)
    ids = [given.get(id_, id_) for id_ in own]
    bulk.told(quotations, statement=ids)
    told = _Told(ready, ids, outlets, _recurring(ready, joined, ids))
    reports = wires.Reports(articles.records)
    found = told.alone(alone)
    for group, copies in zip(joined.groups, joined.copied(), strict=True):
        found.append(told.joint(group, wordings.fullest(ready, group, memo), copies, reports))
    names = [statement.id for statement in found]
    return {names[at]: found[at] for at in np.argsort(np.array(names, str)).tolist()}


def _recurring(table: Table, joined: Joined, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each statement, those of its speaker that repeat a phrase of it on another occasion, in order."""
    found: dict[str, set[str]] = {}
    for number, other in joined.recurring:
        one, two = ids[table.places[number]], ids[table.places[other]]
        if one != two and not table.spoken(number).isdisjoint(table.spoken(other)):
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
    return {id_: tuple(sorted(others)) for id_, others in found.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of statements.

    Attributes:
        table: all quotations.
        ids: of each, in the order in which they came, the id of its statement.
        outlets: the outlet of each article that has one.
        recurs: for a statement's id, those that repeat a phrase of it.
    """

    table: Table
    ids: Sequence[str]
    outlets: Mapping[str, str]
    recurs: Mapping[str, tuple[str, ...]]

    def alone(self, places: Sequence[int]) -> list[Statement]:
        """The statements of the quotations at some places, which are of no other's utterance."""
        quotations = [self.table.quotations[place] for place in places]
        articles = [quoted.quotation.article for quoted in quotations]
        own = {article: (article,) for article in set(articles)}
        outlet = {article: (self.outlets[article],) if article in self.outlets else () for article in own}
        reports = {article: (one,) for article, one in own.items()}
        ids = [self.ids[place] for place in places]
        return bulk.made(
            Statement,
            len(ids),
            id=ids,
            wording=[quoted.words for quoted in quotations],
            speakers=[quoted.speakers for quoted in quotations],
            renderings=[(quoted.id,) for quoted in quotations],
            articles=[own[article] for article in articles],
            outlets=[outlet[article] for article in articles],
            first=[quoted.date or None for quoted in quotations],
            recurs=list(map(self.recurs.get, ids, repeat(()))),
            reports=[reports[article] for article in articles],
        )

    def joint(
        self, group: Sequence[int], wording: str, copies: Iterable[Sequence[int]], reports: wires.Reports
    ) -> Statement:
        """The statement of several quotations, some in `copies` of one report."""
        members = [self.table.quoted(number) for number in self.table.ordered(group)]
        articles = tuple(dict.fromkeys(quoted.article for quoted in members))
        alike = [[self.table.quoted(number).article for number in found] for found in copies]
        id_ = self.ids[self.table.places[group[0]]]
        return Statement(
            id=id_,
            wording=wording,
            speakers=tuple(dict.fromkeys(speaker for quoted in members for speaker in quoted.speakers)),
            renderings=tuple(quoted.id for quoted in members),
            articles=articles,
            outlets=tuple(dict.fromkeys(self.outlets[article] for article in articles if article in self.outlets)),
            first=min((quoted.date for quoted in members if quoted.date), default=None),
            disputed=disagree(quoted.known for quoted in members),
            recurs=self.recurs.get(id_, ()),
            reports=reports.of(articles, alike),
        )
