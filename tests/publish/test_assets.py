"""The assets in an archive's own folders: put there, kept up to date, left alone once edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import addresses
from onrecord.config import Config, load
from onrecord.publish import assets
from onrecord.publish.assets import install
from tests.publish import harbour


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """The settings of an archive without assets."""
    return load(harbour.write(tmp_path))


def test_all_that_pages_need_is_installed(config: Config) -> None:
    """Style sheets, scripts, the search page and the theme's template are there after the first run."""
    written = install(config).written
    assert {"docs/search.md", "overrides/onrecord.html", f"docs/{addresses.SCRIPT}"} <= set(written)
    assert all((config.root / name).is_file() for name in written)
    assert all((config.docs / style).is_file() for style in addresses.STYLES)


def test_one_style_sheet_is_joined_from_its_parts(config: Config) -> None:
    """The pages' style sheet has every part whole, the base of all ahead of the others."""
    install(config)
    folder = Path(assets.__file__).parent / "assets" / "css"
    parts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    joined = (config.docs / addresses.STYLES[0]).read_text(encoding="utf-8")
    assert len(parts) > 1
    assert [name for name, part in parts.items() if part not in joined] == []
    assert min(parts, key=lambda name: joined.index(parts[name])) == "base.css"


def test_second_run_writes_nothing(config: Config) -> None:
    """What is up to date is not written."""
    install(config)
    assert install(config) == assets.Installed()


@pytest.mark.parametrize("name", ["docs/search.md", "docs/assets/onrecord/search.css", "overrides/onrecord.html"])
def test_an_edited_file_is_kept(config: Config, name: str) -> None:
    """A file that somebody has edited stays as it is, and a note says so."""
    install(config)
    path = config.root / name
    edited = path.read_text(encoding="utf-8") + "\n/* mine */\n"
    path.write_text(edited, encoding="utf-8")
    done = install(config)
    assert path.read_text(encoding="utf-8") == edited
    assert (done.written, done.kept) == ((), (name,))
    assert [(problem.uri, problem.level) for problem in done.problems] == [(name, "note")]


@pytest.mark.parametrize("name", ["docs/search.md", "docs/assets/onrecord/search.css", "overrides/onrecord.html"])
def test_an_older_version_is_replaced(config: Config, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an older onrecord wrote is brought up to date, also after a change of line ends."""
    install(config)
    path = config.root / name
    new = path.read_bytes()
    monkeypatch.setattr(assets, "files", lambda _: _older(config.root / "old"))
    install(config)
    assert path.read_bytes() != new
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.undo()
    assert name in install(config).written
    assert path.read_bytes() == new


def _older(folder: Path) -> Path:
    """A copy of the package's assets in which each says something else."""
    package = Path(assets.__file__).parent
    for path in (path for path in package.glob("*/**/*") if path.is_file() and path.suffix != ".pyc"):
        copy = folder / path.relative_to(package)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        copy.write_text(copy.read_text(encoding="utf-8").replace("earch", "eek"), encoding="utf-8")
    return folder


def test_assets_of_another_version_go_unless_somebody_made_them_theirs(config: Config) -> None:
    """A file that onrecord once brought and brings no more is removed; one that is edited, or a person's own, stays."""
    install(config)
    folder = config.docs / addresses.ASSETS
    one = (config.docs / addresses.SCRIPT).read_bytes()
    (folder / "once.js").write_bytes(one)
    (folder / "edited.js").write_bytes(one + b"// and this")
    (folder / "own.css").write_text("a { color: red; }\n", encoding="utf-8")
    assert install(config).removed == (f"docs/{addresses.ASSETS}/once.js",)
    assert sorted(path.name for path in folder.iterdir() if path.stem in {"once", "edited", "own"}) == [
        "edited.js", "own.css",
    ]  # fmt: skip


def test_without_overrides_a_note_says_what_is_missing(config: Config, tmp_path: Path) -> None:
    """An archive whose theme has no custom_dir gets no template, and is told how to have it."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Plain\nplugins: [onrecord]\n", encoding="utf-8")
    done = install(load(tmp_path / "mkdocs.yml"))
    assert ["custom_dir" in problem.message for problem in done.problems] == [True]
    assert not any("overrides" in name for name in done.written)
    assert config.overrides is not None
