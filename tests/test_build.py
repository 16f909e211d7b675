"""A build does what changed and nothing else, the same with one process and with many, and no article stops it."""

from __future__ import annotations

import gc
from collections.abc import Hashable
from pathlib import Path

import pytest

from onrecord import code
from onrecord.build import POOL_FROM, Options, build, extract, harvest, process
from onrecord.config import Config
from onrecord.errors import ConfigError
from onrecord.link import Changes, Memo
from onrecord.model import Given, Problem, Record, Source
from tests.conftest import MakeArchive

NAMES = ("Ada Lane", "Bruno Okafor", "Celia Marsh", "Dov Peretz", "Edith Amara")
THINGS = ("bridge", "library", "orchard", "ferry", "school roof", "well", "tannery", "mill race", "clock tower")
DEEDS = ("rebuilt with local timber", "sold to the highest bidder", "opened to every child", "closed for good",
         "painted before the fair", "measured again by strangers", "left exactly as our parents left it")  # fmt: skip


def article(number: int) -> str:
    """An invented article: one of a few people says something that no other article says."""
    name, thing, deed = NAMES[number % 5], THINGS[number % 9], DEEDS[number % 7]
    return (
        f"---\ntitle: News of the {thing}, {number}\noutlet: The Lamp\ndate: 2025-{number % 11 + 1:02d}-03\n---\n\n"
        f"Mayor {name} spoke of the {thing} in the town hall on Monday. Nobody had asked about item {number}.\n\n"
        f"“I want the {thing} {deed},” {name.split()[1]} said. “Ask me about item {number} when the winter comes.”\n"
    )


def files(config: Config) -> dict[str, bytes]:
    """Every generated file that is to be the same everywhere, by its path."""
    kept = [path for path in config.docs.rglob("*") if path.is_file() and path.suffix != ".sqlite"]
    kept.append(config.authority / "registry.jsonl")
    return {path.relative_to(config.root).as_posix(): path.read_bytes() for path in kept}


def test_a_second_build_writes_nothing(make_archive: MakeArchive) -> None:
    """Nothing changed: no article is processed, no file is written."""
    config = make_archive({f"{n}.txt": article(n) for n in range(6)})
    first = build(config)
    assert first.extracted == 6
    assert first.written
    times = {path: path.stat().st_mtime_ns for path in config.docs.rglob("*") if path.is_file()}
    second = build(config)
    assert (second.extracted, second.written, second.removed, second.kept) == (0, (), (), ())
    assert times == {path: path.stat().st_mtime_ns for path in config.docs.rglob("*") if path.is_file()}


def test_a_damaged_dataset_is_made_again(make_archive: MakeArchive) -> None:
    """What search and show read is remade by the next build, if anybody has touched or removed it."""
    config = make_archive({"a.txt": article(1)})
    build(config)
    dataset = config.docs / "data" / "onrecord.sqlite"
    whole = dataset.read_bytes()
    dataset.write_bytes(b"no database")
    assert build(config).written == ("docs/data/onrecord.sqlite",)
    assert dataset.read_bytes() == whole
    assert [path.name for path in dataset.parent.iterdir() if path.name.startswith(".")] == []


