"""What spares comparing two quotations changes nothing of what they are found to be."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st
from pytest import MonkeyPatch

from onrecord.link.cuts import cut
from onrecord.link.pieces import Piece
from onrecord.link.quoted import quoted
from onrecord.link.relations import Relations
from tests.link.making import record

WORDS = ("ferry", "harbor", "winter", "bridge", "toll", "coast", "the", "of", "not", "…")


def piece(article: str, words: Sequence[str]) -> Piece:
    """A quotation of these words, the only one of its article."""
    (found,) = quoted([record(f"{article}.txt", f"“{' '.join(words)}”", "Ada Lane")])
    return Piece(found, cut(found.words))


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
    one, two = piece("a", full), piece("b", other or ["ferry"])
    spared = Relations()(one, two, {"Ada Lane"})
    with MonkeyPatch.context() as patch:
        patch.setattr(Relations, "_may_fit", lambda *_: True)
        assert spared == Relations()(one, two, {"Ada Lane"})
