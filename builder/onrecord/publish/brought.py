"""What a site brings along that may decide what its pages say, and has no version: its own modules and files.

An extension of Markdown, a function that a setting names, hooks, text that is put at the end of each page, a template
that others include: they are told by their bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes

_NAMED = re.compile(r'[^"\n]+')
"""In a file that takes in others (`--8<-- "name"`): what may be the name of one."""

_TAKING = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


def code() -> Iterator[str]:
    """The modules that are loaded and belong to no installed package, with digests of their bytes."""
    installed = tuple({f"{path}{os.sep}" for path in _installed()})
    for name in sorted(sys.modules):
        file = getattr(sys.modules.get(name), "__file__", None)
        ours = name.partition(".")[0] in ("onrecord", "__main__")
        if isinstance(file, str) and not ours and not file.startswith(installed):
            yield f"{name} {_digest(Path(file))}"


def files(settings: Mapping[str, object], bases: Sequence[Path]) -> Iterator[str]:
    """The files that the settings of Markdown's extensions name, and those that they take in, with digests.

    Args:
        settings: by extension.
        bases: the folders that names may be relative to, besides folders that the settings name.
    """
    names = dict.fromkeys(_strings(settings))
    folders = [*bases, *(path for name in names for path in _there(name, bases) if path.is_dir())]
    waiting, seen = list(names), set(names)
    for name in waiting:  # which grows
        for path in _there(name, folders):
            if not path.is_file():
                continue
            yield f"{name} {_digest(path)}"
            text = path.read_text("utf-8", "replace")
            more = {found.strip() for found in _NAMED.findall(text)} - seen if "8<-" in text else set()
            waiting += sorted(more)
            seen |= more


def taken_in(folder: Path, templates: Sequence[Path], environment: jinja2.Environment) -> tuple[list[Path], bool]:
    """The other files of a folder that its templates name as ones to take in; and whether one tells late what it does.

    A theme's icons are no matter: they are known to be templates by what they are called.
    """
    waiting, late = list(templates), False
    for path in waiting:  # which grows
        for name in _names(path, environment):
            late = late or name is None
            if name and (found := folder / name).is_file() and found not in waiting:
                waiting.append(found)
    return waiting[len(templates) :], late


def _names(template: Path, environment: jinja2.Environment) -> Iterator[str | None]:
    """What a template takes in; None where it tells late what."""
    try:
        source = environment.parse(template.read_text(encoding="utf-8"))
    except (jinja2.TemplateError, UnicodeDecodeError, OSError):
        return
    taking: Iterator[Any] = source.find_all(_TAKING)
    alone = nodes.Template([one for one in taking if not _is_icon(one.template)], lineno=1)
    yield from meta.find_referenced_templates(alone)


def _is_icon(name: nodes.Expr) -> bool:
    """Whether a name that is told late is that of an icon."""
    first = name.nodes[0] if isinstance(name, nodes.Concat) else None
    return isinstance(first, nodes.Const) and str(first.value).startswith(".icons/")


def _installed() -> Iterator[str]:
    """The folders of Python and of packages that have a version."""
    yield from (path for name, path in sysconfig.get_paths().items() if name.endswith(("stdlib", "lib")))
    yield from (*site.getsitepackages(), site.getusersitepackages())


def _strings(value: object) -> Iterator[str]:
    """All texts in a setting."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (found for item in value.values() for found in _strings(item))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (found for item in value for found in _strings(item))


def _there(name: str, folders: Iterable[Path]) -> Iterator[Path]:
    """What has this name in some folders."""
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):  # no name of a file
            if name and (path := folder / name).exists():
                yield path


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
