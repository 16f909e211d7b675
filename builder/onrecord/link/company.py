"""The company names keep: what two articles that mean the same person are likely to share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from onrecord.link.names import Name

_RARE = 5  # articles: somebody whom so few name tells what an article is about

Tie = Name | str
"""What ties articles together: somebody few name, or the id of a story."""


class Company:
    """What ties each article to others: the people whom it names and few others do, and its story."""

    def __init__(self, named: Mapping[str, Collection[Name]], events: Mapping[str, str]) -> None:
        """Take stock: `named` are the full names in each article, `events` the story of each that has one."""
        count = Counter(name for names in named.values() for name in set(names))
        self._named = {id_: frozenset(n for n in names if count[n] <= _RARE) for id_, names in named.items()}
        self._events = events

    def ties(self, article: str) -> frozenset[Tie]:
        """What ties this article to others."""
        event = self._events.get(article)
        return self._named.get(article, frozenset[Tie]()) | ({event} if event else frozenset())

    def shared(self, some: Iterable[str], others: Iterable[str], *, people: int = 1) -> bool:
        """Whether a story, or so many people whom few name, ties one of some articles to one of the others."""
        known = frozenset[Tie]().union(*map(self.ties, some))
        common = [known & self.ties(article) for article in others]
        return any(len(ties) >= people or any(isinstance(tie, str) for tie in ties) for ties in common)
