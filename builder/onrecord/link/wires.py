"""Wire copies told from independent reports: articles that carry a statement in one agency's words count once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord import text
from onrecord.model import Record

_Groups = tuple[tuple[str, ...], ...]


class Reports:
    """Tells which articles of an archive are one report."""

    def __init__(self, records: Iterable[Record]) -> None:
        """An article is of the agency that it credits; and of its own outlet, if others credit it."""
        self._normal: dict[str, str] = {}
        named = {record.article.id: (record.article.agency, record.outlet) for record in records}
        pairs = {*named.values()}
        credited = {self._normalised(agency) for agency, _ in pairs if agency}
        known = {pair: credited.intersection(self._normalised(name) for name in pair if name) for pair in pairs}
        found = {pair: frozenset(agencies) for pair, agencies in known.items() if agencies}
        self._agencies = {article: found[pair] for article, pair in named.items() if pair in found}

    def of(self, articles: Sequence[str], copies: Iterable[Sequence[str]]) -> _Groups:
        """The articles of a statement, in order, in groups that are one report each.

        Args:
            articles: that carry the statement, in order.
            copies: groups of articles that have the same words around its own.
        """
        of_agency: dict[str, list[str]] = {}
        for article in articles:
            for agency in self._agencies.get(article, ()):
                of_agency.setdefault(agency, []).append(article)
        group = {article: [article] for article in articles}
        for found in (*copies, *of_agency.values()):
            known = [article for article in found if article in group]
            for other in known[1:]:
                _unite(group, known[0], other)
        order = {article: number for number, article in enumerate(articles)}
        groups = {id(found): tuple(sorted(found, key=order.__getitem__)) for found in group.values()}
        return tuple(sorted(groups.values(), key=lambda found: order[found[0]]))

    def _normalised(self, name: str) -> str:
        if name not in self._normal:
            self._normal[name] = text.normalise(name)
        return self._normal[name]


def _unite(group: dict[str, list[str]], one: str, other: str) -> None:
    first, second = group[one], group[other]
    if first is not second:
        first += second
        group.update(dict.fromkeys(second, first))
