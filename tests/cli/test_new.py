"""`onrecord new` makes an archive that publishes as it is."""

import html
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.new import _UNSHOWABLE, _wanted
from onrecord.config import load, load_authority
from onrecord.read import discover
from tests.cli.conftest import FERRY, RunCommand

HOSTILE = """Ada's "bay": {{ 7*7 }} & {% raw %} *more* [x](y) `#1` $HOME ☂"""


def publish(folder: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` in the folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_new_archive_publishes_before_it_holds_anything(run: RunCommand, tmp_path: Path) -> None:
    """`mkdocs build --strict` of a new archive without articles succeeds and warns of nothing."""
    folder = tmp_path / "harbour-news"
    made = run("new", folder)
    assert (made.status, made.out) == (0, "")
    assert 'Made the archive "Harbour news"' in made.err
    assert "articles/README.md" in made.err
    built = publish(folder)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    assert "<h1" in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_an_archive_of_any_name_publishes_it_as_its_characters(run: RunCommand, tmp_path: Path) -> None:
    """Quotes, colons, braces and Markdown in the name are shown, and none of them does anything."""
    folder = tmp_path / "archive"
    assert run("new", folder, "--name", HOSTILE).status == 0
    assert load(folder / "mkdocs.yml").site_name == HOSTILE
    (folder / "articles" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    built = publish(folder)
    assert built.returncode == 0, built.stderr
    front = (folder / "site" / "index.html").read_text(encoding="utf-8")
    heading = front.split("<h1", 1)[1].split(">", 1)[1].split("<a", 1)[0]
    assert html.unescape(heading) == HOSTILE


def test_what_is_written_is_understood(run: RunCommand, tmp_path: Path) -> None:
    """Settings and authority files of a new archive load; its instructions are no articles."""
    run("new", tmp_path / "a")
    config = load(tmp_path / "a" / "mkdocs.yml")
    authority = load_authority(config.authority)
    assert (authority.speakers, authority.outlets, authority.corrections) == ((), (), ())
    assert discover(config.articles) == ([], [])
    assert not [path for path in (tmp_path / "a").rglob("*") if path.is_file() and "@@" in path.read_text()]


@pytest.mark.parametrize("name", ["speakers.yml", "outlets.yml", "corrections.yml"])
def test_the_examples_in_the_comments_are_right(run: RunCommand, tmp_path: Path, name: str) -> None:
    """The example of each authority file is understood once its comment marks are taken away."""
    run("new", tmp_path / "a")
    path = tmp_path / "a" / "authority" / name
    example = path.read_text(encoding="utf-8").split("#\n# - ", 1)[1]
    path.write_text("- " + example.replace("# ", ""), encoding="utf-8")
    authority = load_authority(path.parent)
    assert len(authority.speakers) + len(authority.outlets) + len(authority.corrections) == 1


def test_nothing_is_overwritten(run: RunCommand, tmp_path: Path) -> None:
    """What lies in the folder stays as it is, and is named; a folder with somebody's work is refused untouched."""
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "old.txt").write_text("mine too")
    made = run("new", tmp_path)
    assert made.status == 0
    assert "kept: README.md" in made.err
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / "articles" / "old.txt").read_text() == "mine too"
    before = sorted(tmp_path.rglob("*"))
    again = run("new", tmp_path)
    assert again.status == 2
    assert "authority, docs, mkdocs.yml" in again.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["", " ", "a\nb", "<b>", "\x1b[31m"])
def test_a_name_that_cannot_be_shown_is_refused(run: RunCommand, tmp_path: Path, name: str) -> None:
    """A name without letters, with control characters or with tags is a mistake, and nothing is made."""
    assert run("new", tmp_path / "a", "--name", name).status == 2
    assert not (tmp_path / "a").exists()


@given(st.text(min_size=1).filter(str.strip))
def test_the_settings_hold_any_name(name: str) -> None:
    """Whatever a folder or an option gives for a name that is accepted, YAML gives it back."""
    if _UNSHOWABLE.search(name):
        return
    settings = next(content for path, content in _wanted(name) if path.name == "mkdocs.yml")
    first = settings.split("\n", 1)[0]
    assert yaml.safe_load(first) == {"site_name": name}


def test_a_folder_with_a_strange_name_still_makes_an_archive(run: RunCommand, tmp_path: Path) -> None:
    """The name made of a folder's leaves out what no title can hold."""
    assert run("new", tmp_path / "<b>").status == 0
    assert load(tmp_path / "<b>" / "mkdocs.yml").site_name == "B"


def test_the_hosting_workflow_is_well_formed(run: RunCommand, tmp_path: Path) -> None:
    """The workflow for GitHub Pages is YAML that installs, builds strictly and deploys what was built."""
    run("new", tmp_path / "a")
    workflow = yaml.safe_load((tmp_path / "a" / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["publish"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands[:2] == ["pip install -r requirements.txt", "mkdocs build --strict"]
    assert steps[-1]["uses"].startswith("actions/deploy-pages@")


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, "onrecord~="),
        ({"url": "file:///home/ada/onrecord", "dir_info": {}}, "onrecord~="),
        (
            {"url": "https://git.example/onrecord.git", "vcs_info": {"vcs": "git", "commit_id": "1a2b"}},
            "onrecord @ git+https://git.example/onrecord.git@1a2b\n",
        ),
    ],
)
def test_the_host_installs_what_made_the_archive(
    run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: object, line: str
) -> None:
    """Installed from a public repository, it is that commit that a host installs; else the version."""

    class Installed:
        def read_text(self, _: str) -> str | None:
            return json.dumps(origin) if origin else None

    monkeypatch.setattr("onrecord.cli.new.distribution", lambda _: Installed())
    run("new", tmp_path / "a")
    assert line in (tmp_path / "a" / "requirements.txt").read_text(encoding="utf-8")
