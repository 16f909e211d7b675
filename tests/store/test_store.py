"""The cache remembers whole builds, or says nothing; the registry survives, or says which line does not."""

from __future__ import annotations

import pickle
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.model import (
    Archive,
    Article,
    Entry,
    Problem,
    Quotation,
    Record,
    Registered,
    Rendering,
    Span,
    Speaker,
    Stamp,
    Statement,
)
from onrecord.store import Dataset, Harvest, Store, read_registry, registry_text, write_dataset


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """Harvests, stamps and notes are the same after the store was closed and opened."""
    harvest = Harvest("a.txt", "sig", "opt", ("d1", "d2"), (Problem("a.txt", "read", "Bad."),), ("prepared", None))
    stamp = Stamp("docs/a.md", "d", 3, 4)
    with Store(tmp_path / "s.sqlite") as store:
        assert store.keep(harvest) == harvest
        store.replace_stamps({stamp.path: stamp})
        store.remember("k", "v")
    with Store(tmp_path / "s.sqlite") as store:
        assert list(store.harvests()) == [harvest]
        assert store.stamps() == {stamp.path: stamp}
        assert store.note("k") == "v"
        store.forget(["a.txt"])
        assert not list(store.harvests())


def test_rows_come_back_as_the_changes_made_them(tmp_path: Path) -> None:
    """After any number of changes the rows are those that are left; what is written each time is the change alone."""
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        assert store.rows("1") == {}
        store.keep_rows("1", {"a": dict.fromkeys(range(100), "x" * 1000), "b": {(1, "k"): None}}, {})
    size = path.stat().st_size
    for n in range(120):
        with Store(path) as store:
            known = store.rows("1")
            assert known["b"] == {(1, "k"): None}
            assert list(known["a"]) == [*range(n, 100), *map(str, range(n))]
            store.keep_rows("1", {"a": {str(n): n}}, {"a": [n]} if n < 100 else {})
    assert path.stat().st_size < 2 * size


def test_rows_of_another_version_are_none(tmp_path: Path) -> None:
    """What another version remembered means nothing, now and later."""
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.keep_rows("1", {"a": {1: 1}}, {})
        assert store.rows("1") == {"a": {1: 1}}
        store.keep_rows("2", {"a": {2: 2}}, {})
        assert store.rows("2") == {"a": {2: 2}}
        assert store.rows("1") == {}
        assert store.rows("2") == {}


@pytest.mark.parametrize("blob", [b"no pickle", b"", pickle.dumps(({}, {"a": [5]})), pickle.dumps(7)])
def test_rows_that_cannot_be_read_are_made_again(tmp_path: Path, blob: bytes) -> None:
    """A damaged or inconsistent row costs the time to make all again, no more."""
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.keep_rows("1", {"a": {1: 1}}, {})
    db = sqlite3.connect(path)
    db.execute("INSERT INTO row (changes) VALUES (?)", (blob,))
    db.commit()
    db.close()
    with Store(path) as store:
        assert store.rows("1") == {}
        store.keep_rows("1", {"a": {2: 2}}, {})
        assert store.rows("1") == {"a": {2: 2}}


def test_what_is_cleared_is_gone(tmp_path: Path) -> None:
    """A fresh build begins with nothing."""
    stamp = Stamp("docs/a.md", "d", 3, 4)
    with Store(tmp_path / "s.sqlite") as store:
        store.keep(Harvest("a.txt", "sig", "opt", (), ()))
        store.keep_rows("1", {"a": {1: 1}}, {})
        store.replace_stamps({stamp.path: stamp})
        store.clear()
        assert (list(store.harvests()), store.rows("1"), store.stamps()) == ([], {}, {})


def test_a_build_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """What was not checkpointed is rolled back when the build raises."""
    with pytest.raises(RuntimeError), Store(tmp_path / "s.sqlite") as store:
        store.remember("k", "v")
        raise RuntimeError
    with Store(tmp_path / "s.sqlite") as store:
        assert store.note("k") is None


