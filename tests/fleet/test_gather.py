"""A record set is the same whoever makes it, is taken up where it stopped, and holds no more in memory than it must."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from onrecord import fleet
from onrecord.build import Options
from onrecord.build.pool import shared
from onrecord.errors import OnRecordError
from onrecord.fleet.listing import Item, cut, listed
from onrecord.fleet.work import Done, Task, make
from onrecord.model import OutletEntry, Problem
from onrecord.places import place
from onrecord.read import discover
from onrecord.recordset import LIST, RecordSet, rows
from tests.fleet.town import article, held, write

pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")
fsspec = pytest.importorskip("fsspec", reason="addresses need fsspec: pip install 'onrecord[dask]'")

SIZE = 8
OPTIONS = Options()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of fifty articles."""
    return write(tmp_path / "articles", 50)


@pytest.fixture
def bucket() -> Iterator[str]:
    """An address where there is nothing yet."""
    yield "memory://town"
    fsspec.filesystem("memory").rm("/town", recursive=True)


def gathered(where: Path | str, target: Path | str, engine: fleet.Engine | None = None) -> fleet.Gathered:
    """What is made of a folder."""
    return fleet.gather([str(where)], str(target), OPTIONS, engine or fleet.local(1), size=SIZE)


def carried(folder: Path, address: str) -> str:
    """The address to which the folder was copied."""
    fs = fsspec.filesystem("memory")
    for path in folder.rglob("*"):
        if path.is_file():
            fs.pipe_file(f"/town/articles/{path.relative_to(folder).as_posix()}", path.read_bytes())
    return f"{address}/articles"


def test_processes_make_what_one_makes(articles: Path, tmp_path: Path) -> None:
    """Two processes write the same bytes as one: names, order, list and all."""
    one = gathered(articles, tmp_path / "one")
    two = gathered(articles, tmp_path / "two", fleet.local(2))
    assert one == two
    assert one.parts > 3
    assert (one.files, one.processed, one.made) == (52, 52, one.parts)
    assert held(tmp_path / "one") == held(tmp_path / "two")


def test_a_bucket_holds_what_a_folder_holds(articles: Path, tmp_path: Path, bucket: str) -> None:
    """From an address to an address: the same files are found, sidecars too, and the same bytes are written."""
    there = carried(articles, bucket)
    assert [item.uri for item in listed([there])] == [item.uri for item in listed([str(articles)])]
    here, away = gathered(articles, tmp_path / "set"), gathered(there, f"{bucket}/set")
    assert here == away
    fs = fsspec.filesystem("memory")
    assert {Path(name).name: fs.cat_file(name) for name in fs.ls("/town/set", detail=False)} == held(tmp_path / "set")
    assert gathered(there, f"{bucket}/set").made == 0


def test_a_file_that_is_gone_meanwhile_is_a_problem(articles: Path, bucket: str) -> None:
    """What was listed and cannot be had any more is told as on the disk, and costs nothing else."""
    there = carried(articles, bucket)
    items = tuple(item for item in listed([there]) if isinstance(item, Item))[:3]
    fsspec.filesystem("memory").rm_file(f"/town/articles/{items[1].uri}")
    (first, *_) = cut(items, 1000)
    task = Task(0, first, f"{bucket}/set", OPTIONS, fleet_versions())
    (problem,) = [found for found in make(task).problems if found.uri == items[1].uri]
    assert "it cannot be read" in problem.message


def fleet_versions() -> dict[str, object]:
    """What makes records here."""
    from onrecord.build import made_with  # noqa: PLC0415 - one use

    return made_with(OPTIONS)


def test_listing_is_what_discovery_finds(articles: Path) -> None:
    """One by one and in order, a folder gives the articles and problems that a build finds in it."""
    found, problems = discover(articles)
    items = list(listed([str(articles)]))
    assert [item.uri for item in items if isinstance(item, Item)] == [p.relative_to(articles).as_posix() for p in found]
    assert sorted((item for item in items if isinstance(item, Problem)), key=str) == problems


def test_what_is_there_is_not_made_again(articles: Path, tmp_path: Path) -> None:
    """A second run makes nothing and changes no file."""
    gathered(articles, tmp_path / "set")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "set").glob("*.parquet")}
    again = gathered(articles, tmp_path / "set")
    assert (again.processed, again.made) == (0, 0)
    assert [problem.uri for problem in again.problems] == ["pier.jpg", "empty.txt"]
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "set").glob("*.parquet")}


def test_an_interrupted_run_is_taken_up(articles: Path, tmp_path: Path) -> None:
    """What was made before an interruption is kept, no list is left, and only the rest is made: then it is the same."""

    def interrupted(tasks: Iterable[Task]) -> Iterator[Done]:
        for number, task in enumerate(tasks):
            if number == 2:
                raise KeyboardInterrupt
            yield make(task)

    target = tmp_path / "set"
    with pytest.raises(KeyboardInterrupt):
        gathered(articles, target, interrupted)
    assert len(held(target)) == 2
    with pytest.raises(OnRecordError, match="not finished"):
        RecordSet(str(target))
    rest = gathered(articles, target)
    whole = gathered(articles, tmp_path / "other")
    assert 0 < rest.processed < whole.processed
    assert held(target) == held(tmp_path / "other")


