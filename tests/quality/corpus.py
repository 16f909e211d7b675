"""The real articles that lie beside a developer's checkout: figures of the public scorer, and the bands' truth.

Nothing of theirs is kept here: gold and scorer are found by path, and what is shown is at most a line of an error.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.quality.figures import Figure, share

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "eval" / "polnear-train.jsonl"
SCORER = SHARED / "eval" / "score_quotes.py"

FIGURES: dict[str, tuple[str, str]] = {
    "corpus.e2e_f1": ("e2e_f1", "."),
    "corpus.e2e_precision": ("e2e_p", "wrong speaker|person given|spurious|scare"),
    "corpus.e2e_recall": ("e2e_r", "not found|no speaker|wrong speaker"),
    "corpus.partial_recall": ("e2e_r_partial", "not found|no speaker|wrong speaker"),
    "corpus.pronoun_speakers": ("speaker_acc_pronoun", "speaker / source is pronoun"),
    "corpus.full_names": ("fullname_rate", "^$"),
    "corpus.false_attribution": ("false_attr", "person given"),
    "corpus.indirect_f1": ("ind_f1", "^$"),
    "corpus.indirect_speaker": ("ind_speaker_acc", "^$"),
}
"""Our name of a figure -> the public scorer's, and a pattern for the names of its errors that bear on it."""

_SMALL = {"corpus.false_attribution"}
_COUNTED = {"corpus.false_attribution": "n_unnamed_matched"}
_BANDS = ("certain", "likely")
_OVERLAP = 0.8


def figures(folder: Path) -> list[Figure]:
    """All figures over the corpus; `folder` takes the articles and their records."""
    records = extracted(folder)
    score, faults = scored(records)
    out = []
    for name, (key, errors) in FIGURES.items():
        if score.get(key) is not None:
            wrong = tuple(fault for error, fault in faults if re.search(errors, error))
            out.append(Figure(name, score[key], score[_COUNTED.get(name, "n_person")], name in _SMALL, wrong))
    return out + list(bands(records))


def extracted(folder: Path) -> Path:
    """The file of the records of every article."""
    articles, records = folder / "articles", folder / "records.jsonl"
    _run(str(SHARED / "eval" / "unpack.py"), str(GOLD), str(articles))
    records.write_text(_run("-m", "onrecord", "extract", str(articles)), encoding="utf-8")
    return records


def scored(records: Path) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The public scorer's figures; its errors as (kind of error, "article: words: given to whom, not to whom")."""
    *lines, last = _run(str(SCORER), str(GOLD), str(records), "--errors", "100000").splitlines()
    faults, error = [], ""
    for line in lines:
        if line.startswith("## "):
            error = line.removeprefix("## ").partition(":")[0]
        elif line.startswith("   ("):
            article, words, given, wanted = ast.literal_eval(line.strip())
            faults.append((error, f"{article}: “{words[:40]}”: {given}, not {wanted}"))
    score: dict[str, Any] = json.loads(last)
    return score, faults


def _run(*arguments: str) -> str:
    """What a Python program prints. A bug in a stage stops it: it would count as thousands of faults."""
    run = subprocess.run(
        [sys.executable, *arguments],
        check=True, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, "ONRECORD_RAISE": "1"},
    )  # fmt: skip
    return run.stdout


# --- confidence bands -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """One attribution to a person, and whether the gold has it so."""

    confidence: str
    right: bool
    shown: str


def bands(records: Path) -> Iterator[Figure]:
    """Of the attributions called certain (likely) the share that is right, and how many are called certain at all."""
    scorer = _scorer()
    found = {
        Path(record["source"]).stem: record
        for record in map(json.loads, records.read_text(encoding="utf-8").splitlines())
    }
    golds = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    judged = [one for gold in golds for one in judge(scorer, gold, found.get(gold["id"], {"text": "", "quotes": []}))]
    for band in _BANDS:
        of = [one for one in judged if one.confidence == band]
        wrong = [one.shown for one in of if not one.right]
        yield share(f"corpus.{band}_right", len(of) - len(wrong), len(of), wrong)
    yield share("corpus.certain_share", sum(one.confidence == "certain" for one in judged), len(judged))


def _scorer() -> ModuleType:
    """The public scorer as a module: its rules of what matches and of who is the same person are the measure."""
    spec = importlib.util.spec_from_file_location("score_quotes", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(scorer: ModuleType, gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Judged]:
    """Every attribution of words in marks to a named person, as far as the gold can say whether it is right.

    It cannot where the gold's own speaker is uncertain, and of long quoted stretches that nobody annotated. A body or
    an unnamed source given back in its own words is neither right nor wrong.
    """
    wanted = [(scorer.trim(gold["text"], quote["start"], quote["end"]), quote) for quote in gold["quotes"]]
    given = [quote for quote in record["quotes"] if quote["kind"] != "indirect" and quote["speaker"]]
    numbered = [{**quote, "speaker": number} for number, quote in enumerate(given)]
    for place in scorer.relocate({"text": record["text"], "quotes": numbered}, gold["text"])["quotes"]:
        quote = given[place["speaker"]]
        for span in scorer.pieces(gold["text"], place):
            match = max(wanted, key=lambda one: scorer.iou(span, one[0]), default=None)
            near = match[1] if match and scorer.iou(span, match[0]) >= _OVERLAP else None
            right = _right(scorer, near, quote["speaker"], gold)
            if right is not None:
                shown = f"{gold['id']}: “{quote['text'][:40]}”: {quote['speaker']} by {quote['rule']}"
                yield Judged(quote["confidence"], right, re.sub(r"\s+", " ", shown))


def _right(scorer: ModuleType, quote: dict[str, Any] | None, name: str, gold: dict[str, Any]) -> bool | None:
    """Whether the gold's `quote` is by `name`; None where it cannot be told."""
    if quote is None:
        return False
    if not quote["attributed"]:
        return None if quote.get("doubtful") else False
    if quote["speaker_type"] == "person":
        return bool(scorer.same_person(quote["speaker"], name, gold.get("persons", ())))
    if quote["speaker_type"] in {"org", "unnamed"}:
        return None if scorer.literal(name, quote) else False
    return None