def test_a_store_of_another_version_is_made_again(tmp_path: Path) -> None:
    """A cache that this version cannot read is dropped, not an error."""
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        store.remember("k", "v")
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.close()
    with Store(path) as store:
        assert store.note("k") is None


def test_a_store_that_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    """A corrupt cache is an error that names the file and the mend."""
    path = tmp_path / "s.sqlite"
    path.write_text("no database at all " * 100)
    with pytest.raises(StoreError, match="Delete it"):
        Store(path)


def test_a_store_that_breaks_in_use_says_what_to_do(tmp_path: Path) -> None:
    """Where only the inside of the cache is damaged, whoever reads it gets the same message."""
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        for number in range(200):
            store.keep(Harvest(f"{number}.txt", "s" * 200, "opt", ("d",), ()))
    data = bytearray(path.read_bytes())
    for page in range(4 * 4096, len(data), 4096):
        data[page : page + 200] = b"\xaa" * 200
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"s\.sqlite: cannot be used: .*Delete it"), Store(path) as store:
        list(store.harvests())


def test_a_store_in_use_is_no_broken_store(tmp_path: Path) -> None:
    """While another build writes, the message is to wait, not to delete anything."""
    path = tmp_path / "s.sqlite"
    with Store(path) as other:
        for number in range(2):
            with pytest.raises(StoreError, match="in use by another build"), Store(path, patience=0):
                pass
            other.remember("k", str(number))
            other.checkpoint()
    with Store(path, patience=0) as store:
        assert store.note("k") == "1"


def test_the_registry_reads_what_it_writes(tmp_path: Path) -> None:
    """Order, names and moves survive the text form."""
    registry = (
        Registered("speaker", "ada-lane", ("Ada Lane", "Ada “A” Lane")),
        Registered("article", "old", ("old.txt",), moved_to=""),
        Registered("article", "line", ("a\u2028b\x85c\x0bd\ne.txt",)),
        Registered("statement", "x", (), moved_to="y"),
    )
    path = tmp_path / "registry.jsonl"
    path.write_text(registry_text(registry), encoding="utf-8")
    assert read_registry(path) == registry
    assert read_registry(tmp_path / "none.jsonl") == ()


def test_broken_lines_of_the_registry_are_named(tmp_path: Path) -> None:
    """A merge conflict in the registry says where its marks are, all of them, and how to mend it."""
    path = tmp_path / "registry.jsonl"
    line = '{"kind": "speaker", "id": "a", "names": []}\n'
    path.write_text(f"{line}<<<<<<< ours\n{line}=======\n{line}>>>>>>> theirs\n")
    with pytest.raises(StoreError, match=r"keep the lines of both sides") as told:
        read_registry(path)
    shown = f"{tmp_path.name}/registry.jsonl"
    assert [number for number in range(1, 7) if f"{shown}:{number}: " in str(told.value)] == [2, 4, 6]
    path.write_bytes(b"\xff\xfe\0")
    with pytest.raises(StoreError, match=r"is not UTF-8"):
        read_registry(path)


@pytest.mark.parametrize(
    "row",
    [
        '{"kind": "speakers", "id": "a", "names": []}',
        '{"kind": "speaker", "id": 3, "names": []}',
        '{"kind": "speaker", "id": "../a", "names": []}',
        '{"kind": "speaker", "id": "", "names": []}',
        '{"kind": "speaker", "id": "a", "names": "a"}',
        '{"kind": "speaker", "id": "a", "names": [1]}',
        '{"kind": "speaker", "id": "a", "names": [], "moved_to": 1}',
        "[]",
        "null",
    ],
)
def test_a_line_of_the_registry_says_what_it_must(tmp_path: Path, row: str) -> None:
    """What is JSON but nothing that onrecord writes is refused with its place: an address hangs on it."""
    path = tmp_path / "registry.jsonl"
    path.write_text(f"\n{row}\n")
    with pytest.raises(StoreError, match=r"registry.jsonl:2: is not a line of the registry"):
        read_registry(path)


