"""mkdocs.yml is read without MkDocs, and a wrong option says what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.config import load
from onrecord.errors import ConfigError
from tests.conftest import MakeArchive


def archive(folder: Path, text: str) -> Path:
    """A folder with an mkdocs.yml and articles."""
    (folder / "articles").mkdir(exist_ok=True)
    path = folder / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_are_the_documented_ones(tmp_path: Path) -> None:
    """An archive that only names the plugin keeps its parts in the documented folders."""
    config = load(archive(tmp_path, "site_name: A\nplugins: [search, onrecord]\n"))
    assert (config.docs, config.articles) == (tmp_path / "docs", tmp_path / "articles")
    assert (config.authority, config.cache) == (tmp_path / "authority", tmp_path / ".onrecord")
    assert (config.rights, config.min_words, config.jobs, config.overrides) == ("full", 1, 0, None)
    assert config.search_index == "auto"


def test_options_tags_and_inheritance_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python tags are passed over, !ENV is looked up, INHERIT merges, plugins may be a mapping."""
    monkeypatch.setenv("ONRECORD_TEST_URL", "https://example.org/a/")
    (tmp_path / "base.yml").write_text("site_name: Base\ntheme: {name: material, custom_dir: over}\n")
    config = load(
        archive(
            tmp_path,
            "INHERIT: base.yml\nsite_url: !ENV ONRECORD_TEST_URL\ndocs_dir: pages\n"
            "markdown_extensions:\n  - x:\n      f: !!python/name:material.extensions.emoji.twemoji\n"
            "plugins:\n  onrecord:\n    min_words: 5\n    rights: quotations\n",
        )
    )
    assert (config.site_name, config.site_url) == ("Base", "https://example.org/a/")
    assert (config.overrides, config.docs) == (tmp_path / "over", tmp_path / "pages")
    assert (config.min_words, config.rights) == (5, "quotations")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: A\n", "plugins: has no 'onrecord'"),
        ("- a\n", "is no MkDocs configuration"),
        ("", "is no MkDocs configuration"),
        ("plugins: [onrecord: {artciles: x}]\n", "unknown option 'artciles'. Did you mean 'articles'?"),
        ("plugins: [onrecord: {articles: nowhere}]\n", "is not there. Make it, or set 'articles'"),
        ("plugins: [onrecord: {cache: docs/cache}]\n", "which is published whole"),
        ("plugins: [onrecord: {jobs: -1}]\n", "'jobs' is a whole number from 0"),
        ("plugins: [onrecord: {rights: none}]\n", "'rights' cannot be 'none'"),
        ("plugins: [onrecord: {search_index: whosh}]\n", "'search_index' cannot be 'whosh'. Did you mean 'whoosh'?"),
        ("INHERIT: mkdocs.yml\n", "comes back to itself"),
    ],
)
def test_a_fault_is_told_with_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    """Each kind of fault has a message of its own."""
    with pytest.raises(ConfigError) as error:
        load(archive(tmp_path, text))
    assert said in str(error.value)


def test_a_missing_file_says_how_to_make_an_archive(tmp_path: Path) -> None:
    """Outside an archive the way to one is shown."""
    with pytest.raises(ConfigError, match="onrecord new DIR"):
        load(tmp_path / "mkdocs.yml")


def test_sites_that_are_searched_along_are_addresses(make_archive: MakeArchive) -> None:
    """In full or as seen from this site, with a slash at the end; what is none is told."""
    config = make_archive({}, options="      also: ['https://news.example/2029', ../2028/, /old]\n")
    assert config.also == ("https://news.example/2029/", "../2028/", "/old/")
    assert make_archive({}, options="      also: ../2028\n").also == ("../2028/",)
    for wrong in ("javascript:alert(1)", "//news.example/", "https://news.example/?q=1", "file:///news", "''", "7"):
        with pytest.raises(ConfigError, match="'also' lists addresses"):
            make_archive({}, options=f"      also: [{wrong}]\n")
