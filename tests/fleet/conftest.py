"""What the tests of record sets share: a folder of invented articles, and the bytes of a set."""

from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")
pytest.importorskip("fsspec", reason="addresses need fsspec: pip install 'onrecord[dask]'")
