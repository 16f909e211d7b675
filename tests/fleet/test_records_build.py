"""An archive that is built from records is the one that is built from the articles."""

from __future__ import annotations

import importlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import fleet
from onrecord.build import Options, build, check, options_of
from onrecord.config import Config, load, load_authority
from onrecord.errors import OnRecordError
from tests.conftest import MakeArchive
from tests.fleet.town import article, write

pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")

OUTLETS = {"outlets.yml": "- name: The Lamp of Quill\n  aliases: [The Lamp]\n"}


def archive(make_archive: MakeArchive, name: str) -> Config:
    """An archive without articles, in a folder of its own."""
    config: Config = make_archive({}, OUTLETS)
    root = config.root.with_name(name)
    config.root.rename(root)
    return load(root / "mkdocs.yml")


def options(config: Config) -> Options:
    """What a build of the archive extracts with."""
    return options_of(config, load_authority(config.authority))


def made(config: Config) -> dict[str, bytes]:
    """Everything that a build wrote, the dataset and the registry included."""
    paths = [path for folder in (config.docs, config.authority) for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(config.root).as_posix(): path.read_bytes() for path in paths}


def recorded(config: Config, target: Path) -> str:
    """The set of an archive's articles."""
    fleet.gather([str(config.articles)], str(target), options(config), fleet.local(1), size=16)
    return str(target)


def test_the_same_archive_byte_for_byte(make_archive: MakeArchive, tmp_path: Path) -> None:
    """Pages, data, dataset, registry and problems are those of a local build; in two processes, too."""
    local, far, many = (archive(make_archive, name) for name in ("local", "far", "many"))
    write(local.articles, 50)
    one = build(local, jobs=1)
    records = recorded(local, tmp_path / "records")
    two = build(replace(far, records=records), jobs=1)
    three = build(replace(many, records=records), jobs=2)
    assert len(made(local)) > 100
    assert made(local) == made(far) == made(many)
    assert one.problems == two.problems == three.problems
    assert one.extracted == two.extracted == three.extracted == 52


def test_articles_and_records_share_what_is_remembered(make_archive: MakeArchive, tmp_path: Path) -> None:
    """Whoever goes from articles to their records, or back, takes nothing in again and writes nothing."""
    config = archive(make_archive, "local")
    write(config.articles, 12)
    build(config, jobs=1)
    records = replace(config, records=recorded(config, tmp_path / "records"))
    for each, taken in ((records, 1), (records, 0), (config, 1)):  # the empty file has no digest to be known by
        report = build(each, jobs=1)
        assert (report.extracted, report.written) == (taken, ())


def test_one_changed_record_is_taken_alone(make_archive: MakeArchive, tmp_path: Path) -> None:
    """After one article has changed, its record alone is taken; one that is gone takes its page along."""
    config = archive(make_archive, "local")
    write(config.articles, 12)
    (config.articles / "empty.txt").unlink()
    far = replace(config, records=recorded(config, tmp_path / "records"))
    build(far, jobs=1)
    (config.articles / "north" / "004.txt").write_text(article(80), encoding="utf-8")
    (config.articles / "north" / "005.txt").unlink()
    recorded(config, tmp_path / "records")
    report = build(far, jobs=1)
    assert report.extracted == 1
    assert "docs/articles/north-004.md" in report.written
    assert check(far, jobs=1).extracted == 0
    assert not any("north/005" in entry.record.article.source for entry in report.archive.entries.values())


def test_records_of_other_options_are_refused(make_archive: MakeArchive, tmp_path: Path) -> None:
    """What differs is named, and nothing is changed."""
    config = archive(make_archive, "local")
    write(config.articles, 3)
    target = str(tmp_path / "records")
    fleet.gather([str(config.articles)], target, Options(attribution="precise"), fleet.local(1))
    with pytest.raises(OnRecordError, match=r"attribution is precise, not balanced; other outlets") as told:
        build(replace(config, records=target), jobs=1)
    assert "Extract again" in str(told.value)
    assert not (config.docs / "articles").exists()


@pytest.mark.parametrize("times", [(1, 0), (2, 2)], ids=["fewer", "twice"])
def test_a_part_of_other_files_than_its_own_is_refused(
    make_archive: MakeArchive, tmp_path: Path, times: tuple[int, int]
) -> None:
    """Rows that are lost, or there twice, withdraw no article, and make none twice."""
    parquet = pytest.importorskip("pyarrow.parquet")
    config = archive(make_archive, "local")
    write(config.articles, 4)
    target = recorded(config, tmp_path / "records")
    build(replace(config, records=target), jobs=1)
    before = made(config)
    (part,) = list((tmp_path / "records").glob("*.parquet"))
    rows = parquet.read_table(part)
    halves = [
        half for half, number in zip((rows.slice(0, 2), rows.slice(2)), times, strict=True) for _ in range(number)
    ]
    parquet.write_table(importlib.import_module("pyarrow").concat_tables(halves), part)
    with pytest.raises(OnRecordError, match="of other files than its name stands for"):
        build(replace(config, records=target), jobs=1)
    assert made(config) == before


def test_the_setting_stands_for_the_folder(make_archive: MakeArchive, tmp_path: Path) -> None:
    """`records` in mkdocs.yml is relative to it, needs no folder of articles, and may be an address."""
    config = archive(make_archive, "local")
    text = (config.root / "mkdocs.yml").read_text()
    shutil.rmtree(config.articles)
    for told, meant in (("records", str(config.root / "records")), ("s3://news/records", "s3://news/records")):
        (config.root / "mkdocs.yml").write_text(f"{text}      records: {told}\n")
        assert load(config.root / "mkdocs.yml").records == meant
