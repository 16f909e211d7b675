"""Extraction on many machines: articles from anywhere to a record set, part by part, by the local pool or by Dask."""

from onrecord.fleet.engines import Engine, dask, local
from onrecord.fleet.gather import Gathered, gather

__all__ = ["Engine", "Gathered", "dask", "gather", "local"]
