#!/usr/bin/env python3
"""Measure start, memory, speed and growth beside other correctors, in one run.

`python benchmarks/speed.py [TEXT.txt]`: the text is the fixtures' damaged pages over and over until
it is as long as a report of 200 pages (80,000 words), or the file named. The least that any tool
could do is measured too: finding the words with one regular expression and looking each up in a
dict. symspellpy comes with `pip install '.[benchmark]'`; `hunspell` is asked where the command and
a Norwegian dictionary are installed. symspellpy is given nortext's own word list with counts from
it.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from peers import hunspell_command, symspell_speller

from nortext import Pipeline
from nortext.language.lexicon import Lexicon

ROOT = Path(__file__).resolve().parent.parent
WORDS = 80_000
RUNS = 5
CLEAN = [sys.executable, "-m", "nortext", "clean"]
LINE = b"Forsgket ble gjennomfgrt i Igpet av varen.\n"


def report(least: int = WORDS) -> str:
    """Return the damaged pages, repeated until they have so many words."""
    paths = sorted((ROOT / "fixtures" / "pages").glob("*.ocr.txt"))
    pages = [path.read_text(encoding="utf-8") for path in paths]
    text: list[str] = []
    while sum(len(page.split()) for page in text) < least:
        text += pages
    return "\n".join(text)


def lookups(text: str) -> Callable[[], object]:
    """Return what finds the words with one regular expression and looks each up in a dict."""
    lexicon, pattern = Lexicon(), re.compile(r"\w+")
    words = {word: lexicon.number(word.lower()) for word in set(pattern.findall(text))}
    return lambda: [words.get(match[0]) for match in pattern.finditer(text)]


def together(command: list[str], text: bytes, processes: int) -> float:
    """Return the wall seconds of some processes that do the same at the same time."""
    with tempfile.NamedTemporaryFile() as source:
        source.write(text)
        source.flush()
        start = time.perf_counter()
        running = [
            subprocess.Popen([*command, source.name], stdout=subprocess.DEVNULL)
            for _ in range(processes)
        ]
        if sum(child.wait() for child in running):
            raise RuntimeError(f"{command} failed")
        return time.perf_counter() - start


def process(command: list[str], text: bytes = b"") -> tuple[float, float]:
    """Return the wall seconds and peak memory in MB of a whole process."""
    with tempfile.TemporaryFile() as source:
        source.write(text)
        source.seek(0)
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command}: exit {child.returncode}")
    return seconds, usage.ru_maxrss / (1024 if platform.system() == "Linux" else 1024**2)


def rate(work: Callable[[], object], words: int) -> float:
    """Return words a second, the median of the runs."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return words / statistics.median(seconds)


def symspell(text: str) -> float | None:
    """Return words a second of symspellpy's `lookup`, edit distance 2, on the same words."""
    speller = symspell_speller(2)
    if speller is None:
        return None
    from symspellpy import Verbosity

    words = text.split()[:4_000]
    start = time.perf_counter()
    for word in words:
        speller.lookup(word.lower(), Verbosity.TOP, max_edit_distance=2, include_unknown=True)
    return len(words) / (time.perf_counter() - start)


def hunspell(text: str) -> float | None:
    """Return words a second of hunspell's suggestions."""
    command = hunspell_command()
    if command is None:
        return None
    words = text.split()[:1_500]
    start = time.perf_counter()
    subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True)
    return len(words) / (time.perf_counter() - start)


def print_processes(text: str) -> None:
    """Print what whole processes take."""
    bare = statistics.median(process([sys.executable, "-c", "pass"])[0] for _ in range(RUNS))
    cold = statistics.median(process(CLEAN, LINE)[0] for _ in range(RUNS))
    print(f"cold start, one line, whole process: {cold:.2f} s (Python alone {bare:.2f} s)")
    seconds, memory = process(CLEAN, text.encode())
    print(f"whole process on the text: {seconds:.1f} s, peak memory {memory:.0f} MB")
    longer, more = process(CLEAN, (text * 10).encode())
    print(
        f"the same on ten times the text: {longer:.1f} s ({longer / seconds:.1f} times), "
        f"peak memory {more:.0f} MB"
    )
    for name, line in (
        ("a line of 100,000 letters", "abcdefghij" * 10_000),
        ("10,000 @", "@ " * 10_000),
    ):
        short, long = (
            process(CLEAN, (line[: len(line) // part] + "\n").encode())[0] for part in (10, 1)
        )
        print(f"{name}: {long:.2f} s; a tenth of it {short:.2f} s")
    longer_text = (text * 3).encode()
    one, two = (min(together(CLEAN, longer_text, n) for _ in range(2)) for n in (1, 2))
    print(f"two processes at once: {2 * one / two:.2f} times the words a second of one")


def print_rates(text: str, once: str) -> None:
    """Print words a second, beside other correctors."""
    start = time.perf_counter()
    pipeline = Pipeline()
    print(f"loading: {time.perf_counter() - start:.3f} s")
    start = time.perf_counter()
    pipeline.repair(once)
    words = len(once.split())
    new = words / (time.perf_counter() - start)
    print(f"nortext, text not seen before ({words:,} words): {new:,.0f} words/s")
    words = len(text.split())
    warm = rate(lambda: pipeline.repair(text), words)
    times = rate(lookups(text), words) / warm
    print(
        f"nortext, its words seen before: {warm:,.0f} words/s; {times:.1f} times the time of one "
        "look-up a word"
    )
    for name, figure in (("symspellpy lookup", symspell(text)), ("hunspell nb_NO", hunspell(text))):
        if figure is None:
            print(f"{name}: not installed")
        else:
            print(
                f"{name}: {figure:,.0f} words/s; nortext {new / figure:,.1f} times that on new "
                f"text, {warm / figure:,.1f} times after"
            )


def main() -> None:
    """Measure and print."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if sys.argv[1:] else report()
    words = len(text.split())
    print(f"Python {platform.python_version()}, {platform.machine()}, {words:,} words")
    print_processes(text)
    print_rates(text, text if sys.argv[1:] else report(1))


if __name__ == "__main__":
    main()