def test_what_linking_found_is_not_found_again(make_archive: MakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build begins with what the one before prepared and found out; a fresh one with nothing."""
    config = make_archive({f"{n}.txt": article(n) for n in range(6)})
    first = build(config)
    known: list[int] = []
    changes: list[Changes] = []
    begin, end = Memo.__init__, Memo.ended

    def begun(memo: Memo, rows: dict[str, dict[Hashable, object]]) -> None:
        known.append(sum(map(len, rows.values())))
        begin(memo, rows)

    def ended(memo: Memo) -> Changes:
        changes.append(end(memo))
        return changes[-1]

    monkeypatch.setattr(Memo, "__init__", begun)
    monkeypatch.setattr(Memo, "ended", ended)
    monkeypatch.setattr("onrecord.link.prepare", lambda _: pytest.fail("it was prepared before"))
    assert build(config).archive == first.archive
    assert known[0] > 0
    assert not changes[0]
    monkeypatch.undo()
    monkeypatch.setattr(Memo, "__init__", begun)
    assert build(config, fresh=True).archive == first.archive
    assert known[1] == 0


def test_touching_a_file_processes_nothing(make_archive: MakeArchive) -> None:
    """A new time stamp on the same bytes (a fresh checkout) costs a read, not an extraction."""
    config = make_archive({"a.txt": article(1)})
    build(config)
    (config.articles / "a.txt").touch()
    assert build(config).extracted == 0


def test_one_edited_article_rewrites_only_pages_that_show_it(make_archive: MakeArchive) -> None:
    """The other articles' pages, and the pages of people it does not quote, stay as they are."""
    config = make_archive({f"{n}.txt": article(n) for n in range(6)})
    build(config)
    path = config.articles / "2.txt"
    path.write_text(path.read_text().replace("when the winter comes", "once the summer has ended"))
    report = build(config)
    assert report.extracted == 1
    assert "docs/articles/2.md" in report.written
    assert "docs/speakers/celia-marsh.md" in report.written
    pages = [name for name in report.written if name.startswith(("docs/articles/", "docs/speakers/"))]
    assert not [name for name in pages if name.endswith(("/1.md", "/3.md", "ada-lane.md", "dov-peretz.md"))]


def test_one_process_and_many_give_the_same_bytes(make_archive: MakeArchive) -> None:
    """Every page, data file and the registry are equal; the pool is really used."""
    articles = {f"{n}.txt": article(n) for n in range(POOL_FROM + 8)}
    config = make_archive(articles)
    build(config, jobs=1)
    alone = files(config)
    assert build(config, jobs=2, fresh=True).extracted == len(articles)
    assert files(config) == alone


def test_building_in_steps_equals_building_at_once(make_archive: MakeArchive) -> None:
    """Articles added one build at a time, in another order, leave the pages that one build leaves."""
    articles = {f"{n}.txt": article(n) for n in range(5)}
    config = make_archive(articles)
    build(config)
    at_once = {name: text for name, text in files(config).items() if name.startswith("docs/")}
    for path in [*config.docs.rglob("*.md"), config.authority / "registry.jsonl"]:
        path.unlink()
    for path in config.articles.iterdir():
        path.unlink()
    for name in ("3.txt", "0.txt", "4.txt", "2.txt", "1.txt"):
        (config.articles / name).write_text(articles[name])
        build(config)
    in_steps = {name: text for name, text in files(config).items() if name.startswith("docs/")}
    assert in_steps == at_once


def test_a_bad_article_is_reported_and_the_others_are_built(make_archive: MakeArchive) -> None:
    """Bytes that are no text, and a file that is empty, are problems with a hint; the rest is published."""
    config = make_archive({"good.txt": article(1), "empty.txt": "", "binary.txt": bytes(range(256)) * 40})
    report = build(config)
    assert set(report.archive.entries) == {"good"}
    assert {problem.uri for problem in report.warnings} == {"empty.txt", "binary.txt"}
    assert all(problem.message for problem in report.warnings)
    (config.articles / "empty.txt").write_text(article(2))
    (config.articles / "binary.txt").unlink()
    assert not build(config).warnings


def test_a_problem_is_remembered_with_its_file(make_archive: MakeArchive) -> None:
    """A build that reads nothing anew still reports what was wrong."""
    config = make_archive({"good.txt": article(1), "empty.txt": ""})
    assert build(config).problems == build(config).problems != ()


def test_a_bug_in_a_stage_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside the tests an exception in a stage costs one article, and the traceback is kept."""
    monkeypatch.delenv("ONRECORD_RAISE")
    monkeypatch.setattr("onrecord.clean.clean", lambda *_, **__: 1 / 0)
    problem = process(Source("a.txt", "text/plain", "x", Given(), "d"), Options())
    assert isinstance(problem, Problem)
    assert "ZeroDivisionError" in problem.message + problem.detail


def test_an_undated_article_is_a_note_and_no_warning(make_archive: MakeArchive) -> None:
    """No date is something to know, not something wrong."""
    config = make_archive({"a.txt": article(1).replace("date: 2025-02-03\n", "")})
    report = build(config)
    assert not report.warnings
    assert any("date" in problem.message for problem in report.problems)


def test_withdrawn_articles_leave_a_redirect_and_come_back(make_archive: MakeArchive) -> None:
    """The page of a withdrawn article goes, its address still answers; when it returns, so does the page."""
    config = make_archive({f"{n}.txt": article(n) for n in range(3)})
    build(config)
    page = config.docs / "articles" / "1.md"
    before = page.read_bytes()
    text = (config.articles / "1.txt").read_bytes()
    (config.articles / "1.txt").unlink()
    report = build(config)
    assert set(report.archive.entries) == {"0", "2"}
    assert "redirect:" in page.read_text()
    assert "Ask me about item 1 " not in "".join(p.read_text() for p in config.docs.rglob("*.md"))
    (config.articles / "1.txt").write_bytes(text)
    build(config)
    assert page.read_bytes() == before


def test_a_page_edited_by_hand_is_never_overwritten(make_archive: MakeArchive) -> None:
    """Also without the cache: the page itself tells that somebody changed it. The build says so."""
    config = make_archive({"a.txt": article(1)})
    build(config)
    page = config.docs / "articles" / "a.md"
    edited = page.read_text() + "\nA note by the editor.\n"
    page.write_text(edited)
    (config.articles / "a.txt").write_text(article(1).replace("winter", "autumn"))
    for path in config.cache.iterdir():
        path.unlink()
    report = build(config)
    assert page.read_text() == edited
    assert report.kept == ("docs/articles/a.md",)
    assert any("edited by hand" in problem.message for problem in report.warnings)


def test_extract_reads_files_and_folders_outside_an_archive(tmp_path: Path) -> None:
    """Paths may be files or folders; what cannot be read comes as a problem in its place."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(article(1))
    (tmp_path / "b.txt").write_text("")
    a, b = extract([tmp_path / "in", tmp_path / "b.txt"])
    assert isinstance(a, Record)
    assert [q.speaker for q in a.quotations] == ["Bruno Okafor", "Bruno Okafor"]
    assert isinstance(b, Problem)


def test_a_language_without_rules_is_a_wrong_setting(make_archive: MakeArchive) -> None:
    """It is said once, as what it is, not once an article as a bug."""
    config = make_archive({f"{n}.txt": article(n) for n in range(2)}, options="      language: xx\n")
    with pytest.raises(ConfigError, match="no rules for 'xx'"):
        build(config, jobs=1)


def test_the_collector_of_garbage_is_left_as_it_was(make_archive: MakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linking does without; afterwards it collects again, also where linking failed, and is off where it was off."""
    config = make_archive({"a.txt": article(1)})
    build(config)
    assert gc.isenabled()
    monkeypatch.setattr("onrecord.link.link", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(config)
    assert gc.isenabled()
    gc.disable()
    try:
        with pytest.raises(ZeroDivisionError):
            build(config)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_records_are_made_again_by_other_code_and_other_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """What took an article apart is part of what is known of it, were it only a library that mends characters."""
    digests = {Options().digest}
    for name, told in ((code, "digest"), (harvest, "version")):
        harvest._made_by.cache_clear()
        monkeypatch.setattr(name, told, lambda *_: "another")
        digests.add(Options().digest)
        monkeypatch.undo()
    harvest._made_by.cache_clear()
    assert len(digests) == 3
    assert Options().digest in digests
