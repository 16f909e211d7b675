"""Stories: the articles about one event, told by their rare words, the words they quote, and their dates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.link import ids
from onrecord.link.days import number as number_of_day
from onrecord.link.likeness import Vector, cosine, neighbors, vectors
from onrecord.model import Record, RegisteredKind, Story

_ALIKE, _ABOVE = 0.1, 0.08  # cosine from which two articles of one day are about one event, and how far it must be
# above what either is like others of those days: where all the news is about one campaign, more is asked …
_PER_DAY = 0.02  # … and so much more for each day between them
_ALIKE_UNDATED, _ABOVE_UNDATED = 0.2, 0.07
_OTHERS = (3, 13)  # ranks of those others among what is like an article: a story's own articles mostly come before
_QUOTED_RUN = 8  # words of one quotation that the other article quotes too …
_QUOTED = (0.0, 0.06, 0.1, 0.14)  # … make two articles so much more alike: none, one, two, three or more such
_DAYS = 10  # between two articles about one event
_SPAN = 14  # between the first and the last of a story


def find(
    records: Sequence[Record], words: Mapping[str, Sequence[str]], quoted: Mapping[str, Sequence[str]]
) -> dict[str, Story]:
    """The stories of more than one article, by id: the id of the earliest article.

    Args:
        records: with the archive's article ids.
        words: of the text of each article.
        quoted: for each article, the words of its quotations, normalised.
    """
    by_id = {record.article.id: record for record in records}
    days = {id_: number_of_day(record.date) for id_, record in by_id.items()}
    links = _links(vectors(records, words), _runs(quoted), days)
    stories = {}
    for group in _groups(links, days):
        members = sorted(group, key=lambda id_: (by_id[id_].date is None, by_id[id_].date or "", id_))
        dates = [found for found in (by_id[id_].date for id_ in members) if found]
        title = by_id[members[0]].article.headline
        stories[members[0]] = Story(
            members[0], title, tuple(members), min(dates, default=None), max(dates, default=None)
        )
    return dict(sorted(stories.items()))


def lasting(found: Mapping[str, Story], ledgers: Mapping[RegisteredKind, ids.Ledger]) -> dict[str, Story]:
    """The stories under ids that stay when they gain an earlier article, or lose their first.

    Args:
        found: by the id of the earliest article, which is the id of a story that is new.
        ledgers: that of stories is brought up to date; that of articles, up to date, tells of one that has moved by
            which ids it was known.
    """
    former = ids.former_ids(ledgers["article"])
    claims = [
        ids.Claim(story.id, story.articles, tuple(old for i in story.articles for old in former.get(i, ())))
        for story in found.values()
    ]
    given = zip(ids.settle(ledgers["story"], claims), found.values(), strict=True)
    return dict(sorted((id_, replace(story, id=id_)) for id_, story in given))


def _runs(quoted: Mapping[str, Sequence[str]]) -> dict[str, list[frozenset[tuple[str, ...]]]]:
    """For each article, the runs of words of each of its quotations."""
    return {
        id_: [frozenset(text.shingles(content.split(), _QUOTED_RUN)) for content in contents]
        for id_, contents in quoted.items()
    }


def _in_common(one: Sequence[frozenset[tuple[str, ...]]], other: Sequence[frozenset[tuple[str, ...]]]) -> int:
    """How many quotations of an article another one has too, at least a run of each."""
    if not one or not other:
        return 0
    runs = frozenset().union(*other)
    return sum(not quotation.isdisjoint(runs) for quotation in one)


def _links(
    found: Mapping[str, Vector],
    runs: Mapping[str, Sequence[frozenset[tuple[str, ...]]]],
    days: Mapping[str, int | None],
) -> dict[tuple[str, str], float]:
    """The pairs of articles that may be about one event, with how alike they are beyond what is asked (0 and more)."""
    pairs = neighbors(found, {id_: _period(day) for id_, day in days.items()})
    likeness = {
        pair: cosine(found[pair[0]], found[pair[1]]) + _quoted(runs.get(pair[0], ()), runs.get(pair[1], ()))
        for pair in pairs
        if _is_near(days[pair[0]], days[pair[1]])
    }
    usual = _usual(likeness)
    links = {}
    for (one, other), alike in likeness.items():
        beyond = alike - _asked(days[one], days[other], (usual[one] + usual[other]) / 2)
        if beyond >= 0:
            links[one, other] = round(beyond, 9)
    return links


def _quoted(one: Sequence[frozenset[tuple[str, ...]]], other: Sequence[frozenset[tuple[str, ...]]]) -> float:
    """How much more alike two articles are for what both quote."""
    return _QUOTED[min(_in_common(one, other), len(_QUOTED) - 1)]


def _usual(likeness: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """For each article, how like it those are that come after the most alike: what its subject alone makes alike."""
    of: dict[str, list[float]] = {}
    for pair, alike in likeness.items():
        for id_ in pair:
            of.setdefault(id_, []).append(alike)
    first, last = _OTHERS
    return {id_: math.fsum(sorted(found, reverse=True)[first:last]) / (last - first) for id_, found in of.items()}


def _asked(one: int | None, other: int | None, usual: float) -> float:
    """How alike two articles of these days must be, `usual` being how alike they are to others of their subject."""
    if one is None or other is None:
        return max(_ALIKE_UNDATED, usual + _ABOVE_UNDATED)
    return max(_ALIKE, usual + _ABOVE) + _PER_DAY * abs(one - other)


def _is_near(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= _DAYS


def _period(day: int | None) -> int | None:
    """The number of the few days that a day belongs to: near days are of one period or of neighboring ones."""
    return None if day is None else day // (_DAYS + 1)


def _groups(links: Mapping[tuple[str, str], float], days: Mapping[str, int | None]) -> list[set[str]]:
    """The articles in groups of at least two: the most alike join first, and only groups most of whose pairs are."""
    group: dict[str, set[str]] = {id_: {id_} for pair in links for id_ in pair}
    for one, other in sorted(links, key=lambda pair: (-links[pair], pair)):
        first, second = group[one], group[other]
        if first is second or not _may_join(first, second, links, days):
            continue
        first |= second
        group.update(dict.fromkeys(second, first))
    return list({id(found): found for found in group.values() if len(found) > 1}.values())


def _may_join(
    one: Iterable[str], other: Iterable[str], links: Mapping[tuple[str, str], float], days: Mapping[str, int | None]
) -> bool:
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    if 2 * sum(pair in links for pair in pairs) < len(pairs):
        return False
    known = [day for id_ in (*one, *other) if (day := days[id_]) is not None]
    return not known or max(known) - min(known) <= _SPAN
