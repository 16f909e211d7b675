"""Pagefind as a service: pages in, files out, and whatever goes wrong is said."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import OnRecordError
from onrecord.publish import indexer

PAGE = '<!doctype html><html><body data-pagefind-body><p id="q-{0}">The {0} ferry, again, late.</p></body></html>'


def _fragments(pages: list[str]) -> dict[str, str]:
    """What Pagefind holds of some pages, by their numbers."""
    files = dict(indexer.index(iter(pages), "en"))
    read = (gzip.decompress(content) for path, content in files.items() if path.endswith(".pf_fragment"))
    told = (json.loads(text.removeprefix(b"pagefind_dcd")) for text in read)
    return {one["url"]: one["content"] for one in told}


def _standing_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let a shell script be Pagefind."""
    program = folder / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(indexer, "executable", lambda: program)


def test_pages_go_by_their_numbers() -> None:
    """Every page is indexed, under the number that it has in the order given."""
    found = _fragments([PAGE.format(name) for name in ("first", "second", "third")])
    assert {url: content.split()[1] for url, content in found.items()} == {"/0": "first", "/1": "second", "/2": "third"}


def test_the_program_and_the_lists_are_among_the_files() -> None:
    """What browsers need comes along, with the paths that it has below a bundle."""
    paths = {path for path, _ in indexer.index([PAGE.format("only")], "en")}
    assert {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", "pagefind-entry.json"} <= paths
    assert {path.partition("/")[0] for path in paths if "/" in path} == {"fragment", "index"}


def test_what_is_no_text_stops_nothing() -> None:
    """Half a character, which no encoding knows, is replaced; its page and the next one are indexed."""
    found = _fragments([PAGE.format("broken \ud800"), PAGE.format("whole")])
    assert found == {"/0": "The broken ? ferry, again, late.", "/1": "The whole ferry, again, late."}


def test_an_error_in_making_pages_is_raised() -> None:
    """What goes wrong while a page is made is what the caller sees; nothing waits for ever."""

    def pages() -> Iterator[str]:
        yield PAGE.format("first")
        raise LookupError("no second page")

    with pytest.raises(LookupError, match="no second page"):
        indexer.index(pages(), "en")


def test_a_service_that_ends_early_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Pagefind ends before it has answered, its last words are passed on."""
    _standing_in(tmp_path, monkeypatch, "head -c 10 >/dev/null; echo 'no memory left' >&2; exit 3")
    with pytest.raises(OnRecordError, match="no memory left"):
        indexer.index((PAGE.format(str(n)) for n in range(5000)), "en")


def test_a_service_that_ends_without_a_word_has_its_status_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Pagefind says nothing, the error names how it ended."""
    _standing_in(tmp_path, monkeypatch, "exec <&-; exit 3")
    with pytest.raises(OnRecordError, match=r"could not index .* pages: exit status"):
        indexer.index([PAGE.format("first")], "en")


def test_an_error_that_is_answered_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is an error ends the indexing, with what it says."""
    answer = {"message_id": 0, "payload": {"type": "Error", "message": "no such language"}}
    _standing_in(tmp_path, monkeypatch, f"echo -n '{b64encode(json.dumps(answer).encode()).decode()},'; cat >/dev/null")
    with pytest.raises(OnRecordError, match="no such language"):
        indexer.index([PAGE.format("first")], "en")
