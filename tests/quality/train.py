"""Trains the ranker, and tells by cross-validation what it is worth.

Usage: python -m tests.quality.train GOLD.jsonl [--check] [--outlets] [--records FILE]

GOLD.jsonl is an annotated corpus in the form of PolNeAR's training articles as this project keeps them beside the
checkout, with the public scorer and `unpack.py` in its folder; none of it is in the repository. Needs LightGBM:
pip install -e '.[train]'. The evaluation of the model needs none of it.

First every article is decided by a model that was trained without its fold (five folds by a hash of the article's id),
then by one that was trained without its outlet. Those decisions set the bias and the bands of each setting, so that
they hold on articles that were not trained on, and give the figures that are printed. Then the model is trained on all
articles and written to rules/en/ranker.json. --check stops before that. The same articles and libraries give the same
file.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import importlib.metadata
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from onrecord.extract import Rules, extract, load_rules
from onrecord.extract.rank import forest
from onrecord.extract.rank.codes import Codes
from onrecord.extract.rank.forest import SCALE, Forest, Tree
from onrecord.extract.rank.measures import MEASURES, UNNAMED
from onrecord.extract.rank.ranker import Bands, Bias, Ranker, Setting
from onrecord.extract.vocabulary import RULES
from onrecord.model import Article
from tests.quality import bands as bands_of
from tests.quality.table import LEMMAS, Example, Gold, articles, examples, numbered

ROUNDS = 220
OPTIONS = {
    "num_leaves": 31, "learning_rate": 0.055, "min_data_in_leaf": 80, "lambda_l2": 5.0, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "seed": 1, "deterministic": True, "force_row_wise": True,
    "verbose": -1,
}  # fmt: skip
FOLDS = 5
PRIOR = 5.0
"""How many imagined cases, half of them right, every cue has before it is counted."""
SLOT_OF_LEMMA = ("before_lemma", "after_lemma")
CERTAIN = 0.984
"""How often a certain verdict must be right on articles left out: a little more than promised."""
LIKELY = 0.75
"""How often the least sure of the likely verdicts must be right there; of all likely ones about nine in ten are."""
WINDOW = 100
"""Verdicts that such a share is counted over."""
BIASES: Mapping[Setting, Bias] = {"balanced": Bias(1.0, 0.0, 0.75), "precise": Bias(2.7, 1.3, 1.3)}
RULE_NAMES = (
    "transcript", "signed", "after", "inverted", "labelled", "before", "later", "split", "introduced", "continued",
    "gesture", "followed", "nobody",
)  # fmt: skip
ENDINGS = ("", "pronoun", "role", "document", "unnamed", "body", "joint")
Part = Callable[[str, str], str]
"""The part that an article (by its id and outlet) is in."""

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trained:
    """A forest and what each cue was worth in its training articles."""

    forest: Forest
    lemmas: Mapping[str, float]


# --- training ---------------------------------------------------------------------------------------------------------


def train(these: Sequence[Example], lemmas: Mapping[str, float]) -> Trained:
    """Trees that give the right candidates of each quotation the largest share of a softmax."""
    these = [e for e in these if e.right]
    worth = _worth(these)
    rows = np.array([row for e in these for row in e.rows])
    _translate(rows, worth)
    sizes = np.array([len(e.rows) for e in these])
    target = np.array([float(c in e.right) / len(e.right & set(e.candidates)) for e in these for c in e.candidates])
    data = lightgbm.Dataset(rows, free_raw_data=False)
    booster = lightgbm.train(OPTIONS | {"objective": _softmax(target, sizes)}, data, ROUNDS)
    trees = [t for info in booster.dump_model()["tree_info"] if (t := _tree(info["tree_structure"]))]
    return Trained(Forest(trees), {lemma: worth.get(n, 0.5) for lemma, n in lemmas.items()})


def _softmax(target: Rows, sizes: npt.NDArray[np.int64]) -> Callable[[Rows, Any], tuple[Rows, Rows]]:
    """The gradient of the cross-entropy of a softmax over the candidates of each quotation."""
    starts = np.cumsum([0, *sizes[:-1]])

    def gradient(values: Rows, _: Any) -> tuple[Rows, Rows]:
        raised = np.exp(values - np.repeat(np.maximum.reduceat(values, starts), sizes))
        shares = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
        return shares - target, np.maximum(shares * (1 - shares), 1e-3)

    return gradient


def _worth(these: Sequence[Example]) -> dict[float, float]:
    """How often the subject of each cue (by number) before or after the marks was the speaker."""
    counts: dict[float, list[float]] = {}
    columns = [(MEASURES.index(name), MEASURES.index(name.replace("lemma", "match"))) for name in SLOT_OF_LEMMA]
    for example in these:
        right = next(n for n, c in enumerate(example.candidates) if c in example.right)
        for lemma, match in columns:
            row = example.rows[right]
            if row[lemma] >= 0:
                meant = row[match] >= (1.0 if example.candidates[right] == UNNAMED else 2.0)
                counts.setdefault(row[lemma], []).append(float(meant))
    return {n: (sum(c) + PRIOR / 2) / (len(c) + PRIOR) for n, c in counts.items()}


def _translate(rows: Rows, worth: Mapping[float, float]) -> None:
    """Puts a cue's worth in the place of its number."""
    for column in LEMMAS:
        cells = rows[:, column]
        known = cells >= 0
        cells[known] = [worth.get(n, 0.5) for n in cells[known]]


