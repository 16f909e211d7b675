"""A page as a file: its front matter, its body, and the digest by which an edit is recognised.

The digest (`generated:`) is that of the whole page with the digest left out. So a page that a person has edited is
known as such anywhere, with no cache at hand.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import yaml

_OWN_LINE = re.compile(r"^generated:(?: '?([0-9a-f]{12})'?)?$", re.MULTILINE)
_BLANK = "generated:"
_HEAD_LIMIT = 65536
_TEXT = "tag:yaml.org,2002:str"
_SHORT = 80
"""Characters of a text that is remembered as YAML has it: keys, names and dates come again."""
_RESOLVER = yaml.resolver.Resolver()
_MAPPING = yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
_SEQUENCE = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
_MAPPED, _LISTED = yaml.MappingEndEvent(), yaml.SequenceEndEvent()
_BEGIN = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False))
_END = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())


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


def _dumped(meta: Mapping[str, object]) -> str:
    """`meta` as YAML: what `yaml.safe_dump` makes of it, without its search for what has to be told once only."""
    out = io.StringIO()
    events = [*_BEGIN]
    _tell(meta, events.append)
    events += _END
    yaml.emit(events, out, Dumper=yaml.CSafeDumper, allow_unicode=True, width=2**20)
    return out.getvalue()


def _tell(value: object, tell: Callable[[yaml.Event], None]) -> None:
    """Tells `value` as what YAML can write safely: str subclasses and tuples become what they stand for."""
    if isinstance(value, str):
        tell(_known_scalar(str.__str__(value)) if len(value) <= _SHORT else _scalar(str.__str__(value)))
    elif isinstance(value, Mapping):
        tell(_MAPPING)
        for key, item in value.items():
            _tell(str(key), tell)
            _tell(item, tell)
        tell(_MAPPED)
    elif isinstance(value, (list, tuple)):
        tell(_SEQUENCE)
        for item in value:
            _tell(item, tell)
        tell(_LISTED)
    else:  # a number, or nothing
        node = yaml.CSafeDumper(io.StringIO()).represent_data(value)
        tell(yaml.ScalarEvent(None, node.tag, (True, False), node.value))


def _scalar(text: str) -> yaml.ScalarEvent:
    """A text, in quotes where YAML would take it for something else if it stood there without."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML has no types
    return yaml.ScalarEvent(None, _TEXT, (tag == _TEXT, True), text)


_known_scalar = lru_cache(maxsize=2**12)(_scalar)
