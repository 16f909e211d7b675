"""`onrecord extract --output` writes a record set, `onrecord build --records` takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.recordset import RecordSet
from tests.cli.conftest import RunCommand

pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")


def test_from_articles_to_records_to_pages(run: RunCommand, archive: Path) -> None:
    """Two commands give the pages that `build` gives; the second tells what mkdocs.yml has to say."""
    made = run("extract", "articles", "-a", "authority", "--output", "records")
    assert (made.status, made.out) == (0, "")
    assert "records: the records of 2 files, of which 2 were extracted now; parts: 1, of which 1 are new." in made.err
    assert len(RecordSet(str(archive / "records")).manifest.parts) == 1
    taken = run("build", "--records", "records", "--jobs", "1")
    assert taken.status == 0, taken.err
    assert "records: PATH" in taken.err
    page = (archive / "docs" / "articles" / "ferry.md").read_bytes()
    assert run("build", "--fresh", "--jobs", "1").status == 0
    assert (archive / "docs" / "articles" / "ferry.md").read_bytes() == page
    (archive / "mkdocs.yml").write_text(f"{(archive / 'mkdocs.yml').read_text()}      records: records\n")
    again = run("build", "--records", "records", "--jobs", "1")
    assert "records: PATH" not in again.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "parquet"), "--output PATH"),
        (("--format", "jsonl", "--output", "x"), "leave out --output"),
        (("--engine", "dask"), "--output PATH"),
        (("--scheduler", "tcp://x:1"), "for --engine dask"),
        (("s3://bucket/articles",), "--output PATH"),
        (("nowhere",), "does not exist"),
    ],
)
def test_what_does_not_go_together_is_told(
    run: RunCommand, archive: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Options that make no sense together are a mistake, and say what is missing."""
    ran = run("extract", "articles", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert not (archive / "x").exists()


def test_records_that_are_not_there_are_told(run: RunCommand, archive: Path) -> None:
    """A build without its records says how they are made, and writes no page."""
    ran = run("build", "--records", "none-here")
    assert ran.status == 2
    assert "there is no record set here" in ran.err
    assert not (archive / "docs" / "articles").exists()
