"""What results are shown with lies together in few files, each where the browser looks for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord import build
from onrecord.config import load
from onrecord.errors import OnRecordError
from onrecord.publish import records
from onrecord.publish.bundle import bundle
from onrecord.publish.stubs import stubs
from tests.publish import harbour


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The bundle of the harbour's archive, and how many stubs it was made of."""
    root = tmp_path_factory.mktemp("records")
    archive = build.build(load(harbour.write(root))).archive
    bundle(archive, root / "search", work=root / "work")
    return root / "search", sum(1 for _ in stubs(archive))


def _held(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """The records, each by its part and its id there."""
    return {
        (path.parts[-3], id_): record
        for path in folder.glob("*/records/*.json")
        for id_, record in json.loads(path.read_text(encoding="utf-8")).items()
    }


def test_every_stub_has_a_record(bundled: tuple[Path, int]) -> None:
    """No stub is lost, and no file of Pagefind's own for a single stub is left."""
    folder, count = bundled
    assert len(_held(folder)) == count
    assert not list(folder.rglob("*.pf_fragment"))


def test_a_record_lies_where_the_browser_looks(bundled: tuple[Path, int]) -> None:
    """Each record is in the file that its id and the part's number of files name."""
    folder, _ = bundled
    for part in json.loads((folder / "archive.json").read_text(encoding="utf-8"))["parts"]:
        files = list((folder / part["path"] / "records").iterdir())
        assert len(files) == part["files"]
        for path in files:
            for id_ in json.loads(path.read_text(encoding="utf-8")):
                assert records.place(id_, part["files"]) == int(path.stem)


def test_passages_say_where_their_words_begin(bundled: tuple[Path, int]) -> None:
    """The passages of a record follow each other: each begins where the words of those before it end, or later."""
    folder, _ = bundled
    many = [record["passages"] for record in _held(folder).values() if len(record["passages"]) > 1]
    assert many
    for passages in many:
        begins = [begin for _, begin, _ in passages]
        assert begins == sorted(set(begins))


def _listed(part: Path) -> bytes:
    """What Pagefind lists of a part."""
    (found,) = part.glob("*.pf_meta")
    return gzip.decompress(found.read_bytes())


def test_ids_follow_each_other(bundled: tuple[Path, int]) -> None:
    """The records of a part are numbered, and its list has their ids in this order: it is small when compressed."""
    folder, _ = bundled
    for part in json.loads((folder / "archive.json").read_text(encoding="utf-8"))["parts"]:
        ids = sorted(id_ for name, id_ in _held(folder) if name == part["path"])
        assert ids == [f"en_{number:07x}" for number in range(len(ids))]
        places = [_listed(folder / part["path"]).index(id_.encode()) for id_ in ids]
        assert places == sorted(places)


def test_a_list_in_another_order_is_let_alone() -> None:
    """Should Pagefind list stubs otherwise than they were indexed, list and records keep the ids that it gave."""
    told = [("en_00f1a2b", "{}"), ("en_5c0ffee", "{}")]
    for ids in ("en_5c0ffee en_00f1a2b", f"en_00f1a2b{' ' * 99}en_5c0ffee", "en_00f1a2b"):
        listed = gzip.compress(b"pagefind_dcd " + ids.encode())
        assert records.numbered(listed, told) == (listed, told)


def test_ids_keep_their_length() -> None:
    """An id that Pagefind made longer, since two were alike, is as long when it is a number: the list is no longer."""
    told = [("en_00f1a2b", "{}"), ("en_00f1a2b7", "{}")]
    listed = gzip.compress(b"pagefind_dcd en_00f1a2b en_00f1a2b7, en_00f1a2b")
    changed, renamed = records.numbered(listed, told)
    assert gzip.decompress(changed) == b"pagefind_dcd en_0000000 en_00000001, en_00f1a2b"
    assert [id_ for id_, _ in renamed] == ["en_0000000", "en_00000001"]


def test_an_id_of_another_shape_is_refused() -> None:
    """Should Pagefind change its ids, the build says so instead of hiding records."""
    with pytest.raises(OnRecordError, match="does not understand"):
        records.place("en-1", 3)
