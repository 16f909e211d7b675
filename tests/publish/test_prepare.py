"""Building, assets and search together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from onrecord.addresses import BUNDLE
from onrecord.config import load
from onrecord.publish import compare, prepare
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


def test_a_fresh_run_believes_nothing(tmp_path: Path) -> None:
    """Files that were changed with their sizes and times kept are mended by it: in docs/, the search, and the site."""
    settings = harbour.write(tmp_path)
    _publish(settings)
    config = load(settings)
    (entry,) = list((config.docs / BUNDLE).glob("2024-*/pagefind-entry.json"))
    page = config.site / "speakers" / "ida-brandt" / "index.html"
    touched = [entry, page, config.docs / "data" / "quotations.csv", config.docs / "data" / "statements.jsonl"]
    for path in touched:
        _change_in_secret(path)
    _publish(settings)
    found = {config.root / difference.path for difference in compare(config).differences}
    assert found >= set(touched)
    prepare(config, fresh=True)
    _publish(settings)
    assert compare(config).differences == ()


def _publish(settings: Path) -> None:
    """Make the site, as somebody does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=settings.parent, check=True, capture_output=True)


def _change_in_secret(path: Path) -> None:
    """Change one byte in the middle of a file, whose size and time stay the same."""
    status, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_an_article_of_nothing_but_signs_stops_nothing(make_archive: MakeArchive) -> None:
    """Pagefind refuses a year in which no page has a word: that one is built all the same."""
    signs = make_archive({"signs.txt": "---\ntitle: “…”\ndate: 2025-03-04\n---\n\n“”“” … “”“”\n"})
    assert "docs/articles/signs.md" in prepare(signs).written
