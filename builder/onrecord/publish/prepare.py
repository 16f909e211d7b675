"""Make docs/ ready to be published by any engine: pages, assets, and the browser's search."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

from onrecord.config import Config
from onrecord.model import Report
from onrecord.publish.standing import Standing

if TYPE_CHECKING:
    from onrecord.write import Progress


def prepare(
    config: Config, *, jobs: int | None = None, fresh: bool = False, progress: Progress | None = None
) -> Report:
    """Build the archive's pages, install the assets, and bring the browser's search up to date.

    The report is the build's, with what was done here added. A second run writes nothing; it looks at what every file
    is, and at nothing else. With `fresh`, nothing that is remembered is believed, nor is it by the next build of the
    site.

    Raises:
        OnRecordError: a setting or an authority file is wrong, or Pagefind is missing.
    """
    began = time.perf_counter()
    standing = Standing(config)
    report = None if fresh else standing.report()
    if report is not None:
        return dataclasses.replace(report, seconds={"compare": time.perf_counter() - began})
    from onrecord.publish.making import made  # noqa: PLC0415 - with all that extracts and links: else nobody needs it

    report, stamps = made(config, jobs, progress, fresh=fresh)
    standing.note(report, stamps)
    return report
