"""What all pages depend on besides their sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from onrecord import code
from onrecord.publish.fingerprint import fingerprint
from tests.publish import harbour


def test_pages_are_made_again_by_another_onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who works on a clone has one version for long: it is the code that pages are made by that counts."""
    harbour.write(tmp_path)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    nav = get_navigation(Files([]), config)
    before = fingerprint(config, nav)
    assert fingerprint(config, nav) == before
    monkeypatch.setattr(code, "digest", lambda *parts: f"another {parts}")
    assert fingerprint(config, nav) != before


_SLUGGED = "{toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}}"
_APPENDED = "toc, {pymdownx.snippets: {base_path: [parts], auto_append: [terms.md]}}"
_NAMED = "{toc: {slugify: !!python/object/apply:own_slugs.make {args: [a]}}}"
_INCLUDES = '{% extends "base.html" %}{% from "inc/words.j2" import said %}{% include "inc/notice.txt" %}'
_LATE = '{% extends "base.html" %}{% include "inc/" ~ config.extra.notice %}'

SITE = {
    "parts/terms.md": '*[ferry]: A boat\n\n--8<-- "more.md"\n',
    "parts/more.md": "*[toll]: What it costs\n",
    "parts/others.md": "Nobody asks for this.\n",
    "own_slugs.py": "def make(mark):\n    return lambda value, separator: mark + value\n",
    "own_extension.py": (
        "from markdown.extensions.abbr import AbbrExtension\ndef makeExtension(**_): return AbbrExtension()\n"
    ),
    "hook.py": "def on_config(config):\n    config.extra['mark'] = 'a'\n",
    "overrides/inc/words.j2": "{% macro said() %}said{% endmacro %}{% include 'inc/deep.txt' %}",
    "overrides/inc/deep.txt": "Deep",
    "overrides/inc/notice.txt": "Notice",
    "overrides/style.css": "a { color: red }",
}
"""Files that a site brings along, by their paths."""

MATTERS = {
    "what a function of a setting was given": (_SLUGGED, "", "mkdocs.yml", "case: lower", "case: upper"),
    "the same of one that encloses it": (_NAMED, "", "mkdocs.yml", "args: [a]", "args: [b]"),
    "the code of a function": (_NAMED, "", "own_slugs.py", "mark + value", "value + mark"),
    "the code of an extension": ("toc, own_extension", "", "own_extension.py", "**_", "**more"),
    "text put at the end of each page": (_APPENDED, "", "parts/terms.md", "A boat", "A large boat"),
    "text that this takes in": (_APPENDED, "", "parts/more.md", "costs", "may cost"),
    "a file that a template includes": ("toc", _INCLUDES, "overrides/inc/notice.txt", "Notice", "News"),
    "macros in a file of any name": ("toc", _INCLUDES, "overrides/inc/words.j2", "said{%", "heard{%"),
    "a file that such a file includes": ("toc", _INCLUDES, "overrides/inc/deep.txt", "Deep", "Deeper"),
    "a file that a template tells late": ("toc", _LATE, "overrides/inc/notice.txt", "Notice", "News"),
    "what a hook sets": ("toc", "", "hook.py", "'a'", "'b'"),
    "the options of another plugin": ("toc", "", "mkdocs.yml", "separator: '-'", "separator: '_'"),
}
"""The last extensions of Markdown, the site's template, and the file in which something gives way to something."""

MATTERS_NOT = {
    "a style sheet beside the templates": ("toc", _INCLUDES, "overrides/style.css", "red", "blue"),
    "a file beside those that are taken in": (_APPENDED, "", "parts/others.md", "this", "it"),
    "the code of a module that nobody names": ("toc", "", "own_slugs.py", "mark + value", "value + mark"),
    "our own options, which our pages tell": ("toc", "", "mkdocs.yml", "min_words: 1", "min_words: 2"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an archive that brings modules and files of its own, which is where everything happens."""
    harbour.write(tmp_path)
    for name, text in SITE.items():
        _write(tmp_path / name, text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    _forget()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _forget() -> None:
    for name in ("own_slugs", "own_extension"):
        sys.modules.pop(name, None)


def _told(home: Path) -> str:
    """What a new process takes for the fingerprint."""
    _forget()
    config = load_config(str(home / "mkdocs.yml"))
    return fingerprint(config, get_navigation(Files([]), config))


def _changed(home: Path, extensions: str, template: str, name: str, old: str, new: str) -> bool:
    """Whether the fingerprint of a site changes with something in a file."""
    text = (home / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("tables, toc]", f"tables, {extensions}]")
    text = text.replace(
        "  - onrecord\n", "  - search: {separator: '-'}\n  - onrecord: {min_words: 1}\nhooks: [hook.py]\n"
    )
    _write(home / "mkdocs.yml", text)
    _write(home / "overrides" / "main.html", template)
    before = _told(home)
    assert _told(home) == before
    found = (home / name).read_text(encoding="utf-8")
    assert old in found
    _write(home / name, found.replace(old, new))
    return _told(home) != before


@pytest.mark.parametrize("kind", MATTERS)
def test_what_a_site_brings_along_is_part_of_it(kind: str, home: Path) -> None:
    """Functions by what they were given, code and files by their bytes: each of them may change every page."""
    assert _changed(home, *MATTERS[kind])


@pytest.mark.parametrize("kind", MATTERS_NOT)
def test_what_no_page_can_show_is_none(kind: str, home: Path) -> None:
    """A file that no template and no extension takes in makes no page anew."""
    assert not _changed(home, *MATTERS_NOT[kind])
