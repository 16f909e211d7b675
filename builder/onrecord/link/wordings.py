"""The fullest wording of a statement: of the article that gives most words of it, its quotations in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.link.cuts import Cut
from onrecord.link.memo import Memo
from onrecord.link.table import Table


def fullest(table: Table, numbers: Sequence[int], memo: Memo) -> list[int]:
    """The quotations that make the fullest wording of one utterance, of which all are given in order."""
    articles = table.article[numbers].tolist()
    if len(set(articles)) == len(articles):
        return [min(numbers)]
    places = {article: place for place, article in enumerate(dict.fromkeys(articles))}
    told = tuple(places[article] for article in articles)
    key = (told, table.digests[numbers].tobytes())
    chosen = memo("statements wording", key, lambda: _chosen(told, [table.cut(number) for number in numbers]))
    return [numbers[place] for place in chosen]


def _chosen(articles: Sequence[int], cuts: Sequence[Cut]) -> tuple[int, ...]:
    """The places of the quotations that make the fullest wording.

    Args:
        articles: that each quotation stands in.
        cuts: of each, in order.
    """
    by_article: dict[int, list[int]] = {}
    for place in sorted(range(len(cuts)), key=lambda place: -len(cuts[place].tokens)):
        parts = by_article.setdefault(articles[place], [])
        if not any(f" {cuts[place].key} " in f" {cuts[part].key} " for part in parts):
            parts.append(place)

    return tuple(sorted(min(by_article.values(), key=lambda parts: _fullness([cuts[part] for part in parts], parts))))


def _fullness(cuts: Sequence[Cut], places: Iterable[int]) -> tuple[int, ...]:
    """Sorts what gives most words first: of several articles' parts, with their places."""
    return -sum(len(found.tokens) for found in cuts), len(cuts), sum(len(found.gaps) for found in cuts), min(places)
