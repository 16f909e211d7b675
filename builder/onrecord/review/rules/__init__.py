"""The vocabularies of reviewing, as data: one text file each, with a line at its head on what it is for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a rule file, comments and empty lines left out."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The words of a rule file."""
    return frozenset(word for line in lines(name) for word in line.split())
