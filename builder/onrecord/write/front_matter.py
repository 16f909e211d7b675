"""A page as a file: its front matter, its body, and the digest by which an edit is recognised.

The digest (`generated:`) is that of the whole page with the digest left out. So a page that a person has edited is
known as such anywhere, with no cache at hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

import yaml

_OWN_LINE = re.compile(r"^generated:(?: '?([0-9a-f]{12})'?)?$", re.MULTILINE)
_BLANK = "generated:"
_HEAD_LIMIT = 65536


def page(meta: Mapping[str, object], body: str) -> str:
    """The page: `meta` as YAML without its empty values, the digest, then `body`."""
    kept = {key: value for key, value in meta.items() if value not in (None, "", (), [], {})}
    head = (
        yaml.dump(_plain(kept), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2**20)
        if kept
        else ""
    )
    blank = f"---\n{head}{_BLANK}\n---\n\n{body.strip()}\n"
    before, _, after = blank.partition(f"\n{_BLANK}\n")
    return f"{before}\n{_BLANK} '{_digest(blank)}'\n{after}"


def claims(text: str) -> bool:
    """Whether the page says that onrecord made it."""
    return _own_line(text) is not None


def untouched(text: str) -> bool:
    """Whether the page is still as onrecord made it: its digest fits. Line ends may have been converted."""
    text = text.replace("\r\n", "\n")
    found = _own_line(text)
    if found is None or not found[1]:
        return False
    return _digest(text[: found.start()] + _BLANK + text[found.end() :]) == found[1]


def _own_line(text: str) -> re.Match[str] | None:
    if not text.startswith("---"):
        return None
    end = text.find("\n---", 3, _HEAD_LIMIT)
    return _OWN_LINE.search(text.replace("\r\n", "\n"), 0, end if end > 0 else 0)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: object) -> object:
    """`value` as what YAML can dump safely: str subclasses and tuples become what they stand for."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
