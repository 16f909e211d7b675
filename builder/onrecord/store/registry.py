"""The registry: ids, once given, and where they have moved: a text file, the only state that cannot be made again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.model import Registered

_KINDS = ("article", "speaker", "statement", "outlet", "story")
_ADDRESS = re.compile(r"""[^\s\x00-\x1f./\\:?#%*"<>|][^\s\x00-\x1f/\\:?#%*"<>|]*""")
"""An id is the last part of an address, and a file's name."""

_MEND = (
    "The file is written by onrecord. After a merge conflict keep the lines of both sides, without the conflict marks;"
    " or restore the file: git checkout -- {path}"
)


def read_registry(path: Path) -> tuple[Registered, ...]:
    """The lines of the registry at `path`, in order; none where there is no file.

    Raises:
        StoreError: lines are not the registry's. It names them all: the file is in git, so it can be restored.
    """
    if not path.is_file():
        return ()
    shown = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # names may hold what `splitlines` takes for an end
    except UnicodeDecodeError as error:
        raise StoreError(f"{shown}: is not UTF-8. {_MEND.format(path=shown)}") from error
    found = {number: _registered(line) for number, line in enumerate(lines, 1) if line.strip()}
    wrong = [f"{shown}:{number}: is not a line of the registry." for number, entry in found.items() if entry is None]
    if wrong:
        raise StoreError("\n".join([*wrong, _MEND.format(path=shown)]))
    return tuple(entry for entry in found.values() if entry is not None)


def _registered(line: str) -> Registered | None:
    """What a line says; None where it is not the registry's."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    kind, id_, names, moved = (row.get(key) for key in ("kind", "id", "names", "moved_to"))
    if kind not in _KINDS or not isinstance(id_, str) or not _ADDRESS.fullmatch(id_):
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return Registered(kind, id_, tuple(names), moved) if moved is None or isinstance(moved, str) else None


def registry_text(registry: Iterable[Registered]) -> str:
    """The registry as it is written: one JSON object a line."""
    lines = []
    for entry in registry:
        row: dict[str, object] = {"kind": entry.kind, "id": entry.id, "names": list(entry.names)}
        if entry.moved_to is not None:
            row["moved_to"] = entry.moved_to
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(lines)
