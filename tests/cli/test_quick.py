"""A plain search takes a short road, which gives the very answer of the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from onrecord.cli import app, quick
from onrecord.cli.styles import styled, unstyled
from tests.cli.conftest import RunCommand

PLAIN = (
    ["search", "ferry"],
    ["search", "ferry", "OR", "captain"],
    ["search", "submarine"],
    ["search", "-n", "1", "ferry"],
    ["search", "ferry", "--limit", "2", "--newest"],
    ["search", "--json", "type:article"],
    ["search", "-q", "ferry"],
    ["-q", "search", "-C", "../archive", "ferry"],
    ["-C", "articles", "-f", "mkdocs.yml", "search", "speaker:lane"],
    ["search", "--config-file", "mkdocs.yml", "type:quotation"],
)
OTHER = (
    ["search"],
    ["search", "-n", "0", "ferry"],
    ["search", "-n", "x", "ferry"],
    ["search", "ferry", "-n"],
    ["search", "-C", "nowhere", "ferry"],
    ["search", "-f", "nowhere.yml", "ferry"],
    ["search", "--", "-ferry", "captain"],
    ["search", "--no-such-option", "ferry"],
    ["search", "--help"],
    ["search", "-v", "ferry"],
    ["search", "-qn1", "ferry"],
    ["search", "--limit=1", "ferry"],
    ["search", "speaekr:lane"],
    ["search", "("],
    ["--newest", "search", "ferry"],
    ["check", "-q"],
    ["--version"],
)


def long_road(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave everything to the commands themselves."""
    monkeypatch.setattr(quick, "answered", lambda _: False)


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("arguments", PLAIN + OTHER, ids=" ".join)
def test_both_roads_print_the_same(
    built: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch, arguments: list[str], terminal: bool
) -> None:
    """Whatever is asked, and however, status and print are the same to the last character, colours included."""
    run("search", "ferry")  # makes the index
    if terminal:
        monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    short = run(*arguments)
    with monkeypatch.context() as patched:
        long_road(patched)
        assert run(*arguments) == short


@pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
def test_a_plain_search_takes_the_short_road(
    built: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Once the index is made, the library that reads commands has no part in a plain search."""
    run("search", "ferry")
    monkeypatch.setattr(app, "main", lambda _: pytest.fail("this went the long road"))
    assert run(*arguments).status == 0


@pytest.mark.parametrize("arguments", OTHER, ids=" ".join)
def test_whatever_else_takes_the_long_road(built: Path, run: RunCommand, arguments: list[str]) -> None:
    """What is not plain, or wrong, is left to the command itself, nothing being printed before."""
    run("search", "ferry")
    assert not quick.answered(arguments)


def test_an_index_that_is_behind_is_left_to_the_command(built: Path, run: RunCommand) -> None:
    """The short road makes no index: that takes long, and the command shows how far it is."""
    assert not quick.answered(["search", "ferry"])
    assert not (built / ".onrecord" / "index").exists()
    run("search", "ferry")
    assert quick.answered(["search", "ferry"])


def test_a_search_loads_neither_click_nor_yaml(built: Path, run: RunCommand) -> None:
    """What takes long to load is not loaded, from the first argument to the last hit."""
    run("search", "ferry")
    code = "import sys; from onrecord.cli import main\nsys.argv = ['onrecord', 'search', 'ferry']\n"
    code += "try: main()\nfinally: print({'click', 'yaml', 'logging', 'numpy'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=built, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("bold", [None, True, False])
@pytest.mark.parametrize("colour", [None, "cyan", "yellow"])
def test_styles_are_those_of_the_commands(bold: bool | None, colour: str | None) -> None:
    """Text is styled as click would, and unstyled again."""
    text = styled("a [b] c", bold=bold, fg=colour)
    assert text == click.style("a [b] c", bold=bold, fg=colour)
    assert unstyled(text) == click.unstyle(text) == "a [b] c"
