"""Why a quotation is whose it is: every candidate, how likely the words are theirs, and what spoke for it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.rank.grounds import Ground, grounds
from onrecord.extract.rank.ranker import UNNAMED, Ranker, Weighed
from onrecord.extract.rank.verdicts import settled
from onrecord.extract.scene import Scene, survey
from onrecord.extract.speakers import tell
from onrecord.extract.vocabulary import Rules
from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have spoken.

    Attributes:
        name: the fullest name the article gives; None for nobody named.
        source: without a name: whether the words are anybody's at all.
        share: how likely the words are theirs, 0 to 1; all candidates' shares make 1.
        grounds: what spoke for them and against them, the weightiest first.
    """

    name: str | None
    source: bool
    share: float
    grounds: tuple[Ground, ...]


def explain(text: str, content: Span, rules: Rules, ranker: Ranker) -> tuple[Candidate, ...]:
    """The candidates for the quotation at `content` of an article's text, the likeliest first.

    Empty where nothing was weighed: of words reported without marks, and where the rules alone decide.
    """
    story = tell(survey(text, rules))
    scene = story.scene
    for quote, weighed in enumerate(ranker.weigh(story)):
        stretch = scene.stretches[quote]
        if (stretch.start, stretch.end) == (content.start, content.end):
            return () if settled(story, quote) else _candidates(scene, ranker, weighed)
    return ()


def _candidates(scene: Scene, ranker: Ranker, weighed: Weighed) -> tuple[Candidate, ...]:
    measured = weighed.measured
    told = grounds(ranker.forest, measured.rows)
    found = [
        Candidate(scene.cast.people[who].name if who >= 0 else None, who >= UNNAMED, share, why)
        for who, share, why in zip(measured.candidates, weighed.shares, told, strict=True)
    ]
    return tuple(sorted(found, key=lambda c: (-c.share, c.name or "")))
