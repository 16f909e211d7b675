"""What spares comparing two quotations changes nothing of what they are found to be."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st
from pytest import MonkeyPatch

from onrecord.link import candidates, pieces, relations, runs, traits
from onrecord.link.cuts import cut
from onrecord.link.pieces import Piece
from onrecord.link.postings import postings
from onrecord.link.quoted import prepared, quoted
from onrecord.link.relations import NOTHING
from onrecord.link.table import Table, table
from onrecord.model import Record
from tests.link.making import record

WORDS = ("ferry", "harbor", "winter", "bridge", "toll", "coast", "the", "of", "not", "…")
DATES = ("2025-03-04", "2025-03-13", "2025-09-30", None)
SPEAKERS = ("Ada Lane", "Bo Okafor", "Ada Lane + Bo Okafor", None)
CUES = ("said in a letter on Monday", "said on Friday", "had said last year", "said")


def piece(words: Sequence[str]) -> Piece:
    """A quotation of these words."""
    return Piece(cut(" ".join(words)), frozenset({"Ada Lane"}))


@given(
    st.lists(st.sampled_from(WORDS), min_size=12, max_size=40),
    st.integers(0, 20),
    st.integers(4, 30),
    st.dictionaries(st.integers(0, 29), st.sampled_from(WORDS), max_size=6),
)
@example(["ferry", "harbor", "winter", "bridge", "toll", "coast"] * 4, 0, 24, {3: "of", 7: "of", 11: "of", 15: "of"})
def test_a_run_of_words_is_shared_wherever_cuts_fit(
    full: list[str], start: int, size: int, slips: dict[int, str]
) -> None:
    """Two cuts without a run of words in common are never one utterance, nor a phrase used again."""
    other = [slips.get(at, word) for at, word in enumerate(full[start : start + size])]
    one, two = piece(full), piece(other or ["ferry"])
    spared = relations.by_cuts(one, two)
    with MonkeyPatch.context() as patch:
        patch.setattr(relations, "_may_fit", lambda *_: True)
        assert spared == relations.by_cuts(one, two)


def columns(records: Sequence[Record]) -> Table:
    """The quotations of some articles in columns, those of the first two of one story; their speakers as printed."""
    found = quoted(records, {one.article.id: prepared(one) for one in records})
    told = [type(one)(one.id, one.quotation, one.words, one.normal, one.date, one.number, one.quotation.speakers)
            for one in found]  # fmt: skip
    parts = {one.article.id: traits.prepared(one) for one in records}
    return table(records, parts, told, {one.article.id: "story" for one in records[:2]})


@given(st.integers(0, 2**32))
def test_what_is_no_candidate_is_nothing(seed: int) -> None:
    """Whatever is found between two quotations that have two neighbouring words in common, they were candidates."""
    chance = random.Random(seed)
    speech = chance.choices(WORDS, k=60)
    records = []
    for name in "abcdef":
        start = chance.randrange(40)
        words = [chance.choice(WORDS) if chance.random() < 0.05 else word for word in speech[start : start + 24]]
        cue = f"{chance.choice(CUES)}, “{' '.join(words[: chance.randint(4, 24)])}”"
        records.append(record(f"{name}.txt", cue, chance.choice(SPEAKERS), date=chance.choice(DATES)))
    ready = columns(records)
    shared = postings(*ready.column("pairs"))
    in_runs = set(map(tuple, candidates.by_runs(ready).tolist()))
    in_cuts = set(map(tuple, candidates.by_cuts(ready, shared).tolist()))
    for pair in combinations(range(len(ready)), 2):
        one, other = map(ready.piece, pair)
        assert pair in in_runs or relations.by_runs(one, other) is None
        if set(one.cut.pairs) & set(other.cut.pairs):
            assert pair in in_cuts or relations.by_cuts(one, other) == NOTHING


@given(st.integers(0, 2**32))
def test_columns_tell_times_as_pieces_do(seed: int) -> None:
    """Who is told apart by columns is told apart one by one: nothing else is spared for its day."""
    chance = random.Random(seed)
    speech = " ".join(WORDS[:6] * 2)
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
