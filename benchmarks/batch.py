#!/usr/bin/env python3
"""Measure what a batch takes, on files made from the fixtures' pages.

`python benchmarks/batch.py [PART ...]`. The parts, all by default but the last:

- `cores`: 2,000 reports of five pages with one process and with two, and one process against the
  pipeline alone on the same texts;
- `small`: 20,000 files of 2 KB with two processes, every second damaged; and 4,000 that all are;
- `memory`: the most memory that a process has, on files of 1 and 10 MB, on a record of 20 MB, and
  on every kind of damage;
- `kill`: a batch killed at 20 random moments and resumed, against one that was not;
- `gigabyte`: memory and speed on one file of 1 GB (takes most of an hour).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BATCH = [sys.executable, "-m", "nortext", "batch", "--quiet"]
KILLS = 20
HALF = 130  # bytes of half a paragraph


def paragraphs(pattern: str) -> list[str]:
    """Return the paragraphs of the fixtures' pages of one sort."""
    paths = sorted((ROOT / "fixtures" / "pages").glob(pattern))
    pages = [path.read_text(encoding="utf-8") for path in paths]
    return [part for page in pages for part in page.split("\n\n") if part.strip()]


DAMAGED, SOUND = paragraphs("*.ocr.txt"), paragraphs("*.gold.txt")


def texts(count: int, size: int, sorts: Iterable[list[str]], seed: int = 1) -> Iterator[str]:
    """Yield texts of whole paragraphs drawn at random, one sort after the other.

    Args:
        count: how many.
        size: bytes of each, about.
        sorts: what to draw from.
        seed: of the draw.
    """
    chance, sorts = random.Random(seed), list(sorts)
    for number in range(count):
        sort = sorts[number % len(sorts)]
        found: list[str] = []
        length = 0
        while length < size - HALF:
            found.append(chance.choice(sort))
            length += len(found[-1].encode()) + 2
        yield "\n\n".join(found)


def write(folder: Path, contents: Iterable[str], suffix: str = ".txt") -> int:
    """Write texts into a folder, a hundred in each below it, and return their bytes."""
    size = 0
    for number, content in enumerate(contents):
        path = folder / f"{number // 100:03}" / f"{number:05}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(content.encode())
    os.sync()  # else the system writes them to disk while the batch runs
    return size


def write_long(path: Path, size: int, before: str = "", after: str = "") -> None:
    """Write one text of so many MB, as it is or as a string of JSON.

    Piece by piece: a child counts its parent's memory as its own.
    """
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(before)
        for text in texts(size * 10, 100_000, [DAMAGED + SOUND]):
            text += "\n\n"
            file.write(json.dumps(text, ensure_ascii=False)[1:-1] if before else text)
        file.write(after)


def run(*arguments: str | Path) -> tuple[float, float]:
    """Return the wall seconds of a batch, and the most memory of any of its processes in MB."""
    start = time.perf_counter()
    child = subprocess.Popen([*BATCH, *map(str, arguments)])
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"exit {child.returncode}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, usage.ru_maxrss / unit


BARE = """
import sys
from pathlib import Path
from nortext import Pipeline
pipeline = Pipeline()
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    pipeline.clean(path.read_text(encoding="utf-8"))
"""


def cores(folder: Path) -> None:
    """Compare one process with two, and with the pipeline alone."""
    write(folder / "in", texts(2_000, 10_000, [DAMAGED]))
    one, _ = run(folder / "in", folder / "one", "--jobs", "1")
    two, _ = run(folder / "in", folder / "two", "--jobs", "2")
    print(
        f"2,000 reports of 10 KB, all damaged: {one:.1f} s with one process, {two:.1f} s with "
        f"two: {one / two:.2f} times as fast"
    )
    assert tree(folder / "one") == tree(folder / "two")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE, folder / "in"], check=True)
    bare = time.perf_counter() - start
    print(
        f"the pipeline alone on the same texts: {bare:.1f} s; a batch with one process takes "
        f"{one / bare - 1:+.1%}"
    )


