"""How heavy the pages of a built site are at first load: compressed, with all that a browser asks for to show them.

Usage: python -m tests.bench.weight SITE [--limit BYTES]   prints the heaviest of each kind; exits 1 above the limit.

What counts is the page, the style sheets, scripts and pictures that it names, and the modules that those scripts load,
each packed as hosts pack it (gzip). What only a reader's act loads (the search's index) does not count.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LIMIT = 150_000
"""Bytes, compressed, that no page may exceed."""

SHOWN = 3
"""The heaviest pages of each kind that are printed."""

_MODULES = re.compile(r'\bimport\s*(?:\(\s*|[\w*{][^"\';]*?from\s*)?["\'](\.[^"\']+)["\']')
"""What a script imports, at once or when it finds that the page needs it."""

_PACKED = {".png", ".jpg", ".jpeg", ".webp", ".woff2", ".gz"}


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of a page and of what it loads, compressed."""

    path: Path
    html: int
    loaded: int

    @property
    def total(self) -> int:
        """What goes over the wire."""
        return self.html + self.loaded


class _Named(HTMLParser):
    """The files that a page names and a browser loads with it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.files: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Style sheets, icons, scripts, pictures."""
        given = {key: value or "" for key, value in attrs}
        loads = tag == "link" and {"stylesheet", "icon", "modulepreload", "preload"} & set(given.get("rel", "").split())
        if loads:
            self.files.append(given.get("href", ""))
        elif tag in ("script", "img") and given.get("src") and given.get("loading") != "lazy":
            self.files.append(given["src"])


@cache
def packed(path: Path) -> int:
    """The size of a file as hosts send it."""
    content = path.read_bytes()
    return len(content) if path.suffix in _PACKED else len(gzip.compress(content, 6))


@cache
def _with_modules(path: Path) -> frozenset[Path]:
    """A file, and the modules that a script imports at its top, and they in turn."""
    found = {path}
    if path.suffix == ".js" and "bundle" not in path.name:
        for name in _MODULES.findall(path.read_text(encoding="utf-8")):
            found |= _with_modules((path.parent / name).resolve())
    return frozenset(found)


def loaded(site: Path, page: Path) -> frozenset[Path]:
    """The files that a browser loads to show a page of a site."""
    named = [urlsplit(name) for name in _Named(page.read_text(encoding="utf-8")).files]
    paths = [(page.parent / unquote(name.path)).resolve() for name in named if name.path and not name.scheme]
    return frozenset(one for path in paths if path.is_relative_to(site) for one in _with_modules(path))


def weigh(site: Path) -> Iterator[Weight]:
    """The weight of each page of a site."""
    site = site.resolve()
    for page in sorted(site.rglob("*.html")):
        if page.name != "404.html":  # its addresses are those of the published site
            yield Weight(page.relative_to(site), packed(page), sum(packed(path) for path in loaded(site, page)))


def kind(path: Path) -> str:
    """What sort of page a path is: its folder, and how deep it lies."""
    parts = path.parent.parts
    return "/".join([*parts[:1], *("*" for _ in parts[1:])]) or "front page"


def main() -> int:
    """Print the heaviest pages of each kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"bytes that no page may exceed ({LIMIT})")
    given = parser.parse_args()
    kinds: dict[str, list[Weight]] = {}
    for weight in weigh(given.site):
        kinds.setdefault(kind(weight.path), []).append(weight)
    for name, found in sorted(kinds.items()):
        found.sort(key=lambda one: -one.total)
        print(f"{name}: {len(found)}")  # noqa: T201 - a report
        for one in found[:SHOWN]:
            print(f"  {one.total:9,} = {one.html:8,} page + {one.loaded:8,} loaded   {one.path}")  # noqa: T201 - a report
    heavy = [one for found in kinds.values() for one in found if one.total > given.limit]
    print(f"{len(heavy)} pages above {given.limit:,} bytes")  # noqa: T201 - a report
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
