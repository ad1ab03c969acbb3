#!/usr/bin/env python3
"""Learn what OCR prints for each letter: `python wordlists/learn_confusions.py FOLDER:READING ...`.

A folder has NAME.gold.txt and NAME.READING.txt. Words are aligned, then the letters inside each
differing pair of words; a run of letters that differ is one confusion. Writes confusions.tsv beside
this script.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterator
from pathlib import Path

import regex
from rapidfuzz.distance import Levenshtein

HERE = Path(__file__).resolve().parent
WORD = regex.compile(r"[^\s«»\"”“„’‘'`´,;:!?()]+")
LOST = "æøåÆØÅ"
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
KNOWN = [
    ("j", "ij", 0.002),
    ("j", "ji", 0.003),
    ("ø", "¢", 0.002),
    ("æ", "eea", 0.001),
    ("æ", "aea", 0.002),
    ("å", "aé", 0.0005),
    ("å", "d@", 0.0005),
    ("å", "dg", 0.0005),
    ("æ", "zae", 0.001),
    ("g", "¢", 0.0002),
    ("ü", "ii", 0.05),
    ("y", "yv", 0.0005),
    ("lø", "I¢", 0.002),
    ("lø", "Ie", 0.003),
    ("få", "£&", 0.003),
    ("æ", "[z", 0.0005),
    ("æ", "ea", 0.001),
    ("Ø", "@O", 0.005),
    ("Ø", "O@", 0.005),
]
"""Confusions known from other documents, with the least probability they are given."""

LEAST = 2  # sightings of a confusion that does not involve æ, ø, å

Row = tuple[str, str, str, int, float]
"""A row of the table: printed, read, where, seen, probability."""


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description="Learn what OCR prints for each letter.")
    parser.add_argument("folders", nargs="+", help="FOLDER:READING, e.g. gold/pages-dev:eng")
    parser.add_argument("--out", type=Path, default=HERE / "confusions.tsv")
    options = parser.parse_args()
    rows = list(_rows(*_counted(options.folders)))
    known = {(was, now) for was, now, where, _, _ in rows if where == "within"}
    rows += [(was, now, "within", 0, least) for was, now, least in KNOWN if (was, now) not in known]
    rows.sort(key=lambda row: (row[2], row[0], -row[3], row[1]))
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# printed\tread\twhere\tseen\tprobability\n")
        for was, now, where, number, share in rows:
            file.write(f"{was}\t{now}\t{where}\t{number}\t{share:.6f}\n")
    print(f"{len(rows)} confusions in {options.out}")


Seen = collections.Counter[tuple[str, str, str]]
Letters = collections.Counter[tuple[str, str]]


def _counted(folders: list[str]) -> tuple[Seen, Letters]:
    """Return how often each confusion was seen, and each letter."""
    seen: Seen = collections.Counter()
    letters: Letters = collections.Counter()
    for folder, _, reading in (place.rpartition(":") for place in folders):
        for path in sorted(Path(folder).glob("*.gold.txt")):
            read = path.with_name(path.name.replace(".gold.", f".{reading}."))
            texts = path.read_text(encoding="utf-8"), read.read_text(encoding="utf-8")
            for printed, now in pairs(*texts):
                where = "alone" if len(printed) == 1 else "within"
                letters.update((letter, where) for letter in printed)
                found = _confusions(printed, now)
                differing = sum(len(was) for was, _ in found)
                if differing <= max(2, 0.6 * len(printed)) or where == "alone":
                    seen.update((was, is_now, where) for was, is_now in found)
    return seen, letters


def pairs(gold: str, read: str) -> Iterator[tuple[str, str]]:
    """Yield aligned words, printed and read."""
    a, b = WORD.findall(gold), WORD.findall(read)
    for op in Levenshtein.opcodes(a, b):
        was, now = a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
        if op.tag in ("equal", "replace") and len(was) == len(now):
            yield from zip(was, now, strict=True)


def _confusions(printed: str, read: str) -> list[tuple[str, str]]:
    """Return the runs of letters that differ."""
    found: list[tuple[str, str]] = []
    at = (-1, -1)
    for op in Levenshtein.opcodes(printed, read):
        if op.tag == "equal":
            continue
        was, now = printed[op.src_start : op.src_end], read[op.dest_start : op.dest_end]
        if found and at == (op.src_start, op.dest_start):
            was, now = found[-1][0] + was, found.pop()[1] + now
        found.append((was, now))
        at = (op.src_end, op.dest_end)
    return found


def _rows(seen: Seen, letters: Letters) -> Iterator[Row]:
    """Yield the rows of the table."""
    for (was, now, where), number in seen.items():
        lossy = any(letter in LOST for letter in was)
        if not was or len(was) > 2 or len(now) > 3 or not set(was) <= set(ALPHABET):
            continue
        if where == "alone" and was not in "åÅIi":
            continue
        if number >= (1 if lossy and len(was) == 1 else LEAST):
            total = min(letters[letter, where] for letter in was)
            yield was, now, where, number, number / total


if __name__ == "__main__":
    main()
