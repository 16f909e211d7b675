"""The sample archive against what a careful editor finds in it (tests/golden/sample.yml)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from onrecord import build
from onrecord.config import load_authority
from onrecord.model import Quotation, Record
from onrecord.text import normalise
from tests.quality.figures import Figure, f1, share

REPOSITORY = Path(__file__).parents[2]


def figures() -> list[Figure]:
    """How many of its quotations in marks are found, and how many of those have the right speaker and kind."""
    tally: Counter[str] = Counter()
    faults: list[str] = []
    strange: list[str] = []
    records = _records()
    for source, page in _gold()["articles"].items():
        found = dict(_pieces(records[source]))
        wanted = {normalise(quotation["words"]): quotation for quotation in page["quotations"]}
        tally.update(found=len(found), wanted=len(wanted), both=len(found.keys() & wanted.keys()))
        strange += [f"{source}: not found: “{words[:40]}…”" for words in wanted.keys() - found.keys()]
        strange += [f"{source}: no quotation: “{words[:40]}…”" for words in found.keys() - wanted.keys()]
        for words in found.keys() & wanted.keys():
            gold, quotation = wanted[words], found[words]
            right = _name_right(gold, quotation.speaker)
            tally.update(speaker=right, kind=quotation.kind == gold["kind"])
            if not right:
                faults.append(f"{source}: “{gold['words'][:40]}…” went to {quotation.speaker}")
    return [
        f1("sample.found", tally["both"], tally["found"], tally["wanted"], sorted(strange)),
        share("sample.speaker", tally["speaker"], tally["both"], faults),
        share("sample.kind", tally["kind"], tally["both"]),
    ]


def _gold() -> dict[str, Any]:
    gold: dict[str, Any] = yaml.safe_load((REPOSITORY / "tests/golden/sample.yml").read_text(encoding="utf-8"))
    return gold


def _records() -> dict[str, Record]:
    """Each article's record, by its source."""
    options = build.Options(outlets=load_authority(REPOSITORY / "authority").outlets)
    results = build.extract([REPOSITORY / "articles"], options, jobs=1)
    return {result.article.source: result for result in results if isinstance(result, Record)}


def _pieces(record: Record) -> Iterator[tuple[str, Quotation]]:
    """The words of each paragraph of each quotation in marks, as they compare, and the quotation."""
    for quotation in record.quotations:
        if quotation.kind != "indirect":
            for paragraph in re.split(r"\n\s*\n", quotation.content.of(record.article.text)):
                yield normalise(paragraph), quotation


def _name_right(gold: dict[str, Any], speaker: str | None) -> bool:
    """Whether the article's own form of the name, the archive's, or a body's was given."""
    return speaker in {gold.get("named", gold["speaker"]), gold.get("body", gold["speaker"])}
