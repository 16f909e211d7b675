"""YAML read as a tree that remembers its lines, so that every finding can name one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from onrecord.config.near import suggest
from onrecord.errors import ConfigError

_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # the C loader where PyYAML was built with it: five times as fast


_DAY = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tree:
    """A node of a YAML file: a scalar, a list or a mapping, and where it stands.

    Attributes:
        file: the file's name, as it is to be shown.
        line: counted from 1.
        value: str for a scalar (None for null), list[Tree] or dict[str, Tree].
        tag: the scalar's YAML tag, resolved by YAML's own rules ("tag:yaml.org,2002:bool").
    """

    file: str
    line: int
    value: str | list[Tree] | dict[str, Tree] | None
    tag: str = ""

    @property
    def where(self) -> str:
        """The place, "file:line"."""
        return f"{self.file}:{self.line}"

    def plain(self) -> object:
        """The value as YAML's safe types, the lines forgotten; scalars with tags of their own stay strings."""
        if isinstance(self.value, dict):
            return {key: tree.plain() for key, tree in self.value.items()}
        if isinstance(self.value, list):
            return [tree.plain() for tree in self.value]
        return _scalar(self.value, self.tag)


def _scalar(value: str | None, tag: str) -> object:
    kind = tag.rpartition(":")[2]
    if value is None or kind == "null":
        return None
    if kind == "bool":
        return value.lower() in {"true", "yes", "on"}
    if kind == "int" and value.lstrip("+-").isdecimal():
        return int(value)
    return value


def read(path: Path, shown: str) -> Tree | None:
    """The tree of the YAML file at `path`; None where it holds nothing.

    Args:
        path: the file.
        shown: its name in messages.

    Raises:
        ConfigError: it is no YAML, no UTF-8, or a mapping names a key twice.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{shown}:{line}: not valid YAML: {error.problem or error.context}.") from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{shown}: cannot be read: {error}.") from error
    if node is None:
        return None
    findings: list[str] = []
    tree = _tree(node, shown, findings)
    if findings:
        raise ConfigError(*findings)
    return tree


def _tree(node: yaml.Node, shown: str, findings: list[str]) -> Tree:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        pairs: dict[str, Tree] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in pairs:
                findings.append(f"{shown}:{key.start_mark.line + 1}: '{name}' stands here twice. Keep one of them.")
            pairs[name] = _tree(value, shown, findings)
        return Tree(shown, line, pairs, node.tag)
    if isinstance(node, yaml.SequenceNode):
        return Tree(shown, line, [_tree(item, shown, findings) for item in node.value], node.tag)
    return Tree(shown, line, None if node.tag.endswith(":null") else node.value, node.tag)


@dataclass(slots=True)
class Reader:
    """Takes values of known types out of trees, and keeps a finding for each that is not so."""

    _found: dict[tuple[int, str], None] = field(default_factory=dict)

    @property
    def findings(self) -> list[str]:
        """What is wrong, each thing once, in the order of the lines."""
        return [finding for _, finding in sorted(self._found, key=lambda found: found[0])]

    def refuse(self, tree: Tree, what: str) -> None:
        """Keep a finding about the place of `tree`."""
        self._found[tree.line, f"{tree.where}: {what}"] = None

    def entries(self, tree: Tree | None, known: Collection[str], needed: Collection[str]) -> Iterator[Tree]:
        """The mappings of a list, those left out that have unknown keys or lack needed ones."""
        if tree is None:
            return
        if not isinstance(tree.value, list):
            self.refuse(tree, "this file is a list: begin each entry with '- '.")
            return
        for item in tree.value:
            if not isinstance(item.value, dict):
                self.refuse(item, f"an entry has keys ({', '.join(sorted(needed))}, …), this is {_kind(item)}.")
            elif self.keys_are(item, item.value, known, needed):
                yield item

    def keys_are(self, at: Tree, mapping: Mapping[str, Tree], known: Collection[str], needed: Collection[str]) -> bool:
        """Whether `mapping` has known keys only, and the needed ones, with something to each."""
        unknown = [(key, tree) for key, tree in mapping.items() if key not in known]
        for key, tree in unknown:
            self.refuse(tree, f"unknown key '{key}'. {suggest(key, known)}")
        missing = [key for key in needed if key not in mapping]
        for key in missing:
            self.refuse(at, f"'{key}' is missing.")
        empty = [(key, mapping[key]) for key in needed if key in mapping and not mapping[key].value]
        for key, tree in empty:
            self.refuse(tree, f"'{key}' is empty.")
        return not unknown and not missing and not empty

    def text(self, entry: Tree, key: str) -> str | None:
        """A string; None where the key is absent, null or wrong."""
        tree = _child(entry, key)
        if tree is None or tree.value is None:
            return None
        if not isinstance(tree.value, str) or not tree.value.strip():
            self.refuse(tree, f"'{key}' is a text, this is {_kind(tree)}.")
            return None
        return tree.value.strip()

    def texts(self, entry: Tree, key: str) -> tuple[str, ...]:
        """A list of strings; one string counts as a list of one."""
        tree = _child(entry, key)
        if tree is None or tree.value is None:
            return ()
        items = tree.value if isinstance(tree.value, list) else [tree]
        good = [item.value.strip() for item in items if isinstance(item.value, str) and item.value.strip()]
        if len(good) < len(items):
            self.refuse(tree, f"'{key}' is a list of texts. Quote what YAML takes for something else.")
        return tuple(good)

    def items(self, entry: Tree, key: str) -> list[Tree]:
        """What a list holds; anything but a list counts as a list of it."""
        tree = _child(entry, key)
        if tree is None or tree.value is None:
            return []
        return tree.value if isinstance(tree.value, list) else [tree]

    def day(self, entry: Tree, key: str) -> str | None:
        """A day, a month or a year of the calendar, in ISO form; None where absent or wrong."""
        value = self.text(entry, key)
        if value is not None and not _is_day(value):
            said = f"'{key}' is a day such as 2016-01-07, or 2016-01 or 2016 where no more is known, not '{value}'."
            self.refuse(_child(entry, key) or entry, said)
            return None
        return value

    def flag(self, entry: Tree, key: str) -> bool:
        """True or false; false where absent."""
        tree = _child(entry, key)
        if tree is None or tree.value is None:
            return False
        plain = tree.plain()
        if not isinstance(plain, bool):
            self.refuse(tree, f"'{key}' is true or false, this is {_kind(tree)}.")
            return False
        return plain

    def choice(self, entry: Tree, key: str, choices: Collection[str]) -> str | None:
        """One of `choices`; None where absent or wrong."""
        value = self.text(entry, key)
        if value is not None and value not in choices:
            self.refuse(_child(entry, key) or entry, f"'{key}' cannot be '{value}'. {suggest(value, choices)}")
            return None
        return value


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _child(entry: Tree, key: str) -> Tree | None:
    return entry.value.get(key) if isinstance(entry.value, dict) else None


def _kind(tree: Tree) -> str:
    if isinstance(tree.value, dict):
        return "a mapping"
    if isinstance(tree.value, list):
        return "a list"
    return "empty" if not tree.value else f"'{tree.value}'"
