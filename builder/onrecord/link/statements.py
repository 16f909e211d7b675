"""Statements: the same words of the same speaker in several articles, each in its own cut, are one.

Only quotations that share a rare pair of neighbouring content words are ever compared. Clusters are stars: every
rendering was held against the fullest wording, so that a chain of half-alike quotations cannot glue strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link import contexts, days
from onrecord.link.cuts import cut
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.quoted import Quoted
from onrecord.link.relations import Piece, Relations
from onrecord.model import Record, Statement
from onrecord.model.archive import disagree

_COMMON = 40  # wordings that share a pair of words: with more, the pair says nothing


@dataclass(slots=True)
class _Cluster:
    """The renderings of one statement, its fullest wording first."""

    pieces: list[Piece]

    @property
    def credits(self) -> set[frozenset[str]]:
        """Whom its renderings name, each set of speakers once."""
        return {piece.speakers for piece in self.pieces if piece.speakers}


def find(
    records: Sequence[Record],
    quotations: Sequence[Quoted],
    events: Mapping[str, str],
    outlets: Mapping[str, str],
    ledger: Ledger,
    former: Mapping[str, Sequence[str]],
) -> dict[str, Statement]:
    """The statements by id, without topics.

    Args:
        records: with the archive's article ids.
        quotations: those in marks, with their speakers.
        events: the story of each article that has one.
        outlets: the outlet of each article that has one.
        ledger: of kind "statement"; brought up to date.
        former: for a quotation's id, the ids it had while its article had another address.
    """
    pieces = _pieces(records, quotations, events)
    relation = Relations()
    clusters = _clusters(pieces, _copies(records, pieces), relation)
    clusters.sort(key=lambda cluster: min(piece.quoted.order for piece in cluster.pieces))
    members = [sorted((piece.quoted for piece in c.pieces), key=lambda quoted: quoted.order) for c in clusters]
    claims = [_claim(quoted, former) for quoted in members]
    given = settle(ledger, claims)
    statement_of = {quoted.id: id_ for id_, group in zip(given, members, strict=True) for quoted in group}
    recurs = _recurring(clusters, statement_of, relation)
    found = {
        id_: _statement(id_, cluster.pieces[0].quoted.words, group, outlets, recurs.get(id_, set()))
        for id_, cluster, group in zip(given, clusters, members, strict=True)
    }
    return dict(sorted(found.items()))


def _claim(members: Sequence[Quoted], former: Mapping[str, Sequence[str]]) -> Claim:
    ids = tuple(quoted.id for quoted in members)
    return Claim(ids[0], ids, tuple(old for id_ in ids for old in former.get(id_, ())), lasting=len(ids) > 1)


def _statement(
    id_: str, wording: str, members: Sequence[Quoted], outlets: Mapping[str, str], recurs: Iterable[str]
) -> Statement:
    articles = tuple(dict.fromkeys(quoted.article for quoted in members))
    speakers = tuple(dict.fromkeys(speaker for quoted in members for speaker in quoted.speakers))
    return Statement(
        id=id_,
        wording=wording,
        speakers=speakers,
        renderings=tuple(quoted.id for quoted in members),
        articles=articles,
        outlets=tuple(dict.fromkeys(outlets[article] for article in articles if article in outlets)),
        first=min((quoted.date for quoted in members if quoted.date), default=None),
        disputed=disagree(quoted.speakers for quoted in members),
        recurs=tuple(sorted(recurs)),
    )


def _pieces(records: Iterable[Record], quotations: Iterable[Quoted], events: Mapping[str, str]) -> list[Piece]:
    """The quotations ready to be compared, the fullest wording first."""
    articles = {record.article.id: record.article for record in records}
    pieces = [
        Piece(
            quoted,
            cut(quoted.words),
            contexts.occasions(articles[quoted.quotation.article], quoted.quotation, quoted.sentence),
            events.get(quoted.quotation.article),
            days.number(quoted.date),
        )
        for quoted in quotations
    ]
    return sorted(pieces, key=lambda piece: piece.fullness)


def _copies(records: Sequence[Record], pieces: Sequence[Piece]) -> dict[str, list[list[Piece]]]:
    """For each quotation's id, groups of the same words in the same surroundings as it has: copies of one report."""
    articles = {record.article.id: record.article for record in records}
    alike: dict[tuple[str, frozenset[str]], list[Piece]] = {}
    for piece in pieces:
        for key in contexts.surroundings(articles[piece.article], piece.quoted.quotation, piece.quoted.normal):
            alike.setdefault((key, piece.speakers), []).append(piece)
    copies: dict[str, list[list[Piece]]] = {}
    for group in alike.values():
        for piece in group if len(group) > 1 else ():
            copies.setdefault(piece.quoted.id, []).append(group)
    return copies


