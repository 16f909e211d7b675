"""The reader of plain text and Markdown, with or without a YAML header or a sidecar."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Given, Problem, Source
from onrecord.read.decode import Decoded, decode
from onrecord.read.files import Saved, problem
from onrecord.read.header import Found, merge, metadata, split


def read_text(saved: Saved) -> Iterator[Source | Problem]:
    """The one source in a plain text file."""
    yield _read(saved, "text/plain")


def read_markdown(saved: Saved) -> Iterator[Source | Problem]:
    """The one source in a Markdown file; its body is still Markdown."""
    yield _read(saved, "text/markdown")


def _read(saved: Saved, media_type: str) -> Source | Problem:
    if not saved.data.strip():
        return problem(saved.uri, "the file is empty.", "Save the article's text in it, or remove it.")
    decoded = decode(saved.data)
    if decoded is None:
        hint = "Save the article as plain text or Markdown (UTF-8)."
        return problem(saved.uri, "this is no text: it holds NUL bytes or other binary data.", hint)
    fence, body, offset = split(decoded.text)
    header = metadata(saved.uri, fence, "", offset) if fence is not None else Found(Given())
    found = merge(_sidecar(saved), header)
    problems = (*saved.problems, *_encoding(saved.uri, decoded), *found.problems)
    return Source(saved.uri, media_type, body, found.given, saved.digest, decoded.encoding, problems)


def _sidecar(saved: Saved) -> Found:
    if saved.sidecar is None or not saved.sidecar.strip():
        return Found(Given())
    decoded = decode(saved.sidecar)
    if decoded is None:
        hint = "Save it as YAML (UTF-8)."
        return Found(Given(), (problem(saved.uri, f"its sidecar {saved.sidecar_name} is no text.", hint),))
    return metadata(saved.uri, decoded.text, saved.sidecar_name, 0)


def _encoding(uri: str, decoded: Decoded) -> tuple[Problem, ...]:
    if not decoded.guessed:
        return ()
    hint = "Save the file as UTF-8 if characters look wrong."
    return (problem(uri, f"decoded as {decoded.encoding} (a guess).", hint, note=True),)
