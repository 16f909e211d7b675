"""What becomes of errors: a message and a status, never a traceback that nobody asked for."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from onrecord.cli import app
from tests.cli.conftest import FERRY, RunCommand


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every command raise `error`."""

    @click.command("check")
    @click.option("-v", "verbose", is_flag=True)
    def command(verbose: bool) -> None:
        raise error

    monkeypatch.setattr(app.Commands, "get_command", lambda *_: command)


def test_a_bug_is_told_as_one(run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen exception exits with 70 and one line; -v shows where it was."""
    raising(monkeypatch, ValueError("no such thing"))
    told = run("check")
    assert (told.status, told.out) == (70, "")
    assert "bug in onrecord: ValueError: no such thing. Run with -v" in told.err
    assert "Traceback" not in told.err
    assert "Traceback" in run("-v", "check").err


def test_an_interrupt_is_no_bug(run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C exits with 130, without a traceback."""
    raising(monkeypatch, KeyboardInterrupt())
    told = run("check")
    assert told.status == 130
    assert "Interrupted" in told.err
    assert "Traceback" not in told.err


def test_what_the_disk_refuses_is_no_bug(run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where something may not be read or written, or the disk is full, the message says which file."""
    raising(monkeypatch, PermissionError(13, "Permission denied", "docs/index.md"))
    assert run("check").err == "onrecord: docs/index.md: Permission denied.\n"
    assert run("check").status == 2
    raising(monkeypatch, OSError(28, "No space left on device"))
    assert "No space left" in run("check").err


def test_a_folder_without_an_archive_is_a_mistake(
    run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no mkdocs.yml the command says which it looked for and how to make one."""
    monkeypatch.chdir(tmp_path)
    told = run("build")
    assert told.status == 2
    assert "onrecord new DIR" in told.err
    assert run("-C", tmp_path / "nowhere", "build").status == 2


def test_an_archive_is_found_from_within_and_from_elsewhere(
    built: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a folder of the archive, with -C and with -f, before the command or after it, it is the same archive."""
    monkeypatch.chdir(built / "articles")
    assert "2 articles" in run("check").err
    monkeypatch.chdir(built.parent)
    for where in (("-C", built), ("-f", built / "mkdocs.yml")):
        assert "2 articles" in run(*where, "check").err
        assert "2 articles" in run("check", *where).err


def test_a_reader_that_leaves_is_no_error(built: Path) -> None:
    """Where the reader of a pipe has gone, the command ends quietly."""
    shell = f"{sys.executable} -m onrecord extract {built / 'articles'} | true"
    for _ in range(3):
        ran = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_any_terminal_gets_its_answer(built: Path, encoding: str) -> None:
    """Where stdout cannot show a character, text has an escape in its place, and JSON stays JSON."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}

    def printed(*arguments: str) -> bytes:
        command = [sys.executable, "-m", "onrecord", *arguments]
        return subprocess.run(command, cwd=built, env=environment, capture_output=True, check=True).stdout

    assert "ferry of hope" in printed("search", "ferry").decode(encoding)
    (line, _) = printed("extract", "articles").decode(encoding).splitlines()
    assert "“It is a boat" in json.loads(line)["text"]


@pytest.mark.skipif(
    not hasattr(os, "killpg"), reason="a terminal's Ctrl-C is imitated by a signal to the process group"
)
def test_ctrl_c_during_a_build_ends_every_process(archive: Path) -> None:
    """Ctrl-C while processes read articles exits with 130 and one line: none of them prints where it was."""
    for number in range(400):
        (archive / "articles" / f"a{number}.txt").write_text(FERRY * 5, encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "build", "--jobs", "2"]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell runs in the background ignores it for good
    with subprocess.Popen(command, cwd=archive, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not (archive / ".onrecord" / "store.sqlite").is_file():
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == "\nInterrupted. Nothing is left half done: run the command again to go on.\n"
