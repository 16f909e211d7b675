"""Ids are given once and stay."""

from __future__ import annotations

import base64
import hashlib
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import ids, link
from onrecord.link.ids import Claim, Ledger, rendering_id, settle, settle_statements
from onrecord.link.quoted import prepared, quoted
from onrecord.model import Archive, Authority, Record, Registered, RegisteredKind, SpeakerEntry
from tests.link.making import linked, record, shared

LETTER = "Give the ferrymen back their winter wages before the ice does."


def _again(archive: Archive, *records: Record) -> Archive:
    return link(records, Authority(), archive.registry)


def _line(archive: Archive, id_: str) -> Registered:
    return next(line for line in archive.registry if line.id == id_)


def test_a_rendering_id_is_made_of_its_words() -> None:
    """Ten letters and digits, the same for the same words, others for another article or a repetition."""
    id_ = rendering_id("a", "the ice", 1)
    assert id_ == "ehizobo3ag"
    assert len({id_, rendering_id("b", "the ice", 1), rendering_id("a", "the ice", 2)}) == 3


def test_a_rendering_id_is_base32() -> None:
    """Its ten letters and digits are the first of the digest's base32: ids that were given stay."""
    digest = hashlib.sha256(b"a\x00the ice\x001").digest()
    assert rendering_id("a", "the ice", 1) == base64.b32encode(digest).decode().lower()[:10]


def test_repeated_words_are_counted() -> None:
    """The same words twice in one article, whatever their marks, have two ids, and the first keeps its own."""
    told = record("a.txt", "“The ice.” He said “the ice” and “no ice.”", None)
    first, second, third = (quoted.id for quoted in quoted([told], {"a": prepared(told)}))
    assert (first, second) == (rendering_id("a", "the ice", 1), rendering_id("a", "the ice", 2))
    assert third not in (first, second)


def test_article_ids_that_clash_get_a_number() -> None:
    """Two files of one name are two articles, in the order of their paths, and keep their ids when the first goes."""
    one, two = record("x/news.txt", "“One.”", "Ada Lane"), record("y/news.txt", "“Two.”", "Ada Lane")
    one, two = (replace(r, article=replace(r.article, id="news")) for r in (one, two))
    archive = linked(two, one)
    assert {id_: entry.record.article.source for id_, entry in archive.entries.items()} == {
        "news": "x/news.txt",
        "news-2": "y/news.txt",
    }
    assert all(r.article == r.quotation.article in archive.entries for r in archive.renderings.values())
    assert set(_again(archive, two).entries) == {"news-2"}


def test_a_withdrawn_article_comes_back_to_its_id() -> None:
    """Its line says that it is withdrawn while it is, and nobody else gets the id."""
    one, two = record("a.txt", "“One.”", "Ada Lane"), record("b.txt", "“Two.”", "Max Berg")
    gone = _again(linked(one, two), two)
    assert (_line(gone, "a").moved_to, _line(gone, "ada-lane").moved_to) == ("", "")
    other = replace(one, article=replace(one.article, source="elsewhere/a.txt", digest="other"))
    assert set(_again(gone, two, other).entries) == {"b", "a-2"}
    back = _again(gone, one, two)
    assert (_line(back, "a").moved_to, _line(back, "ada-lane").moved_to) == (None, None)


def test_a_renamed_file_moves_its_article_and_keeps_its_statements() -> None:
    """The same bytes under a new name have a new address that the old one leads to; statements keep theirs."""
    one, two = record("a.txt", f"“{LETTER}”", "Ada Lane"), record("b.txt", f"“{LETTER}”", "Ada Lane")
    before = linked(one, two)
    renamed = record("c.txt", f"“{LETTER}”", "Ada Lane", digest=one.article.digest)
    after = _again(before, renamed, two)
    assert _line(after, "a").moved_to == "c"
    assert [s.id for s in shared(after)] == [s.id for s in shared(before)]
    renamed_back = _again(after, one, two)
    assert (_line(renamed_back, "a").moved_to, _line(renamed_back, "c").moved_to) == (None, "a")


def test_a_deleted_copy_leads_to_the_one_that_stays() -> None:
    """Of two files with the same bytes, the address of the deleted one leads to the other."""
    one = record("a.txt", f"“{LETTER}”", "Ada Lane")
    two = record("b.txt", f"“{LETTER}”", "Ada Lane", digest=one.article.digest)
    assert _line(_again(linked(one, two), one), "b").moved_to == "a"


def test_a_statement_keeps_the_id_it_was_first_known_by() -> None:
    """A fuller, earlier rendering joins the statement; the id stays that of the founding quotation."""
    one = record("a.txt", f"“{LETTER}”", "Ada Lane", date="2025-05-02")
    two = record("b.txt", f"“{LETTER}”", "Ada Lane", date="2025-05-03")
    (before,) = shared(linked(one, two))
    fuller = record("c.txt", f"“Nobody asked them. {LETTER}”", "Ada Lane", date="2025-05-01")
    (after,) = shared(_again(linked(one, two), one, two, fuller))
    assert after.id == before.id == next(iter(before.renderings))
    assert after.renderings[0] != after.id
    assert len(after.renderings) == 3


