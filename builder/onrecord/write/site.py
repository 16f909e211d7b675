"""What writing takes and gives: the site to write for, and the account of what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.addresses import FOLDERS
from onrecord.model import Problem, Rights, Stamp
from onrecord.write.units import Notes
from onrecord.write.watch import Key, Versions

Progress = Callable[[str, int, int], None]
"""Told of a stage by name, how many of its items are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site to write for.

    Attributes:
        root: the folder of mkdocs.yml; stamps and problems name files relative to it.
        docs: the folder of pages.
        name: the site's title.
        url: its address, if known.
        rights: how much of an article is published where neither it nor its outlet says.
        search: the search page's path within `docs` ("search.md"), or None: pages then have no link to it.
        directories: pages are published as folders, "speakers/ada-lane/", rather than as "speakers/ada-lane.html".
    """

    root: Path
    docs: Path
    name: str = ""
    url: str | None = None
    rights: Rights = "full"
    search: str | None = None
    directories: bool = True

    def published(self, address: str) -> str:
        """What is published at an address of the archive, relative to the site's: that of the page's own file."""
        path, mark, anchor = address.partition("#")
        if self.directories or not path.endswith("/"):
            return address
        folder = path.removesuffix("/")
        return f"{folder}/index.html{mark}{anchor}" if folder in FOLDERS else f"{folder}.html{mark}{anchor}"

    @property
    def prefix(self) -> str:
        """What turns a path within docs into one relative to `root`: "docs/"."""
        try:
            within = self.docs.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            within = self.docs.resolve().as_posix()
        return "" if within == "." else f"{within}/"


@dataclass(frozen=True, slots=True)
class Written:
    """The account of a write.

    Attributes:
        stamps: of every generated file that is up to date, by path relative to `Site.root`; the next write takes them.
        written: the files that were new or had changed.
        removed: pages that are no longer part of the archive.
        kept: pages that were left alone because a person edited them; each has a problem.
        notes: what each file was made from; the next write takes them.
        changed: what of the archive is new or another than in the last write; None if nothing is known of that.
        versions: of everything in the archive, as far as it is published.
    """

    stamps: dict[str, Stamp] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: Notes = field(default_factory=Notes)
    changed: frozenset[Key] | None = None
    versions: Versions | None = None
