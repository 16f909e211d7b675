"""Names of a package whose modules are loaded when a name of theirs is first asked for.

The nouns alone take a fifth of the time that `onrecord search` may take, and it needs one of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from importlib import import_module


def exports(package: str, homes: Sequence[str], names: Collection[str]) -> Callable[[str], object]:
    """A package's `__getattr__` for its public names, each found in the first of the modules `homes` that has it."""

    def getattr_(name: str) -> object:
        for home in homes if name in names else ():
            module = import_module(f"{package}.{home}")
            if hasattr(module, name):
                setattr(sys.modules[package], name, getattr(module, name))
                return getattr(module, name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return getattr_
