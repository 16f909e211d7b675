"""From pages to a site: the MkDocs plugin, the assets, the browser's search, and what a fresh build would make."""

from onrecord.publish.afresh import Comparison, Difference, compare
from onrecord.publish.prepare import prepare

__all__ = ["Comparison", "Difference", "compare", "prepare"]
