"""The cache remembers whole builds, or says nothing; the registry survives, or says which line does not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.model import Archive, Problem, Registered, Stamp
from onrecord.store import Dataset, Harvest, Store, read_registry, registry_text, write_dataset


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """Harvests, stamps and notes are the same after the store was closed and opened."""
    harvest = Harvest("a.txt", "sig", "opt", ("d1", "d2"), (Problem("a.txt", "read", "Bad."),))
    stamp = Stamp("docs/a.md", "d", 3, 4)
    with Store(tmp_path / "s.sqlite") as store:
        store.keep(harvest)
        store.replace_stamps({stamp.path: stamp})
        store.remember("k", "v")
    with Store(tmp_path / "s.sqlite") as store:
        assert list(store.harvests()) == [harvest]
        assert store.stamps() == {stamp.path: stamp}
        assert store.note("k") == "v"
        store.forget(["a.txt"])
        assert not list(store.harvests())


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


def test_the_registry_reads_what_it_writes(tmp_path: Path) -> None:
    """Order, names and moves survive the text form."""
    registry = (
        Registered("speaker", "ada-lane", ("Ada Lane", "Ada “A” Lane")),
        Registered("article", "old", ("old.txt",), moved_to=""),
        Registered("statement", "x", (), moved_to="y"),
    )
    path = tmp_path / "registry.jsonl"
    path.write_text(registry_text(registry), encoding="utf-8")
    assert read_registry(path) == registry
    assert read_registry(tmp_path / "none.jsonl") == ()


def test_a_broken_line_of_the_registry_is_named(tmp_path: Path) -> None:
    """A merge conflict in the registry says where it is, and how to mend it."""
    path = tmp_path / "registry.jsonl"
    path.write_text('{"kind": "speaker", "id": "a"}\n<<<<<<< ours\n')
    with pytest.raises(StoreError, match=r"registry.jsonl:2: .*keep both sides"):
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
    write_dataset(tmp_path / "data" / "x.sqlite", Archive(), {}, "full", "digest")
    dataset = Dataset(tmp_path / "data" / "x.sqlite")
    assert dataset.digest == "digest"
    assert not list(dataset.rows("articles", id="a"))
    dataset.close()