def test_statements_that_merge_move_to_the_oldest() -> None:
    """Where a new article shows that two statements are one, the younger id leads to the older."""
    first, second = (
        "Nobody asked the ferrymen about winter wages.",
        "The ice will not wait for our committee of clocks.",
    )
    records = [
        record("a.txt", f"“{first}”", "Ada Lane"),
        record("b.txt", f"“{first}”", "Ada Lane"),
    ]
    one = linked(*records)
    records += [record("c.txt", f"“{second}”", "Ada Lane"), record("d.txt", f"“{second}”", "Ada Lane")]
    two = _again(one, *records)
    assert len(shared(two)) == 2
    three = _again(two, *records, record("e.txt", f"“{first} {second}”", "Ada Lane"))
    (merged,) = shared(three)
    assert merged.id == shared(one)[0].id
    younger = next(s.id for s in shared(two) if s.id != merged.id)
    assert _line(three, younger).moved_to == merged.id
    assert _line(_again(three, *records), younger).moved_to is None


def test_only_statements_with_several_renderings_are_registered() -> None:
    """A single quotation's statement has its own id and needs no line; nothing new comes before what was there."""
    archive = linked(record("a.txt", "“The choir needs tenors.”", "Ada Lane"))
    assert [line.kind for line in archive.registry] == ["article", "speaker"]
    assert set(archive.statements) == set(archive.renderings)
    more = _again(archive, record("a.txt", "“The choir needs tenors.”", "Ada Lane"), record("0.txt", "", outlet="Aaa"))
    assert [line.id for line in more.registry] == ["a", "ada-lane", "0", "aaa"]


def test_joined_speakers_live_at_the_name_that_is_shown() -> None:
    """The editor joins two names: the page is where the name that the editor gave had its own, and stays there."""
    records = [record("a.txt", "“One.”", "Ada B. Lane-Porter"), record("b.txt", "“Two.”", "Ada Lane")]
    before = linked(*records)
    assert set(before.speakers) == {"ada-b-lane-porter", "ada-lane"}
    joined = Authority(speakers=(SpeakerEntry("Ada Lane", aliases=("Ada B. Lane-Porter",)),))
    after = link(records, joined, before.registry)
    assert set(after.speakers) == {"ada-lane"}
    assert _line(after, "ada-b-lane-porter").moved_to == "ada-lane"
    renamed = Authority(speakers=(SpeakerEntry("Ada B. Lane-Porter", aliases=("Ada Lane",)),))
    assert set(link(records, renamed, after.registry).speakers) == {"ada-lane"}


def test_two_speakers_of_one_slug() -> None:
    """Two people whose names make the same address get a number, and keep it."""
    records = [record("a.txt", "“One.” “Two.”", ["Bo Li!", "Bo Lï"])]
    archive = linked(*records)
    assert len(archive.speakers) == 1
    apart = linked(record("a.txt", "“One.” “Two.”", ["Rain Council", "Rain-Council of Two Rivers"]))
    assert len(apart.speakers) == 2


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_statements_that_no_line_knows_are_left_out_of_nothing(seed: int) -> None:
    """Statements settled by themselves get the ids, and leave the lines, that they would get among all claims."""
    chance = random.Random(seed)
    lines: tuple[Registered, ...] = ()
    for _ in range(6):
        quotations = chance.sample("abcdefghijkl", 12)[: chance.randint(1, 12)]
        cuts = sorted(chance.sample(range(len(quotations) + 1), min(5, len(quotations))))
        groups = [tuple(quotations[one:two]) for one, two in zip([0, *cuts], [*cuts, 12], strict=True)]
        members = [group for group in groups if group]
        former = {id_: [chance.choice("xyzabc")] for id_ in quotations if chance.random() < 0.1}
        plain, fast = Ledger("statement", lines), Ledger("statement", lines)
        claims = [Claim(ids[0], ids, tuple(old for id_ in ids for old in former.get(id_, ())), lasting=len(ids) > 1)
                  for ids in members]  # fmt: skip
        found = settle_statements(fast, quotations, [ids for ids in members if len(ids) > 1], former)
        assert [{found.get(id_, id_) for id_ in ids} for ids in members] == [{id_} for id_ in settle(plain, claims)]
        assert list(fast.lines.values()) == list(plain.lines.values())
        lines = tuple(plain.lines.values())


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(["speaker", "outlet", "story"]))
def test_who_has_names_to_themselves_is_settled_as_among_all(seed: int, kind: RegisteredKind) -> None:
    """Claims that are told beforehand to be those of a line get the ids, and leave the lines, that all would."""
    chance = random.Random(seed)
    lines: tuple[Registered, ...] = ()
    for _ in range(6):
        claims = [
            Claim(chance.choice("abc"), tuple(chance.sample("abcdefghijkl", chance.randint(1, 2))),
                  tuple(chance.sample("abcdefxyz", chance.randint(0, 1) * chance.randint(0, 1))))
            for _ in range(chance.randint(0, 6))
        ]  # fmt: skip
        plain, fast = Ledger(kind, lines), Ledger(kind, lines)
        assert settle(fast, claims) == ids._settled(plain, claims)
        assert list(fast.lines.values()) == list(plain.lines.values())
        lines = tuple(plain.lines.values())
