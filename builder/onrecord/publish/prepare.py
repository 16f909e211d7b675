"""Make docs/ ready to be published by any engine: pages, assets, and the browser's search."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable
from pathlib import Path

from onrecord import addresses, build
from onrecord.build import Report
from onrecord.config import Config
from onrecord.publish.assets import install
from onrecord.publish.bundle import bundle
from onrecord.write import Progress


def prepare(
    config: Config, *, jobs: int | None = None, fresh: bool = False, progress: Progress | None = None
) -> Report:
    """Build the archive's pages, install the assets, and bring the browser's search up to date.

    The report is the build's, with what was done here added. A second run writes nothing.

    Raises:
        OnRecordError: a setting or an authority file is wrong, or Pagefind is missing.
    """
    report = build.build(config, jobs=jobs, fresh=fresh, progress=progress)
    began = time.perf_counter()
    installed = install(config)
    folder = config.docs / addresses.BUNDLE
    bundled = bundle(
        report.archive,
        folder,
        work=config.cache,
        rights=config.rights,
        language=config.language,
        jobs=build.workers(config, jobs),
        progress=progress,
        site=_site(config),
        versions=report.versions,
    )
    return dataclasses.replace(
        report,
        problems=(*report.problems, *installed.problems),
        written=(*report.written, *installed.written, *_below(config.root, folder, bundled.written)),
        removed=(*report.removed, *_below(config.root, folder, bundled.removed)),
        kept=(*report.kept, *installed.kept),
        seconds={**report.seconds, "publish": time.perf_counter() - began},
    )


def _site(config: Config) -> dict[str, object]:
    """What search pages are told of the site: its name, whether its pages are files, what is searched along with it."""
    told = {"name": config.site_name, "files": not config.directories, "also": list(config.also)}
    return {key: value for key, value in told.items() if value}


def _below(root: Path, folder: Path, names: Iterable[str]) -> list[str]:
    """`names` in `folder` as paths relative to `root`, where they lie below it."""
    paths = (folder / name for name in names)
    return [(path.relative_to(root) if path.is_relative_to(root) else path).as_posix() for path in paths]
