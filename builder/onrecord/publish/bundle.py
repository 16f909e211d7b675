"""The browser's search: Pagefind's bundle for an archive, below docs/assets/search/.

It is cut by year, since a whole archive takes Pagefind gigabytes of memory, and one changed article should make one
year again, not all. Each part lies in a folder named by its year and the digest of what it holds: an address never
changes its content, so browsers may keep it, and a part that is there needs no making. `archive.json` names the parts
and the choices of the search form, `speakers.json` the speakers. search-engine.js joins the parts.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.model import Archive, Rights, Speaker
from onrecord.publish.records import files_for, pack
from onrecord.publish.shards import planned
from onrecord.publish.stubs import UNDATED, Stub
from onrecord.write import Progress, published, put

VERSION = 3
"""Raised when parts made earlier no longer do."""

_DATA = ("*.pf_meta", "*.pf_index", "*.pf_filter", "pagefind-entry.json")
_PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.*.pagefind")


@dataclass(frozen=True, slots=True)
class Bundled:
    """What changed in the bundle: paths below its folder, with `/`; a part counts as its folder."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def bundle(  # noqa: PLR0913 - each is a thing of its own, and named
    archive: Archive,
    folder: Path,
    *,
    work: Path,
    rights: Rights = "full",
    language: str = "en",
    jobs: int = 1,
    progress: Progress | None = None,
    site: Mapping[str, object] | None = None,
) -> Bundled:
    """The bundle of `archive` in `folder`, made where it is missing or stale; what is no longer part of it goes.

    `work` is where unfinished parts lie, and what is known of those made; on the same file system, so that a part
    appears whole or not at all. `jobs` parts are made at once. `site` is what search pages, this site's and others',
    are told of it besides.

    Raises:
        OnRecordError: Pagefind is missing, or fails.
    """
    archive = published(archive, rights)
    plan = planned(archive, rights, language, work / "search.notes")
    counts = {year: sum(map(len, made.values())) for year, made in plan.years.items()}
    parts = {year: f"{year}-{_digest(made, language)}" for year, made in sorted(plan.years.items())}
    missing = [year for year, part in parts.items() if not (folder / part).is_dir()]
    for first in range(0, len(missing), jobs):
        if progress:
            progress("search", first, len(missing))
        _make_all([(plan.stubs(year), folder / parts[year]) for year in missing[first : first + jobs]], work, language)
    if progress and missing:
        progress("search", len(missing), len(missing))
    written = [parts[year] for year in missing]
    choices = {**(site or {}), **_choices(archive, parts, counts)}
    for name, content in (("archive.json", choices), ("speakers.json", _speakers(archive))):
        if put(folder / name, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"):
            written.append(name)
    removed = _sweep(folder, keep={*parts.values(), "archive.json", "speakers.json"})
    plan.remember()
    return Bundled(tuple(written), tuple(removed))


def executable() -> Path:
    """Pagefind's program, from its Python package or the PATH.

    Raises:
        OnRecordError: there is none.
    """
    with suppress(ImportError, FileNotFoundError):
        found: Path = importlib.import_module("pagefind_bin").get_executable()
        return found
    for name in ("pagefind_extended", "pagefind"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise OnRecordError(
        "The browser's search needs the program pagefind, which is not installed here. "
        "Install it: pip install 'pagefind[bin]'"
    )


def _digest(made: Mapping[str, Sequence[str]], language: str) -> str:
    """Ten hex digits for what a part is made of: the digests of the stubs of each unit."""
    digest = hashlib.sha256(f"{VERSION} {language} {_pagefind_version()}".encode())
    for digests in made.values():
        for one in digests:
            digest.update(f"\0{one}".encode())
    return digest.hexdigest()[:10]


def _pagefind_version() -> str:
    try:
        return version("pagefind_bin")
    except PackageNotFoundError:
        return ""


def _make_all(parts: Sequence[tuple[Sequence[Stub], Path]], work: Path, language: str) -> None:
    """Some parts at once: no more than so many, since each takes Pagefind hundreds of megabytes."""
    with ThreadPoolExecutor(len(parts)) as pool:
        for made in [pool.submit(_make, pages, part, work, language) for pages, part in parts]:
            made.result()


def _make(pages: Sequence[Stub], part: Path, work: Path, language: str) -> None:
    """One part of the bundle, moved to its place when it is whole."""
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix="search-") as name:
        source, made, lean = (Path(name) / step for step in ("pages", "made", "lean"))
        source.mkdir()
        for number, page in enumerate(pages):
            (source / f"{number:06}.html").write_text(page.html, encoding="utf-8")
        _run(source, made, language)
        for pattern in (*_DATA, *_PROGRAM):
            for path in sorted(made.rglob(pattern)):
                target = lean / path.relative_to(made)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
        pack(made, lean / "records", pages)
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            lean.replace(part)
        except OSError:
            if not part.is_dir():  # another build was faster, and its part is the same
                raise


def _run(source: Path, target: Path, language: str) -> None:
    command = [str(executable()), "--site", str(source), "--output-path", str(target), "--force-language", language]
    done = subprocess.run([*command, "--silent"], capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    if done.returncode or not (target / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
        raise OnRecordError(f"Pagefind could not index {source.name}: {said}")


def _sweep(folder: Path, keep: set[str]) -> list[str]:
    """Remove what an earlier build left in the bundle's folder, which is ours alone. Returns the names.

    What another build, at work at the same time, has half written or removed is let alone.
    """
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    stale = [path for path in found if path.name not in keep and not path.name.startswith(".onrecord-")]
    for path in stale:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return [path.name for path in stale]


def _choices(archive: Archive, parts: dict[str, str], counts: dict[str, int]) -> dict[str, object]:
    """What the search form offers, and where the parts are: newest year first, undated last."""
    years = sorted((year for year in parts if year != UNDATED), reverse=True) + [UNDATED] * (UNDATED in parts)
    kinds = {str(r.quotation.kind) for r in archive.renderings.values()}
    unnamed = any(not r.speakers for r in archive.renderings.values())
    outlets = sorted(archive.outlets.values(), key=lambda outlet: (outlet.name.casefold(), outlet.id))
    return {
        "parts": [{"year": year, "path": parts[year], "files": files_for(counts[year])} for year in years],
        "kinds": [*sorted(kinds), *(["unnamed"] if unnamed else [])],
        "outlets": [[outlet.id, outlet.name, len(outlet.articles)] for outlet in outlets],
        "topics": [[t.id, t.label, t.broader, len(t.articles)] for t in archive.topics.values() if t.articles],
    }


def _speakers(archive: Archive) -> list[list[object]]:
    """Every speaker as [id, label, quotations in marks, those reported without], by name. No label stands twice."""
    named: dict[str, list[Speaker]] = {}
    for speaker in archive.speakers.values():
        named.setdefault(speaker.name, []).append(speaker)
    labelled: list[tuple[str, Speaker]] = []
    for name, namesakes in named.items():
        roles = [s.roles[0].name if s.roles else s.id for s in namesakes]
        for speaker, role in zip(namesakes, roles, strict=True):
            told = role if roles.count(role) == 1 else speaker.id
            labelled.append((name if len(namesakes) == 1 else f"{name} ({told})", speaker))
    labelled.sort(key=lambda pair: (pair[0].casefold(), pair[1].id))
    return [[s.id, label, *_numbers(archive, s)] for label, s in labelled if s.renderings]


def _numbers(archive: Archive, speaker: Speaker) -> tuple[int, int]:
    """How many quotations of a speaker stand in marks, and how many without."""
    reported = sum(archive.renderings[i].reported for i in speaker.renderings)
    return len(speaker.renderings) - reported, reported
