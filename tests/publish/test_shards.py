"""How the search is cut into parts."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import build
from onrecord.config import load
from onrecord.model import Archive, Record
from onrecord.publish import shards
from onrecord.publish.bundle import bundle
from onrecord.publish.shards import Part, Plan
from onrecord.publish.stubs import stubs
from tests.publish import harbour


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The harbour's archive, linked."""
    return build.build(load(harbour.write(tmp_path_factory.mktemp("shards")))).archive


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Years of more than one article are divided."""
    monkeypatch.setattr(shards, "MOST", 1)


def _plan(archive: Archive, folder: Path) -> Plan:
    return Plan(archive, "full", "en", folder / "notes")


def _homes(parts: list[Part]) -> dict[str, int]:
    """The number of the part that each thing is in."""
    return {name: number for number, part in enumerate(parts) for name in part.names}


@pytest.mark.usefixtures("divided")
def test_a_year_of_much_is_divided(archive: Archive, tmp_path: Path) -> None:
    """Years have several parts where they have more than so many articles, and one where they have not."""
    parts = list(_plan(archive, tmp_path))
    several = Counter(part.year for part in parts)
    articles = Counter(entry.record.date[:4] if entry.record.date else "undated" for entry in archive.entries.values())
    assert max(several.values()) > 1
    assert {year for year, count in articles.items() if count == 1} == {year for year, n in several.items() if n == 1}


@pytest.mark.usefixtures("divided")
def test_each_stub_is_in_one_part_of_its_year(archive: Archive, tmp_path: Path) -> None:
    """Parts hold all stubs of the archive, each once, and none of another year."""
    plan = _plan(archive, tmp_path)
    found = [(part.year, stub) for part in plan for stub in plan.stubs(part)]
    assert all(stub.year == year for year, stub in found)
    assert sorted(stub.html for _, stub in found) == sorted(stub.html for stub in stubs(archive))


def test_a_part_is_in_the_order_of_its_dates(archive: Archive, tmp_path: Path) -> None:
    """Within a part what is older comes first."""
    plan = _plan(archive, tmp_path)
    for part in plan:
        dates = [str(stub.shown["date"]) for stub in plan.stubs(part)]
        assert dates == sorted(dates)


def test_things_stay_where_they_are_when_others_go(archive: Archive, tmp_path: Path) -> None:
    """In years divided as they were, what is left is in the part in which it was."""
    many = {f"{id_}-{n}": replace(entry, id=f"{id_}-{n}", renderings=()) for n in range(600)
            for id_, entry in archive.entries.items() if entry.record.date}  # fmt: skip
    whole = replace(archive, entries=many, statements={})
    fewer = replace(whole, entries={id_: one for n, (id_, one) in enumerate(many.items()) if n % 50})
    before, after = (shards._shares(one, ()) for one in (whole, fewer))
    assert before.keys() == after.keys()
    assert len(before) > len({year for year, _ in before})
    assert all(set(names) <= set(before[key]) for key, names in after.items())


def test_nothing_is_made_of_what_has_not_changed(archive: Archive, tmp_path: Path) -> None:
    """With what is remembered of the last build, no stub is made to know which parts there have to be."""
    first = _plan(archive, tmp_path)
    parts = list(first)
    first.remember()
    again = list(_plan(archive, tmp_path))
    assert [replace(part, made={}) for part in again] == [replace(part, made={}) for part in parts]
    assert all(part.kinds and part.speakers for part in again)
    assert all(part.made for part in parts)
    assert not any(part.made for part in again)


def test_what_was_unpacked_is_let_go(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all articles looked at, no record keeps more than it had: an archive of any size fits."""
    folded: list[str] = []
    monkeypatch.setattr(Record, "fold", lambda record: folded.append(record.article.id))
    whole = replace(archive, entries={i: replace(e, record=_plain(e.record)) for i, e in archive.entries.items()})
    assert list(_plan(whole, tmp_path))
    assert sorted(folded) == sorted(archive.entries)


def _plain(record: Record) -> Record:
    """The record without a store behind it."""
    found: Record = pickle.loads(pickle.dumps(record))
    return found


@pytest.mark.usefixtures("divided")
def test_a_bundle_is_the_same_whatever_is_made_at_once(archive: Archive, tmp_path: Path) -> None:
    """Parts have the same names and files with one job as with three, and after a change as made afresh."""
    less = replace(archive, entries={id_: one for id_, one in archive.entries.items() if id_ != "pension"})
    bundle(less, tmp_path / "grown", work=tmp_path / "grown-work")
    bundle(archive, tmp_path / "grown", work=tmp_path / "grown-work")
    for jobs in (1, 3):
        bundle(archive, tmp_path / str(jobs), work=tmp_path / f"{jobs}-work", jobs=jobs)
    found = [_files(tmp_path / name) for name in ("1", "3", "grown")]
    assert found[0]
    assert found[0] == found[1] == found[2]


def _files(folder: Path) -> dict[str, bytes]:
    """The files of a bundle but Pagefind's lists, whose order is never the same."""
    files = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in files if path.suffix not in (".pf_meta", ".pf_filter") and "entry" not in path.name)
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}
