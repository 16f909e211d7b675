"""The real articles that everything began with, on the road a user takes: new, build, search, show."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import RunCommand

pytestmark = pytest.mark.shared


def test_the_seeds_are_found(run: RunCommand, tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an archive made with `new`, a speaker's words on a topic are found; a statement shows its three outlets."""
    assert run("new", tmp_path / "archive").status == 0
    for seed in (shared / "seeds").glob("*.txt"):
        shutil.copy(seed, tmp_path / "archive" / "articles")
    monkeypatch.chdir(tmp_path / "archive")
    built = run("build", "--strict")
    assert built.status == 0, built.err
    assert "note: 4 × " in built.err
    found = json.loads(run("search", "--json", 'speaker:"Bernie Sanders" topic:immigration "beacon of hope"').out)
    assert [hit["speaker"] for hit in found["hits"]] == ["Bernie Sanders"] * 2
    hit = json.loads(run("search", "--json", '"very disturbed by reports" type:quotation').out)["hits"][0]
    statement = json.loads(run("show", "--json", f"statement/{hit['statement']}").out)
    assert len(statement["quotations"]) == 3
    assert {row["speaker_name"] for row in statement["quotations"]} == {"Bernie Sanders"}
