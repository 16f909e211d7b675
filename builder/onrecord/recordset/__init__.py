"""Records as a set of Parquet files, made on one machine or many, and read wherever an archive is built.

The columns are the nouns of `model`, nested as they are, so that anybody can ask them with DuckDB or pandas. Nothing
in a set is code: it may come from anywhere, and what is no record is refused.
"""

from onrecord.recordset.parts import Row, decode, encode
from onrecord.recordset.schema import FORMAT, schema
from onrecord.recordset.sets import LIST, Manifest, Part, RecordSet, differences, failures, part_name, rows, swept

__all__ = [
    "FORMAT",
    "LIST",
    "Manifest",
    "Part",
    "RecordSet",
    "Row",
    "decode",
    "differences",
    "encode",
    "failures",
    "part_name",
    "rows",
    "schema",
    "swept",
]
