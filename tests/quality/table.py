"""What the ranker learns from: the candidates of every annotated quotation, measured, and which of them is right."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.clean import clean
from onrecord.extract import Rules
from onrecord.extract.rank.board import board
from onrecord.extract.rank.codes import Codes, Sorts
from onrecord.extract.rank.measures import MEASURES, NOTHING, UNNAMED, Meter
from onrecord.extract.scene import Scene, survey
from onrecord.extract.speakers import Story, tell
from onrecord.model import Article, Problem
from onrecord.read import discover, read

LEMMAS = [n for n, name in enumerate(MEASURES) if name.endswith("_lemma")]
"""The measures that hold a cue's number here, and how far it can be trusted once that is learned."""
_OVERLAP = 0.8
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """One quotation: its candidates, their rows, and those that are right.

    Attributes:
        seen: the rules saw a source.
        known: the gold says who spoke (or that nobody is named); if no candidate is right then, all are wrong.
    """

    article: str
    outlet: str
    candidates: tuple[int, ...]
    rows: list[list[float]]
    right: frozenset[int]
    known: bool
    seen: bool


def articles(gold: Path, folder: Path) -> dict[str, Article]:
    """The cleaned articles of a gold file, by id; `folder` takes their text files."""
    subprocess.run([sys.executable, str(gold.parent / "unpack.py"), str(gold), str(folder)], check=True)
    out: dict[str, Article] = {}
    for path in discover(folder)[0]:
        for source in read(path, folder):
            article = source if isinstance(source, Problem) else clean(source)
            if isinstance(article, Article):
                out[Path(article.source).stem] = article
    return out


def numbered(rules: Rules) -> dict[str, float]:
    """Every cue's plain form with a number."""
    return {lemma: float(n) for n, lemma in enumerate(sorted({cue.lemma for cue in rules.cues.values()}))}


def examples(gold: Gold, article: Article, rules: Rules, codes: Codes, scorer: ModuleType) -> Iterator[Example]:
    """The quotations of one article, but for those decided by their form."""
    story = tell(survey(article.text, rules))
    meter = Meter(board(story.scene, story.memory, story.decided), codes, Sorts(rules))
    found = _matches(gold, story, scorer)
    for quote in range(len(story.scene.stretches)):
        if quote not in story.scene.forms:
            measured = meter.measure(quote)
            match = found.get(quote)
            right = _right(match, measured.candidates, story.scene, gold, scorer)
            known = bool(right) or (match is not None and match["speaker_type"] == "person")
            seen = not story.decided[quote].none
            yield Example(gold["id"], gold["publisher"], measured.candidates, measured.rows, right, known, seen)


def _matches(gold: Gold, story: Story, scorer: ModuleType) -> dict[int, Gold]:
    """The gold quotation of each stretch in marks, where there is one."""
    text, scene = gold["text"], story.scene
    quotes = [
        {"start": m.start, "text": scene.text[m.start : m.end], "kind": "direct", "speaker": n}
        for n, m in enumerate(scene.stretches)
    ]
    placed = scorer.relocate({"text": scene.text, "quotes": quotes}, text)["quotes"]
    wanted = [(scorer.trim(text, q["start"], q["end"]), q) for q in gold["quotes"]]
    out: dict[int, Gold] = {}
    for q in placed:
        span = scorer.trim(text, q["start"], q["end"])
        same = (g for at, g in wanted if scorer.iou(span, at) >= _OVERLAP)
        inside = (g for at, g in wanted if span[0] <= at[0] and at[1] <= span[1])
        if match := next(same, None) or next(inside, None):
            out[q["speaker"]] = match
    return out


def _right(
    match: Gold | None, candidates: tuple[int, ...], scene: Scene, gold: Gold, scorer: ModuleType
) -> frozenset[int]:
    """The right candidates by the gold; none where it is uncertain, or names somebody who is no candidate."""
    if match is None or match["speaker_type"] == "uncertain":
        return frozenset()
    if not match["attributed"]:
        return frozenset() if match.get("doubtful") else frozenset([NOTHING])
    if match["speaker_type"] != "person":
        return frozenset([UNNAMED])
    people = scene.cast.people
    return frozenset(
        c
        for c in candidates
        if c >= 0 and scorer.same_person(match["speaker"], people[c].name, gold.get("persons", ()))
    )
