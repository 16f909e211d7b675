"""What spares comparing two quotations changes nothing of what they are found to be."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import candidates, pieces, relations, runs, traits
from onrecord.link.postings import postings
from onrecord.link.quoted import prepared, quoted
from onrecord.link.relations import NOTHING
from onrecord.link.table import Table, table
from onrecord.model import Record
from tests.link.making import record
from tests.link.test_utterances import utterance

DATES = ("2025-03-04", "2025-03-13", "2025-09-30", None)
SPEAKERS = ("Ada Lane", "Bo Okafor", "Ada Lane + Bo Okafor", None)
CUES = ("said in a letter on Monday", "said on Friday", "had said last year", "said")


def columns(records: Sequence[Record]) -> Table:
    """The quotations of some articles in columns, those of the first two of one story; their speakers as printed."""
    found = quoted(records, {one.article.id: prepared(one) for one in records})
    spoken = found.spoken([one.quotation.speakers for one in found], np.arange(len(found)), ())
    parts = {one.article.id: traits.prepared(one) for one in records}
    return table(parts, spoken, {one.article.id: "story" for one in records[:2]})


@given(st.integers(0, 2**32), st.sampled_from((0, 0.1)))
def test_what_is_no_candidate_is_nothing(seed: int, gaps: float) -> None:
    """Cuts of one speech that are a cut of each other, share many words, or return, were candidates.

    Of those with gaps, these that share two pairs of words.
    """
    chance = random.Random(seed)
    speech = utterance(chance, 60)
    records = []
    for name in "abcdef":
        start = chance.randrange(40)
        words = ["…" if chance.random() < gaps else word for word in speech[start : start + chance.randint(4, 24)]]
        cue = f"{chance.choice(CUES)}, “{' '.join(words)}”"
        records.append(record(f"{name}.txt", cue, chance.choice(SPEAKERS), date=chance.choice(DATES)))
    ready = columns(records)
    in_runs = set(map(tuple, candidates.by_runs(ready).tolist()))
    in_cuts = set(map(tuple, candidates.by_cuts(ready, postings(*ready.column("pairs"))).tolist()))
    for pair in combinations(range(len(ready)), 2):
        one, other = map(ready.piece, pair)
        assert pair in in_runs or relations.by_runs(one, other) is None
        if not gaps or len(set(one.cut.pairs) & set(other.cut.pairs)) > 1:
            assert pair in in_cuts or relations.by_cuts(one, other) == NOTHING


@given(st.integers(0, 2**32))
def test_columns_tell_times_as_pieces_do(seed: int) -> None:
    """Who is told apart by columns is told apart one by one: nothing else is spared for its day."""
    chance = random.Random(seed)
    speech = " ".join(utterance(chance, 12))
    records = [
        record(f"{name}.txt", f"{chance.choice(CUES)}, “{speech}”", chance.choice(SPEAKERS), date=chance.choice(DATES))
        for name in "abcdef"
    ]
    ready = columns(records)
    found = set(map(tuple, candidates.by_runs(ready).tolist()))
    for pair in combinations(range(len(ready)), 2):
        one, other = map(ready.piece, pair)
        assert runs.longest(one.cut, other.cut)
        apart = pieces.time_between(one, other) == "apart" and one.speakers.isdisjoint(other.speakers)
        assert (pair in found) is not apart
