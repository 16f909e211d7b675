"""The browser's search: Pagefind's bundle for an archive, below docs/assets/search/.

It is cut by year and further (see shards.py), since a whole archive takes Pagefind gigabytes of memory, and one changed
article should make a small part again, not all. Each part lies in a folder named by its year and the digest of what it
holds: an address never changes its content, so browsers may keep it, and a part that is there needs no making.
`archive.json` names the parts and the choices of the search form, `speakers.json` the speakers. search-engine.js joins
the parts. What Pagefind would ask each part for before all else, its entry, is the same for all: `archive.json` tells
it.

A part has two indexes, since nobody asks for both at once: `said` of what people said, and `rest` of articles and
statements. Most of all words stand in articles, and most searches do without them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from onrecord.model import Archive, Rights, Speaker
from onrecord.publish import indexer, records
from onrecord.publish.records import Told
from onrecord.publish.shards import Part, Plan
from onrecord.publish.stubs import UNDATED, Stub
from onrecord.write import Progress, published, put
from onrecord.write.watch import Versions

VERSION = 8
"""Raised when parts made earlier no longer do, here or in a site that is searched along."""

_ENTRY = "pagefind-entry.json"
"""What Pagefind reads first: how the list of a part is called, and which program reads it."""

_LIST = "all"
"""What the list of an index is called."""

_PROGRAM = (_ENTRY, "pagefind.js", "wasm.*.pagefind")
"""Pagefind's program, which all indexes have in common."""

_WANTED = ("*.pf_meta", "*.pf_index", "*.pf_filter")
"""What is kept of all else that Pagefind makes."""