def _tree(root: Mapping[str, Any]) -> Tree | None:
    """A tree of LightGBM as ours; None for one that never splits."""
    nodes: list[tuple[int, float, int, int, int]] = []
    leaves: list[int] = []

    def place(node: Mapping[str, Any]) -> int:
        if "leaf_value" in node:
            leaves.append(round(node["leaf_value"] * SCALE))
            return -len(leaves)
        at = len(nodes)
        nodes.append((0, 0.0, 0, 0, 0))
        left, right = place(node["left_child"]), place(node["right_child"])
        nodes[at] = (node["split_feature"], node["threshold"], left, right, round(node["internal_value"] * SCALE))
        return at

    if place(root) < 0:
        return None
    measures, thresholds, left, right, values = (list(column) for column in zip(*nodes, strict=True))
    return Tree(measures, thresholds, left, right, values, leaves)


# --- cross-validation -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """A quotation as a model saw it that was not trained on its article."""

    example: Example
    values: tuple[int, ...]


def crossed(these: Sequence[Example], lemmas: Mapping[str, float], part: Part) -> dict[str, Trained]:
    """For each part of the articles, what was trained without it."""
    parts = sorted({part(e.article, e.outlet) for e in these})
    return {name: train([e for e in these if part(e.article, e.outlet) != name], lemmas) for name in parts}


def by_fold(article: str, _: str) -> str:
    """The fold of an article."""
    return f"fold {int(hashlib.sha1(article.encode()).hexdigest(), 16) % FOLDS}"


def by_outlet(_: str, outlet: str) -> str:
    """The outlet of an article."""
    return outlet


def held(
    these: Sequence[Example], lemmas: Mapping[str, float], trained: Mapping[str, Trained], part: Part
) -> list[Held]:
    """Every quotation with what the model says that was trained without its part."""
    out = []
    for example in these:
        model = trained[part(example.article, example.outlet)]
        rows = np.array(example.rows)
        _translate(rows, {n: model.lemmas[lemma] for lemma, n in lemmas.items()})
        out.append(Held(example, tuple(model.forest.values(rows.astype(np.float32)).tolist())))
    return out


def bands(these: Sequence[Held], bias: Bias) -> tuple[Bands, Bands]:
    """The bands of verdicts with a speaker and without, so wide as they hold on `these`."""
    judged: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
    for one in these:
        if one.example.known:
            shares = bias.shares(one.example.candidates, one.values, seen=one.example.seen)
            best = max(range(len(shares)), key=shares.__getitem__)
            who = one.example.candidates[best]
            nobody = 1 - sum(s for c, s in zip(one.example.candidates, shares, strict=True) if c >= 0)
            right = who in one.example.right if who >= 0 else any(c < 0 for c in one.example.right)
            judged[who >= 0].append((shares[best] if who >= 0 else nobody, right))
    named, unnamed = (_bands(sorted(judged[key], reverse=True)) for key in (True, False))
    return named, unnamed


def _bands(judged: Sequence[tuple[float, bool]]) -> Bands:
    """The smallest shares: down to one enough verdicts are right (certain), around the other they are (likely)."""
    right, certain, likely = 0, 1.01, 1.01
    for n, (share, ok) in enumerate(judged, 1):
        right += ok
        if n >= WINDOW and right / n >= CERTAIN:
            certain = share
    for n in range(WINDOW, len(judged) + 1):
        if sum(ok for _, ok in judged[n - WINDOW : n]) < LIKELY * WINDOW:
            break
        likely = judged[n - 1][0]
    return Bands(likely, certain)


# --- figures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trial:
    """All articles with their gold, to be decided by models that have not seen them."""

    golds: Sequence[Gold]
    texts: Mapping[str, Article]
    rules: Rules
    scorer: Any

    def figures(self, rankers: Mapping[str, Ranker], part: Part) -> dict[str, dict[str, float]]:
        """The scorer's figures over all articles, and for each part alone."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for gold in self.golds:
            name = part(gold["id"], gold["publisher"])
            found = self.scorer.relocate(self._record(self.texts[gold["id"]], rankers[name]), gold["text"])
            score = self.scorer.score_article(gold, found, defaultdict(list))
            counts["all"] += score
            counts[name] += score
        return {name: self.scorer.report(count) for name, count in counts.items()}

    def records(self, rankers: Mapping[str, Ranker], part: Part) -> Iterator[str]:
        """The records as lines of JSON, for the scorer's own program."""
        for gold in self.golds:
            article = self.texts[gold["id"]]
            record = self._record(article, rankers[part(gold["id"], gold["publisher"])])
            yield json.dumps({"source": article.source, **record}, ensure_ascii=False) + "\n"

    def _record(self, article: Article, ranker: Ranker) -> dict[str, Any]:
        """A record as `onrecord extract` prints it, as far as the scorer looks at it."""
        quotes = [
            {
                "start": q.content.start, "text": q.content.of(article.text), "speaker": q.speaker,
                "kind": q.kind if q.marked else "indirect",
                "rule": q.rule, "confidence": q.confidence,
            }
            for q in extract(article, self.rules, ranker).quotations
        ]  # fmt: skip
        return {"text": article.text, "quotes": quotes}


