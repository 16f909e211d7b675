"""What mkdocs.yml told is remembered only for as long as it would tell the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.config import load, settings
from onrecord.config.told import Origin
from onrecord.errors import ConfigError


@pytest.fixture
def mkdocs_yml(tmp_path: Path) -> Path:
    """An archive's settings, which inherit others and ask for a variable, and a place to remember them."""
    for folder in ("articles", ".onrecord"):
        (tmp_path / folder).mkdir()
    (tmp_path / "base.yml").write_text("site_name: Base\nplugins: [onrecord: {language: de}]\n", encoding="utf-8")
    path = tmp_path / "mkdocs.yml"
    path.write_text("INHERIT: base.yml\nsite_url: !ENV [TERN_URL, OTHER_URL, /a]\n", encoding="utf-8")
    return path


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The configurations that are read, and not remembered."""
    read: list[Path] = []
    told = settings._told

    def noted(path: Path, origin: Origin) -> dict[str, object]:
        read.append(path)
        return told(path, origin)

    monkeypatch.setattr(settings, "_told", noted)
    return read


def test_what_has_not_changed_is_not_read_again(mkdocs_yml: Path, unread: list[Path]) -> None:
    """The second time the settings are the same, and no YAML is read for them."""
    first = load(mkdocs_yml)
    assert load(mkdocs_yml) == first
    assert (first.site_name, first.language, first.site_url) == ("Base", "de", "/a/")
    assert unread == [mkdocs_yml]


@pytest.mark.parametrize("name", ["mkdocs.yml", "base.yml"])
def test_a_changed_file_is_read(mkdocs_yml: Path, name: str) -> None:
    """A change of the file, or of one that it inherits, tells at once."""
    load(mkdocs_yml)
    path = mkdocs_yml.with_name(name)
    path.write_text(path.read_text(encoding="utf-8") + "docs_dir: pages\n", encoding="utf-8")
    assert load(mkdocs_yml).docs.name == "pages"
    path.unlink()
    with pytest.raises(ConfigError, match="no such file"):
        load(mkdocs_yml)


def test_what_one_file_told_is_not_taken_for_what_it_inherits(mkdocs_yml: Path) -> None:
    """Settings for a preview, say, beside those that they inherit: each file tells its own."""
    base = mkdocs_yml.with_name("base.yml")
    for _ in range(2):
        assert load(mkdocs_yml).site_url == "/a/"
        assert load(base).site_url is None


@pytest.mark.parametrize("variable", ["TERN_URL", "OTHER_URL"])
def test_a_changed_variable_is_asked_for(mkdocs_yml: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """A variable that was not set when the settings were read, and now is, tells; and again when it is gone."""
    load(mkdocs_yml)
    monkeypatch.setenv(variable, "https://tern.example")
    assert load(mkdocs_yml).site_url == "https://tern.example/"
    monkeypatch.delenv(variable)
    assert load(mkdocs_yml).site_url == "/a/"


def test_folders_are_looked_for_each_time(mkdocs_yml: Path) -> None:
    """What is wrong with an archive's folders is told, though its settings are known."""
    load(mkdocs_yml)
    (mkdocs_yml.parent / "articles").rmdir()
    with pytest.raises(ConfigError, match="is not there"):
        load(mkdocs_yml)


@pytest.mark.parametrize("held", ["", "no JSON", "[]", "{}", '{"version": 1}', "version"])
def test_a_damaged_memory_does_no_harm(mkdocs_yml: Path, unread: list[Path], held: str) -> None:
    """Whatever lies in its place, the settings are read, and remembered anew."""
    first = load(mkdocs_yml)
    place = mkdocs_yml.parent / ".onrecord" / "settings.json"
    place.write_text(json.dumps({**json.loads(place.read_text()), "version": 0}) if held == "version" else held)
    assert load(mkdocs_yml) == load(mkdocs_yml) == first
    assert len(unread) == 2


def test_nothing_is_left_where_no_archive_was_built(tmp_path: Path) -> None:
    """To read settings makes no folder; other settings of the same folder are not taken for these."""
    (tmp_path / "articles").mkdir()
    for name in ("mkdocs.yml", "other.yml"):
        (tmp_path / name).write_text(f"site_name: {name}\nplugins: [onrecord]\n", encoding="utf-8")
    load(tmp_path / "mkdocs.yml")
    assert not (tmp_path / ".onrecord").exists()
    (tmp_path / ".onrecord").mkdir()
    for name in ("mkdocs.yml", "other.yml", "other.yml", "mkdocs.yml"):
        config = load(tmp_path / name)
        assert (config.site_name, config.file.name) == (name, name)
