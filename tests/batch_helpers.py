"""What the tests of batches share."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import DAMAGED, MENDED, ROOT, Run

PAGES = [
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "fixtures" / "pages").glob("*.ocr.txt"))
]


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's /proc")


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    records = [
        json.loads(line)
        for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len({record["path"] for record in records}) == len(records)
    return {record["path"]: record for record in records}


def tree(out: Path) -> dict[str, object]:
    """All that a batch wrote, but for how long each file took."""
    files: dict[str, object] = {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name != "manifest.jsonl"
    }
    return files | {
        "manifest": [
            {k: v for k, v in record.items() if k != "seconds"} for record in manifest(out).values()
        ]
    }


def zstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    return bytes(zstandard.ZstdCompressor().compress(data))


NORTEXT = [sys.executable, "-m", "nortext"]


@contextlib.contextmanager
def running(tmp_path: Path, *arguments: str, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a batch from `in` to `out`, and go on when it has begun with its first file."""
    command = [*NORTEXT, "batch", "in", "out", *arguments]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True, **how
    ) as child:
        try:
            wait_for(lambda: any((tmp_path / "out" / ".nortext-batch").glob("*/*")))
            yield child
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def wait_for(happens: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if happens():
            return
        time.sleep(0.01)
    raise TimeoutError


BIG = "\n\n".join(PAGES * 15)  # some seconds of work


def outcome(run: Run, tmp_path: Path, name: str, *arguments: str) -> str:
    """Return the error of a file of `in`, of which nothing is left in `out`.

    Another file beside it is done.
    """
    write(tmp_path / "in", {"good.txt": DAMAGED})
    done = run("batch", "in", "out", *arguments)
    found = manifest(tmp_path / "out")
    assert done.returncode == 1
    assert found["good.txt"]["status"] == "done"
    assert (tmp_path / "out" / "good.txt").read_text(encoding="utf-8") == MENDED
    assert not (tmp_path / "out" / ".nortext-batch").exists()
    assert "Traceback" not in done.stderr.decode()
    assert found[name]["status"] == "failed"
    assert not list((tmp_path / "out").glob(f"{name}*"))
    return str(found[name]["error"])


def at_work(child: subprocess.Popen[bytes], staged: str) -> set[int]:
    """Return the processes of a batch that have a file open to write it."""
    found = set()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if link.readlink().match(f".nortext-batch/*/{staged}"):
                status = (link.parents[1] / "stat").read_text().rpartition(")")[2].split()
                found |= {int(link.parts[2])} if int(status[1]) == child.pid else set()
    return found
