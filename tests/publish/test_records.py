"""What results are shown with lies together in few files, each where the browser looks for it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord import build
from onrecord.config import load
from onrecord.errors import OnRecordError
from onrecord.publish import records
from onrecord.publish.bundle import bundle
from onrecord.publish.records import Told
from onrecord.publish.stubs import Stub, stubs
from tests.publish import harbour

_ID = re.compile(rb"[0-9a-f]{10}-[0-9]*-[0-9a-f]+-[0-9a-f]+")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The bundle of the harbour's archive, and how many stubs it was made of."""
    root = tmp_path_factory.mktemp("records")
    archive = build.build(load(harbour.write(root))).archive
    bundle(archive, root / "search", work=root / "work")
    return root / "search", sum(1 for _ in stubs(archive))


def _held(folder: Path) -> dict[str, dict[str, Any]]:
    """The records, each by its id: the part, the day, the file and the place in it."""
    found: dict[str, dict[str, Any]] = {}
    for path in folder.glob("*/records/*.json"):
        part = path.parts[-3].rpartition("-")[2]
        for place, record in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            day = (record["date"] or "")[5:].replace("-", "")
            found[f"{part}-{day}-{path.stem}-{place:x}"] = record
    return found


def test_every_stub_has_a_record(bundled: tuple[Path, int]) -> None:
    """No stub is lost, and no file of Pagefind's own for a single stub is left."""
    folder, count = bundled
    assert len(_held(folder)) == count
    assert not list(folder.rglob("*.pf_fragment"))


def test_every_record_has_the_id_that_is_listed(bundled: tuple[Path, int]) -> None:
    """A result's id, as Pagefind lists it, says of which part and day it is, and where its record lies."""
    folder, _ = bundled
    listed = [_ID.findall(_listed(path)) for path in folder.glob("*/*/*.pf_meta")]
    assert sorted(id_.decode() for ids in listed for id_ in ids) == sorted(_held(folder))


def test_passages_say_where_their_words_begin(bundled: tuple[Path, int]) -> None:
    """The passages of a record follow each other: each begins where the words of those before it end, or later."""
    folder, _ = bundled
    many = [record["passages"] for record in _held(folder).values() if len(record["passages"]) > 1]
    assert many
    for passages in many:
        begins = [begin for _, begin, _ in passages]
        assert begins == sorted(set(begins))


def _listed(path: Path) -> bytes:
    """What Pagefind lists of an index."""
    return gzip.decompress(path.read_bytes())


def _told(number: int, text: str, kind: str = "said") -> Told:
    return Told(f"en_{number:07x}", "0813", kind, text)


def test_records_fill_small_files(tmp_path: Path) -> None:
    """A file is full when it has so many characters, and what was said stands ahead of articles, which are long."""
    long = f'"{"wave " * 3000}"'
    told = [_told(0, long, "article"), *(_told(number, f'"{number}"') for number in (1, 2)), _told(3, long, "article")]
    ids = records.pack(told, "5c0ffee", tmp_path / "records")
    assert ids == [f"5c0ffee-0813-{place}" for place in ("0-2", "0-0", "0-1", "0-3")]
    told.append(_told(4, '"late"', "article"))
    assert records.pack(told, "5c0ffee", tmp_path / "more")[-1] == "5c0ffee-0813-1-0"
    assert json.loads((tmp_path / "more" / "1.json").read_text(encoding="utf-8")) == ["late"]


@pytest.mark.parametrize(("date", "day"), [("2024-08-13", "0813"), ("2024-08", "08"), ("2024", ""), (None, "")])
def test_an_id_tells_the_day_as_far_as_it_is_known(date: str | None, day: str) -> None:
    """Results are put in order of days before their records are there."""
    content = gzip.compress(b'pagefind_dcd{"url": "/0", "content": "A levee.", "anchors": []}')
    (told,) = records.told([("en_0000000", content)], [Stub("2024", "", "article", {"date": date})])
    assert told.day == day


def _text(text: str) -> bytes:
    """A short text in CBOR."""
    return bytes([0x60 + len(text)]) + text.encode()


def test_only_stubs_are_called_anew() -> None:
    """Ids may be longer or shorter than Pagefind's; a file of the index that is called as a stub is, keeps its name."""
    old = ("en_00f1a2b", "en_5c0ffee9", "pt-BR_0badca5", "es-419_1eaf1e7")
    listed = b"pagefind_dcd\x86" + b"".join(_text(id_) + b"\x18\x1f\x82" for id_ in old)
    rest = _text("quay") + _text("en_00f1a2b")
    new = ("16b8ad1366-0813-1f-3", "16b8ad1366-0813-1f-4", "16b8ad1366-undated-1f-a", "16b8ad1366--1f-b")
    changed = gzip.decompress(records.renamed(gzip.compress(listed + rest), dict(zip(old, new, strict=True))))
    assert changed == b"pagefind_dcd\x86" + b"".join(
        (_text(id_) if len(id_) < 24 else b"\x78" + bytes([len(id_)]) + id_.encode()) + b"\x18\x1f\x82" for id_ in new
    ) + rest  # fmt: skip


@pytest.mark.parametrize("ids", [["en_00f1a2b"], ["en_00f1a2b", "en_5c0ffee"], ["fr-1"]])
def test_a_list_of_another_shape_is_refused(ids: list[str]) -> None:
    """Should Pagefind change how it lists stubs, the build says so instead of hiding records."""
    listed = gzip.compress(b"pagefind_dcd" + _text("en_0badca5"))
    with pytest.raises(OnRecordError, match="does not understand"):
        records.renamed(listed, dict.fromkeys(ids, "1-2-3"))
