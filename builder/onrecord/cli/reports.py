"""How a long command shows where it is, and what it says in the end."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.settings import Settings
from onrecord.cli.words import plain

if TYPE_CHECKING:  # so that search and show need not wait for every stage to be imported
    from onrecord.model import Problem, Report
    from onrecord.write import Progress

FOLDED = 12
"""This many lines of one sort are shown; -v shows all."""


@contextmanager
def progress_bars(settings: Settings) -> Iterator[Progress | None]:
    """A callback that draws one bar for each stage; None where nobody would see it."""
    if settings.quiet or not sys.stderr.isatty():
        yield None
        return
    bars = _Bars()
    try:
        yield bars.tell
    finally:
        bars.close()


class _Bars:
    """One bar at a time: a stage begins when it is first told of, and ends when another does."""

    def __init__(self) -> None:
        self._stage: str | None = None
        self._bar: Any = None
        self._done = 0

    def tell(self, stage: str, done: int, total: int) -> None:
        """`done` of the `total` items of a stage are done."""
        if stage != self._stage:
            self.close()
            self._stage, self._done = stage, 0
            self._bar = click.progressbar(length=total, label=f"{stage:<8}", file=sys.stderr)
            self._bar.__enter__()
        self._bar.length = total  # a listing that goes on meanwhile makes it longer
        self._bar.update(done - self._done)
        self._done = done

    def close(self) -> None:
        """End the bar that is shown."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._stage = self._bar = None


def tell_problems(settings: Settings, problems: Sequence[Problem]) -> None:
    """Warnings line by line, notes as counts of each sort; with -v every one of them, and where each bug is."""
    warnings = [problem for problem in problems if problem.level == "warning"]
    notes = [problem for problem in problems if problem.level != "warning"]
    shown = len(warnings) if settings.verbose else FOLDED
    for problem in warnings[:shown]:
        tell_problem(settings, problem)
    if len(warnings) > shown:
        settings.say(f"… and {_many(len(warnings) - shown, 'more warning')}: -v lists them all.")
    if settings.verbose:
        for problem in notes:
            tell_problem(settings, problem)
    else:
        for line in _counted(notes):
            settings.say(line)


def tell_problem(settings: Settings, problem: Problem) -> None:
    """One problem, and with -v where the bug is, if it is one."""
    level = click.style("warning:", fg="yellow", bold=True) if problem.level == "warning" else "note:"
    settings.say(f"{level} {plain(str(problem))}")
    if settings.verbose and problem.detail:
        settings.say(problem.detail.rstrip())


def _counted(notes: Iterable[Problem]) -> Iterator[str]:
    """Notes that say the same, as one line; one that stands alone says where, too."""
    sorts: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for note in notes:
        sorts[note.message, note.hint].append(note)
    ranked = sorted(sorts.values(), key=len, reverse=True)
    for alike in ranked[:FOLDED]:
        first, count = alike[0], len(alike)
        message = first.message if first.message.endswith((".", "!", "?")) else f"{first.message}."
        yield plain(f"note: {first}" if count == 1 else f"note: {count} × {message} {first.hint}")
    left = sum(len(alike) for alike in ranked[FOLDED:])
    if left:
        yield f"… and {_many(left, 'more note')}: -v lists them all."


def tell_report(settings: Settings, report: Report) -> None:
    """What a build found and did."""
    tell_problems(settings, report.problems)
    if settings.verbose:
        for path in report.written:
            settings.say(f"wrote: {plain(path)}")
        for path in report.removed:
            settings.say(f"removed: {plain(path)}")
    settings.say(holdings(report))
    done = [f"{_many(report.extracted, 'file')} read", f"{len(report.written)} written"]
    done += [f"{len(report.removed)} removed"] if report.removed else []
    laps = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
    total = sum(report.seconds.values())
    settings.say(f"{', '.join(done)} in {total:.1f} seconds" + (f" ({laps})." if settings.verbose and laps else "."))


def holdings(report: Report) -> str:
    """What the archive holds, in one line."""
    held = report.holdings
    counts = (
        (held.articles, "article"),
        (held.quotations - held.reported, "quotation"),
        (held.speakers, "speaker"),
        (held.statements, "statement"),
        (held.topics, "topic"),
        (held.outlets, "outlet"),
    )
    said = [_many(count, noun) for count, noun in counts]
    return (
        ", ".join([*said[:2], *([f"{held.reported} reported without marks"] if held.reported else []), *said[2:]]) + "."
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + "s" * (count != 1)  # every noun that is counted here takes an s
