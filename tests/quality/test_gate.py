"""No figure of extraction falls under its floor, and no floor goes down without a word."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.model import Attribution
from tests.conftest import REPOSITORY
from tests.quality import corpus, sample, traps
from tests.quality.__main__ import remembered
from tests.quality.figures import Figure
from tests.quality.floors import FILE, fallen, load, silent

FLOORS = load(FILE.read_text(encoding="utf-8"))


def _held(figures: Iterable[Figure]) -> None:
    """Fails with each figure that is under its floor, and what got worse."""
    failures = fallen(figures, FLOORS, remembered())
    assert not failures, "\n" + "\n".join(failures)


def test_traps() -> None:
    """Over all invented articles: quotations found, speakers and kinds right, nobody credited falsely."""
    _held(traps.figures())


def test_sample() -> None:
    """Over the sample archive, against its editor's notes."""
    _held(sample.figures())


@pytest.mark.shared
@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("attribution", corpus.SETTINGS)
def test_corpus(tmp_path: Path, attribution: Attribution) -> None:
    """Over every real article, by the public scorer, under each setting; and the confidence bands hold."""
    _held(corpus.figures(tmp_path, attribution))


def test_no_floor_is_looser_than_ever_without_a_reason() -> None:
    """Whoever lowers a floor says why (`python -m tests.quality --lower FIGURE --because …`)."""
    assert list(silent(FLOORS)) == []


def test_the_strictest_bounds_are_not_rewritten() -> None:
    """`best`, which the test above trusts, is as strict as any floor that was ever committed."""
    for commit in _git("log", "--format=%H", "--", _path()).split():
        for name, old in load(_git("show", f"{commit}:{_path()}")).items():
            if name in FLOORS:
                best = FLOORS[name].best
                assert best <= old.value if old.small else best >= old.value, (name, commit)


def _path() -> str:
    return FILE.relative_to(REPOSITORY).as_posix()


def _git(*arguments: str) -> str:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("this is no clone: there is no history to read")
    run = subprocess.run(["git", *arguments], cwd=REPOSITORY, check=True, capture_output=True, text=True)
    return run.stdout
