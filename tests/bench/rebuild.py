"""How long a folder of articles takes: the first `mkdocs build`, one without a change, one after one edited article.

Usage: python -m tests.bench.rebuild ARTICLES [--jobs N]

Each run is a process of its own, its wall-clock and CPU seconds and its largest process's memory are the operating
system's figures. Machines are noisy: compare runs of one call with each other, as ratios.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from tests.bench.peers import Peer
from tests.bench.site import run


def main() -> None:
    """Print a table of the three builds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        archive = Path(temporary) / "archive"
        run(Peer("onrecord new", Path(temporary), ("-m", "onrecord", "--quiet", "new", str(archive)), archive))
        shutil.copytree(given.articles, archive / "articles", dirs_exist_ok=True)
        print(f"{'':24}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")  # noqa: T201 - a report
        report("mkdocs build, first", archive)
        pages = sum(1 for _ in (archive / "site").rglob("*.html"))
        report("… nothing changed", archive)
        first = min(path for path in (archive / "articles").rglob("*.txt"))
        first.write_text(
            first.read_text(encoding="utf-8") + "\n\nOne more paragraph stands here now.\n", encoding="utf-8"
        )
        report("… one article changed", archive)
        print(f"{pages} pages")  # noqa: T201 - as above


def report(name: str, archive: Path) -> None:
    """Print a row of the table."""
    cost = run(Peer(name, archive, ("-m", "mkdocs", "build", "--quiet"), archive))
    print(f"{name:24}{cost.wall:9.1f}{cost.cpu:9.1f}{cost.memory:9.0f}")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
