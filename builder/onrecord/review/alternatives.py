"""Whom else words may be by: the candidates that the ranker weighed, for an attribution that is unsure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract import Ranker, Rules
from onrecord.extract.explain import explain
from onrecord.model import Span
from onrecord.review import remedies
from onrecord.review.desk import Desk
from onrecord.review.findings import Finding, Remedy
from onrecord.text import fold

_LEAST = 0.05  # how likely somebody must be
_MOST = 2


class Alternatives:
    """Tells them; what it needs of an archive is made once."""

    def __init__(self, desk: Desk, rules: Rules, ranker: Ranker) -> None:
        """Take the texts at hand, and how the archive's articles were read."""
        self._desk, self._rules, self._ranker = desk, rules, ranker
        self._texts = {record.article.id: record.article.text for record in desk.records}

    def told(self, finding: Finding) -> Finding:
        """An unsure attribution with whom else it may be by: in words, and as corrections; any other as it is."""
        if finding.kind != "unsure":
            return finding
        others = list(self._others(finding))[:_MOST]
        return replace(
            finding,
            why=(*finding.why, *(f"perhaps {name}: {share:.0%}" for name, share in others)),
            remedies=(
                *finding.remedies[:1],
                *(self._remedy(finding, name) for name, _ in others),
                *finding.remedies[1:],
            ),
        )

    def _others(self, finding: Finding) -> Iterator[tuple[str, float]]:
        """The names, in the article of the first place, of those who may have spoken instead, the likeliest first."""
        said = self._desk.said[finding.places[0].quotation or ""]
        alone = said.speakers if len(said.speakers) == 1 else ()  # of several, it may be one
        own = {fold(name) for one in alone for name in self._names(one)}
        for candidate in explain(self._texts[said.article], Span(said.start, said.end), self._rules, self._ranker):
            if candidate.name and candidate.share >= _LEAST and fold(candidate.name) not in own:
                yield candidate.name, candidate.share

    def _names(self, speaker: str) -> tuple[str, ...]:
        person = self._desk.people[speaker]
        return (person.name, *person.aliases)

    def _remedy(self, finding: Finding, name: str) -> Remedy:
        ids = [place.quotation for place in finding.places if place.quotation]
        return remedies.corrections(self._desk, ids, f"if it was {name}", f"The article means {name}.", [name])
