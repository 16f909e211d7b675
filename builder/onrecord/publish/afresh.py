"""An archive's docs/ and site beside those that a build makes which remembers nothing.

They must be the same, byte for byte. Three things are not, by right, and each is compared by what makes it the same:
a database by its rows, since where they lie depends on when they were written; what Pagefind lists in any order by what
it lists; and what tells the day of the build, as the site map does, by making the other build on that day.
"""

from __future__ import annotations

import filecmp
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord import store
from onrecord.addresses import DATASET
from onrecord.config import Config
from onrecord.errors import OnRecordError
from onrecord.publish import parts
from onrecord.publish.shadow import shadow

_LAST_LINES = 12
_GZIP = 0x8B1F


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as a fresh build makes it.

    Attributes:
        path: relative to the folder of mkdocs.yml.
        how: what is the matter with it.
    """

    path: str
    how: Literal["differs", "is missing", "is too many"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many files a fresh build makes, and what is not as it makes it."""

    files: int
    differences: tuple[Difference, ...]


def compare(config: Config) -> Comparison:
    """Compare an archive's files and site with those of a build of the same sources and registry, made for it.

    It is made in a temporary folder, and nothing of the archive is touched.

    Raises:
        OnRecordError: that build failed, or there is no site.
    """
    if not _files(config.site):
        raise OnRecordError(f"{_name(config, config.site)}: there is no site to compare. Make it: mkdocs build")
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        stand_in, site = shadow(config, Path(folder, "archive")), Path(folder, "site")
        _build(stand_in(config.file), site, _day(config.site))
        pairs = [(folder, stand_in(folder)) for folder in (config.authority, config.docs)]
        pairs.append((config.site, site))
        found = [one for mine, fresh in pairs for one in _compared(_name(config, mine), mine, fresh)]
        return Comparison(sum(len(_files(fresh)) for _, fresh in pairs), tuple(found))


def _build(mkdocs_yml: Path, site: Path, day: int | None) -> None:
    """Run MkDocs as somebody does in the archive's folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"]
    on_the_day = {} if day is None else {"SOURCE_DATE_EPOCH": str(day)}
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--config-file", str(mkdocs_yml), "--site-dir", str(site)],
        cwd=mkdocs_yml.parent,
        env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", **on_the_day},  # a plugin that asks git must not write there
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-_LAST_LINES:]
        raise OnRecordError("\n".join(["A fresh build failed, so there is nothing to compare with. It said:", *said]))


def _day(site: Path) -> int | None:
    """When a site was built, in seconds: MkDocs writes the day into the packed site map."""
    try:
        magic, _, day = struct.unpack("<HHI", (site / "sitemap.xml.gz").read_bytes()[:8])
    except (OSError, struct.error):
        return None
    return int(day) if magic == _GZIP else None


def _compared(name: str, there: Path, fresh: Path) -> Iterator[Difference]:
    """What of a folder is not as in the fresh one."""
    mine, made = _files(there), _files(fresh)
    for path in sorted(mine | made):
        full = f"{name}/{path}"
        if path not in mine:
            yield Difference(full, "is missing")
        elif path not in made:
            yield Difference(full, "is too many")
        elif not _same(path, there / path, fresh / path):
            yield Difference(full, "differs")


def _same(path: str, mine: Path, made: Path) -> bool:
    """Whether a file, by its path below its folder, is as it is made."""
    if path == DATASET:
        return store.same_rows(mine, made)
    if parts.stands_for_lists(path):
        return parts.same_lists(mine.parent, made.parent)
    return filecmp.cmp(mine, made, shallow=False)


def _files(folder: Path) -> set[str]:
    """The paths of all files below a folder, but hidden ones at its top, which no build removes.

    A part of the search stands as one thing for those of its files that Pagefind names anew each time.
    """
    found = (
        Path(parent, name).relative_to(folder).as_posix() for parent, _, names in os.walk(folder) for name in names
    )
    return {parts.named(path) for path in found if not path.startswith(".")}


def _name(config: Config, path: Path) -> str:
    return path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else path.as_posix()
