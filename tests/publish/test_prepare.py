"""Building, assets and search together."""

from __future__ import annotations

from pathlib import Path

from onrecord.config import load
from onrecord.publish import prepare
from tests.conftest import MakeArchive
from tests.publish import harbour


def test_second_run_writes_nothing(tmp_path: Path) -> None:
    """After `prepare` the folder of pages is complete; doing it again changes no file and reports none."""
    config = load(harbour.write(tmp_path))
    first = prepare(config)
    files = {path: path.stat().st_mtime_ns for path in config.docs.rglob("*") if path.is_file()}
    second = prepare(config)
    assert "docs/search.md" in first.written
    assert (second.written, second.removed, second.extracted) == ((), (), 0)
    assert {path: path.stat().st_mtime_ns for path in config.docs.rglob("*") if path.is_file()} == files


def test_the_report_names_what_was_written(tmp_path: Path) -> None:
    """Every path of the report is relative to the archive's folder, and there."""
    config = load(harbour.write(tmp_path))
    assert [name for name in prepare(config).written if not (config.root / name).exists()] == []


def test_an_article_of_nothing_but_signs_stops_nothing(make_archive: MakeArchive) -> None:
    """Pagefind refuses a year in which no page has a word: that one is built all the same."""
    signs = make_archive({"signs.txt": "---\ntitle: “…”\ndate: 2025-03-04\n---\n\n“”“” … “”“”\n"})
    assert "docs/articles/signs.md" in prepare(signs).written
