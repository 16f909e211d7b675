"""What parts of this onrecord are made of, as a digest: what they wrote is only trusted by ones that are the same."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_KINDS = frozenset({".py", ".j2", ".html", ".css", ".js", ".md", ".yml", ".txt", ".json", ".xml"})


@cache
def digest(*parts: str) -> str:
    """Changes whenever a file of these packages does, or one that all packages share: code, templates, rules."""
    found = hashlib.sha256()
    root = Path(__file__).parent
    paths = [*root.glob("*.py"), *(path for part in {*parts, "model"} for path in (root / part).rglob("*"))]
    for path in sorted(paths):
        if path.suffix in _KINDS:
            found.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return found.hexdigest()


@cache
def whole() -> str:
    """Changes whenever any file of onrecord does."""
    return digest(*(path.name for path in Path(__file__).parent.iterdir() if path.is_dir()))
