"""How much memory a first build takes, phase by phase: when the most, and what is left.

Usage: python -m tests.bench.memory [--articles 20000] [--archive FOLDER] [--most MEGABYTES]

Builds made-up articles (`synthetic`), or a folder's archive as it is, in a process of its own, and prints what that
process holds when each of its phases ends and the most that it held meanwhile; then the largest of its workers, with
what it shares with that process. Exits 1 if either had more than the limit. Linux alone tells so much.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from tests.bench.site import prepared

MOST = 1000
"""Megabytes that no process may exceed."""

PHASES = (
    ("onrecord.build", "harvested", "extract"),
    ("onrecord.build", "_linked", "link"),
    ("onrecord.write", "versions", "tell versions"),
    ("onrecord.write", "_pages", "write pages"),
    ("onrecord.write.tables", "written", "write data files"),
    ("onrecord.build", "_written_besides", "write dataset"),
    ("onrecord.publish.prepare", "bundle", "make search"),
    ("onrecord.publish.workshop.Workshop", "files", "list files"),
    ("onrecord.publish.workshop.Workshop", "make", "make pages of the site"),
    ("onrecord.publish.workshop.Workshop", "finish", "put site in its place"),
)
"""What is looked at: where a function is, what it is called, and what it does."""


class Memory:
    """What this process holds, from phase to phase."""

    def __init__(self) -> None:
        self.most = self._last = 0
        self._began = time.perf_counter()
        self.tell("start")

    def tell(self, phase: str = "") -> None:
        """Print a row: a phase ends here; or, if it has no name, what was done since the last, if that took more."""
        told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
        now, most = (int(told[name].split()[0]) // 1000 for name in ("VmRSS", "VmHWM"))
        self.most = max(self.most, most)
        seconds = time.perf_counter() - self._began
        if phase or most > self._last:
            print(f"{phase or '…':24}{seconds:8.0f}{now:8}{most:8}", flush=True)  # noqa: T201 - a report
            self._last = now
        Path("/proc/self/clear_refs").write_text("5", "ascii")  # the most is found anew from here on

    def watch(self, home: str, name: str, phase: str) -> None:
        """Print a row when a function ends, and one before it begins for what was done since the last."""
        try:
            owner: Any = importlib.import_module(home)
        except ModuleNotFoundError:  # a class
            module, _, kind = home.rpartition(".")
            owner = getattr(importlib.import_module(module), kind)
        function: Callable[..., Any] = getattr(owner, name)

        @wraps(function)
        def told(*given: Any, **named: Any) -> Any:
            self.tell()
            try:
                return function(*given, **named)
            finally:
                self.tell(phase)

        setattr(owner, name, told)


def inside() -> None:
    """Build the archive in the working folder, and tell of this process. Exits 1 if one had more than the limit."""
    print(f"{'':24}{'s':>8}{'MB':>8}{'most':>8}")  # noqa: T201 - a report
    memory = Memory()
    for phase in PHASES:
        memory.watch(*phase)
    cli = importlib.import_module("mkdocs.__main__").cli
    cli(["build", "--quiet"], standalone_mode=False)
    memory.tell()
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 // 1_000_000
    print(f"The most in this process: {memory.most} MB; in one of its workers: {workers} MB")  # noqa: T201 - a report
    sys.exit(max(memory.most, workers) > int(os.environ["MOST"]))


def main() -> None:
    """Make an archive, if none is given, and build it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--most", type=int, default=MOST)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        archive = given.archive or prepared(Path(temporary), given.articles, ())["onrecord"].folder
        command = [sys.executable, "-c", "from tests.bench import memory; memory.inside()"]
        path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path, "MOST": str(given.most)}
        sys.exit(subprocess.run(command, cwd=archive, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
