"""Names and places: links, long names, manifests that others have written into."""

from __future__ import annotations

import gc
import gzip
import json
from pathlib import Path

import pytest
from batch_helpers import PAGES, manifest, write
from helpers import DAMAGED, MENDED, Run

from nortext.batch.job import Worker
from nortext.batch.options import BatchOptions
from nortext.batch.outputs import job_of
from nortext.batch.sources import listed, walk


@pytest.mark.process
def test_what_lies_behind_a_link_and_back_is_not_below_the_folder(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"sub/a.txt": DAMAGED, "x.txt": DAMAGED})
    write(tmp_path / "in", {"x.txt": DAMAGED})
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere" / "sub")
    done = run("batch", "in", "out", "--from", "-", stdin=b"in/link/../x.txt\nin/link/a.txt\n")
    assert "does not lie below in" in done.stderr.decode()
    assert not (tmp_path / "out" / "x.txt").exists()
    assert (tmp_path / "out" / "link" / "a.txt").read_text(encoding="utf-8") == MENDED


def test_a_folder_given_by_a_link_leaves_out_what_is_written_into_it(tmp_path: Path) -> None:
    write(tmp_path / "real", {"a.txt": DAMAGED, "out/b.txt": DAMAGED})
    link, output = tmp_path / "link", tmp_path / "real" / "out"
    link.symlink_to(tmp_path / "real")
    assert [source.name for source in walk(link, output)] == ["a.txt"]
    paths = [str(link / "out" / "b.txt").encode(), str(link / "a.txt").encode()]
    found = {source.name: source.skipped for source in listed(paths, link, output)}
    assert found["a.txt"] == "" and "writes to" in found["out/b.txt"]


@pytest.mark.process
def test_names_as_long_as_the_disk_allows_are_written(run: Run, tmp_path: Path) -> None:
    name = "a" * 251 + ".txt"
    write(tmp_path / "in", {name: DAMAGED})
    for arguments, folder in (
        (["clean", f"in/{name}", "-o", "one/"], "one"),
        (["batch", "in", "two"], "two"),
        (["clean", f"in/{name}", "--in-place"], "in"),
    ):
        assert run(*arguments).returncode == 0
        assert (tmp_path / folder / name).read_text(encoding="utf-8") == MENDED
    done = run("batch", "in", "three", "--edits")
    assert done.returncode == 1 and "file name too long" in done.stderr.decode()


STRANGE = [
    {"path": "size", "status": "done", "size": "x"},
    {"path": "counts", "status": "done", "damage": 3},
    {"path": "number", "status": "done", "edits": {"word": [1]}},
    {"path": "infinite", "status": "done", "words": float("inf")},
    {"path": "\ud800b", "status": "failed", "error": "x"},
    {"path": "error", "status": "failed", "error": {"a": 1}},
    {"path": "status", "status": {"a": 1}},
]


@pytest.mark.process
def test_records_that_are_none_are_left_out_of_a_manifest(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    run("batch", "in", "out")
    path = tmp_path / "out" / "manifest.jsonl"
    good = json.loads(path.read_text(encoding="utf-8"))
    lines = [json.dumps(good), *[json.dumps(good | strange) for strange in STRANGE]]
    lines.append('{"path": "deep", "status": "done", "x": ' + "[" * 90_000 + "]" * 90_000 + "}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("summary", "out")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1 files: 1 done, 0 failed" in done.stdout.decode()
    assert run("batch", "in", "out", "--resume").returncode == 0
    assert list(manifest(tmp_path / "out")) == ["a.txt"]


def test_progress_is_by_what_is_read_of_a_packed_file(tmp_path: Path) -> None:
    text = "\n".join(PAGES * 20)
    write(tmp_path / "in", {"a.txt.gz": gzip.compress(text.encode())})
    (source,) = walk(tmp_path / "in", tmp_path / "out")
    told: list[int] = []
    job = job_of(source, tmp_path / "staged", tmp_path / "out", False, None)
    try:
        assert Worker(BatchOptions()).do(job, told.append)["status"] == "done"
    finally:
        gc.enable()  # a process of its own does without
    assert len(told) > 2 and told == sorted(told) and told[-1] == source.size
