"""`onrecord build` and `onrecord check`: what they do, and what they say of it."""

import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import FERRY, RunCommand


def test_a_build_writes_the_archive_and_says_what_it_holds(archive: Path, run: RunCommand) -> None:
    """Pages are written, stdout stays empty, and the report counts what there is; a second build writes nothing."""
    first = run("build")
    assert (first.status, first.out) == (0, "")
    assert "2 articles, 4 quotations, 2 speakers" in first.err
    assert "2 files read" in first.err
    assert (archive / "docs" / "speakers" / "ada-lane.md").is_file()
    second = run("build")
    assert "0 files read, 0 written in" in second.err
    assert "2 files read" in run("build", "--fresh").err


def test_quiet_says_nothing(archive: Path, run: RunCommand) -> None:
    """With --quiet, before or after the command, nothing is printed."""
    for arguments in (("-q", "build"), ("build", "--quiet")):
        done = run(*arguments)
        assert (done.status, done.out, done.err) == (0, "", "")


def test_warnings_fail_under_strict_only(archive: Path, run: RunCommand) -> None:
    """An article that cannot be read is a warning with its place and cure: status 1 under --strict, else 0."""
    (archive / "articles" / "empty.txt").write_text("")
    lax = run("build")
    assert lax.status == 0
    assert "warning: empty.txt: " in lax.err
    assert "2 articles" in lax.err
    assert run("build", "--strict").status == 1


def test_notes_are_folded(archive: Path, run: RunCommand) -> None:
    """Notes that say the same are one line with their number; -v lists each with its article."""
    undated = FERRY.replace("date: 2031-02-03\n", "")
    for name in ("a", "b", "c"):
        (archive / "articles" / f"{name}.txt").write_text(undated.replace("Ferry", f"Ferry {name}"), encoding="utf-8")
    folded = run("build")
    assert folded.status == 0
    assert "note: 3 × " in folded.err
    assert "b.txt" not in folded.err
    assert "note: b.txt: " in run("build", "-v").err
    assert run("build", "--strict").status == 0


def test_a_page_edited_by_hand_is_named(built: Path, run: RunCommand) -> None:
    """A build says which pages it left alone because somebody has edited them."""
    page = built / "docs" / "speakers" / "ada-lane.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    assert re.search(r"warning: docs/speakers/ada-lane.md: .*edited by hand", run("build").err)
    assert page.read_text(encoding="utf-8").endswith("\nMine.\n")


def test_mistakes_in_authority_files_come_all_at_once(archive: Path, run: RunCommand) -> None:
    """Wrong authority files exit with 2 and name every finding with its file and line."""
    (archive / "authority" / "topics.yml").write_text("- id: a\n  label: A\n  query: (ferry\n- id: b\n  lable: B\n")
    for command in ("build", "check"):
        told = run(command)
        assert told.status == 2
        assert "topics.yml:1" in told.err
        assert "topics.yml:4" in told.err or "topics.yml:5" in told.err
        assert "Traceback" not in told.err


def test_check_writes_no_page(archive: Path, run: RunCommand) -> None:
    """`check` reports as a build does, with status 1 on warnings, and leaves docs/ and authority/ as they are."""
    before = sorted(path for path in archive.rglob("*") if ".onrecord" not in path.parts)
    fine = run("check")
    assert (fine.status, fine.out) == (0, "")
    assert "No warnings." in fine.err
    (archive / "articles" / "empty.txt").write_text("")
    assert run("check").status == 1
    (archive / "articles" / "empty.txt").unlink()
    assert sorted(path for path in archive.rglob("*") if ".onrecord" not in path.parts) == before


def test_progress_is_shown_on_a_terminal_only(archive: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bars with the names of the stages appear where stderr is a terminal, and not with --quiet."""
    assert "extract" not in run("build").err
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
    assert "extract" in run("build", "--fresh").err
    assert "extract" not in run("build", "--fresh", "--quiet").err