INDEXES = ("said", "rest")
"""The folders of a part's indexes, in the order of their records."""


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
    versions: Versions | None = None,
) -> Bundled:
    """The bundle of `archive` in `folder`, made where it is missing or stale; what is no longer part of it goes.

    `work` is where unfinished parts lie, and what is known of those made; on the same file system, so that a part
    appears whole or not at all. `jobs` parts are made at once. `site` is what search pages, this site's and others',
    are told of it besides. `versions` are those of all that is in the archive, if they are known already.

    Raises:
        OnRecordError: Pagefind is missing, or fails.
    """
    archive = published(archive, rights)
    plan = Plan(archive, rights, language, work / "search.notes", versions)
    made = _parts(plan, folder, work, language, jobs, progress or (lambda *_: None))
    written = list(made.written)
    choices: dict[str, Any] = {
        **(site or {}),
        **_format(folder, made.parts),
        **_choices(archive, made),
    }
    for name, content in (
        ("archive.json", choices),
        ("speakers.json", _speakers(archive, choices["parts"], made.years)),
    ):
        if put(folder / name, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"):
            written.append(name)
    removed = _sweep(folder, keep={*(one["path"] for one in made.parts), "archive.json", "speakers.json"})
    plan.remember()
    return Bundled(tuple(written), tuple(removed))


def _format(folder: Path, parts: list[dict[str, Any]]) -> dict[str, object]:
    """What all parts have in common: `entry`, which Pagefind would ask each for, and `format`.

    The format is what sites must have in common to be searched together: our version, and Pagefind's.
    """
    if not parts:
        return {"format": str(VERSION)}
    entry = json.loads((folder / parts[0]["path"] / _ENTRY).read_bytes())
    return {"format": f"{VERSION} with Pagefind {entry['version']}", "entry": entry}


@dataclass(slots=True)
class _Made:
    """The parts: each as search pages are told of it, in order; and which of them are new.

    `said` tells whether anybody says anything in one: if not, it has no index of that. `kinds` of quotations are found
    in them, and each speaker in those of some years.
    """

    parts: list[dict[str, Any]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    years: dict[str, set[str]] = field(default_factory=dict)

    def note(self, part: Part, name: str) -> None:
        """A part is there, or will be, in the folder of a name."""
        self.parts.append({"year": part.year, "path": name, "said": bool(part.kinds)})
        self.kinds |= part.kinds
        for speaker in part.speakers:
            self.years.setdefault(speaker, set()).add(part.year)


def _parts(plan: Plan, folder: Path, work: Path, language: str, jobs: int, tell: Progress) -> _Made:
    """The parts, those made that are not there. While some are made, the next are looked at."""
    made = _Made()
    with ThreadPoolExecutor(jobs) as pool:
        running: set[Future[None]] = set()
        try:
            for number, part in enumerate(plan):
                name = f"{part.year}-{_digest(part, language)}"
                made.note(part, name)
                if (folder / name).is_dir():
                    continue
                tell("search", number, len(plan))
                made.written.append(name)
                running.add(pool.submit(_make, plan, part, folder / name, work, language))
                running = _fewer(running, jobs)
            _fewer(running, 1)
        finally:
            pool.shutdown(cancel_futures=True)
    if made.written:
        tell("search", len(plan), len(plan))
    return made


def _fewer(running: set[Future[None]], than: int) -> set[Future[None]]:
    """Wait until fewer than so many are running; those. What one of the others has raised is raised here."""
    while len(running) >= than:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for one in done:
            one.result()
    return running


def _digest(part: Part, language: str) -> str:
    """Ten hex digits for what a part is made of: the digests of the stubs of each unit."""
    digest = hashlib.sha256(f"{VERSION} {language} {indexer.version()}".encode())
    for one in part.digests:
        digest.update(f"\0{one}".encode())
    return digest.hexdigest()[:10]


def _make(plan: Plan, part: Part, target: Path, work: Path, language: str) -> None:
    """One part of the bundle, moved to its place when it is whole."""
    stubs = list(plan.stubs(part))
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix="search-") as name:
        lean = Path(name) / "lean"
        told = {
            index: _indexed(
                [stub for stub in stubs if (stub.kind == "said") is (index == "said")], lean / index, language
            )
            for index in INDEXES
        }
        ids = records.pack([*told["said"], *told["rest"]], target.name.rpartition("-")[2], lean / "records")
        _list(lean / "said", told["said"], ids[: len(told["said"])])
        _list(lean / "rest", told["rest"], ids[len(told["said"]) :])
        _alike(lean)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            lean.replace(target)
        except OSError:
            if not target.is_dir():  # another build was faster, and its part is the same
                raise


def _indexed(stubs: Sequence[Stub], folder: Path, language: str) -> list[Told]:
    """The records of some stubs, whose index is written to a folder; none for none."""
    if not stubs:
        return []
    return records.told(_put(indexer.index((stub.html for stub in stubs), language), folder), stubs)


def _list(folder: Path, told: Sequence[Told], ids: Sequence[str]) -> None:
    """Have the list of an index say these ids, and call it as all others are called.

    So a browser asks for it without asking for its name.
    """
    for listed in folder.glob("*.pf_meta"):
        old = (record.id for record in told)
        listed.write_bytes(records.renamed(listed.read_bytes(), dict(zip(old, ids, strict=True))))
        listed.rename(folder / f"pagefind.{_LIST}.pf_meta")


def _alike(part: Path) -> None:
    """Have the entry of a part say what those of all others say."""
    entry = json.loads((part / _ENTRY).read_bytes())
    ((language, told),) = entry["languages"].items()
    entry["languages"] = {language: {"hash": _LIST, "wasm": told["wasm"], "page_count": 1}}
    (part / _ENTRY).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _put(files: Iterable[tuple[str, bytes]], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Write the wanted ones of Pagefind's files; its fragments, each with its id."""
    for path, content in files:
        name = Path(path)
        if name.suffix == ".pf_fragment":
            yield name.stem, content
        elif place := _place(name, folder):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def _place(name: Path, folder: Path) -> Path | None:
    """Where a file of Pagefind's is put, if it is wanted: below the folder of the index, the program beside that."""
    if any(fnmatch(name.name, wanted) for wanted in _WANTED):
        return folder / name
    return folder.parent / name if any(fnmatch(name.name, wanted) for wanted in _PROGRAM) else None


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


def _choices(archive: Archive, made: _Made) -> dict[str, object]:
    """What the search form offers, and where the parts are: newest year first, undated last."""
    newest = sorted(made.parts, key=lambda part: (part["year"] != UNDATED, part["year"]), reverse=True)
    outlets = sorted(archive.outlets.values(), key=lambda outlet: (outlet.name.casefold(), outlet.id))
    return {
        "parts": newest,
        "kinds": sorted(made.kinds, key=lambda kind: (kind == "unnamed", kind)),
        "outlets": [[outlet.id, outlet.name, len(outlet.articles)] for outlet in outlets],
        "topics": [[t.id, t.label, t.broader, len(t.articles)] for t in archive.topics.values() if t.articles],
    }


def _speakers(archive: Archive, parts: list[dict[str, Any]], years: Mapping[str, set[str]]) -> list[list[object]]:
    """Every speaker as [id, label, quotations in marks, those reported without, years], by name. No label stands twice.

    Years are a number in hexadecimal digits, in which each has a bit, that of the first part the lowest.
    """
    bits = {year: 1 << bit for bit, year in enumerate(dict.fromkeys(part["year"] for part in parts))}
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
    return [
        [s.id, label, *_numbers(archive, s), f"{sum(bits[year] for year in years.get(s.id, ())):x}"]
        for label, s in labelled
        if s.renderings
    ]


def _numbers(archive: Archive, speaker: Speaker) -> tuple[int, int]:
    """How many quotations of a speaker stand in marks, and how many without."""
    reported = sum(archive.renderings[i].reported for i in speaker.renderings)
    return len(speaker.renderings) - reported, reported
