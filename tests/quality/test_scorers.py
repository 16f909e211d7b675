"""The figures count what they say they count: known answers over articles that are read in a known way."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from onrecord.model import Article, Person, Quotation, Record, Span
from tests.quality import bands, traps
from tests.quality.traps import Trap, Wanted, differences

TEXT = "“We sail,” Ada Finch said. “We sink,” an aide said. Finch said the boat was old."
SAIL, SINK, OLD = "We sail,", "We sink,", "the boat was old"
TRAP = Trap(
    "boats",
    "Two speakers, one of them named.",
    TEXT,
    (
        Wanted(SAIL, "Ada Finch", "direct"),
        Wanted(SINK, None, "direct", mention="an aide"),
        Wanted(OLD, "Ada Finch", "indirect"),
    ),
    indirect=True,
)


def quotation(words: str, speaker: str | None, kind: str = "direct", **more: Any) -> Quotation:
    """A quotation of some words of the text."""
    start = TEXT.index(words)
    found = Quotation("a", Span(start, start + len(words)), "direct", "after", speaker)
    return replace(found, kind=cast("Any", kind), **more)


def record(*quotations: Quotation, people: tuple[str, ...] = ("Ada Finch",)) -> Record:
    """What an extraction found in the text."""
    article = Article("a", "a.txt", "0", "A headline", "given", TEXT)
    return Record(article, tuple(Person(name, ()) for name in people), quotations)


AIDE = Span(TEXT.index("an aide"), TEXT.index("an aide") + 7)
RIGHT = (
    quotation(SAIL, "Ada Finch"),
    quotation(SINK, None, mention=AIDE),
    quotation(OLD, "Ada Finch", "indirect"),
)


def test_all_right() -> None:
    """Nothing differs where all came out as noted."""
    assert differences(TRAP, record(*RIGHT)) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((RIGHT[0], RIGHT[1]), "not found: “the boat was old”"),
        ((*RIGHT, quotation("boat", "Ada Finch", "partial")), "no quotation: “boat” (given to Ada Finch)"),
        ((quotation(SAIL, None), *RIGHT[1:]), "“We sail,” went to nobody by after, not to Ada Finch"),
        ((quotation(SAIL, "Ada Finch", others=("Bo Lund",)), *RIGHT[1:]),
         "“We sail,” went to Ada Finch and Bo Lund by after, not to Ada Finch"),
        ((quotation(SAIL, "Ada Finch", "partial"), *RIGHT[1:]), "“We sail,” was taken for partial, and is direct"),
        ((RIGHT[0], quotation(SINK, None), RIGHT[2]), "“We sink,” was put to “None”, not to “an aide”"),
        ((quotation("We sail", "Ada Finch"), *RIGHT[1:]),
         "the quotations are right, their marks or their order are not"),
    ],
)  # fmt: skip
def test_each_fault_is_told(found: tuple[Quotation, ...], said: str) -> None:
    """What is missing, too much, misattributed or of another kind is said in words."""
    assert differences(TRAP, record(*found)) == [said]


def test_people_and_roles() -> None:
    """Where the trap lists them, they must be those."""
    trap = replace(TRAP, people=["Ada Finch"], roles={"Ada Finch": ["captain"]})
    assert differences(trap, record(*RIGHT, people=("Ada Finch", "Lund"))) == [
        "people: Ada Finch, Lund",
        "roles of Ada Finch: ()",
    ]


def test_indirect_quotations_count_only_where_they_are_listed() -> None:
    """A trap about something else does not say what is said without marks."""
    trap = replace(TRAP, indirect=False, quotations=TRAP.quotations[:2])
    assert differences(trap, record(*RIGHT)) == []


def test_figures_of_traps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two traps, one read without fault: each share is over what it says."""
    wrong = (
        quotation(SAIL, "Ada Finch", "partial"),
        quotation(SINK, "Ada Finch"),
        quotation("the boat", "Bo", "indirect"),
    )
    found = {"right": record(*RIGHT), "wrong": record(*wrong)}
    monkeypatch.setattr(traps, "traps", lambda: tuple(replace(TRAP, name=name) for name in found))
    monkeypatch.setattr(traps, "record_of", lambda trap, *_: found[trap.name])
    figures = {figure.name.removeprefix("traps."): figure for figure in traps.figures()}
    assert figures["passed"].value == 1 / 2
    assert [fault.partition(":")[0] for fault in figures["passed"].faults] == ["wrong"]
    assert (figures["found"].value, figures["found"].of) == (1, 4)
    assert (figures["speaker"].value, figures["kind"].value) == (3 / 4, 3 / 4)
    assert (figures["false_attribution"].value, figures["false_attribution"].small) == (1 / 2, True)
    assert figures["indirect"].value == pytest.approx(2 * 6 / (6 + 8))
    assert (figures["indirect_speaker"].value, figures["indirect_speaker"].of) == (1, 1)


# --- confidence bands, with a scorer that stands in for the public one ------------------------------------------------


def scorer() -> Any:
    """What `judge` asks of the public scorer: equal spans match, equal names are one person."""
    return SimpleNamespace(
        trim=lambda _text, start, end: (start, end),
        relocate=lambda record, _text: {"quotes": [{**quote, "end": quote["start"] + 5} for quote in record["quotes"]]},
        pieces=lambda _text, quote: [(quote["start"], quote["end"])],
        iou=lambda a, b: float(a == b),
        same_person=lambda a, b, _persons: a == b,
        literal=lambda name, quote: name == quote["source_text"],
    )


def gold(start: int, kind: str, *, attributed: bool = True, doubtful: bool = False) -> dict[str, Any]:
    """A quotation of five characters as the gold has it."""
    said = {"start": start, "end": start + 5, "speaker_type": kind, "speaker": "Ada Finch", "source_text": "The Mill"}
    return said | {"attributed": attributed, "doubtful": doubtful}


@pytest.mark.parametrize(
    ("quotes", "name", "right"),
    [
        ([gold(0, "person")], "Ada Finch", [True]),
        ([gold(0, "person")], "Bo Lund", [False]),
        ([gold(0, "unnamed")], "Ada Finch", [False]),
        ([gold(0, "org")], "The Mill", []),
        ([gold(0, "uncertain")], "Ada Finch", []),
        ([gold(9, "person")], "Ada Finch", [False]),
        ([gold(0, "none", attributed=False)], "Ada Finch", [False]),
        ([gold(0, "none", attributed=False, doubtful=True)], "Ada Finch", []),
        ([gold(0, "person")], None, [False]),
        ([gold(0, "org")], None, [True]),
        ([gold(0, "none", attributed=False)], None, []),
        ([gold(9, "person")], None, []),
    ],
)
def test_what_a_band_counts(quotes: list[dict[str, Any]], name: str | None, right: list[bool]) -> None:
    """Every verdict on who spoke counts once, as far as the gold can say whether it is right."""
    found = {"start": 0, "text": "words", "speaker": name, "kind": "direct", "confidence": "likely", "rule": "after"}
    judged = list(
        bands.judge(scorer(), {"id": "a", "text": "words", "quotes": quotes}, {"text": "words", "quotes": [found]})
    )
    assert [one.right for one in judged] == right
    assert {one.confidence for one in judged} <= {"likely"}
