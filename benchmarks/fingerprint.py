#!/usr/bin/env python3
"""Print a hash of everything nortext does to a set of texts.

`python benchmarks/fingerprint.py [FOLDER ...]`: a change of the code that is meant to change no
result is checked by running this before and after it. The texts are the fixtures (the pages as read
and as printed, the cases, the pages damaged in every way) and all `*.txt` below the folders given.
Of each text the repaired text, the edits and the doubts are hashed, of the cases and pages also as
paragraphs in Norwegian typography, what `inspect` says and what is decoded. One line a set of
texts, so that a difference can be found; the last line is the hash of all.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import nortext

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "fixtures" / "pages"


@lru_cache(maxsize=4)
def pipeline(arranged: bool) -> nortext.Pipeline:
    """Return the pipeline with the default options, or the one that makes paragraphs."""
    return (
        nortext.Pipeline(layout="paragraphs", typography="norwegian")
        if arranged
        else nortext.Pipeline()
    )


def outcome(text: str, arranged: bool = False) -> bytes:
    """Return everything that a repair of a text says, as bytes."""
    repair = pipeline(arranged).repair(text)
    said = [
        repair.text,
        [e.as_dict() for e in repair.edits],
        [d.as_dict() for d in repair.doubts],
        repair.words,
        repair.unknown,
    ]
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def cases() -> list[str]:
    """Return the texts of the fixtures' cases."""
    files = sorted((ROOT / "fixtures").glob("*.jsonl"))
    return [
        json.loads(line)["ocr"]
        for file in files
        for line in file.read_text(encoding="utf-8").split("\n")
        if line
    ]


def texts(name: str) -> Iterator[str]:
    """Yield the texts of a set."""
    kind, _, rest = name.partition(":")
    if kind == "cases":
        yield from cases()
    elif kind == "pages":
        for path in sorted(PAGES.glob("*.txt")):
            yield path.read_text(encoding="utf-8")
    elif kind == "damage":
        for path in sorted(PAGES.glob("*.gold.txt")):
            yield nortext.damage(path.read_text(encoding="utf-8"), rest)
    else:
        for path in sorted(Path(rest).rglob("*.txt")):
            yield path.read_text(encoding="utf-8")


def digest(name: str) -> tuple[str, str]:
    """Return the name of a set of texts and the hash of what is done to them."""
    found = hashlib.sha256()
    for text in texts(name):
        found.update(outcome(text))
        if name.startswith(("cases", "pages")):
            found.update(outcome(text, arranged=True))
            found.update(
                repr(nortext.inspect(text, pipeline(False)).as_dict()).encode(
                    "utf-8", "surrogatepass"
                )
            )
            found.update(nortext.decode(text.encode("cp1252", "replace")).text.encode())
    return name, found.hexdigest()


def main() -> None:
    """Print the hashes."""
    names = [
        "cases",
        "pages",
        *(f"damage:{kind}" for kind in nortext.KINDS),
        *(f"folder:{folder}" for folder in sys.argv[1:]),
    ]
    whole = hashlib.sha256()
    with ProcessPoolExecutor() as pool:
        for name, found in pool.map(digest, names):
            print(f"{found[:16]}  {name}", flush=True)
            whole.update(found.encode())
    print(whole.hexdigest())


if __name__ == "__main__":
    main()
