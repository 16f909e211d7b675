"""How fast articles are read, cleaned and extracted on one core, and whether hostile ones take only their share.

Usage: python -m tests.bench.extract [FOLDER] [--runs N]
       python -m tests.bench.extract --hostile [SHAPE…] [--kilobytes N] [--suffix .md]

The first prints, for a folder of articles (default: the sample archive's, repeated), the CPU time of each stage in this
process, the best of several runs, and the speed in articles of 750 words. The second times articles that hold nothing
but marks, names, one endless sentence and the like, at a quarter, a half and all of N kilobytes (default 1000): twice
the text must take about twice the time. Machines are noisy: compare figures of one machine, better of one call.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import clean, read
from onrecord import extract as extraction
from onrecord.build import uncollected
from onrecord.model import Article, Source
from tests.bench.hostile import SHAPES

SAMPLE = Path(__file__).parents[2] / "articles"
WORDS = 750
"""Words of the article that speeds are told in."""

ENOUGH = 300_000
"""Words that one run takes at least: fewer tell more of the machine than of the program."""

STAGES = ("read", "clean", "extract")
Known = tuple[extraction.Rules, extraction.Ranker | None]
"""What extraction knows of its language."""


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over all articles: CPU seconds by stage, articles and words."""

    seconds: tuple[float, ...]
    articles: int
    words: int


def main() -> None:
    """Print one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hostile", nargs="*", metavar="SHAPE")
    parser.add_argument("--kilobytes", type=int, default=1000)
    parser.add_argument("--suffix", default=".txt", choices=sorted(read.READERS))
    given = parser.parse_args()
    if given.hostile is None:
        speed(given.folder, given.runs)
    else:
        growth(given.hostile or list(SHAPES), given.kilobytes * 1000, given.suffix)


# --- speed ------------------------------------------------------------------------------------------------------------


def speed(folder: Path, runs: int) -> None:
    """Print what each stage takes for an article of 750 words, and how many of them a second goes by."""
    paths, _ = read.discover(folder)
    known = extraction.load_rules(), extraction.load_ranker()
    one_pass(paths[:10], folder, known)  # vocabularies are read and expressions compiled at their first use
    needed = -(-ENOUGH // max(1, one_pass(paths, folder, known).words))
    best = min((one_pass(paths * needed, folder, known) for _ in range(runs)), key=lambda run: sum(run.seconds))
    total = sum(best.seconds)
    print(f"{best.articles} articles, {best.words} words, {best.words / best.articles:.0f} each")  # noqa: T201 - a report
    print(f"{'':8}{'CPU s':>9}{f'ms / {WORDS} words':>18}{'share':>8}")  # noqa: T201 - a report
    for stage, seconds in (*zip(STAGES, best.seconds, strict=True), ("all", total)):
        milliseconds = seconds / best.words * WORDS * 1000
        print(f"{stage:8}{seconds:9.2f}{milliseconds:18.2f}{seconds / total:8.0%}")  # noqa: T201 - a report
    print(  # noqa: T201 - a report
        f"{best.words / WORDS / total:.0f} articles of {WORDS} words a second on one core"
        f" ({best.articles / total:.0f} as they are), {best.words / total:,.0f} words a second"
    )


def one_pass(paths: Sequence[Path], folder: Path, known: Known) -> Run:
    """Every file read, then every source cleaned, then every article extracted; cycles are looked for as in a build."""
    marks = [time.process_time()]
    sources = [found for path in paths for found in read.read(path, folder) if isinstance(found, Source)]
    marks.append(time.process_time())
    articles = [found for source in sources if isinstance(found := clean.clean(source), Article)]
    marks.append(time.process_time())
    with uncollected():
        for article in articles:
            extraction.extract(article, *known)
    marks.append(time.process_time())
    seconds = tuple(after - before for before, after in itertools.pairwise(marks))
    return Run(seconds, len(articles), sum(len(article.text.split()) for article in articles))


# --- growth -----------------------------------------------------------------------------------------------------------


def growth(shapes: Sequence[str], length: int, suffix: str) -> None:
    """Print the CPU time of each shape at three lengths, and by how much each of the two doublings multiplied it."""
    lengths = (length // 4, length // 2, length)
    heads = "".join(f"{size / 1000:>10.0f} kB" for size in lengths)
    print(f"{'CPU s':28}{heads}{'growth':>9}   slowest stage")  # noqa: T201 - a report
    known = extraction.load_rules(), extraction.load_ranker()
    with tempfile.TemporaryDirectory() as folder:
        for shape in shapes:
            rows = [timed(Path(folder), SHAPES[shape](size), suffix, known) for size in lengths]
            totals = [sum(row) for row in rows]
            figures = "".join(f"{seconds:13.2f}" for seconds in totals)
            stage = max(zip(rows[-1], STAGES, strict=True))[1]
            print(f"{shape:28}{figures}{(totals[2] / totals[0]) ** 0.5:9.1f}   {stage}", flush=True)  # noqa: T201 - a report


def timed(folder: Path, text: str, suffix: str, known: Known) -> tuple[float, ...]:
    """CPU seconds of each stage for one file of `text`; 0 for stages that it never comes to."""
    path = folder / f"article{suffix}"
    path.write_text(text, encoding="utf-8")
    marks = [time.process_time(), *_marks(path, folder, known)]
    seconds = [after - before for before, after in itertools.pairwise(marks)]
    return tuple(seconds + [0.0] * (len(STAGES) - len(seconds)))


def _marks(path: Path, folder: Path, known: Known) -> Iterator[float]:
    """The process's clock after each stage."""
    sources = [found for found in read.read(path, folder) if isinstance(found, Source)]
    yield time.process_time()
    articles = [found for source in sources if isinstance(found := clean.clean(source), Article)]
    yield time.process_time()
    for article in articles:
        extraction.extract(article, *known)
    yield time.process_time()


if __name__ == "__main__":
    main()
