"""The decision who spoke, by all the evidence: the rules' verdict is confirmed, changed, or taken back.

Every candidate gets a share between 0 and 1: how likely the words are theirs. The largest decides, and how large it is
makes the band: certain, likely or unsure. A verdict that is confirmed keeps its rule, cue and mention.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any, Literal

import numpy as np

from onrecord.extract.rank import forest
from onrecord.extract.rank.board import board
from onrecord.extract.rank.codes import Codes, Sorts
from onrecord.extract.rank.measures import MEASURES, NOTHING, UNNAMED, Measured, Meter
from onrecord.extract.rank.verdicts import changed, settled, stands
from onrecord.extract.speakers import Story, Verdict
from onrecord.extract.vocabulary import RULES
from onrecord.model import Confidence

Setting = Literal["balanced", "precise"]
"""Whether a name is given where it is likelier than not, or only where little speaks against it."""
BATCH = 50
"""Quotations measured before their rows are evaluated together: bounds the memory that an article takes."""
DOUBT = 0.8
"""How likely it must be that nobody is named, to overrule a rule whose evidence training articles hardly ever have."""
_NOBODY = (UNNAMED, NOTHING)
SPLIT = "split"
"""The rule that nothing but the quotation before it speaks for."""


@dataclass(frozen=True, slots=True)
class Bands:
    """The smallest shares that make a verdict likely or certain."""

    likely: float
    certain: float

    def of(self, share: float) -> Confidence:
        """The band of a share."""
        return "certain" if share >= self.certain else "likely" if share >= self.likely else "unsure"


@dataclass(frozen=True, slots=True)
class Bias:
    """What a setting adds to the values of naming nobody.

    Attributes:
        unnamed, nothing: to a source without a name, and to no source at all.
        unseen: to both, where the rules saw no source: no words say then that nobody is named.
    """

    unnamed: float
    nothing: float
    unseen: float

    def shares(self, candidates: Sequence[int], values: Sequence[int], *, seen: bool = True) -> tuple[float, ...]:
        """Values as shares of one; `seen`: the rules saw a source. Rounded, so that the last bit decides nothing."""
        added = {UNNAMED: self.unnamed, NOTHING: self.nothing} if seen else dict.fromkeys(_NOBODY, self.unseen)
        raised = [v / forest.SCALE + added.get(who, 0.0) for who, v in zip(candidates, values, strict=True)]
        most = max(raised)
        weights = [math.exp(value - most) for value in raised]
        total = sum(weights)
        return tuple(round(weight / total, 4) for weight in weights)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The candidates of one quotation, with what was measured and the share of each."""

    measured: Measured
    shares: tuple[float, ...]

    @property
    def best(self) -> int:
        """The candidate with the largest share, the first of several."""
        return self.measured.candidates[max(range(len(self.shares)), key=self.shares.__getitem__)]

    def share(self, who: int) -> float:
        """The share of a candidate; 0 for others."""
        found = zip(self.measured.candidates, self.shares, strict=True)
        return next((share for candidate, share in found if candidate == who), 0.0)

    @property
    def sureness(self) -> float:
        """How likely the best candidate is; for nobody, how likely it is that no candidate is right."""
        named = sum(share for who, share in zip(self.measured.candidates, self.shares, strict=True) if who >= 0)
        return max(self.shares) if self.best >= 0 else 1 - named


@dataclass(frozen=True, slots=True)
class Ranker:
    """A trained model and the setting it is used with.

    Attributes:
        about: what it was trained on, when and how.
        bias: how readily the setting names nobody.
        named, nobody: the bands of verdicts with a speaker and without.
    """

    codes: Codes
    forest: forest.Forest
    bias: Bias
    named: Bands
    nobody: Bands
    about: Mapping[str, str]

    def decide(self, story: Story) -> list[Verdict]:
        """The verdict on each quotation, with its confidence.

        `"…," X said. "…"`: a sentence that is all marks stays with the speaker before it, whoever that is found to be.
        """
        out: list[Verdict] = []
        for quote, weighed in enumerate(self.weigh(story)):
            verdict = self._verdict(story, quote, weighed)
            if out and story.decided[quote].rule == SPLIT and not out[-1].none and verdict.person != out[-1].person:
                ending = out[-1].rule.partition("-")[1:]
                verdict = replace(out[-1], rule="".join((SPLIT, *ending)), confidence="unsure")
            out.append(verdict)
        return out

    def weigh(self, story: Story) -> Iterator[Weighed]:
        """The candidates of each quotation with their shares, in the order of the text."""
        scene = story.scene
        meter = Meter(board(scene, story.memory, story.decided), self.codes, Sorts(scene.rules))
        decided = iter(story.decided)
        measured = (meter.measure(quote) for quote in range(len(scene.stretches)))
        while batch := list(islice(measured, BATCH)):
            values = iter(self.forest.values(_table(batch)).tolist())
            for m in batch:
                own, seen = list(islice(values, len(m.own))), not next(decided).none
                yield Weighed(m, self.bias.shares(m.candidates, own, seen=seen))

    def _verdict(self, story: Story, quote: int, weighed: Weighed) -> Verdict:
        verdict = story.decided[quote]
        if settled(story, quote):
            return replace(verdict, confidence="likely")
        best = weighed.best
        if best < 0 and stands(verdict, weighed.measured.slots) and weighed.sureness <= DOUBT:
            return replace(verdict, confidence=self.named.of(weighed.share(verdict.person)))
        confidence = (self.named if best >= 0 else self.nobody).of(weighed.sureness)
        return replace(changed(story, quote, verdict, best, weighed.measured.slots), confidence=confidence)


def _table(batch: Sequence[Measured]) -> forest.Numbers:
    """The rows of several quotations."""
    flat = array("f")
    for m in batch:
        shared = array("f", m.shared)
        for own in m.own:
            flat += shared
            flat.fromlist(own)
    return np.frombuffer(flat, dtype=np.float32).reshape(-1, len(MEASURES))


def load_ranker(language: str = "en", setting: Setting = "balanced") -> Ranker | None:
    """The ranker of a language, or None where none has been trained: then the rules decide alone."""
    path = RULES / language / "ranker.json"
    return from_json(_model(language), setting) if path.is_file() else None


@cache
def _model(language: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((RULES / language / "ranker.json").read_text(encoding="utf-8"))
    return data


def from_json(data: Mapping[str, Any], setting: Setting = "balanced") -> Ranker:
    """The ranker of a model file's data. Raises ValueError where it was trained with other measures."""
    if tuple(data["measures"]) != tuple(MEASURES):
        raise ValueError("the model was trained with other measures; train it again")
    codes = Codes(tuple(data["rules"]), tuple(data["endings"]), data["lemmas"])
    use = data["settings"][setting]
    trees = forest.read(data["trees"])
    return Ranker(codes, trees, Bias(**use["bias"]), Bands(**use["named"]), Bands(**use["nobody"]), data["about"])


__all__ = ["NOTHING", "UNNAMED", "Bands", "Bias", "Ranker", "Setting", "Weighed", "from_json", "load_ranker"]