def small(folder: Path) -> None:
    """Measure many small files."""
    trials = (("every second damaged", 20_000, [DAMAGED, SOUND]), ("all damaged", 4_000, [DAMAGED]))
    for name, count, sorts in trials:
        size = write(folder / name, texts(count, 2_000, sorts)) / count
        seconds, _ = run(folder / name, folder / f"{name} out", "--jobs", "2")
        print(
            f"{count:,} files of {size:,.0f} bytes, {name}, two processes: {seconds:.1f} s, "
            f"{count / seconds:.0f} files/s"
        )


def memory(folder: Path) -> None:
    """Measure the memory of a process."""
    from nortext import KINDS, damage

    def measure(what: str, source: str, out: str, *options: str) -> None:
        seconds, most = run(folder / source, folder / out, *options, "--jobs", "1")
        print(f"{what}: {most:.0f} MB at most, {seconds:.1f} s")

    for size in (1, 10):
        write_long(folder / str(size) / "in.txt", size)
        measure(f"one file of {size} MB", str(size), f"{size} out", "--edits")
    measure("10 MB to paragraphs", "10", "10 paragraphs", "--layout", "paragraphs")
    write_long(folder / "record" / "in.jsonl", 20, '{"id": 1, "text": "', '"}\n')
    measure("one JSON record of 20 MB", "record", "record out", "--edits")
    sound = "\n\n".join(SOUND)
    write(folder / "kinds", (damage(sound, kind, seed) for seed in range(10) for kind in KINDS))
    kb = len(sound.encode()) / 1e3
    what = f"{len(KINDS) * 10} files of {kb:.0f} KB with every kind of damage"
    measure(what, "kinds", "kinds out")


def kill(folder: Path) -> None:
    """Kill batches, resume them, and compare."""
    chance = random.Random(1)
    write(folder / "in", texts(400, 5_000, [DAMAGED, SOUND]))
    whole, _ = run(folder / "in", folder / "whole", "--jobs", "2", "--edits")
    expected, same = tree(folder / "whole"), 0
    for number in range(KILLS):
        out = folder / f"killed {number}"
        command = [*BATCH, str(folder / "in"), str(out), "--jobs", "2", "--edits"]
        child = subprocess.Popen(command, start_new_session=True)
        time.sleep(chance.uniform(0.05, 1.1) * whole)
        if number % 2:
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()  # its processes are left to themselves
        child.wait()
        run(folder / "in", out, "--jobs", "2", "--edits", "--resume")
        same += tree(out) == expected
    print(
        f"killed at {KILLS} random moments of {whole:.1f} s and resumed: tree and manifest the "
        f"same {same} times"
    )


def gigabyte(folder: Path) -> None:
    """Measure one very long file."""
    write_long(folder / "in" / "in.txt", 1_000)
    seconds, most = run(folder / "in", folder / "out", "--edits", "--jobs", "1")
    print(f"one file of 1 GB, with edits: {most:.0f} MB at most, {seconds:.0f} s")


def tree(folder: Path) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Return what a batch wrote: each file's bytes, and the manifest but for how long each took."""
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    records = [json.loads(line) for line in files.pop("manifest.jsonl").splitlines()]
    return files, [{k: v for k, v in record.items() if k != "seconds"} for record in records]


PARTS: dict[str, Callable[[Path], None]] = {
    "cores": cores,
    "small": small,
    "memory": memory,
    "kill": kill,
    "gigabyte": gigabyte,
}


def main() -> None:
    """Run the parts that are asked for."""
    parts = sys.argv[1:] or list(PARTS)[:-1]
    for part in parts:
        if part not in PARTS:
            sys.exit(f"there is no part {part!r}; there are {', '.join(PARTS)}")
    # removed at the end: for minutes behind it, ext4 makes new files slowly
    with tempfile.TemporaryDirectory() as folder:
        for part in parts:
            PARTS[part](Path(folder) / part)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
