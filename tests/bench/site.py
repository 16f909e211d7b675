"""How long a whole site takes, beside what others take: first, after one changed article, and with nothing changed.

Usage: python -m tests.bench.site [--articles 10000] [--peers hugo material zensical] [--into FOLDER]

Made-up articles (`synthetic`), the same for all; each run is a process of its own, its wall-clock and CPU seconds and
its largest process's memory as the operating system tells them. Machines are noisy: compare the figures of one call,
as ratios. Writes table.md and plot.svg into the folder.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import peers, synthetic
from tests.bench.peers import Peer

RESULTS = Path(__file__).with_name("results")
RUNS = ("first", "one change", "no change")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds on the clock and of all cores, megabytes of its largest process, files in its site."""

    wall: float
    cpu: float
    memory: float


def run(peer: Peer) -> Cost:
    """Build a site once, in a process of its own.

    Raises:
        SystemExit: it failed.
    """
    command = [sys.executable, *peer.command] if peer.command[0] == "-m" else list(peer.command)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=peer.folder, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{peer.name} failed in {peer.folder}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(peer: Peer) -> dict[str, Cost]:
    """The three runs of a peer; what the change is, its kind of file says."""
    found = {"first": run(peer)}
    old = peer.change.read_text(encoding="utf-8")
    peer.change.write_text(f"{old}\n\nOne more paragraph stands here now.\n", encoding="utf-8")
    found["one change"] = run(peer)
    found["no change"] = run(peer)
    return found


def table(figures: dict[str, dict[str, Cost]], articles: int) -> str:
    """The figures as Markdown, each run beside onrecord's as a ratio."""
    rows = [f"{articles} articles of about {synthetic.WORDS} words, {os.cpu_count()} cores.", ""]
    rows.append("| | " + " | ".join(f"{name}, s | ratio" for name in RUNS) + " | peak memory, MB |")
    rows.append("|---|" + "--:|--:|" * len(RUNS) + "--:|")
    ours = figures["onrecord"]
    for name, runs in figures.items():
        cells = [f"{runs[each].wall:.1f} | {ours[each].wall / runs[each].wall:.2f}" for each in RUNS]
        rows.append(f"| {name} | {' | '.join(cells)} | {max(cost.memory for cost in runs.values()):.0f} |")
    return (
        "\n".join([*rows, "", "A ratio is onrecord's time divided by the row's: below 1, onrecord is faster."]) + "\n"
    )


def plot(figures: dict[str, dict[str, Cost]]) -> str:
    """The figures as bars, in an SVG picture with a text alternative."""
    longest = max(cost.wall for runs in figures.values() for cost in runs.values())
    lines, y = [], 10
    for each in RUNS:
        lines.append(f'<text x="0" y="{y + 12}" font-weight="bold">{each}</text>')
        y += 22
        for name, runs in figures.items():
            width = max(1, round(420 * runs[each].wall / longest))
            lines.append(f'<text x="10" y="{y + 11}">{name}</text>')
            lines.append(f'<rect x="250" y="{y}" width="{width}" height="14" fill="#b07900"/>')
            lines.append(f'<text x="{256 + width}" y="{y + 11}">{runs[each].wall:.1f} s</text>')
            y += 20
        y += 8
    told = "; ".join(
        f"{name}: {', '.join(f'{each} {runs[each].wall:.1f} s' for each in RUNS)}" for name, runs in figures.items()
    )
    body = "\n".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="740" height="{y}" font-family="sans-serif" font-size="12" '
        f'role="img" aria-label="{told}">\n<rect width="740" height="{y}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def prepared(root: Path, count: int, wanted: Sequence[str]) -> dict[str, Peer]:
    """The folders of onrecord and of the peers that need no pages of its making."""
    archive = root / "onrecord"
    subprocess.run([sys.executable, "-m", "onrecord", "--quiet", "new", str(archive)], check=True)
    for sample in (archive / "articles").glob("*.*"):
        sample.unlink()
    pieces = synthetic.write(archive / "articles", count)
    (archive / "authority" / "topics.yml").write_text(synthetic.World().topics_yml(), encoding="utf-8")
    found = {"onrecord": peers.onrecord(archive)}
    if "material" in wanted:
        found["material"] = peers.material(pieces, root / "material")
    if "zensical" in wanted:
        found["zensical"] = peers.zensical(pieces, root / "zensical")
    return found


def main() -> None:
    """Print the table, and write it with its plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--peers", nargs="*", default=["hugo", "material"], choices=["hugo", "material", "zensical"])
    parser.add_argument("--into", type=Path, default=RESULTS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        found = prepared(root, given.articles, given.peers)
        figures = {"onrecord": measure(found.pop("onrecord"))}
        if "hugo" in given.peers:
            found["hugo"] = peers.hugo(root / "onrecord", root / "hugo", shutil.which("hugo") or "hugo")
        for peer in found.values():
            figures[peer.name] = measure(peer)
    text = table(figures, given.articles)
    print(text)  # noqa: T201 - a report
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"Largest process in all: {peak:.0f} MB")  # noqa: T201 - a report
    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / "table.md").write_text(text, encoding="utf-8")
    (given.into / "plot.svg").write_text(plot(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
