"""What a configuration told when it was last read, for as long as nothing that it was read from has changed.

To load a reader of YAML takes longer than to search ten thousand articles.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CACHE = ".onrecord"
"""The folder beside a configuration where this is kept, if it is there."""

VERSION = 2
"""Raised when configurations come to be read otherwise."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a configuration is read from.

    Attributes:
        files: what each file holds, by its absolute path.
        environment: the variables that were asked for, and what they held.
    """

    files: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str | None] = field(default_factory=dict)

    def note(self, path: Path) -> None:
        """A file that is about to be read."""
        self.files[str(path.absolute())] = _held(path)

    def variable(self, name: str) -> str | None:
        """An environment variable; that it was asked for is noted."""
        self.environment[name] = os.environ.get(name)
        return self.environment[name]


def recall(mkdocs_yml: Path) -> dict[str, Any] | None:
    """What it told; None if that is not known, or anything that it was read from is not as it was."""
    try:
        kept = json.loads(_place(mkdocs_yml).read_text(encoding="utf-8"))
        same = (
            kept["version"] == VERSION
            and kept["of"] == str(mkdocs_yml.absolute())
            and kept["of"] in kept["files"]
            and all(_held(Path(path)) == held for path, held in kept["files"].items())
            and all(os.environ.get(name) == value for name, value in kept["environment"].items())
        )
        return dict(kept["told"]) if same else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # not there, or damaged
        return None


def remember(mkdocs_yml: Path, origin: Origin, told: Mapping[str, object]) -> None:
    """Keep what it told, unless there is no place for that."""
    place = _place(mkdocs_yml)
    of = str(mkdocs_yml.absolute())
    kept = {"version": VERSION, "of": of, "files": origin.files, "environment": origin.environment, "told": told}
    new = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        new.write_text(json.dumps(kept), encoding="utf-8")
        new.replace(place)
    except OSError:  # no such folder yet, or none that we may write to: it is read again
        return


def _held(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")  # what is no UTF-8 is refused when it is read


def _place(mkdocs_yml: Path) -> Path:
    return mkdocs_yml.absolute().parent / CACHE / "settings.json"
