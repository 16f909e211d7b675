"""Whether a build has anything to do: it has as soon as anything is another than the last one left it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from onrecord import build, code
from onrecord.config import Config, load
from onrecord.publish import assets, making, prepare
from onrecord.publish.standing import Standing
from tests.publish import harbour


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour's archive, built, and a copy of it with the times of all files."""
    root = tmp_path_factory.mktemp("standing") / "archive"
    root.mkdir()
    (root / "overrides").mkdir()
    prepare(load(harbour.write(root)))
    shutil.copytree(root, root.with_name("copy"))
    return root


@pytest.fixture
def config(prepared: Path) -> Config:
    """Its settings, all being as the build left it."""
    shutil.rmtree(prepared)
    shutil.copytree(prepared.with_name("copy"), prepared)
    return load(prepared / "mkdocs.yml")


def test_without_a_change_nothing_is_looked_at_and_the_report_stands(config: Config) -> None:
    """The archive is not even linked; its problems and how much it holds are told as a build tells them."""
    full = build.build(config)
    with mock.patch.object(build, "build", side_effect=AssertionError):
        report = prepare(config)
    assert (report.written, report.removed, report.extracted) == ((), (), 0)
    assert report.holdings == full.holdings
    assert report.holdings.articles == len(full.archive.entries) > 0
    assert set(full.problems) <= set(report.problems)


def _added(name: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


def _gone(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def _spoilt(root: Path) -> None:
    (root / ".onrecord" / "standing.json").write_text("[1", encoding="utf-8")


def _a_link_to_a_folder(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "docs" / "linked").symlink_to(root / "elsewhere")


CHANGES: dict[str, Callable[[Path], None]] = {
    "an article": _added("articles/pension.txt"),
    "a new article": _added("articles/new.txt"),
    "an article that goes": _gone("articles/pension.txt"),
    "a sidecar": _added("articles/pension.yml"),
    "the editor's word": _added("authority/topics.yml"),
    "the registry": _gone("authority/registry.jsonl"),
    "a page of the editor's": _added("docs/index.md"),
    "a page edited by hand": _added("docs/articles/pension.md"),
    "a page that was lost": _gone("docs/articles/pension.md"),
    "a data file": _added("docs/data/articles.jsonl"),
    "an asset": _gone("docs/assets/onrecord/onrecord.css"),
    "the browser's search": _gone("docs/assets/search/archive.json"),
    "a template of ours": _added("overrides/onrecord.html"),
    "the store": _gone(".onrecord/store.sqlite"),
    "what was noted": _gone(".onrecord/standing.json"),
    "what was noted, spoilt": _spoilt,
    "a link to a folder, of which nothing is known": _a_link_to_a_folder,
}


@pytest.mark.parametrize("kind", CHANGES)
def test_any_change_is_a_reason_to_build(kind: str, config: Config) -> None:
    """Whatever file of an archive is another, is new or is gone, the last report stands no more."""
    assert Standing(config).report() is not None
    CHANGES[kind](config.root)
    assert Standing(config).report() is None


def test_a_template_that_is_not_ours_is_no_matter_of_the_pages(config: Config) -> None:
    """What a site adds to its theme decides how pages look, not what they say."""
    _added("overrides/main.html")(config.root)
    _added("overrides/partials/footer.html")(config.root)
    assert Standing(config).report() is not None


def test_a_build_by_other_settings_or_other_code_is_another(config: Config) -> None:
    """So it is with another version of anything installed; how many processes work is no matter."""
    assert Standing(replace(config, jobs=7)).report() is not None
    assert Standing(replace(config, rights="excerpt")).report() is None
    assert Standing(replace(config, records="records")).report() is None
    with mock.patch.object(code, "whole", return_value="another"):
        assert Standing(config).report() is None
    with mock.patch("onrecord.publish.standing.installed", return_value=("another",)):
        assert Standing(config).report() is None


@pytest.mark.parametrize(
    "name", ["docs/index.md", "docs/articles/school-roof.md", "articles/pension.txt", "docs/new.md"]
)
def test_what_somebody_changes_while_a_build_runs_is_looked_at_by_the_next(name: str, config: Config) -> None:
    """It may have come too late for this one: so nothing is noted, be it a page of the archive's, or anything else."""
    _added("articles/lighthouse.txt")(config.root)

    def late(config: Config) -> object:
        _added(name)(config.root)
        return assets.install(config)

    with mock.patch.object(making, "install", late):
        prepare(config)
    assert Standing(config).report() is None
    prepare(config)
    assert Standing(config).report() is not None


def test_a_build_that_ignores_what_is_remembered_is_one(config: Config) -> None:
    """Asked to build afresh, it does, though nothing has changed."""
    assert prepare(config, fresh=True).extracted == len(harbour.ARTICLES)
