"""Whether the confidence bands hold on the real articles: how many of what is called certain, or likely, is right.

What matches and who is the same person is asked of the public scorer, which is loaded from its path.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.quality.figures import Figure, share

_BANDS = ("certain", "likely")
_OVERLAP = 0.8
"""How much of each other two stretches must cover to be one quotation: the public scorer's bound."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict on who spoke, and whether the gold has it so.

    Attributes:
        confidence: the band.
        named: somebody was named; else the verdict is that nobody is.
        right: the gold names the same person, or nobody either.
        shown: the case, for messages.
    """

    confidence: str
    named: bool
    right: bool
    shown: str


def figures(scorer: Path, gold: Path, records: Path) -> Iterator[Figure]:
    """Of what is called certain (likely) the share that is right; of all attributions the share called certain."""
    judged = list(_judged(load(scorer), gold, records))
    for called, named in (("", True), ("_nobody", False)):
        for band in _BANDS:
            of = [one for one in judged if one.confidence == band and one.named is named]
            wrong = [one.shown for one in of if not one.right]
            if of:  # a share of none would always hold
                yield share(f"corpus.{band}{called}_right", len(of) - len(wrong), len(of), wrong)
    of = [one for one in judged if one.named]
    yield share("corpus.certain_share", sum(one.confidence == "certain" for one in of), len(of))


def load(path: Path) -> ModuleType:
    """The public scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _judged(scorer: ModuleType, golds: Path, records: Path) -> Iterator[Judged]:
    found = {Path(record["source"]).stem: record for record in _lines(records)}
    for gold in _lines(golds):
        if gold["id"] in found:
            yield from judge(scorer, gold, found[gold["id"]])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def judge(scorer: ModuleType, gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Judged]:
    """Every verdict on words in marks, as far as the gold can say whether it is right.

    It cannot where the gold's own speaker is uncertain, and of long quoted stretches that nobody annotated. A body or
    an unnamed source given back in its own words is neither right nor wrong.
    """
    wanted = [(scorer.trim(gold["text"], quote["start"], quote["end"]), quote) for quote in gold["quotes"]]
    given = [quote for quote in record["quotes"] if quote["kind"] != "indirect"]
    numbered = [{**quote, "speaker": number} for number, quote in enumerate(given)]
    for place in scorer.relocate({"text": record["text"], "quotes": numbered}, gold["text"])["quotes"]:
        quote = given[place["speaker"]]
        for span in scorer.pieces(gold["text"], place):
            match = max(wanted, key=lambda one: scorer.iou(span, one[0]), default=None)
            near = match[1] if match and scorer.iou(span, match[0]) >= _OVERLAP else None
            right = _right(scorer, near, quote["speaker"], gold)
            if right is not None:
                shown = f"{gold['id']}: “{quote['text'][:40]}”: {quote['speaker']} by {quote['rule']}"
                yield Judged(quote["confidence"], bool(quote["speaker"]), right, re.sub(r"\s+", " ", shown))


def _right(scorer: ModuleType, quote: dict[str, Any] | None, name: str | None, gold: dict[str, Any]) -> bool | None:
    """Whether the gold's `quote` is by `name`, or by nobody who is named; None where it cannot be told."""
    if quote is None or not quote["attributed"]:
        return None if not name or (quote and quote.get("doubtful")) else False
    if quote["speaker_type"] == "person":
        return bool(name and scorer.same_person(quote["speaker"], name, gold.get("persons", ())))
    if quote["speaker_type"] in {"org", "unnamed"}:
        return not name or (None if scorer.literal(name, quote) else False)
    return None
