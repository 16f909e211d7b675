"""The files of articles below some folders, here or elsewhere, one by one; and how they are cut into parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from onrecord import read
from onrecord.errors import OnRecordError
from onrecord.model import Problem
from onrecord.places import Place, is_address, place


@dataclass(frozen=True, slots=True)
class Item:
    """A file of articles.

    Attributes:
        root: the folder that its address in the archive begins below.
        uri: its path below that, with `/`.
        sidecar: the path of its sidecar, where the folder is elsewhere; on the disk, reading finds that itself.
    """

    root: str
    uri: str
    sidecar: str = ""


def listed(where: Sequence[str]) -> Iterator[Item | Problem]:
    """Every file of articles at some paths and addresses, and the problem with each other file, in order.

    No more is held than the names of the folders on the way.

    Raises:
        OnRecordError: there is no such place, or two files in them would have one address in the archive.
    """
    seen: set[str] = set()
    for each in where:
        for item in _elsewhere(each) if is_address(each) else _here(Path(each)):
            if len(where) > 1 and isinstance(item, Item):
                if item.uri in seen:
                    raise OnRecordError(f"{each}: has a second {item.uri}. Name the folder above both instead.")
                seen.add(item.uri)
            yield item


def _here(path: Path) -> Iterator[Item | Problem]:
    if not path.exists():
        raise OnRecordError(f"{path}: there is no such file or folder.")
    if not path.is_dir():
        yield Item(str(path.absolute().parent), path.name)
        return
    root = path.absolute()
    for found in read.browse(root):
        yield found if isinstance(found, Problem) else Item(str(root), found.relative_to(root).as_posix())


def _elsewhere(address: str) -> Iterator[Item | Problem]:
    folder, empty = place(address), True
    for item in _below(folder, address, ""):
        empty = False
        yield item
    if empty:
        raise OnRecordError(f"{address}: there is no folder with files here.")


def _below(folder: Place, root: str, below: str) -> Iterator[Item | Problem]:
    """What `listed` says of one folder, in the order in which the same folder on the disk is read."""
    entries = [entry for entry in folder.entries(below) if not entry.name.startswith(".")]
    names = {entry.name for entry in entries if not entry.folder}
    for entry in sorted(entries, key=lambda entry: f"{entry.name}/" if entry.folder else entry.name):
        if entry.folder:
            yield from _below(folder, root, f"{below}{entry.name}/")
            continue
        beside = read.sidecar(entry.name, names)
        said = read.verdict(f"{below}{entry.name}", beside=beside is True)
        if isinstance(said, Problem):
            yield said
        elif said:
            yield Item(root, f"{below}{entry.name}", f"{below}{beside}" if beside else "")


def cut(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in groups of about `size`, in order.

    Where one ends is told by its last name, not by counting: so what comes or goes changes its own group, and the
    others stay as they were made.
    """
    group: list[Item] = []
    for item in items:
        group.append(item)
        ends = int.from_bytes(blake2b(item.uri.encode(), digest_size=8).digest()) % size == 0
        if len(group) >= 4 * size or (ends and len(group) >= size // 4):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)
