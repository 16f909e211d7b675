"""Whether anything has changed since the last build: if nothing has, there is nothing to do, and its report stands.

To look at what every file of an archive is takes a tenth of a second for ten thousand of them; to find out that none of
the archive's pages has to be made again takes fifty times as long, since everything is linked for it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord import code
from onrecord.config import Config
from onrecord.model import Holdings, Problem, Report, Stamp
from onrecord.publish.fingerprint import installed

_NOTE = "standing.json"

Mark = tuple[int, int]
"""A file's size in bytes and when it was last changed, in nanoseconds: the same mark, the same bytes."""

Files = dict[str, Mark]
"""Files by their paths."""

_THEME = Path(__file__).with_name("theme")
"""The templates that a build brings into the theme's own; what else is there is no matter of docs/."""


class Standing:
    """An archive as a build finds it: its articles, the editor's files, its pages, the theme's own templates."""

    def __init__(self, config: Config) -> None:
        """Look at all files of the archive. Records from elsewhere, and links to folders, have to be looked at anew."""
        self._config = config
        self._before = None if config.records else _files(config)

    def report(self) -> Report | None:
        """What the last build reported, if one now would find all that it left, and nothing else; None otherwise."""
        note = self._noted()
        if self._before is None or not (self._config.cache / "store.sqlite").is_file():
            return None
        if note.get("of") != self._digest(self._before):
            return None
        told: dict[str, Any] = note["report"]
        problems = tuple(Problem(**one) for one in told["problems"])
        return Report(Holdings(**told["holdings"]), problems, kept=tuple(told["kept"]))

    def note(self, report: Report, stamps: Mapping[str, Stamp]) -> None:
        """Note how a build leaves the archive, unless somebody has changed a file of it meanwhile."""
        after = None if self._before is None else _files(self._config)
        if self._before is None or after is None or not self._is_ours(self._before, after, report, stamps):
            return
        told = {
            "holdings": asdict(report.holdings),
            "problems": [asdict(problem) for problem in report.problems],
            "kept": report.kept,
        }
        handle, name = tempfile.mkstemp(prefix="site-notes-", dir=self._config.cache)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"of": self._digest(after), "report": told}, file)
        Path(name).replace(self._config.cache / _NOTE)

    def _noted(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads((self._config.cache / _NOTE).read_bytes())
            return found if isinstance(found, dict) else {}
        return {}

    def _is_ours(self, before: Files, after: Files, report: Report, stamps: Mapping[str, Stamp]) -> bool:
        """Whether a build made every change: what it stamped is as it left it, all else as it was or as it reports."""
        top = os.path.normpath(self._config.root)
        stamped = {_path(top, name): (stamp.size, stamp.mtime_ns) for name, stamp in stamps.items()}
        changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
        told = {_path(top, name) for name in (*report.written, *report.removed)}
        return all(after.get(path) == mark for path, mark in stamped.items()) and all(
            path in stamped or not told.isdisjoint(_upwards(path)) for path in changed
        )

    def _digest(self, files: Files) -> str:
        """Of all that a build depends on: the code, the settings, what is installed, and the files."""
        found = hashlib.sha256(repr((code.whole(), installed(), replace(self._config, jobs=0))).encode())
        lines = (f"{path}\0{size} {time}\n" for path, (size, time) in sorted(files.items()))
        found.update("".join(lines).encode("utf-8", "surrogateescape"))
        return found.hexdigest()


def _path(top: str, name: str) -> str:
    """The path of a file that a report names."""
    return os.path.join(top, name.replace("/", os.sep))  # noqa: PTH118 - of every page, and a Path costs as much again


def _upwards(path: str) -> Iterator[str]:
    """A path, and those of the folders that it is in: a report names a part of the search by its folder."""
    yield path
    yield from map(str, Path(path).parents)


def _files(config: Config) -> Files | None:
    """The files that a build looks at; None where some are behind a link to a folder, of which nothing can be told."""
    folders = (config.articles, config.authority, config.docs)
    try:
        return dict(chain(_below(os.path.normpath(folder) for folder in folders), _templates(config)))
    except OSError:  # such a link, or a file that goes this very moment
        return None


def _templates(config: Config) -> Iterator[tuple[str, Mark]]:
    """Those of the theme's own templates that are ours to bring there: no other is looked at before pages are made."""
    if config.overrides is None:
        return
    for name in sorted(template.name for template in _THEME.iterdir()):
        path = config.overrides / name
        if path.is_file():
            status = path.stat()
            yield str(path), (status.st_size, status.st_mtime_ns)


def _below(folders: Iterable[str]) -> Iterator[tuple[str, Mark]]:
    for folder in folders:
        within: list[str] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.is_symlink():
                        raise NotADirectoryError(entry.path)
                    within.append(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, (status.st_size, status.st_mtime_ns)
        yield from _below(within)
