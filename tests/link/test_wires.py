"""Wire copies are told from independent reports."""

from __future__ import annotations

from dataclasses import replace

from onrecord.link.wires import Reports
from onrecord.model import Record
from tests.link.making import linked, record, shared

SAID = "The lamps on the quay will burn until the last of the herring boats is home."
OWN = (
    "Nobody at the landing expected news that evening. “{}” the harbor clerk called over the noise of the winch before "
    "she went in."
)
ANOTHER = "A reporter of ours stood in the rain and wrote it down: “{}” Then the office closed for the night as ever."


def carried(*records: Record) -> tuple[tuple[str, ...], ...]:
    """The articles of the one statement that all records carry, in groups that are one report each."""
    (statement,) = shared(linked(*records))
    return statement.reports


def test_the_same_sentences_around_are_one_report() -> None:
    """Two outlets that print the words in the same sentences count as one report, a third with its own as another."""
    one, copy = (record(f"{name}.txt", OWN.format(SAID), "Ada Lane") for name in "ac")
    assert carried(one, record("b.txt", ANOTHER.format(SAID), "Ada Lane"), copy) == (("a", "c"), ("b",))


def test_two_that_credit_an_agency_are_one_report() -> None:
    """Whoever credits an agency, and the agency itself, tell one report, however each cut it."""
    texts = [OWN, ANOTHER, "In short, from the quay: “{}” Nothing else was heard of the matter until noon."]
    made = [record(f"{n}.txt", words.format(SAID), "Ada Lane") for n, words in enumerate(texts)]
    assert carried(*made) == (("0",), ("1",), ("2",))
    credits_it = [replace(r, article=replace(r.article, agency="Coast Wire")) for r in made[:2]]
    assert carried(*credits_it, made[2]) == (("0", "1"), ("2",))
    assert carried(credits_it[0], made[1], replace(made[2], outlet="Coast Wire")) == (("0", "2"), ("1",))


def test_every_article_is_in_one_report() -> None:
    """Groups that overlap become one; articles of other statements are left out; the order is that of the articles."""
    copies = [["b", "d"], ["d", "a"], ["x", "c"]]
    assert Reports([]).of(["a", "b", "c", "d"], copies) == (("a", "b", "d"), ("c",))
