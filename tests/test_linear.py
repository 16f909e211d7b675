"""Work grows with an article's length and not faster, whatever stands in it.

No clock is read: what is counted are the lines of Python that are run from the saved file to the record. (Time inside
regular expressions is not seen so: `python -m tests.bench.extract --hostile` measures that.)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from onrecord import clean, read
from onrecord.extract import Ranker, Rules, extract, load_ranker, load_rules
from onrecord.model import Article, Source
from tests.bench.hostile import SHAPES

LENGTH = 6000
"""Characters of the shorter text: many times the longest stretch that any step may look back over."""

MOST = 2.3
"""By how much twice the text may multiply the lines run; a quadratic step makes it near 4."""

MARKDOWN = ("short lines", "short paragraphs", "lists of titles", "header lines", "stars", "links", "pictures")
"""Shapes that a Markdown file is read otherwise for."""


Known = tuple[Rules, Ranker | None]


@pytest.fixture(scope="module")
def known() -> Known:
    """The English rules and their ranker as they ship."""
    return load_rules(), load_ranker()


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def process(path: Path, known: Known) -> None:
    """Read, clean and extract what is saved at `path`; a file of nothing but spaces is no article."""
    for source in read.read(path, path.parent):
        article = clean.clean(source) if isinstance(source, Source) else source
        if isinstance(article, Article):
            extract(article, *known)


@pytest.mark.parametrize(
    ("shape", "suffix"), [*((shape, ".txt") for shape in SHAPES), *((shape, ".md") for shape in MARKDOWN)]
)
def test_work_is_linear(shape: str, suffix: str, tmp_path: Path, known: Known) -> None:
    """Twice the hostile text takes about twice the work."""
    saved = tmp_path / f"article{suffix}"

    def work(length: int) -> int:
        saved.write_text(SHAPES[shape](length), encoding="utf-8")
        process(saved, known)  # what is read and compiled at its first use does not count
        return lines_run(lambda: process(saved, known))

    short, long = work(LENGTH), work(2 * LENGTH)
    assert long < MOST * short, f"{short} lines, then {long}"


def test_quadratic_work_is_seen() -> None:
    """The measure tells a loop in a loop from a loop, though both stand on one line."""
    short, long = (lines_run(partial(_pairs, n)) for n in (50, 100))
    assert long > 3 * short


def _pairs(n: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(n) for b in range(n)]
