"""`mkdocs build` and `mkdocs serve` with the plugin, as a reader's site and an editor's preview."""

from __future__ import annotations

import html
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.config import load
from onrecord.publish.watch import ours
from tests.publish import harbour

QUIET = 2.5
"""Seconds: MkDocs looks for changes twice a second, our bell adds as much, and a build takes less than one."""

PATIENCE = 60.0
"""Seconds until a build that has not come is a failure."""


def _run(host: str, *arguments: str, root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", host, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=os.environ)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_build_makes_the_whole_site(tmp_path: Path, host: str) -> None:
    """A bare archive is published by one command, strictly, with its pages, assets and search."""
    harbour.write(tmp_path)
    done = _run(host, "build", "--strict", root=tmp_path)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    article = (site / "articles" / "ferry-vote" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<mark[^>]* id="q-[0-9a-z]{10}"', article)
    assert 'class="or-find" action="../../search/"' in article
    assert (site / "assets" / "search" / "archive.json").is_file()
    assert (site / "assets" / "onrecord" / "search.js").is_file()


def test_an_interrupted_build_leaves_nothing_behind(tmp_path: Path) -> None:
    """What was made of a site until Ctrl-C, which may be gigabytes, is gone when the command has ended."""
    settings = harbour.write(tmp_path)
    (tmp_path / "hook.py").write_text(
        "def on_page_markdown(*_, **__):\n    raise KeyboardInterrupt\n", encoding="utf-8"
    )
    settings.write_text(settings.read_text(encoding="utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    assert _run("mkdocs", "build", "--quiet", root=tmp_path).returncode == 1
    assert (tmp_path / ".onrecord" / "store.sqlite").is_file()
    assert list((tmp_path / ".onrecord").glob("site-*")) == []


@pytest.mark.parametrize("place", ["site", ".onrecord"])
def test_what_the_disk_refuses_is_told_in_a_line(tmp_path: Path, place: str) -> None:
    """A site or a cache that cannot be written is a message with its place, no traceback, and nothing is touched."""
    harbour.write(tmp_path)
    (tmp_path / place).write_text("A file where a folder belongs.", encoding="utf-8")
    done = _run("mkdocs", "build", "--quiet", root=tmp_path)
    assert done.returncode == 1
    assert place in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / place).read_text(encoding="utf-8") == "A file where a folder belongs."


def test_assets_are_on_pages_that_do_not_ask_for_them(tmp_path: Path) -> None:
    """The plugin adds the style sheets, the script and Markdown's extensions, once, where mkdocs.yml names none."""
    settings = harbour.write(tmp_path)
    text = settings.read_text(encoding="utf-8")
    bare = re.sub(r"(extra_css|markdown_extensions):.*\n|extra_javascript:\n.*\n.*\n", "", text)
    settings.write_text(bare, encoding="utf-8")
    assert _run("mkdocs", "build", root=tmp_path).returncode == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert [
        page.count(f'href="{style}"') for style in ("assets/onrecord/onrecord.css", "assets/onrecord/search.css")
    ] == [1, 1]
    assert page.count('<script src="assets/onrecord/search.js" type="module">') == 1
    article = (tmp_path / "site" / "articles" / "ferry-vote" / "index.html").read_text(encoding="utf-8")
    assert 'class="or-meta"' in article
    assert "{: " not in article


def test_a_warning_fails_a_strict_build_and_a_note_does_not(tmp_path: Path) -> None:
    """What is missing from the archive counts as MkDocs' own warnings do; what is merely worth a line does not."""
    harbour.write(tmp_path)  # its lighthouse is undated: a note
    assert _run("mkdocs", "build", "--strict", root=tmp_path).returncode == 0
    (tmp_path / "articles" / "empty.txt").write_text("", encoding="utf-8")
    strict = _run("mkdocs", "build", "--strict", root=tmp_path)
    assert strict.returncode == 1
    assert re.search(r"WARNING .*onrecord: empty\.txt: ", strict.stderr)
    assert _run("mkdocs", "build", root=tmp_path).returncode == 0


def test_a_wrong_option_is_an_error_with_all_findings(tmp_path: Path) -> None:
    """Options are validated as the command line validates them, and nothing is built."""
    settings = harbour.write(tmp_path)
    text = settings.read_text(encoding="utf-8")
    wrong = "  - onrecord:\n      artikles: here\n      rights: some\n"
    settings.write_text(text.replace("  - onrecord\n", wrong), encoding="utf-8")
    done = _run("mkdocs", "build", root=tmp_path)
    assert done.returncode != 0
    assert "'artikles'" in done.stderr
    assert "'rights'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "docs" / "articles").exists()


def test_an_old_address_leads_on(tmp_path: Path) -> None:
    """The page of a withdrawn article sends the reader to the list, and keeps search engines out."""
    harbour.write(tmp_path)
    assert _run("mkdocs", "build", root=tmp_path).returncode == 0
    (tmp_path / "articles" / "pension.txt").unlink()
    assert _run("mkdocs", "build", "--strict", root=tmp_path).returncode == 0
    page = (tmp_path / "site" / "articles" / "pension" / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../">' in page
    assert page.count('rel="canonical"') == 1
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_an_old_address_leads_on_where_pages_are_files(tmp_path: Path, host: str) -> None:
    """With use_directory_urls: false, what was renamed and what was withdrawn lead to files that are there."""
    harbour.write(tmp_path, directories=False, site_url="https://harbour.example/record/")
    assert _run("onrecord", "build", root=tmp_path).returncode == 0
    (tmp_path / "articles" / "pension.txt").unlink()
    (tmp_path / "articles" / "ferry-vote.txt").rename(tmp_path / "articles" / "vote.txt")
    assert _run("onrecord", "build", root=tmp_path).returncode == 0
    assert _run(host, "build", root=tmp_path).returncode == 0
    for old, new in (("pension", "index"), ("ferry-vote", "vote")):
        page = html.unescape((tmp_path / "site" / "articles" / f"{old}.html").read_text(encoding="utf-8"))
        assert re.search(rf'<meta http-equiv="refresh" content="0; url=(\./)?{new}\.html">', page)
        assert f'<link rel="canonical" href="https://harbour.example/record/articles/{new}.html">' in page
        assert (tmp_path / "site" / "articles" / f"{new}.html").is_file()


# --- serve ------------------------------------------------------------------------------------------------------------


class Preview:
    """A running `mkdocs serve`: its pages, and how often it has built."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        self._process = process
        self._log = log

    def page(self, path: str) -> str:
        """The page as served now; "" where there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            return ""

    def builds(self) -> int:
        """How many builds have ended. (MkDocs says how long one took only where none took as long before.)"""
        said = self._log.read_text(encoding="utf-8")
        return said.count("Serving on") + said.count("Reloading browsers")

    def until(self, path: str, words: str) -> None:
        """Wait until the page has the words."""
        self._wait(lambda: words in self.page(path), f"'{words}' in {path}")

    def settled(self, expected: int) -> int:
        """How many builds have ended, `expected` or more, when none has followed for a while: only waiting shows it.

        A page is served as soon as it is written, which may be long before its build ends.
        """
        self._wait(lambda: self.builds() >= expected, f"build {expected}")
        before, since = self.builds(), time.monotonic()
        while time.monotonic() - since < QUIET:
            time.sleep(0.1)
            if self.builds() != before:
                before, since = self.builds(), time.monotonic()
        return before

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end or self._process.poll() is not None:
                pytest.fail(f"waited in vain for {what}:\n{self._log.read_text(encoding='utf-8')}")
            time.sleep(0.1)


@contextmanager
def _serving(root: Path, host: str) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "serve.log"
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", host, "serve", "--dev-addr", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield Preview(process, port, log)
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_serve_follows_the_sources_and_nothing_else(tmp_path: Path, host: str) -> None:
    """Saving an article, an authority file or a hand-written page makes one build each: our own writes make none."""
    harbour.write(tmp_path)
    with _serving(tmp_path, host) as preview:
        preview.until("articles/ferry-vote/", "never paved")
        assert preview.settled(1) == 1
        article = tmp_path / "articles" / "ferry-vote.txt"
        article.write_text(article.read_text(encoding="utf-8").replace("never paved", "never tarred"), encoding="utf-8")
        preview.until("articles/ferry-vote/", "never tarred")
        assert preview.settled(2) == 2
        topics = tmp_path / "authority" / "topics.yml"
        topics.write_text(topics.read_text(encoding="utf-8").replace("Schools", "Classrooms"), encoding="utf-8")
        preview.until("topics/schools/", "Classrooms")
        assert preview.settled(3) == 3
        (tmp_path / "docs" / "index.md").write_text("# Harbour record\n\nNew on the quay.\n", encoding="utf-8")
        preview.until("", "New on the quay")
        assert preview.settled(4) == 4


def test_what_builds_write_is_known(tmp_path: Path) -> None:
    """Generated folders, the registry, the assets and half-written files are ours; an editor's files are not."""
    config = load(harbour.write(tmp_path))
    made = ["docs/articles/x.md", "docs/data/articles.jsonl", "docs/assets/search/archive.json", "docs/search.md"]
    made += ["docs/assets/onrecord/search.js", "authority/registry.jsonl", "docs/guide/.onrecord-1a2b"]
    assert [name for name in made if not ours(config.root / name, config)] == []
    theirs = ["docs/index.md", "docs/guide/index.md", "docs/assets/logo.svg", "authority/topics.yml", "articles/x.txt"]
    assert [name for name in theirs if ours(config.root / name, config)] == []
