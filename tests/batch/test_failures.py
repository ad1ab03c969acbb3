"""What goes wrong costs its file at most, and is said."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_helpers import (
    BIG,
    LINUX,
    NORTEXT,
    PAGES,
    at_work,
    manifest,
    outcome,
    running,
    wait_for,
    write,
    zstd,
)
from helpers import DAMAGED, MENDED, Run

from nortext.batch.manifest import Manifest
from nortext.errors import FileError
from nortext.formats.storage import Input

pytestmark = pytest.mark.process
resource = pytest.importorskip("resource")  # of Unix, as the signals are


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("bad.txt", b"\x00\x01\x02\x03" * 20, "is no text"),
        ("bad.txt", b"PK\x03\x04....", "zip or Office file"),
        ("bad.txt.gz", gzip.compress(os.urandom(5_000).hex().encode())[:3_000], "end too early"),
        ("bad.txt.gz", b"no gzip at all", "damaged gzip data"),
        ("bad.txt.gz", gzip.compress(bytes(100_000_000), 9), "more than 300 times its size"),
        ("bad.jsonl", b'{"text": "a"}\n{"text": "b"\n', "line 2, character 13: no JSON object"),
        ("bad.jsonl", b'{"text": "a"}\n["text"]\n', "line 2, character 1: no JSON object"),
        ("bad.jsonl", b"[" * 100_000, "no JSON object"),
        ("bad.jsonl", b'{"text": ' + b"[" * 100_000, "nested too deeply"),
        ("bad.jsonl", b'{"body": "a"}\n', "no record has a field 'text'; there are 'body'"),
        ("bad.csv", b"id,body\n1,a\n", "no column is called 'text'; there are 'id', 'body'"),
        ("bad.csv", b'id,text\n1,"never closed\n', "line 2: no row of a table"),
    ],
)
def test_a_bad_file_fails_alone(
    run: Run, tmp_path: Path, name: str, content: bytes, error: str
) -> None:
    write(tmp_path / "in", {name: content})
    assert error in outcome(run, tmp_path, name)


def test_damaged_zstandard_fails_alone(run: Run, tmp_path: Path) -> None:
    packed = zstd(os.urandom(5_000).hex().encode())
    write(
        tmp_path / "in",
        {
            "short.txt.zst": packed[:3_000],
            "bomb.txt.zst": zstd(bytes(200_000_000)),
            "no.txt.zst": b"no zstandard",
        },
    )
    assert "end too early" in outcome(run, tmp_path, "short.txt.zst")
    assert "more than 300 times its size" in outcome(run, tmp_path, "bomb.txt.zst")
    assert "damaged zstandard data" in outcome(run, tmp_path, "no.txt.zst")


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt.zst": b"..."})
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(
        FileError, match=r"needs the package zstandard: pip install 'nortext\[zstd\]'"
    ):
        list(Input(tmp_path / "a.txt.zst", "zstandard").chunks())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_fails_alone(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt": DAMAGED})
    (tmp_path / "in" / "bad.txt").chmod(0)
    assert "permission denied" in outcome(run, tmp_path, "bad.txt")


@LINUX
def test_a_file_that_the_disk_does_not_give_fails_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").symlink_to("/proc/self/mem")
    assert "input/output error" in outcome(run, tmp_path, "bad.txt")


def test_links_that_lead_nowhere_or_back(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/deep/a.txt": DAMAGED, "other/b.txt": DAMAGED})
    (tmp_path / "in" / "nowhere.txt").symlink_to("not there")
    (tmp_path / "in" / "itself.txt").symlink_to("itself.txt")
    (tmp_path / "in" / "deep" / "back").symlink_to("..")
    (tmp_path / "in" / "other").symlink_to("../other")
    assert "no such file" in outcome(run, tmp_path, "nowhere.txt")
    found = manifest(tmp_path / "out")
    assert found["itself.txt"]["status"] == "failed"
    assert (found["deep/back"]["status"], found["deep/back"]["error"]) == (
        "skipped",
        "a link that leads back to a folder above it",
    )
    assert (found["deep/a.txt"]["status"], found["other/b.txt"]["status"]) == ("done", "done")
    assert set(found) == {
        "nowhere.txt",
        "itself.txt",
        "deep/back",
        "deep/a.txt",
        "other/b.txt",
        "good.txt",
    }


@LINUX
def test_any_name_at_all(run: Run, tmp_path: Path) -> None:
    names = [
        b"two\nlines.txt",
        b"\xff\xfe.txt",
        "blåbær «ø».txt".encode(),
        b"-rf.txt",
        b" .txt",
        b"'\".txt",
    ]
    (tmp_path / "in").mkdir()
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(
            DAMAGED, encoding="utf-8"
        )
    assert run("batch", "in", "out", "--edits").returncode == 0
    found = manifest(tmp_path / "out")
    assert {os.fsencode(name) for name in found} == set(names)
    assert all(
        Path(tmp_path / "out" / name).read_text(encoding="utf-8") == MENDED for name in found
    )
    assert "6 files: 6 done" in run("summary", "out").stdout.decode()
    assert "6 done earlier" in run("batch", "in", "out", "--edits", "--resume").stderr.decode()


@LINUX
def test_a_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert run("batch", "in", "out").returncode == 0
    assert manifest(tmp_path / "out")["pipe.txt"]["status"] == "skipped"


def test_nothing_is_written_outside(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "in/sub/deep/bad.txt": DAMAGED,
            "elsewhere/keep.txt": "x",
            "secret.txt": DAMAGED,
            "out/there": "",
        },
    )
    (tmp_path / "out" / "sub").symlink_to("../elsewhere")
    outcome_of = outcome(run, tmp_path, "sub/deep/bad.txt")
    assert "leads out of the output folder" in outcome_of
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["keep.txt"]
    done = run("batch", "in", "out2", "--from", "-", stdin=b"in/../secret.txt\nin/good.txt\n")
    assert done.returncode == 1
    assert manifest(tmp_path / "out2")[str(tmp_path / "in" / ".." / "secret.txt")][
        "error"
    ].endswith("does not lie below in")
    assert not list(tmp_path.glob("*/secret.txt"))


def test_places_that_are_taken(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "in/bad.txt": DAMAGED,
            "in/sub/bad.txt": DAMAGED,
            "in/manifest.jsonl": "{}\n",
            "out/sub": "a file",
        },
    )
    (tmp_path / "out" / "bad.txt").mkdir()
    write(tmp_path / "in", {"good.txt": DAMAGED})
    assert run("batch", "in", "out", "--edits").returncode == 1
    found = manifest(tmp_path / "out")
    assert (found["bad.txt"]["status"], found["sub/bad.txt"]["status"]) == ("failed", "failed")
    assert (
        "is a directory" in found["bad.txt"]["error"]
        and "cannot be made" in found["sub/bad.txt"]["error"]
    )
    assert (found["manifest.jsonl"]["status"], found["good.txt"]["status"]) == ("skipped", "done")
    assert (tmp_path / "out" / "sub").read_text(encoding="utf-8") == "a file"
    assert not (tmp_path / "out" / "bad.txt.edits.jsonl").exists()


def test_edits_are_not_written_over_a_text(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {"bad.txt.edits.jsonl": '{"text": "pa skolen"}\n', "bad.txt": DAMAGED, "good.txt": DAMAGED},
    )
    assert run("batch", "in", "out", "--edits").returncode == 1
    found = manifest(tmp_path / "out")
    assert "over the edits of bad.txt" in found["bad.txt.edits.jsonl"]["error"]
    assert (
        json.loads(
            (tmp_path / "out" / "bad.txt.edits.jsonl").read_text(encoding="utf-8").splitlines()[0]
        )["type"]
        == "edit"
    )


@LINUX
def test_an_output_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    done = run("batch", "in", "/proc/nortext")
    assert (done.returncode, "Traceback" in done.stderr.decode()) == (1, False)
    assert "/proc/nortext: cannot be made" in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_in_the_output(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/sub/bad.txt": DAMAGED})
    (tmp_path / "out" / "sub").mkdir(parents=True)
    (tmp_path / "out" / "sub").chmod(0o555)
    assert "permission denied" in outcome(run, tmp_path, "sub/bad.txt")


def test_a_file_too_big_for_the_disk_fails_alone(tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt": BIG, "good.txt": DAMAGED})
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    done = subprocess.run(
        [*NORTEXT, "batch", "in", "out"],
        cwd=tmp_path,
        preexec_fn=limit,
        capture_output=True,
        timeout=60,
    )
    found = manifest(tmp_path / "out")
    assert (done.returncode, found["good.txt"]["status"], found["bad.txt"]["status"]) == (
        1,
        "done",
        "failed",
    )
    assert "bad.txt: cannot be written: file too large" in found["bad.txt"]["error"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "good.txt",
        "manifest.jsonl",
    ]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Make a file system of 256 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("file systems cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@LINUX
def test_a_full_disk(run: Run, tmp_path: Path, small_disk: Path) -> None:
    write(
        tmp_path / "in",
        {"bad.txt": BIG, **{f"{number:02}.txt": PAGES[number] for number in range(20)}},
    )
    done = run("batch", "in", "disk/out", "--jobs", "2")
    found = manifest(small_disk / "out")
    assert done.returncode == 1
    assert "no space left on device" in found["bad.txt"]["error"]
    assert (
        sum(record["status"] == "done" for record in found.values()) >= 15
    )  # what was written beside the big file may fail too
    for name, record in found.items():
        assert (small_disk / "out" / name).exists() == (record["status"] == "done")


def test_a_manifest_waits_for_space(tmp_path: Path) -> None:
    found = Manifest(tmp_path)
    whole = {"path": "a.txt", "status": "skipped"}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))  # ten bytes of a record fit
        found.add(whole)
        assert (tmp_path / "manifest.jsonl").read_bytes() == b""
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    found.add({"path": "b.txt", "status": "skipped"})
    found.close(tmp_path / "new", whole=True)
    assert [record["path"] for record in manifest(tmp_path).values()] == ["a.txt", "b.txt"]


@LINUX
@pytest.mark.parametrize("times", [1, 2])
def test_a_killed_process_costs_its_file_at_most(tmp_path: Path, times: int) -> None:
    write(
        tmp_path / "in",
        {"bad.txt": BIG, **{f"{number}.txt": PAGES[number] for number in range(10)}},
    )
    with running(tmp_path, "--jobs", "1") as child:
        killed: set[int] = set()
        for _ in range(times):
            wait_for(
                lambda: bool(at_work(child, "0") - killed)
            )  # the longest is the first, and number 0
            (number,) = at_work(child, "0") - killed
            os.kill(number, signal.SIGKILL)
            killed.add(number)
        said = child.communicate(timeout=60)[1].decode()
    found = manifest(tmp_path / "out")
    assert [found[f"{number}.txt"]["status"] for number in range(10)] == ["done"] * 10
    assert "Traceback" not in said
    if times == 1:
        assert (child.returncode, found["bad.txt"]["status"]) == (0, "done")
    else:
        assert (child.returncode, found["bad.txt"]["status"]) == (1, "failed")
        assert "was killed (signal 9), 2 times" in found["bad.txt"]["error"]
        assert not (tmp_path / "out" / "bad.txt").exists()


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    write(tmp_path / "in", {"big.txt": BIG, "bad.txt": DAMAGED})
    with running(tmp_path, "--jobs", "1") as child:
        (tmp_path / "in" / "bad.txt").unlink()
        child.communicate(timeout=60)
    found = manifest(tmp_path / "out")
    assert (child.returncode, found["big.txt"]["status"], found["bad.txt"]["status"]) == (
        1,
        "done",
        "failed",
    )
    assert "no such file" in found["bad.txt"]["error"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt": BIG, "good.txt": DAMAGED})
    with running(tmp_path, "--jobs", "1") as child:
        with (tmp_path / "in" / "bad.txt").open("a") as file:
            file.write("more\n")
        child.communicate(timeout=60)
    found = manifest(tmp_path / "out")
    assert (child.returncode, found["good.txt"]["status"], found["bad.txt"]["status"]) == (
        1,
        "done",
        "failed",
    )
    assert "was changed while it was read" in found["bad.txt"]["error"]
    assert not (tmp_path / "out" / "bad.txt").exists()


def test_two_batches_into_one_folder(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"big.txt": BIG})
    with running(tmp_path, "--jobs", "1"):
        done = run("batch", "in", "out")
        assert done.returncode == 1
        assert "another batch is writing there" in done.stderr.decode()
