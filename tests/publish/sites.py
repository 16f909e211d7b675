"""A published site as a visitor without JavaScript has it: its pages, where they lead, and the places in them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from tests.conftest import REPOSITORY

ENGINES = ("mkdocs", "properdocs", "zensical")
HOME = "https://town.example/archive/"
LOADED = {"href": ("link",), "src": ("script", "img", "source", "iframe")}


@dataclass(slots=True)
class Page:
    """What a page leads to, what it loads, and the places in it that can be led to."""

    address: str
    targets: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: Counter[str] = field(default_factory=Counter)
    redirects: bool = False


class _Reader(HTMLParser):
    """Reads a page; its targets are whole addresses."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.page = Page(address)
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep links, what is loaded, and ids."""
        given = {key: value or "" for key, value in attrs}
        if tag == "a" and given.get("href"):
            self.page.targets.append(urljoin(self.page.address, given["href"]))
        if given.get("id"):
            self.page.anchors[given["id"]] += 1
        for key, tags in LOADED.items():
            if tag in tags and given.get(key):
                self.page.loads.append(urljoin(self.page.address, given[key]))
        self.page.redirects |= tag == "meta" and given.get("http-equiv") == "refresh"


@dataclass(frozen=True)
class Site:
    """The folder of a site that is to be published at `home`."""

    folder: Path
    home: str = HOME

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Each page by its address."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            name = path.relative_to(self.folder).as_posix().removesuffix("index.html")
            found[self.home + name] = _Reader(self.home + name, path.read_text(encoding="utf-8")).page
        return found

    def path(self, address: str) -> Path:
        """The file of an address within the site."""
        name = unquote(urldefrag(address).url.removeprefix(self.home).partition("?")[0])
        return self.folder / (name + "index.html" if name == "" or name.endswith("/") else name)

    def broken(self) -> Iterator[tuple[str, str]]:
        """Each link within the site to a page, a file or a place that is not there, and the page it stands on."""
        for page in self.pages.values():
            for target in {*page.targets, *page.loads}:
                address, anchor = urldefrag(target)
                if not address.startswith(self.home):
                    continue
                there = self.pages.get(address.partition("?")[0])
                lost = anchor and there and unquote(anchor) not in there.anchors
                if lost or not self.path(address).is_file():
                    yield page.address, target

    def steps(self) -> dict[str, int]:
        """How many links each page is away from the front page, by the shortest way."""
        found, ahead = {self.home: 0}, [self.home]
        for address in ahead:  # grows while it is read: nearer pages first
            for target in self.pages[address].targets:
                there = urldefrag(target).url.partition("?")[0]
                if there in self.pages and there not in found:
                    found[there] = found[address] + 1
                    ahead.append(there)
        return found


def build(root: Path, engine: str) -> Path:
    """The site of the archive in `root` by an engine, in a folder of the engine's name; `docs/` is ready."""
    command = [sys.executable, "-m", engine, "build", *(["--strict"] if engine != "zensical" else [])]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return (root / "site").rename(root / engine)


def sample(root: Path) -> Path:
    """A copy of the sample archive, without what a build makes and git does not keep."""
    for name in ("articles", "authority", "docs", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("search", "*.sqlite"))
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root
