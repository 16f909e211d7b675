"""The table of all quality figures against their floors.

Usage: python -m tests.quality [--raise | --lower FIGURE --because REASON]

Without an option: print the table; exit 1 if a figure is under its floor. What was wrong in a run that held is kept in
.onrecord/quality.json (not in git), so that a later failure can tell which articles got worse.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.quality import corpus, sample, traps
from tests.quality.figures import Figure
from tests.quality.floors import FILE, Floor, dump, fallen, load, lowered, raised

MEMORY = Path(__file__).parents[2] / ".onrecord" / "quality.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print, raise or lower; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floors to today's figures")
    parser.add_argument("--lower", metavar="FIGURE", help="let this figure's floor down to today's figure")
    parser.add_argument("--because", metavar="REASON", default="", help="why; it is kept in floors.yml")
    given = parser.parse_args(arguments)
    before = FILE.read_text(encoding="utf-8")
    floors, figures = load(before), measured()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    if given.lower:
        floors = _let_down(parser, figures, floors, given.lower, given.because, today)
    if given.lift:
        floors = raised(figures, floors, today)
    if given.lift or given.lower:
        FILE.write_text(dump(floors, before), encoding="utf-8")
    return _told(figures, floors)


def measured() -> list[Figure]:
    """Every figure that can be measured here: the corpus only where it lies beside the checkout."""
    figures = [*traps.figures(), *sample.figures()]
    if corpus.GOLD.is_file():
        with tempfile.TemporaryDirectory() as folder:
            for attribution in corpus.SETTINGS:
                figures += corpus.figures(Path(folder), attribution)
    return figures


def remembered() -> dict[str, list[str]]:
    """Each figure's faults in the last run that held; nothing where there was none here."""
    if not MEMORY.is_file():
        return {}
    known: dict[str, list[str]] = json.loads(MEMORY.read_text(encoding="utf-8"))
    return known


def _let_down(
    parser: argparse.ArgumentParser,
    figures: Sequence[Figure],
    floors: Mapping[str, Floor],
    name: str,
    because: str,
    today: str,
) -> dict[str, Floor]:
    figure = next((figure for figure in figures if figure.name == name), None)
    if figure is None or name not in floors:
        parser.error(f"no figure {name}; there are {', '.join(figure.name for figure in figures)}")
    try:
        return lowered(figure, floors, because, today)
    except ValueError as error:
        parser.error(str(error))


def _told(figures: Sequence[Figure], floors: Mapping[str, Floor]) -> int:
    """Print the table and what fell; the exit code."""
    print(f"{'figure':34}{'value':>8}  {'floor':8}{'of':>7}")  # noqa: T201 - a report
    for figure in figures:
        floor = floors.get(figure.name)
        bound = f"{'≤' if floor.small else '≥'} {floor.value}" if floor else "none"
        print(f"{figure.name:34}{figure.value:8.4f}  {bound:8}{figure.of:7}")  # noqa: T201 - a report
    failures = fallen(figures, floors, remembered())
    if failures:
        print("\n" + "\n".join(failures))  # noqa: T201 - a report
        return 1
    MEMORY.parent.mkdir(exist_ok=True)
    MEMORY.write_text(json.dumps({figure.name: figure.faults for figure in figures}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
