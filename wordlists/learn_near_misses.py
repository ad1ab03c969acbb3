#!/usr/bin/env python3
"""Learn how often words of sound text look like misread ones.

`python wordlists/learn_near_misses.py TEXT`: the text is sound, and its words have not been counted
for the word lists (`heldout.py` prints such text). Each word out of the vocabulary that some
confusion may have made of a likelier one is a near miss of that confusion. Writes near_misses.tsv
beside this script.
"""

from __future__ import annotations

import argparse
import collections
import math
from collections.abc import Iterator
from pathlib import Path

from nortext.channel.reading import Reading
from nortext.channel.rules import ANY_OCR
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.text.alphabet import LOST
from nortext.text.tokens import WORD_TOKEN, tokenize

HERE = Path(__file__).resolve().parent
MOST = 4  # places of one word that count
PULL = 0.5  # near misses of the mean confusion that each counts for

Key = tuple[str, str, bool]
"""What was printed and read, in lower case, and whether it ends the word."""

Letter = tuple[str, bool]


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description="Learn the near misses of sound text.")
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, default=HERE / "near_misses.tsv")
    options = parser.parse_args()
    counts: collections.Counter[str] = collections.Counter()
    for kind, word, *_ in tokenize(options.text.read_text(encoding="utf-8")):
        if kind == WORD_TOKEN:
            counts[word] += 1
    models = Models()
    missed, letters = count(models, counts)
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# printed\tread\twhere\tprobability\n")
        for (was, now, at_end), share in rows(models, missed, letters):
            file.write(f"{was}\t{now}\t{'end' if at_end else 'inside'}\t{share:.2g}\n")
    print(
        f"{sum(counts.values()):,} words, {sum(missed.values()):.0f} near misses, in {options.out}"
    )


def count(
    models: Models, counts: collections.Counter[str]
) -> tuple[dict[Key, float], collections.Counter[Letter]]:
    """Return how often each confusion was nearly missed, and how often each letter stands."""
    channel = models.channel(ANY_OCR)
    missed: dict[Key, float] = collections.defaultdict(float)
    letters: collections.Counter[Letter] = collections.Counter()
    for word, times in counts.items():
        lower = word.lower()
        for at in range(len(lower)):
            letters[lower[at], at == len(lower) - 1] += times
            letters[lower[at : at + 2], at >= len(lower) - 2] += times
        letters[" ", False] += times
        itself, *others = channel.analysis(word).readings
        if itself.numbers[0] == UNKNOWN:
            for reading, share in nearest(models, itself, others):
                site = reading.sites[0]
                key = site.confusion.letters, site.confusion.read.lower(), site.end == len(word)
                missed[key] += share * min(times, MOST)
    return missed, letters


def nearest(
    models: Models, itself: Reading, others: list[Reading]
) -> Iterator[tuple[Reading, float]]:
    """Yield the readings that a word is a near miss of, and how likely each is."""
    found = [
        (models.logp(reading), reading)
        for reading in others
        if len(reading.sites) == 1 and reading.kind != "spelling"
    ]
    if found:
        most = max(logp for logp, _ in found)
        if most > models.logp(itself):
            total = math.fsum(math.exp(logp - most) for logp, _ in found)
            for logp, reading in found:
                yield reading, math.exp(logp - most) / total


def rows(
    models: Models, missed: dict[Key, float], letters: collections.Counter[Letter]
) -> Iterator[tuple[Key, float]]:
    """Yield the confusions with their rates, drawn towards the mean of their kind."""
    every = {(c.letters, c.read.lower()) for c in models.channel(ANY_OCR).confusions.costs}
    keys = [(was, now, at_end) for was, now in sorted(every) for at_end in (False, True)]
    sums: dict[tuple[bool, bool], list[float]] = {}
    for key in keys:
        pair = sums.setdefault(kind_of(key), [0.0, 0.0])
        pair[0] += missed.get(key, 0.0)
        pair[1] += letters[key[0], key[2]]
    for key in keys:
        happened, expected = sums[kind_of(key)]
        mean = (happened + PULL) / (expected + 1.0)
        more = PULL / mean
        yield key, (missed.get(key, 0.0) + PULL) / (letters[key[0], key[2]] + more)


def kind_of(key: Key) -> tuple[bool, bool]:
    """Return of which kind a confusion is: about a lost letter or not, at the end or not."""
    return any(letter in key[0] for letter in LOST), key[2]


if __name__ == "__main__":
    main()
