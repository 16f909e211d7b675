"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_SAMPLE = 200_000
"""Bytes that the guess is made on: charset-normalizer's time grows with what it is given."""

_ASCII = frozenset(range(0x80))
_WESTERN = frozenset(range(0x80, 0x100)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}
"""Bytes that cp1252 gives a character to."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How files begin that people rename to .txt: PDF, Word and other zips, pictures, RTF, old Word."""


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with `\n` line ends, and the encoding it was in; `guessed` where no mark and no rule told it."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, or None where it is no text.

    A byte order mark decides; then UTF-8, which text in another encoding practically never is by accident; then
    UTF-16 without a mark; then a guess.
    """
    if data.startswith(_BINARY):
        return None
    decoded = _by_mark(data) or _as(data, "utf-8") or _wide(data) or _guess(data)
    if decoded is None or "\0" in decoded.text or _is_noise(decoded.text):
        return None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return Decoded(text, decoded.encoding, decoded.guessed)


def _is_noise(text: str) -> bool:
    """Whether control characters make up more than one in a hundred."""
    return len(_CONTROLS.findall(text)) * 100 > len(text)


def _as(data: bytes, encoding: str, name: str = "") -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), name or encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_mark(data: bytes) -> Decoded | None:
    return next((_as(data, codec, name) for mark, codec, name in _BOMS if data.startswith(mark)), None)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of Western text in it is zero."""
    sample = data[:_SAMPLE]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) * 5 < len(sample) or min(zeros) * 20 > max(zeros):
        return None
    decoded = _as(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    return decoded and Decoded(decoded.text, decoded.encoding, guessed=True)


def _guess(data: bytes) -> Decoded | None:
    """By what the bytes look like: cp1252 where it is among the likely ones, for that is what old pages are in."""
    if b"\0" in data:
        return None
    matches = from_bytes(data[:_SAMPLE])
    best = matches.best()
    names = [best.encoding, *best.could_be_from_charset] if best else []
    if _WESTERN.issuperset(set(data) - _ASCII) and _looks_western(data):
        names.insert(0, "cp1252")
    for name in (*names, "cp1252", "latin-1"):
        decoded = _as(data, name)
        if decoded:
            return Decoded(decoded.text, decoded.encoding, guessed=True)
    return None


_TYPOGRAPHY = bytes((0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0))


def _looks_western(data: bytes) -> bool:
    """Whether what is not ASCII is mostly cp1252's quotes and dashes, or rare enough to be an accent here and there.

    On a few such bytes a statistical guess is a throw of dice: half a dozen code pages fit.
    """
    high = sum(data.count(byte) for byte in range(0x80, 0x100))
    typographic = sum(data.count(byte) for byte in _TYPOGRAPHY)
    return typographic * 2 >= high or high * 30 < len(data)
