"""The whole of linking: pure, deterministic, whatever the order."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import link
from onrecord.model import Archive, Authority, OutletEntry, Record, Rendering, SpeakerEntry, TopicEntry
from tests.link.making import linked, record

EDITOR = Authority(
    speakers=(SpeakerEntry("Ada Lane", aliases=("Addie Lane",)),),
    topics=(TopicEntry("river", "River", "river OR ferry*"), TopicEntry("pay", "Pay", "wages", broader="river")),
    outlets=(OutletEntry("The Bugle", domains=("bugle.example",)),),
)
SENTENCES = [
    "Give the ferrymen back their winter wages before the ice does.",
    "Nobody asked them. Give the ferrymen back their winter wages before the ice does.",
    "winter wages before the ice does",
    "The river took the lower orchard before anybody had counted the sandbags.",
    "thank you",
]
NAMES = ["Ada Lane", "Addie Lane", "Lane", "Bill Lane", "Max Berg Jr.", "Max Berg", None]


@st.composite
def _records(draw: st.DrawFn) -> list[Record]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        quoted = draw(st.lists(st.sampled_from(SENTENCES), max_size=3))
        text = "\n\n".join(f"At the ferry, somebody said: “{words}” and left." for words in quoted)
        made.append(
            record(
                f"{draw(st.sampled_from('xy'))}/{number}.txt",
                text,
                [draw(st.sampled_from(NAMES)) for _ in quoted],
                people=draw(st.lists(st.sampled_from([n for n in NAMES if n]), unique=True)),
                outlet=draw(st.sampled_from(["The Bugle", "Bugle", "Evening Post", None])),
                date=draw(st.sampled_from(["2025-05-01", "2025-05-02", "2025-07", None])),
                url=draw(st.sampled_from(["https://www.bugle.example/x", "http://[", None])),
                digest=draw(st.sampled_from(["one", "two", f"own {number}"])),
            )
        )
    return made


@settings(max_examples=40)
@given(_records(), st.data())
def test_any_order_gives_the_same_archive(records: list[Record], data: st.DataObject) -> None:
    """Linking does not depend on the order of the records, with or without a registry."""
    archive = link(records, EDITOR)
    shuffled = data.draw(st.permutations(records))
    assert link(shuffled, EDITOR) == archive
    assert link(shuffled, EDITOR, archive.registry) == archive


@settings(max_examples=40)
@given(_records(), _records())
def test_the_registry_comes_to_rest(before: list[Record], after: list[Record]) -> None:
    """After any change, linking again with the registry that came out changes nothing."""
    archive = link(after, EDITOR, link(before, EDITOR).registry)
    assert link(after, EDITOR, archive.registry) == archive


@settings(max_examples=40)
@given(_records(), _records())
def test_no_id_is_lost_or_given_twice(before: list[Record], after: list[Record]) -> None:
    """Every line of the registry stays, in its place, and says where its bearer is; every bearer has a line."""
    first = link(before, EDITOR)
    second = link(after, EDITOR, first.registry)
    keys = [(line.kind, line.id) for line in second.registry]
    assert len(keys) == len(set(keys))
    assert keys[: len(first.registry)] == [(line.kind, line.id) for line in first.registry]
    living = {(line.kind, line.id) for line in second.registry if line.moved_to is None}
    assert {("article", id_) for id_ in second.entries} == {key for key in living if key[0] == "article"}
    assert {("speaker", id_) for id_ in second.speakers} == {key for key in living if key[0] == "speaker"}
    assert {("outlet", id_) for id_ in second.outlets} == {key for key in living if key[0] == "outlet"}
    assert {key[1] for key in living if key[0] == "statement"} <= set(second.statements)


@settings(max_examples=40)
@given(_records())
def test_everything_refers_to_something(records: list[Record]) -> None:
    """Each id that a noun of the archive names is there, both ways, and dicts go by id."""
    archive = link(records, EDITOR)
    for nouns in (archive.entries, archive.renderings, archive.speakers, archive.statements, archive.outlets):
        assert list(nouns) == sorted(nouns)
    for id_, rendering in archive.renderings.items():
        assert id_ in archive.entries[rendering.article].renderings
        assert (rendering.statement is None) == rendering.reported
        assert rendering.statement is None or id_ in archive.statements[rendering.statement].renderings
        assert all(id_ in archive.speakers[speaker].renderings for speaker in rendering.speakers)
    assert sum(len(entry.renderings) for entry in archive.entries.values()) == len(archive.renderings)
    assert sum(len(r.quotations) for r in records) == len(archive.renderings)
    for topic in archive.topics.values():
        assert all(topic.id in archive.entries[id_].topics for id_ in topic.articles)
        assert all(topic.id in archive.statements[id_].topics for id_ in topic.statements)
    for statement in archive.statements.values():
        assert all(statement.id in archive.statements[other].recurs for other in statement.recurs)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=12)), min_size=1, max_size=4))
def test_any_text_and_any_name(quoted: list[tuple[str, str]]) -> None:
    """Whatever a quotation or a name is made of, it is linked, and linked again the same."""
    records = [
        record(f"{n}.txt", f"“{words.replace('“', '').replace('”', '')}”", name or None, people=[name])
        for n, (words, name) in enumerate(quoted)
    ]
    archive = link(records, EDITOR)
    assert len(archive.renderings) == len(records)
    assert link(records, EDITOR, archive.registry) == archive


def test_nothing_at_all() -> None:
    """No records give an empty archive."""
    assert linked() == Archive()


def test_a_rendering_that_finds_its_quotation_is_one_that_has_it() -> None:
    """The two are equal both ways and print alike; pickled, or replaced, it has its quotation at hand."""
    one = record("a.txt", "“The ferry stays,” Lane said.", "Ada Lane", reported={"Lane said": None})
    for found in linked(one).renderings.values():
        plain = Rendering(*(getattr(found, field.name) for field in fields(Rendering)))
        assert type(plain) is not type(found)
        assert found == plain
        assert plain == found
        assert (hash(found), repr(found)) == (hash(plain), repr(plain))
        assert (found.article, found.reported, found.speaker) == (plain.article, plain.reported, plain.speaker)
        assert replace(found, holds="x") == replace(plain, holds="x")
        assert type(pickle.loads(pickle.dumps(found))) is type(replace(found)) is Rendering
        assert pickle.loads(pickle.dumps(found)) == plain


def test_the_archive_can_be_pickled() -> None:
    """An archive survives a cache."""
    archive = linked(record("a.txt", f"“{SENTENCES[0]}”", "Ada Lane"), authority=EDITOR)
    assert pickle.loads(pickle.dumps(archive)) == archive


@pytest.mark.parametrize("text", ["", "“”", "“…”", "“[sic]” “ ”", "“💧💧 💧💧💧” “\u202e\u0000”"])
def test_odd_quotations(text: str) -> None:
    """Empty, elided and wordless quotations are kept, each by itself."""
    archive = linked(record("a.txt", text, "Ada Lane"), record("b.txt", text, "Ada Lane"))
    assert not any(len(statement.articles) > 1 for statement in archive.statements.values())
