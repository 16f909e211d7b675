"""A stand-in for an archive, to build in: what a build writes is there as a copy, everything else as a link.

It has the same shape up to the root of the disk, so that whatever mkdocs.yml names by a relative path, a file that it
inherits from, hooks, the history that a plugin reads, is found where it is looked for.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from onrecord.addresses import BUNDLE, CITATIONS, DATASET, FEEDS, FOLDERS
from onrecord.config import Config
from onrecord.write import front_matter

_CACHES = (".cache",)
"""Where other plugins keep what they remember: Material's, beside mkdocs.yml."""


def shadow(config: Config, top: Path) -> Callable[[Path], Path]:
    """Make the stand-in for an archive below `top`; gives the way from any of its paths to the one that stands for it.

    What earlier builds have made of it is not there: pages, data, caches, the site.
    """
    copied = [config.docs, config.authority, *([config.overrides] if config.overrides else [])]
    absent = [config.cache, config.site, *(config.root / name for name in _CACHES)]
    within = {_normal(path): _ignored(config) for path in copied if path.is_dir()}
    _mirror(Path(config.root.anchor), top, within, [_normal(path) for path in absent])
    return lambda path: top / _normal(path).relative_to(config.root.anchor)


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))


_Ignored = Callable[[str, list[str]], list[str]]


def _mirror(folder: Path, target: Path, copied: Mapping[Path, _Ignored], absent: Sequence[Path]) -> None:
    """Put into `target` what `folder` holds: some folders as copies, those above them likewise, the rest as links."""
    target.mkdir(parents=True, exist_ok=True)
    apart = [path for path in (*copied, *absent) if folder in path.parents]
    for name in sorted({*_names(folder), *(path.relative_to(folder).parts[0] for path in apart)}):
        path, there = folder / name, target / name
        if path in absent:
            continue
        if path in copied:
            shutil.copytree(path, there, ignore=copied[path])
        elif any(path in other.parents for other in apart):
            _mirror(path, there, copied, absent)
        else:
            there.symlink_to(path)


def _names(folder: Path) -> list[str]:
    """What a folder holds; nothing where that must not be known, as above somebody's home."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are what is needed
    except OSError:
        return []


def _ignored(config: Config) -> _Ignored:
    """What of a folder is not copied: pages as onrecord wrote them, and all of the folders that are onrecord's alone.

    A page that somebody has edited is theirs, and stays in a build that remembers nothing, too.
    """
    alone = {_normal(config.docs / name) for name in (BUNDLE, CITATIONS, DATASET, FEEDS)}
    pages = tuple(f"{_normal(config.docs / name)}{os.sep}" for name in FOLDERS)
    site = {_normal(path) for path in (config.site, config.cache)}

    def ignored(folder: str, names: list[str]) -> list[str]:
        ours = f"{folder}{os.sep}".startswith(pages)
        paths = {name: _normal(Path(folder, name)) for name in names}
        gone = [name for name, path in paths.items() if not path.exists()]  # a link that leads nowhere
        return gone + [name for name, path in paths.items() if path in alone | site or (ours and _is_made(path))]

    return ignored


def _is_made(path: Path) -> bool:
    """Whether a file is a page as onrecord wrote it."""
    if path.suffix != ".md" or not path.is_file():
        return False
    return front_matter.untouched(path.read_bytes().decode(errors="replace"))
