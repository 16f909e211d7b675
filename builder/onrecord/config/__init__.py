"""What an archive's owner has written down: mkdocs.yml (settings) and authority/ (the editor's word)."""

from typing import TYPE_CHECKING

from onrecord.lazily import exports

if TYPE_CHECKING:
    from onrecord.config.authority import AUTHORITY_KEYS, TOPIC_FIELDS, load_authority
    from onrecord.config.settings import Config, from_options, load

__all__ = ["AUTHORITY_KEYS", "TOPIC_FIELDS", "Config", "from_options", "load", "load_authority"]

if not TYPE_CHECKING:
    __getattr__ = exports(__name__, ("settings", "authority"), __all__)
