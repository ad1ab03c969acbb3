#!/usr/bin/env python3
"""Learn what OCR prints for each letter: `python wordlists/learn_confusions.py GOLD_FOLDER:READING ...` writes confusions.tsv.

A gold folder holds NAME.gold.txt and NAME.READING.txt. Words are aligned, then the letters inside each differing pair of words;
a run of letters that differ is one confusion. Each document has the same say however long it is.
"""

from __future__ import annotations

import argparse
import collections
import sys
from pathlib import Path

import regex
from rapidfuzz.distance import Levenshtein

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

WORD = regex.compile(r"[^\s«»\"”“„’‘'`´,;:!?()]+")
LOST = "æøåÆØÅ"
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
KNOWN = [
    ("j", "ij", 0.002), ("j", "ji", 0.003), ("ø", "¢", 0.002), ("æ", "eea", 0.001), ("æ", "aea", 0.002), ("å", "aé", 0.0005),
    ("å", "d@", 0.0005), ("å", "dg", 0.0005), ("æ", "zae", 0.001), ("g", "¢", 0.0002), ("ü", "ii", 0.05), ("y", "yv", 0.0005),
    ("lø", "I¢", 0.002), ("lø", "Ie", 0.003), ("få", "£&", 0.003), ("æ", "[z", 0.0005), ("æ", "ea", 0.001), ("Ø", "@O", 0.005),
    ("Ø", "O@", 0.005),
]
"""Confusions known from other documents, with the least probability they are given."""
LEAST = 2  # sightings of a confusion that does not involve æ, ø, å


def pairs(gold: str, read: str):  # type: ignore[no-untyped-def]
    """Aligned words (printed, read); "" where a word has no partner."""
    a, b = WORD.findall(gold), WORD.findall(read)
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            yield from ((word, word) for word in a[op.src_start : op.src_end])
        elif op.tag == "replace" and op.src_end - op.src_start == op.dest_end - op.dest_start:
            yield from zip(a[op.src_start : op.src_end], b[op.dest_start : op.dest_end], strict=True)


def confusions(printed: str, read: str) -> list[tuple[str, str]]:
    """The runs of letters that differ."""
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


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folders", nargs="+", help="FOLDER:READING, e.g. gold/pages-dev:eng")
    args.add_argument("--out", type=Path, default=HERE / "confusions.tsv")
    options = args.parse_args()
    seen: dict[tuple[str, str, str], int] = collections.Counter()
    letters: dict[tuple[str, str], int] = collections.Counter()
    for folder, _, reading in (f.rpartition(":") for f in options.folders):
        for path in sorted(Path(folder).glob("*.gold.txt")):
            read = path.with_name(path.name.replace(".gold.", f".{reading}.")).read_text(encoding="utf-8")
            for printed, now in pairs(path.read_text(encoding="utf-8"), read):
                where = "alone" if len(printed) == 1 else "within"
                for letter in printed:
                    letters[letter, where] += 1
                found = confusions(printed, now)
                if sum(len(was) for was, _ in found) > max(2, 0.6 * len(printed)) and where == "within":
                    continue
                for was, is_now in found:
                    seen[was, is_now, where] += 1
    rows = []
    for (was, now, where), number in seen.items():
        lossy = any(letter in LOST for letter in was)
        if len(was) > 2 or len(now) > 3 or not set(was) <= set(ALPHABET) or not was or (where == "alone" and was not in "åÅIi"):
            continue
        if number < (1 if lossy and len(was) == 1 else LEAST):
            continue
        total = min(letters[letter, where] for letter in was)
        rows.append((was, now, where, number, number / total))
    held = {(was, now) for was, now, where, _, _ in rows if where == "within"}
    rows += [(was, now, "within", 0, least) for was, now, least in KNOWN if (was, now) not in held]
    rows.sort(key=lambda row: (row[2], row[0], -row[3], row[1]))
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# printed\tread\twhere\tseen\tprobability\n")
        for was, now, where, number, share in rows:
            file.write(f"{was}\t{now}\t{where}\t{number}\t{share:.6f}\n")
    print(f"{len(rows)} confusions in {options.out}")


if __name__ == "__main__":
    main()
