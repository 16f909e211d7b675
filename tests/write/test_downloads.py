"""Data files and lists of references: that the tools they are made for read them, and that rights hold in them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from frictionless import Package, system

from onrecord import write
from onrecord.model import Archive, Rights
from onrecord.write import Site, datapackage
from tests.write.county import county, with_rights

HOST = "https://county.example/archive/"
NAMES = [table.name for table in datapackage.tables()]
CSL = {
    "id", "type", "title", "author", "container-title", "issued", "URL", "note", "archive", "archive_location",
    "language",
}  # fmt: skip
"""The variables of CSL's input that we use, each of the type that its schema gives it."""


def written(root: Path, archive: Archive | None = None, url: str | None = HOST) -> Path:
    """The folder of data of an archive. The database is not in it: another room writes it."""
    write.write(archive or county(), Site(root, root / "docs", "County", url), {})
    return root / "docs" / "data"


def test_the_package_is_valid_and_so_is_what_it_describes(tmp_path: Path) -> None:
    """Frictionless finds no fault: in the description, fields, types, sizes, digests, keys, or what they refer to."""
    data = written(tmp_path)
    with system.use_context(trusted=True):  # absolute paths
        report = Package(str(data / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "message"])
    assert {task.name for task in report.tasks} >= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_json_lines_say_the_same(tmp_path: Path, name: str) -> None:
    """Row by row and field by field; lists are JSON in a cell, what is not known is empty."""
    data = written(tmp_path)
    lines = [json.loads(line) for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    text = (data / f"{name}.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert list(row) == list(line)
        for key, value in line.items():
            told = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
            assert row[key] == told, key


def test_fields_are_described_in_their_order(tmp_path: Path) -> None:
    """The description of each file has exactly the fields of its lines."""
    data = written(tmp_path)
    for table in datapackage.tables():
        for line in (data / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines():
            assert list(json.loads(line)) == [column.name for column in table.columns]


def test_lists_of_references_can_be_imported(tmp_path: Path) -> None:
    """BibTeX, RIS and CSL-JSON of a year name the same articles and statements, by the tools' own readers."""
    lists = written(tmp_path) / "citations"
    text = {path.suffix: path.read_text(encoding="utf-8") for path in lists.glob("2031.*")}
    items = json.loads(text[".json"])
    assert {item["id"] for item in items} >= {"bridge-opens-early", "lane-ends-debate", "statement-bridge"}
    assert all({"id", "type"} <= set(item) <= CSL for item in items)
    assert {item["type"] for item in items} == {"article-newspaper", "webpage"}
    assert set(CiteProcJSON(items)) == {item["id"].lower() for item in items}
    library = parse_string(text[".bib"])
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [item["id"] for item in items]
    records = rispy.loads(text[".ris"])
    assert [record["id"] for record in records] == [item["id"] for item in items]
    assert records[0]["authors"] == ["Holt, Mia", "Park, Jo"]


def test_without_the_sites_address_references_have_none_of_ours(tmp_path: Path) -> None:
    """An article is cited by its original alone, and no address is half of one."""
    lists = written(tmp_path, url=None) / "citations"
    for item in json.loads((lists / "2031.json").read_text(encoding="utf-8")):
        assert "archive_location" not in item
        assert item.get("URL", "https://").startswith("https://")
    assert "articles/" not in "".join(path.read_text(encoding="utf-8") for path in lists.iterdir())


@pytest.mark.parametrize(
    ("rights", "quoted", "rest"),
    [("full", True, True), ("excerpt", True, False), ("quotations", True, False), ("metadata", False, False)],
)
def test_rights_hold_for_machines_too(tmp_path: Path, rights: Rights, *, quoted: bool, rest: bool) -> None:
    """Front matter, feeds, data and references have the words of an article only as far as it is published."""
    archive = with_rights(county(), "bridge-opens-early", rights)
    written(tmp_path, archive)
    others = ("articles/bridge-opens-early.md",)
    texts = {
        path.relative_to(tmp_path / "docs").as_posix(): path.read_text(encoding="utf-8")
        for path in (tmp_path / "docs").rglob("*.*")
    }
    for name, text in texts.items():
        head = text.partition("\n---\n")[0] if name.endswith(".md") else text
        assert "since 1871" not in head, name  # prose, which only the page has
        assert rest or name in others or "Sam Reed" not in text, name  # a caption's credit
        assert quoted or "the numbers do not add up" not in text, name
    assert any("the numbers do not add up" in text for text in texts.values()) == quoted
