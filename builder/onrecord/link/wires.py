"""Wire copies told from independent reports: articles that carry a statement in one agency's words count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord import text
from onrecord.model import Record

Reports = tuple[tuple[str, ...], ...]


def agencies(records: Sequence[Record]) -> dict[str, frozenset[str]]:
    """For each article, the agencies it is of, normalised: the one it credits; its own outlet, if others credit it."""
    credited = {text.normalise(record.article.agency) for record in records if record.article.agency}
    found = {}
    for record in records:
        names = {text.normalise(name) for name in (record.article.agency, record.outlet) if name}
        found[record.article.id] = frozenset(names & credited)
    return found


def reports(articles: Sequence[str], copies: Iterable[Sequence[str]], sources: Mapping[str, frozenset[str]]) -> Reports:
    """The articles of a statement, in order, in groups that are one report each.

    Args:
        articles: that carry the statement, in order.
        copies: groups of articles that have the same sentences around its words.
        sources: for each article, the agencies it is of.
    """
    of_agency: dict[str, list[str]] = {}
    for article in articles:
        for agency in sources.get(article, ()):
            of_agency.setdefault(agency, []).append(article)
    group = {article: [article] for article in articles}
    for found in (*copies, *of_agency.values()):
        known = [article for article in found if article in group]
        for other in known[1:]:
            _unite(group, known[0], other)
    order = {article: number for number, article in enumerate(articles)}
    groups = {id(found): tuple(sorted(found, key=order.__getitem__)) for found in group.values()}
    return tuple(sorted(groups.values(), key=lambda found: order[found[0]]))


def _unite(group: dict[str, list[str]], one: str, other: str) -> None:
    first, second = group[one], group[other]
    if first is not second:
        first += second
        group.update(dict.fromkeys(second, first))
