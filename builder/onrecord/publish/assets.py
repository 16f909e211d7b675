"""The files that make the pages look and search: style sheets, scripts, the search page, the theme's template.

They are copied into the archive's own folders, so that any engine can publish it. Each says which digest it had when
written; one that a person has edited since is left as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from onrecord.addresses import ASSETS, SEARCH, STYLE
from onrecord.config import Config
from onrecord.model import Problem
from onrecord.write import front_matter, put

_SIGNED = re.compile(r"\A\S+ onrecord ([0-9a-f]{12}): [^\n]*\n")
_SAYS = "made by onrecord; a copy that is edited is left as it is. Delete it to have it made again."
_COMMENTS = {
    ".css": ("/*", "*/"),
    ".js": ("/*", "*/"),
    ".html": ("{#-", "-#}"),
    ".xml": ("{#-", "-#}"),
}


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done: paths relative to the folder of mkdocs.yml, and a note on each file that was left alone."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def install(config: Config) -> Installed:
    """Bring the assets, the search page and the theme's template up to date where nobody has edited them."""
    written, kept, problems = [], [], []
    wanted = dict(_wanted(config))
    for path, content in wanted.items():
        name = _name(config, path)
        if path.is_file() and not _untouched(path):
            kept.append(name)
            hint = "Delete it to have onrecord's own again."
            problems.append(Problem(name, "publish", "was edited by hand, and is left as it is.", hint, "note"))
        elif put(path, content):
            written.append(name)
    if config.overrides is None:
        what = "has no custom_dir under theme, so pages get no search box in the header, and old addresses no redirect."
        hint = 'Add custom_dir: overrides, and a file overrides/main.html that says {% extends "onrecord.html" %}'
        problems.append(Problem("mkdocs.yml", "publish", what, hint, "note"))
    removed = tuple(_name(config, path) for path in _cleared(config.docs / ASSETS, wanted))
    return Installed(tuple(written), removed, tuple(kept), tuple(problems))


def _cleared(folder: Path, wanted: Container[Path]) -> Iterator[Path]:
    """The assets of another version, which nobody has edited: they are gone now."""
    for path in sorted(folder.iterdir()):
        if path.suffix in _COMMENTS and path not in wanted and _untouched(path):
            path.unlink()
            yield path


def _name(config: Config, path: Path) -> str:
    return (path.relative_to(config.root) if path.is_relative_to(config.root) else path).as_posix()


def _wanted(config: Config) -> Iterator[tuple[Path, str]]:
    here = files("onrecord.publish")
    yield config.docs / ASSETS / STYLE, _signed(STYLE, _joined(here.joinpath("assets", "css")))
    for asset in sorted(here.joinpath("assets").iterdir(), key=lambda asset: asset.name):
        if asset.name == SEARCH:
            yield config.docs / SEARCH, _signed_page(asset.read_text(encoding="utf-8"))
        elif Path(asset.name).suffix in _COMMENTS:
            yield config.docs / ASSETS / asset.name, _signed(asset.name, asset.read_text(encoding="utf-8"))
    if config.overrides:
        for template in here.joinpath("theme").iterdir():
            yield config.overrides / template.name, _signed(template.name, template.read_text(encoding="utf-8"))


def _joined(parts: Traversable) -> str:
    """The parts of the style sheet: base.css first, for the others stand on it; no order among those."""
    ordered = sorted(parts.iterdir(), key=lambda part: (part.name != "base.css", part.name))
    return "\n".join(part.read_text(encoding="utf-8") for part in ordered if part.name.endswith(".css"))


def _signed(name: str, text: str) -> str:
    opening, closing = _COMMENTS[Path(name).suffix]
    return f"{opening} onrecord {_digest(text)}: {_SAYS} {closing}\n{text}"


def _signed_page(text: str) -> str:
    """The search page with its digest in its front matter, as all generated pages have it."""
    _, head, body = text.split("---\n", 2)
    return front_matter.page(yaml.safe_load(head), body)


def _untouched(path: Path) -> bool:
    text = path.read_bytes().decode(errors="replace").replace("\r\n", "\n")
    if path.suffix == ".md":
        return front_matter.untouched(text)
    found = _SIGNED.match(text)
    return found is not None and _digest(text[found.end() :]) == found[1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
