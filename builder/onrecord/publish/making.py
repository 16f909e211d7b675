"""The making of docs/: pages, assets, and the browser's search."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from onrecord import addresses, build
from onrecord.config import Config
from onrecord.model import Report, Stamp
from onrecord.publish.assets import install
from onrecord.publish.bundle import bundle
from onrecord.write import Progress


def made(
    config: Config, jobs: int | None, progress: Progress | None, *, fresh: bool
) -> tuple[Report, Mapping[str, Stamp]]:
    """Bring all of it up to date; what that took, and how the pages were left.

    Raises:
        OnRecordError: as `prepare`.
    """
    built = build.build(config, jobs=jobs, fresh=fresh, progress=progress)
    began = time.perf_counter()
    if fresh:
        _forget(config)
    installed = install(config)
    folder = config.docs / addresses.BUNDLE
    bundled = bundle(
        built.archive,
        folder,
        work=config.cache,
        rights=config.rights,
        language=config.language,
        jobs=build.workers(config, jobs),
        progress=progress,
        site=_site(config),
        versions=built.versions,
    )
    done = {field.name: getattr(built, field.name) for field in fields(Report)} | {
        "problems": (*built.problems, *installed.problems),
        "written": (*built.written, *installed.written, *_below(config.root, folder, bundled.written)),
        "removed": (*built.removed, *installed.removed, *_below(config.root, folder, bundled.removed)),
        "kept": (*built.kept, *installed.kept),
        "seconds": {**built.seconds, "publish": time.perf_counter() - began},
    }
    return Report(**done), built.stamps


def _forget(config: Config) -> None:
    """Drop the search, and what is known of it and of the site's files: they are made again, or compared."""
    shutil.rmtree(config.docs / addresses.BUNDLE, ignore_errors=True)
    for name in ("search.notes", "site.json", "serve.json"):
        (config.cache / name).unlink(missing_ok=True)


def _site(config: Config) -> dict[str, object]:
    """What search pages are told of the site: its name, whether its pages are files, what is searched along with it."""
    told = {"name": config.site_name, "files": not config.directories, "also": list(config.also)}
    return {key: value for key, value in told.items() if value}


def _below(root: Path, folder: Path, names: Iterable[str]) -> list[str]:
    """`names` in `folder` as paths relative to `root`, where they lie below it."""
    paths = (folder / name for name in names)
    return [(path.relative_to(root) if path.is_relative_to(root) else path).as_posix() for path in paths]
