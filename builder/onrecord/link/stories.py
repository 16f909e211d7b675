"""Stories: the articles about one event, told by their rare words, the words they quote, and their dates."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord import text
from onrecord.link import rules
from onrecord.link.days import number as number_of_day
from onrecord.model import Record, Story

_TERMS = 40  # of an article: those that tell most
_SPREAD = 0.05  # of all articles: a word in more tells nothing (but see _SPREAD_MIN)
_SPREAD_MIN = 12
_PRIOR = (
    100  # articles imagined beside the real ones, so that in a small archive no word is telling only by being alone
)
_ALIKE = 0.25  # cosine from which two articles are about one event
_ALIKE_UNDATED = 0.4
_SHARED = 4  # words that two articles must have in common: small archives know too little of what is rare
_QUOTED_RUN = 8  # words of one quotation that the other article quotes too …
_QUOTED = (0.0, 0.16, 0.24, 0.32)  # … make two articles so much more alike: none, one, two, three or more such
_DAYS = 4  # between two articles about one event
_SPAN = 8  # between the first and the last of a story


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
    links = _links(_vectors(records, words), _runs(quoted), days)
    stories = {}
    for group in _groups(links, days):
        members = sorted(group, key=lambda id_: (by_id[id_].date is None, by_id[id_].date or "", id_))
        dates = [found for found in (by_id[id_].date for id_ in members) if found]
        title = by_id[members[0]].article.headline
        stories[members[0]] = Story(
            members[0], title, tuple(members), min(dates, default=None), max(dates, default=None)
        )
    return dict(sorted(stories.items()))


def _vectors(records: Sequence[Record], words: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """For each article, the weights of its most telling words (twice the headline's beside), of length 1."""
    counts = {record.article.id: Counter(words[record.article.id]) for record in records}
    for record in records:
        counts[record.article.id].update(2 * text.words(record.article.headline))
    spread: Counter[str] = Counter()
    for found in counts.values():
        spread.update(found.keys())
    limit = max(_SPREAD_MIN, _SPREAD * len(records))
    stop = rules.words("stopwords.txt")
    rarity = {
        word: math.log((len(records) + _PRIOR) / (articles + 1))
        for word, articles in spread.items()
        if articles <= limit and word not in stop and len(word) > 1
    }
    return {id_: _unit(_most_telling(found, rarity)) for id_, found in counts.items()}


def _most_telling(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """The words of an article that weigh most, by how often it has them and how rare they are, the first one first."""
    weights = [(-(1 + math.log(count)) * rarity[word], word) for word, count in counts.items() if word in rarity]
    return {word: -weight for weight, word in heapq.nsmallest(_TERMS, weights)}


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


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
    vectors: Mapping[str, Mapping[str, float]],
    runs: Mapping[str, Sequence[frozenset[tuple[str, ...]]]],
    days: Mapping[str, int | None],
) -> dict[tuple[str, str], float]:
    """The pairs of articles that may be about one event, with how alike they are beyond what is asked (0 and more)."""
    links: dict[tuple[str, str], float] = {}
    for id_, other in _neighbors(vectors, days):
        asked = _asked(days[id_], days[other])
        if asked is None:
            continue
        alike = _cosine(vectors[id_], vectors[other])
        if alike >= asked - _QUOTED[-1]:
            alike += _QUOTED[min(_in_common(runs.get(id_, ()), runs.get(other, ())), len(_QUOTED) - 1)]
        if alike >= asked:
            links[id_, other] = round(alike - asked, 9)
    return links


def _neighbors(vectors: Mapping[str, Mapping[str, float]], days: Mapping[str, int | None]) -> Iterator[tuple[str, str]]:
    """The pairs of articles, each once, that share enough telling words and whose days are near or unknown.

    Articles are looked up by word and by period of days, so that the work grows with the news of a few days and not
    with the archive.
    """
    holders: dict[str, dict[int | None, list[str]]] = {}
    for id_ in sorted(vectors):
        shared: Counter[str] = Counter()
        period = _period(days[id_])
        for word in vectors[id_]:
            by_period = holders.setdefault(word, {})
            near = by_period if period is None else (None, period - 1, period, period + 1)
            shared.update(other for found in near for other in by_period.get(found, ()))
            by_period.setdefault(period, []).append(id_)
        yield from ((other, id_) for other, words in shared.items() if words >= _SHARED)


def _period(day: int | None) -> int | None:
    """The number of the few days that a day belongs to: near days are of one period or of neighboring ones."""
    return None if day is None else day // (_DAYS + 1)


def _asked(one: int | None, other: int | None) -> float | None:
    """How alike two articles of these days must be; None if they are too far apart."""
    if one is None or other is None:
        return _ALIKE_UNDATED
    return _ALIKE if abs(one - other) <= _DAYS else None


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(weight * other[word] for word, weight in one.items() if word in other)


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