def _clusters(
    pieces: Sequence[Piece], copies: Mapping[str, Sequence[Sequence[Piece]]], relation: Relations
) -> list[_Cluster]:
    """The pieces in stars around the fullest wordings. `pieces` come in order of fullness."""
    candidates = _Candidates(pieces)
    clusters: list[_Cluster] = []
    placed: set[str] = set()
    for center in pieces:
        if center.quoted.id in placed:
            continue
        cluster = _Cluster([center])
        placed.add(center.quoted.id)
        for number in candidates(center):
            other = pieces[number]
            if other.quoted.id not in placed and relation(center, other, cluster.credits) == "same":
                cluster.pieces.append(other)
                placed.add(other.quoted.id)
        _add_copies(cluster, copies, placed)
        clusters.append(cluster)
    return clusters


def _add_copies(cluster: _Cluster, copies: Mapping[str, Sequence[Sequence[Piece]]], placed: set[str]) -> None:
    """Add to a cluster the copies of its members, and theirs, however short the words."""
    articles = {piece.article for piece in cluster.pieces}
    walked: set[int] = set()
    for piece in cluster.pieces:  # grows while it is walked
        for group in copies.get(piece.quoted.id, ()):
            if id(group) in walked:
                continue
            walked.add(id(group))
            for copy in group:
                if copy.quoted.id not in placed and copy.article not in articles:
                    cluster.pieces.append(copy)
                    placed.add(copy.quoted.id)
                    articles.add(copy.article)


class _Candidates:
    """Finds the quotations that share a rare pair of neighbouring content words, or all their words, with one."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.alike: dict[str, list[int]] = {}
        for number, piece in enumerate(pieces):
            self.alike.setdefault(piece.cut.key, []).append(number)
        self.wordings: dict[tuple[str, str], list[str]] = {}
        for key, numbers in self.alike.items():
            for pair in pieces[numbers[0]].cut.pairs:
                self.wordings.setdefault(pair, []).append(key)

    def __call__(self, piece: Piece) -> list[int]:
        """The numbers of the pieces worth comparing, in order: the piece itself among them."""
        keys = {piece.cut.key}
        for pair in piece.cut.pairs:
            wordings = self.wordings[pair]
            if len(wordings) <= _COMMON:
                keys.update(wordings)
        return sorted(number for key in keys for number in self.alike[key])


def _recurring(
    clusters: Sequence[_Cluster], statement_of: Mapping[str, str], relation: Relations
) -> dict[str, set[str]]:
    """For each statement, those of its speaker that repeat a phrase of it on another occasion."""
    fullest = sorted((cluster.pieces[0] for cluster in clusters), key=lambda piece: piece.fullness)
    candidates = _Candidates(fullest)
    found: dict[str, set[str]] = {}
    for number, piece in enumerate(fullest):
        for other in (fullest[n] for n in candidates(piece) if n > number):
            if piece.speakers.isdisjoint(other.speakers):
                continue
            if relation(piece, other, {piece.speakers}) is not None:
                one, two = statement_of[piece.quoted.id], statement_of[other.quoted.id]
                found.setdefault(one, set()).add(two)
                found.setdefault(two, set()).add(one)
    return found
