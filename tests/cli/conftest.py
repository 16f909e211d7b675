"""What the tests of the commands share: running one as a shell would, and a small archive to run it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.cli import main
from tests.conftest import MakeArchive


@dataclass(frozen=True)
class Run:
    """What a command did: its exit status, and what it printed where."""

    status: int
    out: str
    err: str


RunCommand = Callable[..., Run]

FERRY = """---
title: Ferry vote put off
outlet: The Tern Bay Gull
date: 2031-02-03
url: https://gull.example/ferry
---

The council of Tern Bay put off its vote on the ferry on Monday.

“We will have a ferry of hope by spring,” said Mayor Ada Lane. “The harbour cannot wait.”

“It is a boat without a captain,” said Bram Odell, a fisherman.
"""

LETTER = """---
title: Mayor writes to the captain
outlet: Harbour Radio
date: 2031-02-04
---

Mayor Ada Lane wrote to the captain on Tuesday.

“We will have a ferry of hope by spring,” Lane wrote.
"""

TOPICS = """
- id: transport
  label: Transport
  query: bus OR ferry
- id: ferries
  label: Ferries
  query: ferr*
  broader: transport
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Run `onrecord` with arguments."""

    def command(*arguments: str | Path) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        status = stop.value.code
        return Run(status if isinstance(status, int) else 0, printed.out, printed.err)

    return command


@pytest.fixture
def archive(make_archive: MakeArchive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two articles, not built yet; the command stands in its folder."""
    config = make_archive({"ferry.txt": FERRY, "letter.txt": LETTER}, {"topics.yml": TOPICS})
    monkeypatch.chdir(config.root)
    return config.root


@pytest.fixture
def built(archive: Path, run: RunCommand) -> Path:
    """The same, built."""
    done = run("build", "--jobs", "1")
    assert done.status == 0, done.err
    return archive
