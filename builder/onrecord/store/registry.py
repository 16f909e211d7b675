"""The registry: ids, once given, and where they have moved: a text file, the only state that cannot be made again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.model import Registered


def read_registry(path: Path) -> tuple[Registered, ...]:
    """The lines of the registry at `path`, in order; none where there is no file.

    Raises:
        StoreError: a line is not one of the registry's. It names the line: the file is in git, so it can be restored.
    """
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_registered(path, number, line) for number, line in enumerate(lines, 1) if line.strip())


def _registered(path: Path, number: int, line: str) -> Registered:
    try:
        row = json.loads(line)
        return Registered(row["kind"], row["id"], tuple(row.get("names", ())), row.get("moved_to"))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path.parent.name}/{path.name}:{number}: is not a line of the registry ({error!r}). The file is written"
            f" by onrecord; after a merge conflict keep both sides' lines, or restore it: git checkout -- {path.name}"
        ) from error


def registry_text(registry: Iterable[Registered]) -> str:
    """The registry as it is written: one JSON object a line."""
    lines = []
    for entry in registry:
        row: dict[str, object] = {"kind": entry.kind, "id": entry.id, "names": list(entry.names)}
        if entry.moved_to is not None:
            row["moved_to"] = entry.moved_to
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(lines)
