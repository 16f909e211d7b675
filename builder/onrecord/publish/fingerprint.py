"""What every page of a site depends on besides its own source, as one digest: settings, theme, navigation, versions."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import distributions
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import CellType
from typing import Any

import jinja2
from jinja2 import meta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from onrecord import code
from onrecord.publish import brought
from onrecord.publish.shapes import fit
from onrecord.publish.stage import Mark

_ELSEWHERE = frozenset({"plugins", "theme", "site_dir", "hooks", "watch", "config_file_path"})
"""Settings that are no values (they are looked at by themselves), or change no page."""

_TEMPLATES_ONLY = _ELSEWHERE | {"copyright", "extra", "extra_css", "extra_javascript", "nav"}
"""Settings that change no page's text: only templates look at them."""

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_TEMPLATES = (".html", ".xml", ".yml", ".svg")
_OF_ALL = frozenset({"pages", "build_date_utc"})
"""Variables of templates that make a page depend on all other pages, or on the day."""


def fingerprint(config: MkDocsConfig, nav: Navigation) -> str:
    """Changes whenever a page of the same source may come out differently."""
    digest = hashlib.sha256()
    for part in _parts(config, nav):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def text_fingerprint(config: MkDocsConfig, files: Files) -> str:
    """Changes whenever the rendered text of a page of the archive's may, its source being the same.

    "" where that cannot be told: an extension that is not known may look at anything, at a theme's icons or the clock.
    The archive's pages lead to each other, and change where these do; so of files only others' pages are looked at.
    """
    if not fit(config.markdown_extensions):
        return ""
    digest = hashlib.sha256(code.digest("publish").encode())
    for part in installed():
        digest.update(part.encode() + b"\0")
    for part in (*_settings(config, _TEMPLATES_ONLY), *_brought(config)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for file in files.documentation_pages():
        digest.update(f"{file.src_uri} {file.url}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def looks_at_all(config: MkDocsConfig) -> list[str]:
    """The templates of the site's own that make each page depend on all pages or on the day: none can be kept."""
    environment = config.theme.get_env()
    found = []
    for path in _own_templates(config):
        try:
            names = meta.find_undeclared_variables(environment.parse(path.read_text(encoding="utf-8")))
        except (jinja2.TemplateError, UnicodeDecodeError):
            names = set(_OF_ALL)
        if not _OF_ALL.isdisjoint(names):
            found.append(path.name)
    return found


def _parts(config: MkDocsConfig, nav: Navigation) -> Iterator[str]:
    yield code.digest("publish")
    yield from installed()
    yield from _settings(config, _ELSEWHERE)
    yield from _brought(config)
    others = ((name, getattr(plugin, "config", None)) for name, plugin in config.plugins.items())  # hooks have none
    yield f"plugins: {_plain({name: dict(told or {}) for name, told in others if name != 'onrecord'})}"
    yield f"theme: {config.theme.name} {_plain(dict(config.theme))}"
    for folder in map(Path, config.theme.dirs):
        if folder != _own(config):
            yield from (f"{entry.name} {_mark(entry)}" for entry in _templates(folder))
    for path in chain.from_iterable(_own_files(config)):
        yield f"{path.name} {path.read_bytes().decode('utf-8', 'replace')}"
    yield from (_told(item, 0) for item in nav.items)


def _brought(config: MkDocsConfig) -> Iterator[str]:
    """Modules and files that belong to the site, or to nothing that has a version, and may decide what pages say."""
    yield from brought.code()
    bases = (Path.cwd(), Path(config.config_file_path or "").parent, Path(config.docs_dir))
    yield from brought.files(config.mdx_configs or {}, bases)


@cache
def installed() -> tuple[str, ...]:
    """The versions of Python, and of all that is installed."""
    return f"{sys.version_info[:3]}", *sorted(f"{found.name} {found.version}" for found in distributions())


def _settings(config: MkDocsConfig, but: Collection[str]) -> Iterator[str]:
    """All settings but these."""
    for key in sorted(config.data):
        if key not in but:
            yield f"{key}: {_plain(config.data[key])}"


def _own(config: MkDocsConfig) -> Path | None:
    """The folder of the site's own templates."""
    return Path(config.theme.custom_dir) if config.theme.custom_dir else None


def _own_templates(config: MkDocsConfig) -> list[Path]:
    """The site's own templates, and what they name as templates, whatever that is called."""
    return _own_files(config)[0]


def _own_files(config: MkDocsConfig) -> tuple[list[Path], list[Path]]:
    """The same, and the other files that templates of the site's own are made of."""
    folder = _own(config)
    if folder is None:
        return [], []
    there = [Path(entry) for entry in _templates(folder)]
    templates = [path for path in there if path.suffix == ".html"]
    more, late = brought.taken_in(folder, templates, config.theme.get_env())
    others = (path for path in folder.rglob("*") if path.is_file()) if late else there
    return [*templates, *more], sorted({*others}.difference(templates, more))


def own_templates(config: MkDocsConfig) -> list[str]:
    """The site's own templates, as they are written."""
    return [path.read_text("utf-8", "replace") for path in _own_templates(config)]


def _templates(folder: Path) -> list[os.DirEntry[str]]:
    """The templates below a folder, in the same order always."""
    return sorted(_below(str(folder)), key=attrgetter("path"))


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    """The same: a theme has ten thousand icons, so no more is made of them than what the disk tells."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            elif entry.name.endswith(_TEMPLATES):
                yield entry


def _mark(entry: os.DirEntry[str]) -> Mark | None:
    try:
        status = entry.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _told(item: Any, depth: int) -> str:
    """An item of the navigation with all below it: what is shown of it, and where it leads."""
    below = "".join(_told(child, depth + 1) for child in item.children or ())
    place = item.file.url if item.is_page else getattr(item, "url", "")
    return f"{depth} {type(item).__name__} {item.title!r} {place}\n{below}"


def _plain(value: object, within: tuple[int, ...] = ()) -> str:
    """A setting as text that is the same in every process. `within`: what holds it."""
    if id(value) in within:
        return "…"
    tell = partial(_plain, within=(*within, id(value)))
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{tell(key)}: {tell(item)}' for key, item in value.items()))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(tell, value))}]"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(tell, value)))}}}"
    if isinstance(value, type) or callable(value):
        name = getattr(value, "__qualname__", type(value).__qualname__)
        return f"{getattr(value, '__module__', '')}.{name} {tell(_bound(value))}"
    if hasattr(value, "__dict__") and not isinstance(value, Path):
        return f"{type(value).__qualname__} {tell(vars(value))}"
    return _ADDRESS.sub("", repr(value))


def _bound(function: Any) -> list[object]:
    """What a function has been given when it was made: two of one name may do different things."""
    if isinstance(function, partial):
        return [function.func, function.args, function.keywords]
    if isinstance(function, type):
        return []
    closed = [cell.cell_contents for cell in getattr(function, "__closure__", None) or () if cell != CellType()]
    return [closed, getattr(function, "__defaults__", None), getattr(function, "__dict__", None)]