def test_the_dataset_says_when_there_is_none(tmp_path: Path) -> None:
    """Search and show need a built archive, and say so."""
    with pytest.raises(StoreError, match="onrecord build"):
        Dataset(tmp_path / "x.sqlite")
    (tmp_path / "x.sqlite").write_text("not one")
    with pytest.raises(StoreError, match="Build it again"):
        Dataset(tmp_path / "x.sqlite")


def test_an_empty_archive_is_a_dataset(tmp_path: Path) -> None:
    """No articles make empty tables, not an error."""
    write_dataset(tmp_path / "data" / "x.sqlite", Archive(), lambda _: {}, "full", "digest")
    dataset = Dataset(tmp_path / "data" / "x.sqlite")
    assert dataset.digest == "digest"
    assert not list(dataset.rows("articles", id="a"))
    dataset.close()


TEXT = "Ada Lane and Ben Holt came. They said the plan was “brave” and late, an aide said."


def _archive() -> Archive:
    """An archive of a joint quotation in marks within a reported clause."""

    def place(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    both = {"speaker": "Ada Lane", "others": ("Ben Holt",), "cue": place("said"), "mention": place("They")}
    told: dict[str, Quotation] = {
        "q1": Quotation("a", place("brave"), "partial", "before", confidence="likely", **both),  # type: ignore[arg-type]  # by name
        "q2": Quotation("a", place("the plan was “brave” and late"), "indirect", "reported", **both),  # type: ignore[arg-type]  # by name
    }
    article = Article("a", "a.txt", "d", "Plan late", "given", TEXT)
    ids = ("ada-lane", "ben-holt")
    return Archive(
        entries={"a": Entry("a", Record(article, quotations=tuple(told.values())), tuple(told))},
        renderings={
            "q1": Rendering("q1", told["q1"], "q1", ids),
            "q2": Rendering("q2", told["q2"], None, ids, holds="q1", topics=("plans",)),
        },
        speakers={id_: Speaker(id_, id_.title(), renderings=tuple(told)) for id_ in ids},
        statements={"q1": Statement("q1", "brave", ids, ("q1",), ("a",))},
    )


def test_a_quotation_comes_with_the_places_of_what_decided(tmp_path: Path) -> None:
    """Cue, mention and sentence stand in the article's text where the dataset says; speakers are all there."""
    around = {"q1": Span(28, len(TEXT)), "q2": Span(28, len(TEXT))}
    write_dataset(tmp_path / "d.sqlite", _archive(), lambda _: around, "full", "x")
    data = Dataset(tmp_path / "d.sqlite")
    rows = list(data.rows("quotations"))
    joint = [(row["quotation"], row["speaker"]) for row in data.rows("quotation_speakers")]
    topics = list(data.rows("quotation_topics"))
    data.close()
    for row in rows:
        for name in ("sentence", "mention", "cue"):
            start, words = row[f"{name}_start"], str(row[name])
            assert isinstance(start, int)
            assert TEXT[start : start + len(words)] == words
        assert (row["speaker"], row["speakers"]) == ("ada-lane", '["ada-lane", "ben-holt"]')
    assert [(row["kind"], row["confidence"], row["statement"], row["holds"]) for row in rows] == [
        ("partial", "likely", "q1", None),
        ("indirect", "unsure", None, "q1"),
    ]
    assert sorted(joint) == [(q, s) for q in ("q1", "q2") for s in ("ada-lane", "ben-holt")]
    assert topics == [{"quotation": "q2", "topic": "plans"}]


def test_a_dataset_of_another_version_says_what_to_do(tmp_path: Path) -> None:
    """What an earlier onrecord wrote is not half understood: the message says to build again."""
    path = tmp_path / "d.sqlite"
    write_dataset(path, Archive(), lambda _: {}, "full", "x")
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '1' WHERE key = 'version'")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="another version of onrecord"):
        Dataset(path)
