"""A page as a file: its front matter, its body, and the digest by which an edit is recognised.

The digest (`generated:`) is that of the whole page with the digest left out. So a page that a person has edited is
known as such anywhere, with no cache at hand.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeGuard

import yaml

_OWN_LINE = re.compile(r"^generated:(?: '?([0-9a-f]{12})'?)?$", re.MULTILINE)
_BLANK = "generated:"
_HEAD_LIMIT = 65536
_TEXT = "tag:yaml.org,2002:str"
_SHORT = 80
"""Characters of a text that is remembered as YAML has it: keys, names and dates come again."""
_LONGEST_KEY = 100
_LONGEST = 2**19
_WIDTH = 2**20
_RESOLVER = yaml.resolver.Resolver()
_AMBIGUOUS = frozenset(yaml.resolver.Resolver.yaml_implicit_resolvers)
"""Characters that begin what YAML may take for something else than a text, and the lack of any."""
_RARE = re.compile(r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
"""What YAML writes in ways of its own."""
_INDICATOR = re.compile(r"[ #,\[\]{}&*!|>'\"%@`]|[?:-](?: |\Z)|---|\.\.\.")
"""What a text begins with that needs marks."""
_AMID = re.compile(r":(?: |\Z)| #| \Z")
"""What a text has in it that needs marks."""
_BY_BREAK = re.compile(r" \n|\n ")


def page(meta: Mapping[str, object], body: str) -> str:
    """The page: `meta` as YAML without its empty values, the digest, then `body`."""
    kept = {key: value for key, value in meta.items() if value not in (None, "", (), [], {})}
    head = _dumped(kept) if kept else ""
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


class _Unusual(Exception):  # noqa: N818 - nothing is wrong
    """A value that is left to the library."""


def _dumped(meta: Mapping[str, object]) -> str:
    """`meta` as YAML: what `yaml.dump` makes of it, in a fifth of the time where its texts are like most.

    Anchors for what is told twice are the one thing that is left out.
    """
    try:
        return "\n".join((*_lines(meta), ""))
    except _Unusual:
        return yaml.dump(_plain(meta), Dumper=_Dumper, allow_unicode=True, width=_WIDTH, sort_keys=False)


class _Dumper(yaml.CSafeDumper):
    """Tells each value where it stands."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as its base has it
        return True


def _plain(value: object) -> object:
    """`value` as what YAML can write safely: str subclasses and tuples become what they stand for."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _lines(value: Mapping[Any, object] | Sequence[object]) -> Iterator[str]:
    """The lines of what has something in it."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            key = _key(str(name))
            if not _is_block(item):
                yield f"{key}: {_scalar(item)}"
                continue
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(item)) if isinstance(item, Mapping) else _lines(item)
        return
    for item in value:
        if _is_block(item):
            first, *more = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in more)
        else:
            yield f"- {_scalar(item)}"


def _is_block(value: object) -> TypeGuard[Mapping[Any, object] | Sequence[object]]:
    """Whether a value takes lines of its own."""
    return isinstance(value, (Mapping, list, tuple)) and bool(value)


def _key(name: str) -> str:
    if not name or len(name) > _LONGEST_KEY or "\n" in name or not name.isascii():
        raise _Unusual
    return _known(str.__str__(name))


def _scalar(value: object) -> str:
    """A value that stands in a line."""
    if isinstance(value, str):
        return _known(str.__str__(value)) if len(value) <= _SHORT else _text(str.__str__(value))
    if isinstance(value, (Mapping, list, tuple)):
        return "{}" if isinstance(value, Mapping) else "[]"
    told: str = yaml.CSafeDumper(io.StringIO()).represent_data(value).value
    return told


def _text(text: str) -> str:
    """A text, in marks where YAML would take it for something else if it stood there without."""
    if len(text) > _LONGEST or _RARE.search(text):
        raise _Unusual
    if "\n" in text:
        if not _BY_BREAK.search(text):
            raise _Unusual
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if _INDICATOR.match(text) or _AMID.search(text) or not _is_text(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _is_text(text: str) -> bool:
    """Whether YAML takes a text for one where it has no marks."""
    if text[:1] not in _AMBIGUOUS:
        return True
    found: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # no types
    return found == _TEXT


_known = lru_cache(maxsize=2**12)(_text)
