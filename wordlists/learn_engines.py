#!/usr/bin/env python3
"""Learn how each OCR engine misreads letters.

`python wordlists/learn_engines.py NAME=FOLDER:READING ...`: a folder has NAME.gold.txt and
NAME.READING.txt; several folders may be learnt as one profile. Words are aligned, then the letters
inside each differing pair of words; a run of letters that differ is one confusion, a letter put in
or left out one with its neighbour. Writes engines.tsv beside this script: for each confusion its
probability by profile, drawn towards the mean of all profiles where a profile has seen little.
`--also TABLE` takes the mean with a table learnt before, from as many other pages.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from learn_confusions import ALPHABET, LOST, WORD, pairs
from rapidfuzz.distance import Levenshtein

HERE = Path(__file__).resolve().parent
ALONE = "åÅIi"
MARKS = "@&|¢£€_¡"
"""What may stand in a word for a letter, besides letters and digits."""

LEAST = 2  # sightings of a confusion in all profiles; of one letter for æ, ø, å one is enough
PULL, PULL_CAPITAL = 40.0, 200.0
"""Sightings of a letter that the mean of all profiles counts for."""

SMALLEST = 2e-6  # probabilities below this are written as 0

KNOWN = {("lå", read): 0.02 for read in ("1a", "Ia", "13", "I3", "14", "I4")}
"""Confusions that English models are known for, of a word too rare in the pages, with the least
probability they are given."""

KNOWING = "english"

Row = tuple[str, str, bool, list[float]]
"""A row of the table: printed, read, whether alone, its probabilities by profile."""

Seen = collections.Counter[tuple[str, str, bool]]
Letters = collections.Counter[tuple[str, bool]]


@dataclass
class Counts:
    """What was seen of one profile.

    Attributes:
        seen: how often each confusion, by what was printed, what was read and whether that was all
            of the word.
        letters: how often each letter and pair of letters was printed.
    """

    seen: Seen = field(default_factory=collections.Counter)
    letters: Letters = field(default_factory=collections.Counter)


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description="Learn how each OCR engine misreads letters.")
    parser.add_argument("places", nargs="+", help="PROFILE=FOLDER:READING")
    parser.add_argument("--also", type=Path, help="a table learnt from other pages")
    parser.add_argument("--out", type=Path, default=HERE / "engines.tsv")
    options = parser.parse_args()
    profiles: dict[str, Counts] = {}
    for place in options.places:
        name, _, folder = place.partition("=")
        count(folder, profiles.setdefault(name, Counts()))
    rows = list(_rows(profiles))
    if options.also:
        rows = _mean(rows, options.also, list(profiles))
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(["# printed", "read", "where", *profiles]) + "\n")
        for was, now, alone, shares in rows:
            places = [was, now, "alone" if alone else "within"]
            numbers = [f"{share:.2g}" if share > SMALLEST else "0" for share in shares]
            file.write("\t".join([*places, *numbers]) + "\n")
    print(f"{len(rows)} confusions of {len(profiles)} profiles in {options.out}")


def _mean(rows: list[Row], path: Path, names: list[str]) -> list[Row]:
    """Return the mean of the rows and those of another table."""
    found = {row[:3]: row[3] for row in rows}
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    if head.split("\t")[3:] != names:
        raise SystemExit(f"{path} has other profiles than {', '.join(names)}")
    other: dict[tuple[str, str, bool], list[float]] = {}
    for line in lines:
        was, now, where, *shares = line.split("\t")
        other[was, now, where == "alone"] = list(map(float, shares))
    nothing = [0.0] * len(names)
    return [
        (
            *key,
            [
                (a + b) / 2
                for a, b in zip(found.get(key, nothing), other.get(key, nothing), strict=True)
            ],
        )
        for key in sorted({*found, *other})
    ]


def count(place: str, into: Counts) -> None:
    """Count the confusions and letters of a folder, given as FOLDER:READING."""
    folder, _, reading = place.rpartition(":")
    for path in sorted(Path(folder).glob("*.gold.txt")):
        read = path.with_name(path.name.replace(".gold.", f".{reading}."))
        texts = path.read_text(encoding="utf-8"), read.read_text(encoding="utf-8")
        into.seen[" ", "", False] += _run_together(*texts)
        for printed, now in pairs(*texts):
            alone = len(printed) == 1
            into.letters.update((letter, alone) for letter in [*printed, " "])
            into.letters.update((printed[i : i + 2], False) for i in range(len(printed) - 1))
            found = list(_confusions(printed, now))
            if alone or sum(len(was) for was, _ in found) <= max(2, 0.6 * len(printed)):
                into.seen.update((was, is_now, alone) for was, is_now in found)


def _run_together(gold: str, read: str) -> int:
    """Return how many spaces between words were lost."""
    a, b = WORD.findall(gold), set(WORD.findall(read))
    return sum(x + y in b for x, y in pairwise(a)) - sum(x + y in a for x, y in pairwise(a))


def _confusions(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """Yield the runs of letters that differ."""
    runs: list[list[int]] = []
    for op in Levenshtein.opcodes(printed, read):
        if op.tag == "equal":
            continue
        if runs and (runs[-1][1], runs[-1][3]) == (op.src_start, op.dest_start):
            runs[-1][1], runs[-1][3] = op.src_end, op.dest_end
        else:
            runs.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    for a, b, c, d in runs:
        is_lost = a + 1 == b and printed[a] in LOST and c == d
        if (a == b or c == d) and not is_lost:  # put in or left out: with its neighbour
            if a and c:
                a, c = a - 1, c - 1
            elif b < len(printed) and d < len(read):
                b, d = b + 1, d + 1
        yield printed[a:b], read[c:d]


def _rows(profiles: dict[str, Counts]) -> Iterator[Row]:
    """Yield the rows of the table."""
    total: Seen = collections.Counter()
    for counts in profiles.values():
        total.update(counts.seen)
    for was, now in KNOWN:
        total[was, now, False] += 0
    for (was, now, alone), number in sorted(total.items()):
        least = 0.0 if alone else KNOWN.get((was, now), 0.0)
        if not least and not _is_kept(was, now, alone, number):
            continue
        seen = [counts.seen[was, now, alone] for counts in profiles.values()]
        letters = [counts.letters[was, alone] for counts in profiles.values()]
        pull = PULL if was.islower() else PULL_CAPITAL
        mean = sum([a / (pull + b) for a, b in zip(seen, letters, strict=True)]) / len(profiles)
        shares = [(a + pull * mean) / (b + pull) for a, b in zip(seen, letters, strict=True)]
        if least and KNOWING in profiles:
            at = list(profiles).index(KNOWING)
            shares[at] = max(least, shares[at])
        yield was, now, alone, shares


def _is_kept(was: str, now: str, alone: bool, number: int) -> bool:
    """Tell whether a confusion is of the kind that the search can undo, and seen often enough."""
    if was == " ":
        return True
    if not 0 < len(was) <= 2 or len(now) > 3 or not set(was) <= set(ALPHABET):
        return False
    if (alone and was not in ALONE) or (was.lower() == now.lower() and len(was) > 1):
        return False
    if not all(letter.isalnum() or letter in MARKS for letter in now):
        return False
    return number >= (1 if was in "æøå" and len(now) == 1 else LEAST)


if __name__ == "__main__":
    main()
