"""`onrecord search`, asked in a plain way, without the library that reads commands, which takes long to load.

Whatever is not plain, or goes wrong, is left to the command itself, which understands more, and says what is wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.settings import Settings
from onrecord.cli.styles import forgive, shown

if TYPE_CHECKING:
    from onrecord.config import Config
    from onrecord.search import Index, Library, Results

_OPTIONS = {
    "-n": "limit", "--limit": "limit", "--newest": "newest", "--json": "json", "-q": "quiet", "--quiet": "quiet",
    "-C": "folder", "--directory": "folder", "-f": "file", "--config-file": "file",
}  # fmt: skip
_EVERYWHERE = ("quiet", "folder", "file")
_VALUED = ("limit", "folder", "file")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be searched for.

    Attributes:
        newest: the newest first, rather than the best.
    """

    text: str
    limit: int
    newest: bool

    def found(self, config: Config, follow: Callable[[Index, Library], None]) -> Results:
        """What the archive holds of it. `follow` brings the index up to the library."""
        from onrecord.addresses import DATASET  # noqa: PLC0415 - who builds need not wait for the search
        from onrecord.search import Index, Published, engine_of  # noqa: PLC0415 - the same
        from onrecord.store import Dataset  # noqa: PLC0415 - the same

        index = Index(config.cache / "index", engine_of(config.search_index))
        with closing(Dataset(config.docs / DATASET)) as dataset:
            library = Published(dataset)
            follow(index, library)
            return index.search(self.text, library, self.limit, newest=self.newest)


class _LongRoadError(Exception):
    """The command itself is to answer."""


def answered(arguments: Sequence[str]) -> bool:
    """Whether this was a plain search; if so, its answer is printed.

    Raises:
        OSError: the answer could not be printed.
    """
    try:
        given = _given(arguments)
        out, err = _answer(given)
    except Exception:  # noqa: BLE001 - whatever it is: the command itself comes upon it too, and tells it
        return False
    forgive()
    sys.stdout.write(shown(out, sys.stdout))
    sys.stdout.flush()
    sys.stderr.write(err)
    return True


def _given(arguments: Sequence[str]) -> dict[str, str]:
    """What the options say, and the words of the query.

    Raises:
        _LongRoadError: these are no plain arguments of a search.
    """
    if "_ONRECORD_COMPLETE" in os.environ or not all(
        "utf" in stream.encoding.lower() for stream in (sys.stdout, sys.stderr)
    ):
        raise _LongRoadError
    given: dict[str, str] = {}
    words, rest = [], iter(arguments)
    for argument in rest:
        option = _OPTIONS.get(argument)
        if option is None:
            words.append(argument)
        elif words or option in _EVERYWHERE:
            given[option] = next(rest, "") if option in _VALUED else "yes"
        else:
            raise _LongRoadError
    if words[:1] != ["search"] or any(not text or text.startswith("-") for text in (*words, *given.values())):
        raise _LongRoadError
    return {**given, "query": " ".join(words[1:])}


def _answer(given: dict[str, str]) -> tuple[str, str]:
    """What goes to stdout, and what to stderr."""
    from onrecord.cli.hits import summary, told  # noqa: PLC0415 - who builds need not wait for the search

    folder, file, limit = given.get("folder"), given.get("file"), given.get("limit", "10")
    missing = (folder and not Path(folder).is_dir()) or (file and not Path(file).is_file())
    if missing or not limit.isdecimal() or not int(limit):
        raise _LongRoadError
    config = Settings(Path(folder) if folder else None, Path(file) if file else None).config()
    asked = Asked(given["query"], int(limit), "newest" in given)
    results = asked.found(config, _must_be_up_to_date)
    out = told(asked.text, results, config.site_url, as_json="json" in given)
    silent = "json" in given or "quiet" in given
    return out, "" if silent else f"{summary(results)}\n"


def _must_be_up_to_date(index: Index, library: Library) -> None:
    """Leave it to the command itself, which shows how far it is, to bring the index up to the library."""
    if index.version != library.version:
        raise _LongRoadError
