"""The real articles that lie beside a developer's checkout: figures of the public scorer, and the bands' truth.

Nothing of theirs is kept here: gold and scorer are found by path, and what is shown is at most a line of an error.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

from onrecord.model import Attribution
from tests.quality import bands
from tests.quality.figures import Figure

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "eval" / "polnear-train.jsonl"
SCORER = SHARED / "eval" / "score_quotes.py"

SETTINGS: tuple[Attribution, ...] = get_args(Attribution)

FIGURES: dict[str, tuple[str, str]] = {
    "e2e_f1": ("e2e_f1", "."),
    "e2e_precision": ("e2e_p", "wrong speaker|person given|spurious|scare"),
    "e2e_recall": ("e2e_r", "not found|no speaker|wrong speaker"),
    "partial_recall": ("e2e_r_partial", "not found|no speaker|wrong speaker"),
    "pronoun_speakers": ("speaker_acc_pronoun", "speaker / source is pronoun"),
    "full_names": ("fullname_rate", "^$"),
    "false_attribution": ("false_attr", "person given"),
    "indirect_f1": ("ind_f1", "^$"),
    "indirect_speaker": ("ind_speaker_acc", "^$"),
}
"""Our name of a figure -> the public scorer's, and a pattern for the names of its errors that bear on it."""

_SMALL = {"false_attr"}
_COMPARED = {"e2e_f1", "e2e_p", "false_attr"}
"""What tells the settings of attribution apart."""


def figures(folder: Path, attribution: Attribution = "balanced") -> list[Figure]:
    """All figures over the corpus as it comes out by default; of another setting those that it is there for.

    `folder` takes the articles and their records.
    """
    records = extracted(folder, attribution)
    score, faults = scored(records)
    group = "corpus" if attribution == "balanced" else f"corpus-{attribution}"
    out = []
    for name, (key, errors) in FIGURES.items():
        if score.get(key) is not None and (attribution == "balanced" or key in _COMPARED):
            wrong = tuple(fault for error, fault in faults if re.search(errors, error))
            of = score["n_unnamed_matched" if key in _SMALL else "n_person"]
            out.append(Figure(f"{group}.{name}", score[key], of, key in _SMALL, wrong))
    return out + (list(bands.figures(SCORER, GOLD, records)) if attribution == "balanced" else [])


def extracted(folder: Path, attribution: Attribution) -> Path:
    """The file of the records of every article."""
    articles, records = folder / "articles", folder / f"{attribution}.jsonl"
    if not articles.is_dir():
        _run(str(SHARED / "eval" / "unpack.py"), str(GOLD), str(articles))
    printed = _run("-m", "onrecord", "extract", str(articles), "--attribution", attribution)
    records.write_text(printed, encoding="utf-8")
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
