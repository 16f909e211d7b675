"""Records in two parts, the second of which is read from the store when it is asked for."""

from __future__ import annotations

import gc
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Article, Caption, Mention, Person, Problem, Quotation, Record, Span
from onrecord.store import Harvest, Store, shelf

TEXT = "“The bridge opens in May,” said Ada Lane."
RECORD = Record(
    Article("a", "a.txt", "00", "A bridge", "given", TEXT, deck="In May", captions=(Caption("The bridge"),)),
    people=(Person("Ada Lane", (Mention(Span(32, 40), "Ada Lane"),)),),
    quotations=(Quotation("a", Span(1, 25), "direct", "after", "Ada Lane"),),
    outlet="The Ferryman",
    date="2031-05-01",
)


class Fetch:
    """Gives the second part, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, path: str) -> bytes:
        """The second parts of a file."""
        self.asked.append(path)
        return pickle.dumps((shelf.bulk(RECORD),))


@pytest.fixture
def taken() -> tuple[Record, Fetch]:
    """The record as it comes from the store."""
    fetch = Fetch()
    found = shelf.shelved(pickle.loads(pickle.dumps(shelf.light(RECORD))), shelf.Shelf(fetch), "a.txt", 0)
    assert isinstance(found, Record)
    return found, fetch


def test_the_bulk_is_read_when_it_is_asked_for(taken: tuple[Record, Fetch]) -> None:
    """Heading, date and quotations need no reading; the text does, once."""
    record, fetch = taken
    assert (record.article.headline, record.date, record.quotations) == ("A bridge", "2031-05-01", RECORD.quotations)
    assert fetch.asked == []
    assert record.article.text == TEXT
    assert record.people == RECORD.people
    assert fetch.asked == ["a.txt"]


def test_it_is_the_record_that_was_kept(taken: tuple[Record, Fetch]) -> None:
    """Both ways equal, with the same hash, also after it was pickled."""
    record, _ = taken
    assert record == RECORD
    assert record == RECORD
    assert hash(record) == hash(RECORD)
    assert pickle.loads(pickle.dumps(record)) == RECORD


def test_what_replaces_it_is_plain(taken: tuple[Record, Fetch]) -> None:
    """With another id it is an article like any other, its text with it."""
    record, _ = taken
    moved = replace(record, article=replace(record.article, id="b"))
    assert (moved.article.id, moved.article.text, moved.people) == ("b", TEXT, RECORD.people)
    assert moved == replace(RECORD, article=replace(RECORD.article, id="b"))


def test_under_another_id_it_stays_on_the_shelf(taken: tuple[Record, Fetch]) -> None:
    """With its quotations it is the record that has this id, before anything of its bulk is read, and after."""
    record, fetch = taken
    moved = record.under("b")
    assert (moved.article.id, [one.article for one in moved.quotations]) == ("b", ["b"])
    assert fetch.asked == []
    assert moved == RECORD.under("b")
    assert moved.under("a") == RECORD
    assert record == RECORD


def test_what_a_store_keeps_it_has_on_its_shelf(tmp_path: Path) -> None:
    """A record that was just kept is read from the store like any other, by one connection once the store is closed."""
    with Store(tmp_path / "s.sqlite") as store:
        (found, again) = store.keep(Harvest("a.txt", "s", "o", ("d",), (RECORD, RECORD.under("b")))).results
        assert isinstance(found, Record)
        assert type(found) is not Record
        assert found == RECORD
    with Store(tmp_path / "s.sqlite") as store:
        ((one, other),) = (harvest.results for harvest in store.harvests())
    assert (one, other) == (found, again) == (RECORD, RECORD.under("b"))


def test_another_record_is_another(taken: tuple[Record, Fetch]) -> None:
    """A difference in the bulk alone tells two apart."""
    record, _ = taken
    assert record != replace(RECORD, people=())
    assert record.article != replace(RECORD.article, text="Other words.")


def test_a_problem_is_its_own_first_part() -> None:
    """A file that gave a problem gives it again."""
    problem = Problem("x.txt", "clean", "no article text")
    assert shelf.shelved(shelf.light(problem), shelf.Shelf(lambda _: b""), "x.txt", 0) == problem
    assert shelf.bulk(problem) == ()


def test_a_folded_record_is_the_same(taken: tuple[Record, Fetch]) -> None:
    """Folding lets go of the unpacked quotations alone: they come again, and a plain record keeps its own."""
    record, _ = taken
    first = record.quotations
    assert record.quotations is first
    for one in (record, RECORD):
        one.fold()
        one.fold()
        assert one == RECORD
    assert record.quotations == first
    assert record.quotations is not first


def test_quotations_are_at_hand_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many articles that are looked at, the last ones' alone stay unpacked; the others' come out again as they were.

    Nor does a shelf keep its records: they go when nobody else has them.
    """
    monkeypatch.setattr(shelf, "_UNPACKED", 3)
    place, light = shelf.Shelf(Fetch()), shelf.light(RECORD)
    records = [shelf.shelved(light, place, f"{number}.txt", 0) for number in range(8)]
    found = [record.quotations for record in records if isinstance(record, Record)]
    assert found == [RECORD.quotations] * 8
    again = [record.quotations for record in records if isinstance(record, Record)]
    assert again == found
    at_hand = [one is other for one, other in zip(found, again, strict=True)]
    assert at_hand == [False] * 8  # each was pushed out by the three after it
    last = [record.quotations for record in records[-3:] if isinstance(record, Record)]
    assert all(one is other for one, other in zip(last, again[-3:], strict=True))
    assert not any(isinstance(one, Record) for one in gc.get_referents(*place._unpacked))
