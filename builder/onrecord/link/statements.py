"""Statements: the same words of the same speaker in several articles, each in its own cut, are one.

`joining` tells which quotations are of one utterance; here they become statements with an id that lasts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.link import joining, wires
from onrecord.link.cuts import Cut, cut
from onrecord.link.ids import Claim, Ledger, settle
from onrecord.link.pieces import Piece, pieces
from onrecord.link.quoted import Quoted
from onrecord.model import Record, Statement
from onrecord.model.archive import disagree


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
    copied = joining.copies(records, ready)
    groups, recurring = joining.joined(ready, copied)
    members = [sorted((piece.quoted for piece in group), key=lambda quoted: quoted.order) for group in groups.all()]
    members.sort(key=lambda group: group[0].order)
    claims = [_claim(quoted, former) for quoted in members]
    given = settle(ledger, claims)
    statement_of = {quoted.id: id_ for id_, group in zip(given, members, strict=True) for quoted in group}
    recurs = _recurring(ready, recurring, statement_of)
    sources = wires.agencies(records)
    found = {}
    for id_, group in zip(given, members, strict=True):
        statement = _statement(id_, group, outlets, recurs.get(id_, set()))
        found[id_] = _told_apart(statement, group, copied, sources) if len(group) > 1 else statement
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
        reports=tuple((article,) for article in articles),
        outlets=tuple(dict.fromkeys(outlets[article] for article in articles if article in outlets)),
        first=min((quoted.date for quoted in members if quoted.date), default=None),
        disputed=disagree(quoted.known for quoted in members),
        recurs=tuple(sorted(recurs)),
    )


def _told_apart(
    statement: Statement, members: Sequence[Quoted], copied: joining.Copies, sources: Mapping[str, frozenset[str]]
) -> Statement:
    """A statement of several renderings with its articles in groups that are one report each."""
    alike = [[piece.article for piece in group] for quoted in members for group in copied.get(quoted.id, ())]
    return replace(statement, reports=wires.reports(statement.articles, alike, sources))


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