SHOWN = {
    "e2e_f1": "F1", "e2e_p": "P", "e2e_r": "R", "e2e_r_partial": "partial", "speaker_acc_pronoun": "pronoun",
    "false_attr": "false", "fullname_rate": "full name",
}  # fmt: skip


def tell(title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """Prints one line a part."""
    for name, report in figures.items():
        cells = (f"{label} {report[key]:.3f}" for key, label in SHOWN.items())
        print(f"{title:10} {name:14}", *cells, flush=True)  # noqa: T201 - a report


# --- the program ------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """Cross-validate, and unless it is only a check, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate only; write nothing")
    parser.add_argument(
        "--records", type=Path, help="write the balanced decisions on articles left out, for the scorer"
    )
    parser.add_argument("--outlets", action="store_true", help="also leave out one outlet after another")
    given = parser.parse_args(arguments)
    rules, scorer = load_rules(), bands_of.load(given.gold.parent / "score_quotes.py")
    golds: list[Gold] = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        texts = articles(given.gold, Path(folder))
    lemmas = numbered(rules)
    codes = Codes(RULE_NAMES, ENDINGS, lemmas)
    these = [e for gold in golds for e in examples(gold, texts[gold["id"]], rules, codes, scorer)]
    trial = Trial(golds, texts, rules, scorer)
    settings = _cross_validate(these, lemmas, trial, outlets=given.outlets, records=given.records)
    if not given.check:
        _write(train(these, lemmas), settings, given.gold, len(golds))


def _cross_validate(
    these: Sequence[Example], lemmas: Mapping[str, float], trial: Trial, *, outlets: bool, records: Path | None
) -> dict[Setting, tuple[Bias, Bands, Bands]]:
    """Prints what the model is worth on articles and outlets it was not trained on; the bands of each setting."""
    trained = crossed(these, lemmas, by_fold)
    unseen = held(these, lemmas, trained, by_fold)
    settings: dict[Setting, tuple[Bias, Bands, Bands]] = {}
    for setting, bias in BIASES.items():
        settings[setting] = (bias, *bands(unseen, bias))
        rankers = {name: _ranker(model, *settings[setting]) for name, model in trained.items()}
        tell(setting, trial.figures(rankers, by_fold))
        if records and setting == "balanced":
            records.write_text("".join(trial.records(rankers, by_fold)), encoding="utf-8")
        print(f"{setting:10} bands", *settings[setting][1:])  # noqa: T201 - a report
    if outlets:
        without = crossed(these, lemmas, by_outlet)
        rankers = {name: _ranker(model, *settings["balanced"]) for name, model in without.items()}
        tell("without", trial.figures(rankers, by_outlet))
    return settings


def _ranker(model: Trained, bias: Bias, named: Bands, nobody: Bands) -> Ranker:
    return Ranker(Codes(RULE_NAMES, ENDINGS, model.lemmas), model.forest, bias, named, nobody, {})


def _write(model: Trained, settings: Mapping[Setting, tuple[Bias, Bands, Bands]], gold: Path, articles: int) -> None:
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()[:16]
    version = importlib.metadata.version("lightgbm")
    about = {
        "what": "Gradient-boosted trees that tell which candidate spoke a quotation; see extract/rank/.",
        "trained_on": f"{articles} US political news articles of the PolNeAR corpus (Newell, Margolin and Ruths, LREC "
        f"2018), sha256 of the file {digest}…; these are numbers only, no text of it.",
        "with": f"tests/quality/train.py, LightGBM {version}, {ROUNDS} rounds, {OPTIONS}",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    used = {
        name: {"bias": asdict(bias), "named": asdict(named), "nobody": asdict(nobody)}
        for name, (bias, named, nobody) in settings.items()
    }
    data = {
        "about": about, "settings": used, "measures": list(MEASURES), "rules": RULE_NAMES, "endings": ENDINGS,
        "lemmas": {lemma: round(worth, 4) for lemma, worth in model.lemmas.items()},
        "trees": forest.written(model.forest),
    }  # fmt: skip
    lines = (f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in data.items())
    (RULES / "en" / "ranker.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
