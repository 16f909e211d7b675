"""The `onrecord` command: a thin client of the library. Data goes to stdout, everything else to stderr.

Exit status: 0 fine; 1 warnings, under `--strict` or `check`; 2 something the user can mend; 70 a bug; 130 interrupted.
"""

from typing import TYPE_CHECKING

from onrecord.cli.app import main
from onrecord.lazily import exports

if TYPE_CHECKING:
    from onrecord.cli.reference import reference

__all__ = ["main", "reference"]

if not TYPE_CHECKING:
    __getattr__ = exports(__name__, ("reference",), __all__)