def test_a_new_article_changes_one_part(articles: Path, tmp_path: Path) -> None:
    """One more article is extracted alone, in one new part; what no list names any more is removed."""
    target = tmp_path / "set"
    before = gathered(articles, target)
    names = set(held(target))
    (articles / "north" / "004-more.txt").write_text(article(77), encoding="utf-8")
    after = gathered(articles, target)
    assert (after.processed, after.files) == (1, before.files + 1)
    assert len(set(held(target)) - names) <= 2
    gathered(articles, tmp_path / "fresh")
    assert held(target) == held(tmp_path / "fresh")


def test_an_edited_article_is_extracted_alone(articles: Path, tmp_path: Path) -> None:
    """The other records of its part are taken as they are; the outcome is that of a fresh set."""
    target = tmp_path / "set"
    gathered(articles, target)
    (articles / "north" / "004.txt").write_text(article(78), encoding="utf-8")
    assert gathered(articles, target).processed == 1
    gathered(articles, tmp_path / "fresh")
    assert held(target) == held(tmp_path / "fresh")


def test_other_options_make_another_set(articles: Path, tmp_path: Path) -> None:
    """A set made otherwise is made anew, and none of its records are taken over."""
    target = tmp_path / "set"
    gathered(articles, target)
    other = Options(outlets=(OutletEntry("The Lamp of Quill", ("The Lamp",)),))
    done = fleet.gather([str(articles)], str(target), other, fleet.local(1), size=SIZE)
    assert done.processed == done.files
    found = RecordSet(str(target))
    assert [entry[0] for entry in found.manifest.made_with["outlets"]] == ["The Lamp of Quill"]  # type: ignore[attr-defined]  # plain data
    assert len(held(target)) == len(found.manifest.parts) + 1


def test_parts_hold_by_names(articles: Path) -> None:
    """A file that comes or goes changes the part it is in, or two: the others begin and end where they did."""
    items = [Item("", f"{number:05}.txt") for number in range(2000)]
    whole = set(cut(items, 50))
    assert sum(map(len, whole)) == 2000
    assert max(map(len, whole)) <= 200
    for gone in (0, 777, 1999):
        assert len(whole - set(cut(items[:gone] + items[gone + 1 :], 50))) <= 3


def test_two_places_may_not_claim_one_address(tmp_path: Path) -> None:
    """Folders that hold files of one name are refused: an archive could not tell them apart."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(article(1), encoding="utf-8")
    with pytest.raises(OnRecordError, match=r"a second a\.txt"):
        list(listed([str(tmp_path / "one"), str(tmp_path / "two")]))


def test_places_that_are_not_there_are_told(tmp_path: Path) -> None:
    """A missing folder, an empty address, and a store that nobody knows are errors that say what to do."""
    for where in (str(tmp_path / "none"), "memory://none", "nosuchstore://bucket/articles"):
        with pytest.raises(OnRecordError, match=where):
            list(listed([where]))


def test_few_tasks_are_in_hand(tmp_path: Path) -> None:
    """However many tasks there are, no more are taken than the processes need, and none before somebody asks."""
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(500):
            taken += 1
            yield number

    for done, number in enumerate(shared(abs, tasks(), 2)):
        assert number == done
        assert taken - done <= 6


def test_machines_that_differ_are_told_apart(articles: Path, tmp_path: Path) -> None:
    """A worker with another version refuses the work: it would make other records."""
    items = tuple(item for item in listed([str(articles)]) if isinstance(item, Item))
    task = Task(0, items, str(tmp_path / "set"), OPTIONS, {**fleet_versions(), "extract": 0})
    with pytest.raises(OnRecordError, match=r"another onrecord.*extract is \d+, not 0"):
        make(task)


def test_a_worker_that_writes_elsewhere_is_found_out(articles: Path, tmp_path: Path) -> None:
    """A part that a worker reports and that is not here ends the run: machines see different folders."""

    def elsewhere(tasks: Iterable[Task]) -> Iterator[Done]:
        for task in tasks:
            done = make(task)
            shutil.rmtree(task.target)
            yield done

    with pytest.raises(OnRecordError, match="sees another folder"):
        gathered(articles, tmp_path / "set", elsewhere)


def test_unfinished_files_are_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves the old file, and nothing beside it."""
    folder = place(str(tmp_path))
    folder.put("a", b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        folder.put("a", b"new")
    assert held(tmp_path) == {"a": b"old"}


def test_a_missing_part_is_told(articles: Path, tmp_path: Path) -> None:
    """A list that names a part which somebody has removed says so, and extraction mends it."""
    target = tmp_path / "set"
    gathered(articles, target)
    whole = held(target)
    part = RecordSet(str(target)).manifest.parts[1]
    (target / part.name).unlink()
    with pytest.raises(OnRecordError, match="is missing"):
        list(rows(place(str(target)), part.name))
    assert gathered(articles, target).made == 0
    assert held(target) == whole
    assert LIST in whole
