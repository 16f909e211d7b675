"""What is remembered never lies: whatever an archive is made from may change, and its site is that of a fresh build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish import harbour

_GENERATED = ("articles", "corrections", "data", "feeds", "outlets", "speakers", "statements", "stories", "timeline",
              "topics", "assets")  # fmt: skip
_APART = ("assets/search", "sitemap.xml.gz", ".sqlite")
"""Pagefind's files are not the same from run to run, a gzip holds the time, a database lies as it was written."""


def _replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _added(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")

    return change


def _gone(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def _spoilt(name: str) -> Callable[[Path], None]:
    """A file of which the middle is lost, its size being the same."""

    def change(root: Path) -> None:
        found = bytearray((root / name).read_bytes())
        found[len(found) // 3 : len(found) // 2] = bytes(len(found) // 2 - len(found) // 3)
        (root / name).write_bytes(found)

    return change


def _both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


_NEWS = _added("overrides/main.html", "{% block announce %}News{% endblock %}\n")
ALL = 10_000
CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "an article's words": (_replaced("articles/pension.txt", "without a debate", "at once"), 25),
    "a quotation": (_replaced("articles/school-roof.txt", "counting buckets", "counting leaks"), 40),
    "an article's date, by a sidecar": (_added("articles/lighthouse.yml", "date: 2024-05-05\n"), 40),
    "an article that goes": (_gone("articles/pension.txt"), 40),
    "a topic's label": (_replaced("authority/topics.yml", "Ferries", "Ferry boats"), 60),
    "an outlet's name": (
        _replaced("authority/outlets.yml", "Ellery Post", "The Ellery Post\n  aliases: [Ellery Post]"),
        ALL,
    ),
    "a speaker's name": (_added("authority/speakers.yml", "- name: Ida M. Brandt\n  aliases: [Ida Brandt]\n"), 60),
    "a setting of ours": (_replaced("mkdocs.yml", "  - onrecord\n", "  - onrecord:\n      rights: quotations\n"), ALL),
    "the site's name": (_replaced("mkdocs.yml", "site_name: ", "site_name: The new "), ALL),
    "a template": (_NEWS, ALL),
    "a template that makes no difference": (_added("overrides/main.html", "{#- Nothing to see. -#}\n"), 6),
    "a template, and what is known of pages is spoilt": (
        _both(_NEWS, _spoilt(".onrecord/site.pages")),
        ALL,
    ),
    "a template, and what is known of pages is lost": (
        _both(_NEWS, _gone(".onrecord/site.pages")),
        ALL,
    ),
    "a template, and a page edited in the site": (
        _both(
            _NEWS,
            _replaced("site/speakers/ida-brandt/index.html", "Ida Brandt", "Ida Brant"),
        ),
        ALL,
    ),
    "a setting of Markdown's": (_replaced("mkdocs.yml", "tables, toc]", "tables, toc: {permalink: '#'}]"), ALL),
    "a theme's setting": (_replaced("mkdocs.yml", "  name: material\n", "  name: material\n  logo: a.svg\n"), ALL),
    "the navigation": (_replaced("mkdocs.yml", "nav:\n", "nav:\n  - Ferries: topics/ferries.md\n"), ALL),
    "a Markdown extension": (_replaced("mkdocs.yml", "tables, toc]", "tables, toc, abbr]"), ALL),
    "a page of the editor's": (_added("docs/index.md", "\nA new line.\n"), 6),
    "a page edited in the site": (_replaced("site/speakers/ida-brandt/index.html", "Ida Brandt", "Ida Brant"), 6),
    "a page that was lost": (_gone("site/speakers/ida-brandt/index.html"), 6),
}
"""Each kind of input: how it changes, and how many pages of the site that may touch."""


_AT_ONCE = "from mkdocs.__main__ import cli; from onrecord import branches; branches.MANY = 1; cli()"
"""MkDocs, with whatever is spread over processes if it is much spread always, as it is in a large archive."""


def _build(root: Path, *mkdocs: str) -> None:
    done = subprocess.run([sys.executable, *mkdocs, "build", "--quiet"], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def _site(root: Path) -> dict[str, bytes]:
    paths = (path for path in (root / "site").rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in found.items() if not any(part in name for part in _APART)}


def _fresh(root: Path, place: Path) -> dict[str, bytes]:
    """What a build makes of the same sources and registry that remembers nothing."""
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(".onrecord", "site"))
    for name in _GENERATED:
        shutil.rmtree(place / "docs" / name, ignore_errors=True)
    _build(place, "-m", "mkdocs")
    return _site(place)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour's archive with its site, and a copy of it beside: what is remembered is of this very place."""
    root = tmp_path_factory.mktemp("cache") / "archive"
    root.mkdir()
    harbour.write(root)
    _build(root, "-c", _AT_ONCE)
    shutil.copytree(root, root.with_name("copy"), symlinks=True)  # with the times of all files, by which they are known
    return root


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_any_input_gives_the_site_of_a_fresh_build(kind: str, built: Path, tmp_path: Path) -> None:
    """After it, and a build that remembers the one before, each file is that of a build that remembers nothing."""
    root = built
    shutil.rmtree(root)
    shutil.copytree(root.with_name("copy"), root, symlinks=True)
    change, most = CHANGES[kind]
    change(root)
    times = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*.html")}
    _build(root, "-c", _AT_ONCE)
    fresh = _fresh(root, tmp_path / "fresh")
    now = _site(root)
    assert sorted(now) == sorted(fresh)
    assert [name for name in now if now[name] != fresh[name]] == []
    touched = [path for path in (root / "site").rglob("*.html") if times.get(path) != path.stat().st_mtime_ns]
    assert len(touched) <= most, sorted(path.relative_to(root).as_posix() for path in touched)
