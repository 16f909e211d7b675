"""The house keeps its shape: its rooms are in the guide, its layers too, and nothing in it outgrows a screen."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "builder" / "onrecord"
MODULES = sorted(PACKAGE.rglob("*.py"))
FUNCTION, MODULE = 25, 400
"""The most lines of a function's body and of a module: what one can see, and what one can keep in mind."""


def _named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _block(after: str) -> list[str]:
    """The lines of the first block of code after some words of the guide."""
    guide = (REPOSITORY / "docs" / "guide" / "how-it-works.md").read_text(encoding="utf-8")
    return guide.split(after, 1)[1].split("```text\n", 1)[1].split("```", 1)[0].splitlines()


def _long(module: Path) -> Iterator[str]:
    """The functions of a module whose bodies, docstring apart, do not fit on a screen."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if length > FUNCTION:
                yield f"{node.name}: {length}"


@pytest.mark.parametrize("module", MODULES, ids=_named)
def test_functions_and_modules_can_be_seen_whole(module: Path) -> None:
    """No function's body is longer than a screen, no module longer than one can keep in mind: split them by steps."""
    assert list(_long(module)) == []
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MODULE


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/rules/**/*.[ty][xm][tl]")), ids=_named)
def test_every_vocabulary_says_what_it_is_for(path: Path) -> None:
    """A file of rules begins with a line on why it is there."""
    assert re.match(r"# \w+", path.read_text(encoding="utf-8"))


def test_every_exception_to_a_rule_has_its_reason() -> None:
    """Where the linter or the type checker is told to look away, the line says why."""
    told = re.compile(r"# (?:noqa|type: ignore)\b(?:: [A-Z0-9, ]+|\[[a-z, -]+\])?[ #(–-]*(?P<reason>.*)")
    marked = [
        (path.relative_to(REPOSITORY).as_posix(), number, found["reason"])
        for path in (*MODULES, *REPOSITORY.glob("tests/**/*.py"))
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := told.search(line))
    ]
    assert len(marked) > 1
    assert [(path, number) for path, number, reason in marked if len(reason) < len("reason")] == []


def test_the_guide_has_the_tree_of_the_code() -> None:
    """Each room and module at the top of the package is in the guide's tree, and nothing else is."""
    rooms = {f"{path.name}/" for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    rooms |= {path.name for path in PACKAGE.glob("[!_]*.py")}
    lines = _block("## The code")
    assert lines[0] == "builder/onrecord/"
    assert {line.split()[0] for line in lines[1:]} == rooms
    assert all(len(line.split(maxsplit=1)) > 1 for line in lines[1:])


def test_the_guide_has_the_layers_that_are_enforced() -> None:
    """Who may import whom is told as the import rules have it."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (found["layers"] for found in settings["tool"]["importlinter"]["contracts"] if "layers" in found)
    assert [line.split("  ")[0] for line in _block("Who may import whom")] == layers


def test_the_readme_names_the_folders() -> None:
    """Every place that the README's table names is there to be found."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    table = readme.split("| Path | Holds |", 1)[1].split("## ", 1)[0]
    named = re.findall(r"^\| `([^`]+)` \|", table, re.M)
    assert {"articles/", "authority/", "builder/", "docs/", "tests/"} <= set(named)
    assert [name for name in named if not (REPOSITORY / name).exists()] == []
