"""`check --site`: whether docs/ and the site are what a build that remembers nothing makes of the same sources."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from onrecord import publish
from onrecord.config import load
from tests.cli.conftest import Run, RunCommand, run
from tests.publish import harbour

__all__ = ["run"]


def mkdocs(root: Path) -> None:
    """Build the site as somebody does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def everything(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file, with its time."""
    paths = [path for path in root.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


def told(root: Path) -> dict[str, str]:
    """What is the matter with which file."""
    return {found.path: found.how for found in publish.compare(load(root / "mkdocs.yml")).differences}


def checked(run: RunCommand, root: Path, *more: str) -> Run:
    """The command, with the status and the words that it ends with."""
    return run("-C", root, "check", "--site", *more)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour's archive with its site, to be copied."""
    root = tmp_path_factory.mktemp("afresh") / "archive"
    root.mkdir()
    harbour.write(root, site_url="https://town.example/")
    mkdocs(root)
    return root


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    """A copy of it, with the times of all files, by which they are known."""
    return Path(shutil.copytree(made, tmp_path / "archive", symlinks=True))


def test_a_good_site_is_found_good_and_nothing_is_touched(archive: Path, run: RunCommand) -> None:
    """Status 0; of the archive's files none is another or has another time, but for what `check` remembers."""
    before = everything(archive)
    ran = checked(run, archive)
    assert ran.status == 0, ran.err
    assert "The site is what a fresh build makes" in ran.err
    after = everything(archive)
    remembered = {name for name in before | after if name.startswith((".onrecord/store", ".onrecord/settings"))}
    assert {name for name in before | after if before.get(name) != after.get(name)} <= remembered


def test_each_file_that_is_not_as_it_should_be_is_told(archive: Path, run: RunCommand) -> None:
    """Edited, lost or surplus files of the site and of docs/ are named with what is the matter, and nothing else is."""
    site, docs = archive / "site", archive / "docs"
    page = site / "speakers" / "ida-brandt" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Brandt", "Brant"), encoding="utf-8")
    (site / "topics" / "ferries" / "index.html").unlink()
    (site / "left").mkdir()
    (site / "left" / "over.html").write_text("An old page.")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"nothing", mtime=0))
    (docs / "data" / "articles.jsonl").write_text("{}\n")
    (docs / "feeds" / "old.xml").write_text("<feed/>")
    with closing(sqlite3.connect(site / "data" / "onrecord.sqlite")) as database:
        database.execute("UPDATE articles SET headline = 'Another'")
        database.commit()
    registry = archive / "authority" / "registry.jsonl"
    registry.write_text(registry.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    ran = checked(run, archive)
    assert ran.status == 1
    lines = {line.removeprefix("warning: ") for line in ran.err.splitlines() if line.startswith("warning: ")}
    expected = {
        "site/speakers/ida-brandt/index.html: differs.",
        "site/topics/ferries/index.html: is missing.",
        "site/left/over.html: is too many.",
        "site/sitemap.xml.gz: differs.",
        "docs/data/articles.jsonl: differs.",
        "docs/feeds/old.xml: is too many.",
        "site/data/onrecord.sqlite: differs.",
        "authority/registry.jsonl: differs.",
    }
    assert lines == expected


def test_a_stale_memory_is_told(archive: Path) -> None:
    """An article that changed so that no build notices, its size and time being the same: what it makes is told."""
    article = archive / "articles" / "pension.txt"
    text, times = article.read_text(encoding="utf-8"), article.stat()
    article.write_text(text.replace("without a debate", "after one debate"), encoding="utf-8")
    os.utime(article, ns=(times.st_atime_ns, times.st_mtime_ns))
    mkdocs(archive)
    found = told(archive)
    assert found.pop("docs/articles/pension.md") == found.pop("site/articles/pension/index.html") == "differs"
    assert "docs/articles/lighthouse.md" not in found
    shutil.rmtree(archive / ".onrecord")
    mkdocs(archive)
    assert told(archive) == {}


def test_the_browsers_search_is_compared_by_what_it_lists(archive: Path) -> None:
    """A bundle that Pagefind made anew is the same; one that lost a list, or lists something else, is not."""
    bundle = archive / "docs" / "assets" / "search"
    shutil.rmtree(bundle)
    mkdocs(archive)
    assert told(archive) == {}
    gone, other, old = sorted(path for path in bundle.iterdir() if path.is_dir())
    next(gone.rglob("*.pf_filter")).unlink()
    changed = next(other.rglob("*.pf_meta"))
    changed.write_bytes(gzip.compress(gzip.decompress(changed.read_bytes()).replace(b"title", b"tilte", 1) + b"!"))
    (old / "rest" / "index" / "en_fffffff.pf_index").write_bytes(b"")
    found = told(archive)
    for part in (gone, other, old):
        assert found.pop(f"docs/assets/search/{part.name}/pagefind-entry.json") == "differs"
    assert found == {f"docs/assets/search/{old.name}/rest/index/en_fffffff.pf_index": "is too many"}


def test_other_plugins_and_settings_from_elsewhere_have_their_say(tmp_path: Path) -> None:
    """Hooks that read files beside the archive, inherited settings, links, a page edited by hand: all are the same."""
    root = tmp_path / "news" / "2024"
    root.mkdir(parents=True)
    harbour.write(root)
    (tmp_path / "news" / "common.yml").write_text("strict: false\nsite_dir: ../out\nhooks: [hooks/sign.py]\n")
    settings = root / "mkdocs.yml"
    settings.write_text("INHERIT: ../common.yml\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    (root / "hooks").mkdir()
    (root / "hooks" / "sign.py").write_text(
        "from pathlib import Path\n"
        "def on_page_markdown(markdown, page, config, files):\n"
        "    return markdown + Path(config.config_file_path).parent.joinpath('../../sign.txt').read_text()\n"
    )
    (tmp_path / "sign.txt").write_text("\n\nSigned by the keeper.\n")
    (root / "authority" / "outlets.yml").rename(tmp_path / "outlets.yml")
    (root / "authority" / "outlets.yml").symlink_to("../../../outlets.yml")
    mkdocs(root)
    page = root / "docs" / "speakers" / "ida-brandt.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA line of the editor's.\n", encoding="utf-8")
    mkdocs(root)
    assert "Signed by the keeper" in (tmp_path / "news" / "out" / "index.html").read_text(encoding="utf-8")
    assert told(root) == {}
    (tmp_path / "sign.txt").write_text("\n\nSigned by nobody.\n")
    assert told(root)["../out/index.html"] == "differs"


def test_what_cannot_be_compared_says_what_to_do(archive: Path, run: RunCommand) -> None:
    """Without a site, or where the fresh build fails, it is a mistake that is told: status 2."""
    (archive / "overrides" / "main.html").write_text("{% extends 'no such template' %}")
    ran = checked(run, archive)
    assert (ran.status, "A fresh build failed" in ran.err) == (2, True)
    assert "no such template" in ran.err
    shutil.rmtree(archive / "site")
    ran = checked(run, archive)
    assert (ran.status, "Make it: mkdocs build" in ran.err) == (2, True)


def test_many_differences_are_counted(archive: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty are named, with -v all of them; how many there are is said, and what to do."""
    many = tuple(publish.Difference(f"site/{number}.html", "differs") for number in range(25))
    monkeypatch.setattr(publish, "compare", lambda _: publish.Comparison(90, many))
    ran, whole = checked(run, archive), checked(run, archive, "-v")
    assert (ran.status, ran.err.count("differs."), whole.err.count("differs.")) == (1, 20, 25)
    assert "and 5 more: -v lists them all" in ran.err
    assert "25 of 90 files" in ran.err
    assert "Run mkdocs build" in ran.err
