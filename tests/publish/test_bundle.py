"""The browser's search bundle: made when it must be, by year, and nothing left over."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import sys
from pathlib import Path

import pytest

from onrecord import build
from onrecord.config import load
from onrecord.errors import OnRecordError
from onrecord.model import Archive, Rendering, Speaker
from onrecord.publish import indexer
from onrecord.publish.bundle import Bundled, bundle
from onrecord.publish.stubs import stubs
from tests.publish import harbour


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The harbour's archive, linked."""
    return build.build(load(harbour.write(tmp_path_factory.mktemp("bundle")))).archive


@pytest.fixture
def made(archive: Archive, tmp_path: Path) -> tuple[Bundled, Path]:
    """The bundle of the harbour's archive, and its folder."""
    return bundle(archive, tmp_path / "search", work=tmp_path / "work"), tmp_path / "search"


def _again(archive: Archive, folder: Path) -> Bundled:
    return bundle(archive, folder, work=folder.parent / "work")


def _without(archive: Archive, article: str) -> Archive:
    entries = {key: entry for key, entry in archive.entries.items() if key != article}
    return dataclasses.replace(archive, entries=entries)


def test_one_part_a_year(made: tuple[Bundled, Path]) -> None:
    """The bundle has a part for each year and one for what is undated, and says where they are, newest first."""
    _, folder = made
    parts = json.loads((folder / "archive.json").read_text(encoding="utf-8"))["parts"]
    assert [part["year"] for part in parts] == ["2024", "2023", "undated"]
    assert all((folder / part["path"] / "pagefind-entry.json").is_file() for part in parts)
    assert {path.name for path in folder.iterdir()} == {part["path"] for part in parts} | {
        "archive.json",
        "speakers.json",
    }


def test_what_pagefind_would_ask_each_part_for_is_told_once(made: tuple[Bundled, Path]) -> None:
    """Every part's entry is the same, and names the list and the program that lie in the part."""
    _, folder = made
    told = json.loads((folder / "archive.json").read_text(encoding="utf-8"))
    (shown,) = told["entry"]["languages"].values()
    for part in told["parts"]:
        lies = {path.name for path in (folder / part["path"]).iterdir()}
        assert json.loads((folder / part["path"] / "pagefind-entry.json").read_bytes()) == told["entry"]
        assert lies >= {f"wasm.{shown['wasm']}.pagefind", "pagefind.js", "rest"}
        for index in lies & {"said", "rest"}:
            assert (folder / part["path"] / index / f"pagefind.{shown['hash']}.pf_meta").is_file()
    assert told["format"].endswith(f" with Pagefind {told['entry']['version']}")


def test_what_was_said_has_an_index_of_its_own(made: tuple[Bundled, Path]) -> None:
    """Of a part's two indexes `said` lists what was said and nothing else, and `rest` what is left."""
    _, folder = made
    for part in folder.glob("*-*"):
        held = {path.stem: json.loads(path.read_bytes()) for path in part.glob("records/*.json")}
        for index in ("said", "rest"):
            listed = gzip.decompress((part / index / "pagefind.all.pf_meta").read_bytes())
            places = re.findall(rb"[0-9a-f]{10}-[0-9]*-([0-9a-f]+)-([0-9a-f]+)", listed)
            kinds = {held[file.decode()][int(place, 16)]["kind"] for file, place in places}
            assert kinds
            assert (kinds == {"said"}) is (index == "said")


def test_a_part_in_which_nobody_says_anything_has_no_index_of_that(archive: Archive, tmp_path: Path) -> None:
    """The search page is told so, and what else the part holds can be found."""
    entry = dataclasses.replace(archive.entries["pension"], renderings=())
    quiet = dataclasses.replace(archive, entries={"pension": entry}, renderings={}, statements={}, speakers={})
    bundle(quiet, tmp_path / "s", work=tmp_path / "w")
    (part,) = json.loads((tmp_path / "s" / "archive.json").read_bytes())["parts"]
    assert part["said"] is False
    assert {path.name for path in (tmp_path / "s" / part["path"]).iterdir() if path.is_dir()} == {"rest", "records"}


def test_second_run_writes_nothing(archive: Archive, made: tuple[Bundled, Path]) -> None:
    """The same archive again changes no file."""
    _, folder = made
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert _again(archive, folder) == Bundled()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_changed_article_makes_its_year_again(archive: Archive, made: tuple[Bundled, Path]) -> None:
    """Only the part of the article's year is new, and the old one goes."""
    first, folder = made
    second = _again(_without(archive, "pension"), folder)
    parts = [name for name in second.written if not name.endswith(".json")]
    assert [name.partition("-")[0] for name in parts] == ["2024"]
    assert [name for name in first.written if name.startswith("2024-")] == list(second.removed)


