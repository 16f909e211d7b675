"""What an archive's owner has written down: mkdocs.yml (settings) and authority/ (the editor's word)."""

from onrecord.config.authority import AUTHORITY_KEYS, TOPIC_FIELDS, load_authority
from onrecord.config.settings import Config, from_options, load

__all__ = ["AUTHORITY_KEYS", "TOPIC_FIELDS", "Config", "from_options", "load", "load_authority"]
