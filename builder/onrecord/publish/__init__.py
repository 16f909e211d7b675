"""From pages to a site: the MkDocs plugin, the assets, the browser's search, and what a fresh build would make."""

from typing import TYPE_CHECKING

from onrecord.lazily import exports
from onrecord.publish.prepare import prepare

if TYPE_CHECKING:
    from onrecord.publish.afresh import Comparison, Difference, compare

__all__ = ["Comparison", "Difference", "compare", "prepare"]

if not TYPE_CHECKING:
    __getattr__ = exports(__name__, ("afresh",), __all__)
