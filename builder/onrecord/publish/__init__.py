"""From pages to a site: the MkDocs plugin, the assets, and the browser's search."""

from onrecord.publish.prepare import prepare

__all__ = ["prepare"]
