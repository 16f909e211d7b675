"""onrecord: from a folder of saved news articles to an archive of who said what, about what, where and when."""

__version__ = "0.1.0"
