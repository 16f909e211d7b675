"""Statements: the same words of the same speaker in several articles, each in its own cut, are one.

Only quotations that share a rare pair of neighbouring content words are ever compared. Clusters are stars: every
rendering was held against the fullest wording, so that a chain of half-alike quotations cannot glue strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.link import contexts, fragments, runs
from onrecord.link.cuts import Cut, cut
from onrecord.link.groups import Groups
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.pieces import NEAR, Piece, pieces
from onrecord.link.quoted import Quoted
from onrecord.link.relations import Relation, Relations, in_a_row
from onrecord.model import Record, Statement
from onrecord.model.archive import disagree

_COMMON = 40  # wordings that share a pair of words: with more, the pair says nothing


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
    ready = pieces(records, quotations, events)
    groups, recurring = _joined(ready, _copies(records, ready), Relations())
    members = [sorted((piece.quoted for piece in group), key=lambda quoted: quoted.order) for group in groups.all()]
    members.sort(key=lambda group: group[0].order)
    claims = [_claim(quoted, former) for quoted in members]
    given = settle(ledger, claims)
    statement_of = {quoted.id: id_ for id_, group in zip(given, members, strict=True) for quoted in group}
    recurs = _recurring(ready, recurring, statement_of)
    found = {
        id_: _statement(id_, group, outlets, recurs.get(id_, set())) for id_, group in zip(given, members, strict=True)
    }
    return dict(sorted(found.items()))


def _claim(members: Sequence[Quoted], former: Mapping[str, Sequence[str]]) -> Claim:
    ids = tuple(quoted.id for quoted in members)
    return Claim(ids[0], ids, tuple(old for id_ in ids for old in former.get(id_, ())), lasting=len(ids) > 1)


def _statement(id_: str, members: Sequence[Quoted], outlets: Mapping[str, str], recurs: Iterable[str]) -> Statement:
    articles = tuple(dict.fromkeys(quoted.article for quoted in members))
    speakers = tuple(dict.fromkeys(speaker for quoted in members for speaker in quoted.speakers))
    return Statement(
        id=id_,
        wording=_wording(members),
        speakers=speakers,
        renderings=tuple(quoted.id for quoted in members),
        articles=articles,
        outlets=tuple(dict.fromkeys(outlets[article] for article in articles if article in outlets)),
        first=min((quoted.date for quoted in members if quoted.date), default=None),
        disputed=disagree(quoted.speakers for quoted in members),
        recurs=tuple(sorted(recurs)),
    )


def _wording(members: Sequence[Quoted]) -> str:
    """The fullest wording: of the article that gives most words of the utterance, its quotations in order.

    Args:
        members: the renderings, in order.
    """
    if len(members) == 1:
        return members[0].words
    by_article: dict[str, list[tuple[Cut, Quoted]]] = {}
    told = sorted(((cut(quoted.words), quoted) for quoted in members), key=lambda part: -len(part[0].tokens))
    for found, quoted in told:
        parts = by_article.setdefault(quoted.article, [])
        if not any(f" {found.key} " in f" {part.key} " for part, _ in parts):
            parts.append((found, quoted))

    def fullness(parts: Sequence[tuple[Cut, Quoted]]) -> tuple[object, ...]:
        words, gaps = sum(len(found.tokens) for found, _ in parts), sum(len(found.gaps) for found, _ in parts)
        return -words, len(parts), gaps, min(quoted.order for _, quoted in parts)

    fullest = [quoted for _, quoted in min(by_article.values(), key=fullness)]
    return " … ".join(quoted.words for quoted in sorted(fullest, key=lambda quoted: quoted.quotation.content.start))


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


def _joined(
    pieces: Sequence[Piece], copies: Mapping[str, Sequence[Sequence[Piece]]], relation: Relations
) -> tuple[Groups, list[tuple[int, int]]]:
    """The pieces in groups, one for each utterance, and the pairs of pieces in which a phrase returns.

    What shares a long run of words comes first, then the cuts that lie on the fullest wordings, then fragments of one
    sentence, then copies. `pieces` come in order of fullness.
    """
    groups = Groups(pieces)
    recurring = _join_by_runs(pieces, groups)
    recurring += _join_by_cuts(pieces, groups, relation)
    for one, other in fragments.links(pieces):
        groups.join(one, other)
    _join_copies(pieces, groups, copies)
    return groups, recurring


def _join_by_runs(pieces: Sequence[Piece], groups: Groups) -> list[tuple[int, int]]:
    """Join what shares a run of words, the nearest in time first; the pairs that repeat it on another occasion."""
    order = sorted(range(len(pieces)), key=lambda n: pieces[n].quoted.order)
    found = [(order[a], order[b]) for a, b in runs.candidates([pieces[number].cut for number in order])]
    related: dict[Relation, list[tuple[int, int]]] = {"same": [], "recurs": []}
    for one, other in map(sorted, found):
        if pieces[one].article != pieces[other].article:
            told = in_a_row(pieces[one], pieces[other])
            if told:
                related[told].append((one, other))
    same = sorted(related["same"], key=lambda pair: (_days_between(pieces, *pair), pair))
    return related["recurs"] + [pair for pair in same if not groups.join(*pair)]


def _days_between(pieces: Sequence[Piece], one: int, other: int) -> int:
    first, second = pieces[one].day, pieces[other].day
    return abs(first - second) if first is not None and second is not None else NEAR


def _join_by_cuts(pieces: Sequence[Piece], groups: Groups, relation: Relations) -> list[tuple[int, int]]:
    """Join shorter, elided and misheard cuts to the wordings they lie on; the pairs that repeat a phrase of one.

    A piece that came to a group so draws no others to it: a chain of half-alike quotations must not glue strangers.
    """
    candidates = _Candidates(pieces)
    drawn: set[int] = set()
    recurring: list[tuple[int, int]] = []
    for center, piece in enumerate(pieces):
        for other in () if center in drawn else candidates(piece):
            if other <= center or other in drawn or groups.together(center, other):
                continue
            credited = {pieces[n].speakers for n in groups.of(center) if pieces[n].speakers}
            told = relation(piece, pieces[other], credited)
            alone = len(groups.of(other)) == 1
            if told == "same" and (alone or other == min(groups.of(other))) and groups.join(center, other):
                drawn.update([other] if alone else [])
            elif told:
                recurring.append((center, other))
    return recurring


def _join_copies(pieces: Sequence[Piece], groups: Groups, copies: Mapping[str, Sequence[Sequence[Piece]]]) -> None:
    """Join the copies of one report, however short the words."""
    numbers = {piece.quoted.id: number for number, piece in enumerate(pieces)}
    for number, piece in enumerate(pieces):
        for group in copies.get(piece.quoted.id, ()):
            first = numbers[group[0].quoted.id]
            if group[0].article != piece.article:
                groups.join(number, first)


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
    pieces: Sequence[Piece], pairs: Iterable[tuple[int, int]], statement_of: Mapping[str, str]
) -> dict[str, set[str]]:
    """For each statement, those of its speaker that repeat a phrase of it on another occasion."""
    found: dict[str, set[str]] = {}
    for number, other in pairs:
        one, two = statement_of[pieces[number].quoted.id], statement_of[pieces[other].quoted.id]
        if one != two and not pieces[number].speakers.isdisjoint(pieces[other].speakers):
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
    return found
