"""Going on where a batch ended, and ending it at any time."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest
from batch_helpers import (
    PAGES,
    manifest,
    running,
    tree,
    wait_for,
    write,
)
from helpers import DAMAGED, MENDED, Run

pytestmark = pytest.mark.process


def test_resume_does_what_is_not_done(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED, "c.jsonl": "{", "d.txt": DAMAGED})
    assert run("batch", "in", "out").returncode == 1
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    write(
        tmp_path / "in", {"b.txt": MENDED, "c.jsonl": '{"text": "pa skolen"}\n', "e.txt": DAMAGED}
    )
    (tmp_path / "out" / "d.txt").write_text("lost", encoding="utf-8")
    done = run("batch", "in", "out", "--resume")
    assert (done.returncode, "4 repaired, 1 done earlier, 0 failed" in done.stderr.decode()) == (
        0,
        True,
    )
    assert (tmp_path / "out" / "a.txt").stat().st_mtime_ns == before["a.txt"]
    assert (tmp_path / "out" / "b.txt").read_text(encoding="utf-8") == MENDED
    assert (tmp_path / "out" / "d.txt").read_text(encoding="utf-8") == MENDED
    assert {record["status"] for record in manifest(tmp_path / "out").values()} == {"done"}
    again = run("batch", "in", "out", "--resume", "--layout", "paragraphs")
    assert "5 repaired, 0 failed" in again.stderr.decode()


def test_resume_keeps_what_stands_of_other_files(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED})
    run("batch", "in", "out", "--from", "-", stdin=b"in/a.txt\n")
    run("batch", "in", "out", "--from", "-", "--resume", stdin=b"in/b.txt\n")
    assert sorted(manifest(tmp_path / "out")) == ["a.txt", "b.txt"]


def test_a_file_that_fails_now_leaves_no_earlier_text(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.jsonl": '{"text": "pa skolen"}\n'})
    run("batch", "in", "out", "--edits")
    write(tmp_path / "in", {"a.jsonl": "{"})
    assert run("batch", "in", "out", "--edits", "--resume").returncode == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.jsonl"]


def test_a_dry_run_says_and_does_nothing(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.pdf": "%PDF"})
    done = run("batch", "in", "out", "--dry-run")
    assert done.stdout.decode().splitlines() == [
        "repair\ta.txt", "skip: no kind of file that holds text, by its name; say --format if "
                         "it is one\tb.pdf",
    ]  # fmt: skip
    assert (done.returncode, (tmp_path / "out").exists()) == (0, False)
    run("batch", "in", "out")
    assert run("batch", "in", "out", "--dry-run", "--resume").stdout.startswith(b"keep\ta.txt\n")


def test_fail_fast_stops_at_the_first_failure(run: Run, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"{number:03}.txt": PAGES[number % 24] for number in range(200)
    }
    write(tmp_path / "in", {**files, "first.jsonl": "x" * 20_000})
    done = run("batch", "in", "out", "--jobs", "1", "--fail-fast")
    assert done.returncode == 1
    assert 1 <= len(manifest(tmp_path / "out")) < 200
    assert (
        "not begun" in done.stderr.decode()
        and "go on with: nortext batch in out" in done.stderr.decode()
    )


@pytest.mark.parametrize(
    ("number", "to_group"), [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGTERM, False)]
)
def test_a_signal_ends_it_cleanly(run: Run, tmp_path: Path, number: int, to_group: bool) -> None:
    write(
        tmp_path / "in",
        {
            **{f"{number:03}.txt": PAGES[number % 24] for number in range(40)},
            "big.txt": "\n\n".join(PAGES * 6),
        },
    )
    with running(tmp_path, "--jobs", "2") as child:
        wait_for(lambda: len(list((tmp_path / "out").glob("0*.txt"))) > 5)
        (os.killpg if to_group else os.kill)(child.pid, number)
        said = child.communicate(timeout=30)[1].decode()
    assert child.returncode == 130
    assert "go on with: nortext batch in out --jobs 2 --resume" in said
    assert not (tmp_path / "out" / ".nortext-batch").exists()
    assert set(manifest(tmp_path / "out")) == {
        path.name for path in (tmp_path / "out").glob("*.txt")
    }
    assert run("batch", "in", "out", "--resume", "--jobs", "2").returncode == 0
    run("batch", "in", "whole")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.parametrize("seed", range(3))
def test_killed_and_resumed_is_the_same_as_never_killed(
    run: Run, tmp_path: Path, seed: int
) -> None:
    write(tmp_path / "in", {f"{number:03}.txt": PAGES[number % 24] for number in range(80)})
    with running(tmp_path, "--jobs", "2", "--edits") as child:
        time.sleep(random.Random(seed).uniform(0, 0.8))
        child.kill()
    assert run("batch", "in", "out", "--jobs", "2", "--edits", "--resume").returncode == 0
    run("batch", "in", "whole", "--edits")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_torn_line_of_the_manifest_is_done_again(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED})
    run("batch", "in", "out")
    path = tmp_path / "out" / "manifest.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    done = run("batch", "in", "out", "--resume")
    assert "1 repaired, 1 done earlier" in done.stderr.decode()
    assert [{**json.loads(line), "seconds": 0} for line in path.read_bytes().splitlines()] == [
        {**json.loads(line), "seconds": 0} for line in whole.splitlines()
    ]


@pytest.mark.skipif(os.name != "posix", reason="hard links of POSIX")
def test_a_copy_by_hard_links_keeps_its_manifest(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    run("batch", "in", "out")
    copy = tmp_path / "copy.jsonl"
    os.link(tmp_path / "out" / "manifest.jsonl", copy)
    before = copy.read_bytes()
    write(tmp_path / "in", {"b.txt": DAMAGED})
    assert run("batch", "in", "out", "--resume").returncode == 0
    assert copy.read_bytes() == before
    assert sorted(manifest(tmp_path / "out")) == ["a.txt", "b.txt"]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "a.txt",
        "b.txt",
        "manifest.jsonl",
    ]
