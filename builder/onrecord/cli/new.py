"""`onrecord new`: make an archive."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import click

import onrecord
from onrecord.cli.options import say_options, settings_of
from onrecord.errors import OnRecordError

_NAMED = 5  # of the files that are in the way, in a message
HARMLESS = frozenset(
    {".git", ".gitattributes", ".gitignore", ".github", ".idea", ".venv", ".vscode", ".DS_Store"}
    | {"LICENSE", "LICENSE.md", "LICENSE.txt", "README.md", "articles", "venv"}
)
"""What a folder may hold that becomes an archive. A file that `new` would write, too, is left as it is."""

_MARK = re.compile(r"@@(NAME|HEADING|REQUIREMENT)@@")
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff<>]")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]&#|~^=$@:!+]")


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the archive is called. [default: made from DIR]")
@say_options
@click.pass_context
def command(ctx: click.Context, folder: Path, name: str | None) -> None:
    """Make an archive in DIR: settings, folders, a front page, hosting.

    DIR may be there already if it is empty, or holds no more than articles/, a README and a git repository. No file is
    ever overwritten.

    \b
    Examples:
      onrecord new harbour-news
      onrecord new . --name "Harbour news, on the record"
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    name = _name(name) if name is not None else _name_of(folder)
    _refuse_others(folder)
    kept = [path for path, content in _wanted(name) if not _write(folder / path, content)]
    for path in kept:
        settings.say(f"kept: {path} was there already.")
    where = shlex.quote(str(folder))
    settings.say(f'Made the archive "{name}" in {folder}. Now:')
    if folder.resolve() != Path.cwd():
        settings.say(f"  cd {where}")
    settings.say("  put articles into articles/     how: articles/README.md")
    settings.say("  mkdocs serve                    look at it at http://127.0.0.1:8000/")


def _name(name: str) -> str:
    """The name, if it can stand in a page's title as it is."""
    name = name.strip()
    if not name:
        raise click.BadParameter("a name has letters in it.", param_hint="--name")
    if found := _UNSHOWABLE.search(name):
        raise click.BadParameter(f"a name cannot hold {found[0]!r}: themes put it into HTML.", param_hint="--name")
    return name


def _name_of(folder: Path) -> str:
    """A name made of the folder's: "harbour-news" becomes "Harbour news"."""
    words = _UNSHOWABLE.sub("", re.sub(r"[-_\s]+", " ", folder.absolute().resolve().name)).strip()
    return words[:1].upper() + words[1:] or "Archive"


def _refuse_others(folder: Path) -> None:
    """Make sure that nobody's work lies in the folder."""
    if not folder.is_dir():
        return
    others = sorted(path.name for path in folder.iterdir() if path.name not in HARMLESS)
    if others:
        named = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        raise OnRecordError(f"{folder}: holds {named} already. Give a folder that is empty or not there yet.")


def _wanted(name: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Every file of an archive: its path, and what is in it."""
    # A JSON string is a YAML string too. In Markdown, each mark of syntax becomes a numeric entity.
    values = {
        "NAME": json.dumps(name, ensure_ascii=False),
        "HEADING": _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", name),
        "REQUIREMENT": _requirement(),
    }
    for path, file in _templates(files("onrecord").joinpath("scaffold"), PurePosixPath()):
        yield path, _MARK.sub(lambda found: values[found[1]], file.read_text(encoding="utf-8"))


def _requirement() -> str:
    """What to install elsewhere: the commit of the repository that this onrecord came from, or else its version.

    Source: https://packaging.python.org/en/latest/specifications/direct-url/
    """
    try:
        origin = json.loads(distribution("onrecord").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        origin = {}
    vcs = origin.get("vcs_info", {})
    if vcs.get("vcs") == "git" and str(origin.get("url", "")).startswith("https://"):
        return f"onrecord @ git+{origin['url']}@{vcs['commit_id']}"
    return f"onrecord~={onrecord.__version__}"


def _templates(folder: Traversable, path: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    """The files below `folder`, in order; a name that begins with "dot-" stands for one that begins with a dot."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = re.sub(r"^dot-", ".", item.name)
        if item.is_dir():
            yield from _templates(item, path / name)
        else:
            yield path / name, item


def _write(path: Path, content: str) -> bool:
    """Write a file where there is none; whether there was none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
