"""What every page of a site depends on besides its own source, as one digest: settings, theme, navigation, versions."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from onrecord.publish.stage import mark

_ELSEWHERE = frozenset({"plugins", "theme", "site_dir", "hooks", "watch", "config_file_path"})
"""Settings that are no values (they are looked at by themselves), or change no page."""

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
    yield f"{sys.version_info[:3]}"
    yield from sorted(f"{found.name} {found.version}" for found in distributions())
    for key in sorted(config.data):
        if key not in _ELSEWHERE:
            yield f"{key}: {_plain(config.data[key])}"
    yield f"plugins: {sorted(config.plugins)}"
    yield f"theme: {config.theme.name} {_plain(dict(config.theme))}"
    for folder in map(Path, config.theme.dirs):
        own = folder == _own(config)
        for path in _templates(folder):
            yield f"{path.name} {path.read_text('utf-8', 'replace') if own else mark(path)}"
    yield from (_told(item, 0) for item in nav.items)


def _own(config: MkDocsConfig) -> Path | None:
    """The folder of the site's own templates."""
    return Path(config.theme.custom_dir) if config.theme.custom_dir else None


def _own_templates(config: MkDocsConfig) -> list[Path]:
    folder = _own(config)
    return [path for path in _templates(folder) if path.suffix == ".html"] if folder else []


def own_templates(config: MkDocsConfig) -> list[str]:
    """The site's own templates, as they are written."""
    return [path.read_text(encoding="utf-8") for path in _own_templates(config)]


def _templates(folder: Path) -> list[Path]:
    """The templates below a folder: a theme has ten thousand icons, so its folders are gone through once."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names if name.endswith(_TEMPLATES))
    return sorted(found)


def _told(item: Any, depth: int) -> str:
    """An item of the navigation with all below it: what is shown of it, and where it leads."""
    below = "".join(_told(child, depth + 1) for child in item.children or ())
    place = item.file.url if item.is_page else getattr(item, "url", "")
    return f"{depth} {type(item).__name__} {item.title!r} {place}\n{below}"


def _plain(value: object) -> str:
    """A setting as text that is the same in every process."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{_plain(key)}: {_plain(item)}' for key, item in value.items()))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(_plain, value)))}}}"
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
    if hasattr(value, "__dict__") and not isinstance(value, Path):
        return f"{type(value).__qualname__} {_plain(vars(value))}"
    return _ADDRESS.sub("", repr(value))
