"""Renderings laid on the fullest wording, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.alignment import align
from onrecord.text import words

WORDING = "The ferry sails at dawn, whatever the mayor says about the fog."


def told(rendering: str, wording: str = WORDING) -> list[tuple[str, str, str]]:
    """Each stretch as its kind, its words in the wording and its words in the rendering."""
    found = align(wording, rendering)
    return [(stretch.kind, stretch.wording.of(wording), stretch.own.of(rendering)) for stretch in found]


def test_case_and_punctuation_are_kept_words() -> None:
    """The same words in other capitals and with other stops are kept whole."""
    ((kind, full, own),) = told("the ferry sails at dawn — whatever the Mayor says about the fog")
    assert (kind, full, own[:9]) == ("kept", WORDING[:-1], "the ferry")


def test_left_out_changed_and_added() -> None:
    """An elision is omitted, a misheard word changed, a word more added."""
    assert told("The ferry sails … whatever the major says about the thick fog") == [
        ("kept", "The ferry sails", "The ferry sails"),
        ("omitted", "at dawn", ""),
        ("kept", "whatever the", "whatever the"),
        ("changed", "mayor", "major"),
        ("kept", "says about the", "says about the"),
        ("added", "", "thick"),
        ("kept", "fog", "fog"),
    ]


@given(st.text("ab '…“[", max_size=40), st.text("ab '…“[", max_size=40))
def test_every_word_is_in_one_stretch(wording: str, rendering: str) -> None:
    """Whatever the two are, their words come back in order, each once, and kept ones are the same."""
    found = told(rendering, wording)
    assert words(" ".join(full for _, full, _ in found)) == words(wording)
    assert words(" ".join(own for _, _, own in found)) == words(rendering)
    assert all(words(full) == words(own) for kind, full, own in found if kind == "kept")
    assert all(bool(full) == (kind != "added") and bool(own) == (kind != "omitted") for kind, full, own in found)


def test_nothing_on_nothing() -> None:
    """No words, no stretches; words on nothing are all added."""
    assert align("", "…") == ()
    assert told("a word", "") == [("added", "", "a word")]
