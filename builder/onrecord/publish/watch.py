"""What `mkdocs serve` watches: the articles, the editor's files and the hand-written pages, but nothing we write.

MkDocs rebuilds when anything changes below docs/, so what a build writes there would start the next one. Its server
takes paths to watch, not filters. So docs/ is taken out, and a filter of ours watches it with the archive's sources;
at a change it touches one file, which the server does watch.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from onrecord import addresses
from onrecord.config import Config


def watch(server: LiveReloadServer, config: Config) -> None:
    """Have `server` rebuild when a source of the archive or a hand-written page changes, and then only."""
    bell = config.cache / "changed"
    bell.parent.mkdir(parents=True, exist_ok=True)
    bell.touch()
    server.watch(str(bell))
    server.unwatch(str(config.docs))
    handler = _Ring(bell, config)
    for folder in (config.docs, config.articles, config.authority):
        if folder.is_dir():
            server.observer.schedule(handler, str(folder), recursive=True)


def ours(path: Path, config: Config) -> bool:
    """Whether `path` is a file that builds write (or one half written): its changes are no reason to build again."""
    if path.name.startswith(".onrecord-") or path == config.authority / "registry.jsonl":
        return True
    if not path.is_relative_to(config.docs):
        return False
    written = (
        *addresses.FOLDERS,
        addresses.DATA,
        addresses.FEEDS,
        addresses.ASSETS,
        addresses.BUNDLE,
        addresses.SEARCH,
    )
    return any(path.is_relative_to(config.docs / name) for name in written)


class _Ring(FileSystemEventHandler):
    """Touches the bell when a file changes that is not ours."""

    def __init__(self, bell: Path, config: Config) -> None:
        self._bell = bell
        self._config = config

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer's thread for each change."""
        if event.is_directory:
            return
        paths = (Path(str(path)) for path in (event.src_path, event.dest_path) if path)
        if not all(ours(path, self._config) for path in paths):
            self._bell.touch()
