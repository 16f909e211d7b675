"""`onrecord show` says of a speaker why each name is theirs, and of a surname who may be meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import RunCommand
from tests.conftest import MakeArchive

_HEAD = "---\ntitle: {title}\noutlet: The Lamp\ndate: 2025-05-0{n}\n---\n\n"
_BODIES = (
    "Mayor Ada Lane opened the well.\n\n“The well is deep enough for everybody,” said Ada Lane on Monday.",
    "Adah Lane closed the well.\n\n“The rope was far too short for us,” said Adah Lane on Tuesday.",
    "Carl Reyes met Karl Reyes.\n\n“Our names are our own business,” said Carl Reyes on Friday.",
    "The band played.\n\n“Nobody dances before the second song,” said Reyes on Sunday.",
    "Bernard Moss paid.\n\n“The bill was higher than the tower,” said Bernard Moss on Monday.",
    "Bernie Moss came back.\n\n“The tower was never that high,” said Bernie Moss on Monday.",
)


@pytest.fixture
def town(make_archive: MakeArchive, monkeypatch: pytest.MonkeyPatch, run: RunCommand) -> Path:
    """An archive of a few short articles, built."""
    heads = [_HEAD.format(title=f"Number {n}", n=n) for n in range(1, 7)]
    articles = {f"{n}.txt": head + body + "\n" for n, (head, body) in enumerate(zip(heads, _BODIES, strict=True))}
    config = make_archive(articles, {})
    monkeypatch.chdir(config.root)
    assert run("build", "--jobs", "1").status == 0
    return config.root


def test_a_merge_is_explained(town: Path, run: RunCommand) -> None:
    """Of two names that were taken for one person's, the card says why, and --json has each name with its reason."""
    shown = run("show", "Bernard Moss")
    assert "“Bernie Moss”: a short form in “Bernard Moss”, and nobody else fits (1)" in shown.out
    names = json.loads(run("show", "--json", "Bernard Moss").out)["names"]
    assert {(name["form"], name["reason"]) for name in names} == {("Bernard Moss", "own"), ("Bernie Moss", "nickname")}


def test_a_surname_is_shown_with_who_may_be_meant(town: Path, run: RunCommand) -> None:
    """The card of a surname that nobody resolves says so, and names the candidates."""
    shown = run("show", "speaker/reyes")
    assert "unresolved: a surname alone" in shown.out
    assert "perhaps" in shown.out
    assert "Carl Reyes" in shown.out
