"""A build may be killed at any moment: the site stays whole, and the next build makes what a fresh one makes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.publish import harbour
from tests.test_rebuild_property import content

MOMENTS = 50
_EDITS = ("to keep the ferry running", "to keep the ferry afloat")
"""What one article says before and after a change, in words that nobody is quoted with: ids are those of before."""

_NOT_THE_SAME = ("assets/search", "sitemap.xml.gz")
"""Pagefind's files are not the same from run to run, only their folders' names are; a gzip holds the time."""


def _start(root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, start_new_session=True)


def _built(root: Path) -> float:
    """Build to the end; how many seconds it took."""
    began = time.monotonic()
    process = _start(root)
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return time.monotonic() - began


def _files(root: Path) -> dict[str, bytes]:
    """What is published, and the registry."""
    site = {
        path.relative_to(root).as_posix(): content(path)
        for folder in ("site", "docs")
        for path in (root / folder).rglob("*")
        if path.is_file() and not any(part in path.as_posix() for part in _NOT_THE_SAME)
    }
    parts = sorted(path.name for path in (root / "site" / "assets" / "search").iterdir())
    return site | {"parts": "\n".join(parts).encode(), "registry": (root / "authority/registry.jsonl").read_bytes()}


def _edit(root: Path, words: str) -> None:
    article = root / "articles" / "ferry-vote.txt"
    text = article.read_text(encoding="utf-8")
    for edit in _EDITS:
        text = text.replace(edit, words)
    article.write_text(text, encoding="utf-8")


def _fresh(root: Path, words: str, place: Path) -> dict[str, bytes]:
    """What a build makes of the archive as it was first written, with these words in it, from nothing."""
    shutil.copytree(root, place)
    _edit(place, words)
    _built(place)
    return _files(place)


def _killed(root: Path, after: float) -> float | None:
    """Start a build and kill it, with all its processes, after so many seconds; how many it took if it was sooner."""
    began = time.monotonic()
    process = _start(root)
    try:
        process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None
    return time.monotonic() - began


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process is another thing on Windows")
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed at fifty random moments: each page is that of before or of after, and the next build is as a fresh one."""
    root = tmp_path / "archive"
    harbour.write(root)
    wanted = {words: _fresh(root, words, tmp_path / words.replace(" ", "-")) for words in _EDITS}
    _edit(root, _EDITS[0])
    seconds = _built(root)
    chance, killed, now = random.Random(11), 0, _EDITS[0]
    while killed < MOMENTS:
        before, now = now, _EDITS[now == _EDITS[0]]
        _edit(root, now)
        ended = _killed(root, chance.uniform(0, seconds))
        killed += ended is None
        seconds = ended or seconds  # the machine is now quicker, now slower: each build tells how long one takes
        for path in (root / "site").rglob("*.html"):
            name = path.relative_to(root).as_posix()
            assert path.read_bytes() in (wanted[before].get(name), wanted[now].get(name)), name
        if chance.random() < 0.25:  # or it is killed once more, with another change
            seconds = _built(root)
            assert _files(root) == wanted[now]
    _built(root)
    assert _files(root) == wanted[now]
