"""Long files: a change touches few of their pieces, and none of them is ever whole in memory."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from onrecord.write import Site, spliced
from onrecord.write.output import Output
from onrecord.write.spliced import Long, Pieces, Splice

HEAD = "id,text\r\n"


class Made:
    """A file that is kept in memory, and the longest stretch of it that was given at once."""

    def __init__(self, texts: dict[bytes, str], before: Pieces, old: bytes | None) -> None:
        """Splice a file of texts by what they are given, with what is known of the last one."""
        self.asked: list[str] = []
        file = io.BytesIO()
        long = Long(file)
        splice = Splice(HEAD, tuple(texts), before, io.BytesIO(old) if old is not None else None, long)
        for text in texts.values():
            splice.add(lambda text=text: self._ask(text))  # type: ignore[misc]  # it takes none
        self.pieces = splice.ended()
        self.content = file.getvalue()

    def _ask(self, text: str) -> str:
        self.asked.append(text)
        return text


def text_of(chance: random.Random, number: int) -> str:
    """Some lines; at times none, and at times with letters of several bytes."""
    return f"{number},“{chance.choice('abc') * chance.randrange(30)}”\n" * chance.choice((0, 1, 1, 2))


@pytest.mark.parametrize("at_once", [1, 40, 2**20])
def test_a_spliced_file_is_what_its_pieces_are(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is added, taken out, changed or moved, the file holds all pieces in order, and new ones alone are made.

    That is so however much is copied at a time; and what is remembered of the file lets the next one be spliced.
    """
    monkeypatch.setattr(spliced, "_AT_ONCE", at_once)
    chance = random.Random(7)
    texts = {number.to_bytes(8, "big"): text_of(chance, number) for number in range(40)}
    before, old = Pieces(), None
    for round_ in range(1, 60):
        made = Made(texts, before, old)
        assert made.content == (HEAD + "".join(texts.values())).encode()
        assert (made.pieces.size, made.pieces.given) == (len(made.content), tuple(texts))
        known = before.given if old is not None else ()
        assert made.asked == [text for given, text in texts.items() if given not in known]
        before, old = made.pieces, made.content
        kept = [pair for pair in texts.items() if chance.random() > 0.1]
        new = [((1000 * round_ + n).to_bytes(8, "big"), text_of(chance, n)) for n in range(chance.randrange(4))]
        for pair in new:
            kept.insert(chance.randrange(len(kept) + 1), pair)
        if chance.random() < 0.2:
            chance.shuffle(kept)
        texts = dict(kept)


def test_what_is_not_as_remembered_is_made_anew() -> None:
    """An old file of another length, or of another head, is not copied from."""
    texts = {b"1": "one\n", b"2": "two\n"}
    first = Made(texts, Pieces(), None)
    for old, before in ((first.content + b"!", first.pieces), (first.content, Pieces(b"other", *_rest(first.pieces)))):
        again = Made(texts, before, old)
        assert again.asked == ["one\n", "two\n"]
        assert again.pieces == first.pieces


def _rest(pieces: Pieces) -> tuple[tuple[bytes, ...], bytes, int, str]:
    return pieces.given, pieces.sizes, pieces.size, pieces.sha256


def test_a_long_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    """Nobody sees half of it: if it fails, the old one stays, and nothing is left beside it."""
    site = Site(tmp_path, tmp_path / "docs")
    path = tmp_path / "docs" / "data" / "articles.csv"

    def give(content: bytes, *, fail: bool = False) -> tuple[str, ...]:
        output = Output(site, {})
        with output.long("data/articles.csv") as long:
            long.put(content)
            if fail:
                raise OSError("the disk is full")
        return output.account().written

    assert give(b"one\n") == ("docs/data/articles.csv",)
    with pytest.raises(OSError, match="full"):
        give(b"two\n", fail=True)
    assert path.read_bytes() == b"one\n"
    assert [one.name for one in path.parent.iterdir()] == ["articles.csv"]
    before = path.stat()
    assert give(b"one\n") == ()
    assert path.stat() == before
    assert give(b"six\n") == ("docs/data/articles.csv",)
    assert path.read_bytes() == b"six\n"
    assert [one.name for one in path.parent.iterdir()] == ["articles.csv"]