def test_stale_files_go(archive: Archive, made: tuple[Bundled, Path]) -> None:
    """What is no part of the bundle is removed from its folder."""
    _, folder = made
    (folder / "2019-0123456789").mkdir()
    (folder / "old.json").write_text("{}")
    assert set(_again(archive, folder).removed) == {"2019-0123456789", "old.json"}


def test_a_lost_part_is_made_again(archive: Archive, made: tuple[Bundled, Path]) -> None:
    """Deleting the folder of search, or a part of it, costs a build and nothing else."""
    first, folder = made
    part = next(name for name in first.written if name.startswith("2023-"))
    (folder / part).rename(folder.parent / "lost")
    assert _again(archive, folder).written == (part,)


def test_an_empty_archive_has_a_bundle(tmp_path: Path) -> None:
    """With no article there is no part, and the search page is told so."""
    bundle(Archive(), tmp_path / "search", work=tmp_path / "work")
    assert json.loads((tmp_path / "search" / "archive.json").read_text(encoding="utf-8"))["parts"] == []


def test_speakers_of_one_name_are_told_apart(archive: Archive, tmp_path: Path) -> None:
    """No two speakers have the same label: the form knows a speaker by it."""
    (rendering, *_) = archive.renderings
    twins = {key: Speaker(key, "Ada Lane", renderings=(rendering,)) for key in ("ada-lane", "ada-lane-2")}
    bundle(dataclasses.replace(archive, speakers=archive.speakers | twins), tmp_path / "s", work=tmp_path / "w")
    labels = [label for _, label, *_ in json.loads((tmp_path / "s" / "speakers.json").read_text(encoding="utf-8"))]
    assert len(labels) == len(set(labels))
    assert {"Ada Lane (ada-lane)", "Ada Lane (ada-lane-2)"} <= set(labels)


def test_speakers_have_their_years(archive: Archive, made: tuple[Bundled, Path]) -> None:
    """Each speaker's row has a bit for each year in which a stub has that speaker for a filter, and no other."""
    _, folder = made
    told = json.loads((folder / "archive.json").read_text(encoding="utf-8"))
    years = list(dict.fromkeys(part["year"] for part in told["parts"]))
    wanted: dict[str, set[str]] = {}
    for stub in stubs(archive):
        for id_ in re.findall(r'data-pagefind-filter="speaker\d+\[data-v\]" data-v="([^"]+)"', stub.html):
            wanted.setdefault(id_, set()).add(stub.year)
    rows = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    assert {row[0]: {year for bit, year in enumerate(years) if int(row[-1], 16) >> bit & 1} for row in rows} == wanted
    assert len({frozenset(found) for found in wanted.values()}) > 1


def test_a_missing_pagefind_is_said_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program the error says what to install."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OnRecordError, match=r"pip install 'pagefind\[bin\]'"):
        indexer.executable()


def test_a_pagefind_that_fails_leaves_nothing_behind(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the indexer fails, its words are passed on, and no half-made part is left."""
    failing = tmp_path / "pagefind"
    failing.write_text("#!/bin/sh\necho 'no room' >&2\nexit 3\n")
    failing.chmod(0o755)
    monkeypatch.setattr(indexer, "executable", lambda: failing)
    with pytest.raises(OnRecordError, match="no room"):
        bundle(archive, tmp_path / "search", work=tmp_path / "work")
    assert not (tmp_path / "search").exists()
    assert not any((tmp_path / "work").iterdir())


def test_progress_is_told(archive: Archive, tmp_path: Path) -> None:
    """Each part made is told, up to the last."""
    told: list[tuple[str, int, int]] = []
    bundle(archive, tmp_path / "s", work=tmp_path / "w", progress=lambda *step: told.append(step))
    assert told == [("search", done, 3) for done in range(4)]


def test_renderings_of_the_archive_are_real(archive: Archive) -> None:
    """The fixture holds what the other tests lean on: speakers, and one statement in two outlets."""
    assert any(isinstance(rendering, Rendering) and rendering.speaker for rendering in archive.renderings.values())
    assert sum(len(statement.outlets) > 1 for statement in archive.statements.values()) == 1
