"""Who else is quoted in the articles that quote somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from onrecord.model import Archive
from onrecord.write.catalogue import Catalogue, Link
from onrecord.write.watch import those

SHOWN = 10
LEAST = 2
"""Articles that two people share for it to be no chance."""


def alongside(catalogue: Catalogue, speaker_id: str, articles: Iterable[str]) -> list[Link]:
    """The others who are quoted in some articles, with how many of these quote each, most first."""
    archive = catalogue.archive
    found: Counter[str] = Counter()
    for article in articles:
        found.update(catalogue.recall(("heard", article), partial(_heard, archive, article)))
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    others = ((i, n) for i, n in ranked if i != speaker_id and i in archive.speakers and n >= LEAST)
    return [catalogue.speaker(i, n) for i, n in others][:SHOWN]


def _heard(archive: Archive, article: str) -> frozenset[str]:
    """Who is quoted in an article."""
    said = those(archive.renderings, archive.entries[article].renderings)
    return frozenset(speaker for one in said for speaker in one.speakers)
