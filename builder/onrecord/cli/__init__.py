"""The `onrecord` command: a thin client of the library. Data goes to stdout, everything else to stderr.

Exit status: 0 fine; 1 warnings, under `--strict` or `check`; 2 something the user can mend; 70 a bug; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from onrecord.lazily import exports

if TYPE_CHECKING:
    from onrecord.cli.reference import reference

__all__ = ["main", "reference"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its status. An error is a message on stderr, with a traceback only under -v."""
    from onrecord.cli.quick import answered  # noqa: PLC0415 - whoever wants the reference alone searches nothing

    try:
        if answered(sys.argv[1:] if arguments is None else arguments):
            sys.exit(0)
    except (KeyboardInterrupt, OSError) as error:
        from onrecord.cli.app import ended  # noqa: PLC0415 - who only searches need not wait for it

        sys.exit(ended(error))
    from onrecord.cli import app  # noqa: PLC0415 - the same

    app.main(arguments)


if not TYPE_CHECKING:
    __getattr__ = exports(__name__, ("reference",), __all__)
