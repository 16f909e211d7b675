"""What onrecord keeps: a cache between builds, the registry of ids, and the dataset that people download."""

from typing import TYPE_CHECKING

from onrecord.lazily import exports
from onrecord.store.opened import VERSION as DATASET_VERSION
from onrecord.store.opened import Dataset, same_rows

if TYPE_CHECKING:
    from onrecord.store.cache import Harvest, Store
    from onrecord.store.dataset import Part, write_dataset
    from onrecord.store.registry import read_registry, registry_text

__all__ = [
    "DATASET_VERSION",
    "Dataset",
    "Harvest",
    "Part",
    "Store",
    "read_registry",
    "registry_text",
    "same_rows",
    "write_dataset",
]

if not TYPE_CHECKING:
    __getattr__ = exports(__name__, ("cache", "dataset", "registry"), __all__)
