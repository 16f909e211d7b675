"""Hundreds of real articles build, and none is lost. How well they are read is held by `tests/quality`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.build import build
from tests.conftest import MakeArchive

pytestmark = pytest.mark.shared


@pytest.mark.parametrize("plain", [False, True], ids=["header", "plain"])
def test_no_article_is_lost(shared: Path, tmp_path: Path, make_archive: MakeArchive, plain: bool) -> None:
    """With their headers and without, all 837 are in the archive; no page is missing."""
    config = make_archive({})
    unpack = [sys.executable, str(shared / "eval" / "unpack.py"), str(shared / "eval" / "polnear-train.jsonl")]
    subprocess.run([*unpack, str(config.articles), *(["--plain"] if plain else [])], check=True)
    report = build(config)
    assert len(report.archive.entries) == 837
    for entry in report.archive.entries:
        assert (config.docs / "articles" / f"{entry}.md").is_file()
    if not plain:
        assert all(entry.record.date for entry in report.archive.entries.values())
