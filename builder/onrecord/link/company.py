"""The company names keep: what two articles that mean the same person are likely to share."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from onrecord.link.columns import Groups, Numbers, mixed, summed
from onrecord.link.namesakes import Tie
from onrecord.link.people import Flag
from onrecord.link.uses import Uses

_RARE = 5  # articles: somebody whom so few name tells what an article is about


class Company:
    """What ties each article to others: the people whom it names in full and few others do, and its story.

    Attributes:
        keys: for each article two numbers that tell whom it names and few do.
    """

    def __init__(self, uses: Uses) -> None:
        """Find out who is named by few."""
        full = np.flatnonzero(uses.has(Flag.FULL))
        size = max(len(uses.ids), 1)
        pairs = np.unique(uses.name_of[full] * size + uses.articles[full])  # an article may spell a name in two ways
        names, articles = pairs // size, pairs % size
        rare = np.bincount(names, minlength=len(uses.names))[names] <= _RARE
        self._numbers: Numbers = uses.names[names[rare]]
        self._by_article = Groups(articles[rare], len(uses.ids))
        self._settings = uses.settings
        self._ties: dict[int, frozenset[Tie]] = {}
        told = np.stack([mixed(self._numbers), mixed(~self._numbers)], axis=1)
        self.keys: Numbers = summed(told, articles[rare], len(uses.ids))

    def ties(self, article: int) -> frozenset[Tie]:
        """What ties the article at this place to others."""
        if article not in self._ties:
            story = self._settings[article].story
            named: list[int] = self._numbers[self._by_article[article]].tolist()
            self._ties[article] = frozenset([*named, story] if story else named)
        return self._ties[article]

    def shared(self, some: Iterable[int], others: Iterable[int], *, people: int = 1) -> bool:
        """Whether a story, or so many people whom few name, ties one of some articles to one of the others."""
        known = frozenset[Tie]().union(*map(self.ties, some))
        common = [known & self.ties(article) for article in others]
        return any(len(ties) >= people or any(isinstance(tie, str) for tie in ties) for ties in common)
