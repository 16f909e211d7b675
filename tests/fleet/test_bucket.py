"""A bucket that is asked by the protocol of S3: articles, record set and build come out as from folders on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.config import Config, load
from tests.fleet.town import article, held, write

pytest.importorskip("pyarrow", reason="record sets need pyarrow: pip install 'onrecord[dask]'")
s3fs = pytest.importorskip("s3fs", reason="buckets need s3fs: pip install s3fs")
moto = pytest.importorskip("moto.server", reason="the bucket is moto's: pip install 'moto[s3]' flask flask-cors")


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty bucket on a server on loopback that speaks S3; the environment leads there."""
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    told = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "town", "AWS_SECRET_ACCESS_KEY": "town"}
    told |= {"AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    address = f"s3://town-{port}"  # its own: all servers of a process share what they hold
    seen().mkdir(address)
    yield address
    running.stop()


def seen() -> Any:
    """What s3fs sees now."""
    return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)


def onrecord(*arguments: str | Path, status: int = 0) -> str:
    """Run the command as somebody does; what it said."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done.stderr


def archive(folder: Path) -> Config:
    """The settings of an archive without articles."""
    for name in ("articles", "authority"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Town\nplugins: [onrecord]\n", encoding="utf-8")
    return load(folder / "mkdocs.yml")


def made(config: Config) -> dict[str, bytes]:
    """What a build wrote, but for the browser's search, whose lists Pagefind orders anew each time."""
    paths = [path for folder in (config.docs, config.authority) for path in folder.rglob("*") if path.is_file()]
    named = {path.relative_to(config.root).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in named.items() if "assets/search/" not in name}


def test_a_bucket_is_as_good_as_a_folder(town: str, tmp_path: Path) -> None:
    """Extraction from a bucket to a bucket gives the set that folders give, and the build from it the same archive."""
    local, far = archive(tmp_path / "local"), archive(tmp_path / "far")
    write(local.articles, 40)
    store = seen()
    store.put(f"{local.articles}/", f"{town}/articles/", recursive=True)
    onrecord("extract", local.articles, "--output", tmp_path / "records", "--jobs", "1")
    onrecord("extract", f"{town}/articles", "--output", f"{town}/records", "--jobs", "2")
    names = [path.rpartition("/")[2] for path in store.ls(f"{town}/records")]
    assert {name: store.cat(f"{town}/records/{name}") for name in names} == held(tmp_path / "records")
    onrecord("-C", local.root, "build", "--jobs", "1")
    onrecord("-C", far.root, "build", "--records", f"{town}/records", "--jobs", "2")
    assert len(made(local)) > 100
    assert made(far) == made(local)


def test_a_set_in_a_bucket_is_taken_up_where_it_stopped(town: str, tmp_path: Path) -> None:
    """What is there is not made again, and a changed article's record alone is; what is wrong says where."""
    write(tmp_path / "articles", 20)
    (tmp_path / "articles" / "empty.txt").unlink()  # it holds nothing to be known by, and is looked at each time
    store = seen()
    store.put(f"{tmp_path}/articles/", f"{town}/articles/", recursive=True)
    command = ("extract", f"{town}/articles", "--output", f"{town}/records", "--jobs", "1")
    assert "of which 21 were extracted now" in onrecord(*command)
    assert "of which 0 were extracted now" in onrecord(*command)
    store.pipe_file(f"{town}/articles/north/001.txt", article(70).encode())
    assert "of which 1 were extracted now" in onrecord(*command)
    told = onrecord("extract", "s3://nobodys/articles", "--output", f"{town}/others", status=2)
    assert "s3://nobodys/articles" in told
    assert "Traceback" not in told
