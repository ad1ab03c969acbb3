#!/usr/bin/env python3
"""Measure what is mended where only a part of æ, ø and å is lost, and what is harmed beside it.

`python benchmarks/partly.py [FILE ...]`: undamaged texts, by default the fixtures' pages as they
were printed. Letters are damaged with a seed: æ becomes ae, a, e or ee; ø becomes o, g, e or 0; å
becomes a three times of four, else 4. What comes out is told apart by whether it is a word itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from accuracy import right

from nortext import Pipeline

ROOT = Path(__file__).resolve().parent.parent
BECOMES = {"æ": ["ae", "a", "e", "ee"], "ø": ["o", "g", "e", "0"], "å": ["a", "a", "a", "4"]}
LETTER = re.compile("[æøåÆØÅ]")
WORD = re.compile(r"[^\W_]+")
RUN, EVERY = 100, 5  # words of a run, and which of the runs is damaged
SEED = 1

Loses = Callable[[str, int, Random], bool]
"""Whether a letter is lost, given the letter, the word's place in the text, and chance."""


def _share(share: float, letters: str = "æøåÆØÅ") -> Loses:
    return lambda letter, place, chance: letter in letters and chance.random() < share


CASES: dict[str, Loses] = {
    "2 % of the places": _share(0.02),
    "10 %": _share(0.1),
    "30 %": _share(0.3),
    "60 %": _share(0.6),
    "90 %": _share(0.9),
    "only å": _share(1.0, "åÅ"),
    "only ø": _share(1.0, "øØ"),
    "only æ": _share(1.0, "æÆ"),
    "only capitals": _share(1.0, "ÆØÅ"),
    "all in every fifth run of 100 words": lambda letter, place, chance: place // RUN % EVERY == 0,
}


@dataclass
class Counts:
    """What is counted of words: how many there are, and how many of them are right after."""

    nonwords: int = 0
    nonwords_mended: int = 0
    damaged: int = 0
    mended: int = 0
    sound: int = 0
    harmed: int = 0


def damaged(words: list[str], loses: Loses, chance: Random) -> list[str]:
    """Return words with a part of their letters lost."""
    found = []
    for place, word in enumerate(words):

        def lost(match: re.Match[str], place: int = place, word: str = word) -> str:
            letter = match[0]
            if not loses(letter, place, chance):
                return letter
            read = chance.choice(BECOMES[letter.lower()])
            if letter.islower():
                return read
            return read.upper() if word.isupper() and len(word) > 1 else read.capitalize()

        found.append(LETTER.sub(lost, word))
    return found


def measure(pipeline: Pipeline, text: str, loses: Loses, counts: Counts) -> None:
    """Damage a text, mend it, and count."""
    spaces, words = re.split(r"\S+", text), text.split()
    now = damaged(words, loses, Random(SEED))
    pieces = [space + word for space, word in zip(spaces, [*now, ""], strict=True)]
    mended = pipeline.clean("".join(pieces)).split()
    is_word = pipeline.models.english_ocr.candidates.is_word
    for was, is_now, is_right in zip(words, now, right(words, mended), strict=True):
        if was == is_now:
            counts.sound += 1
            counts.harmed += not is_right
            continue
        counts.damaged += 1
        counts.mended += is_right
        if not all(is_word(part.lower()) for part in WORD.findall(is_now)):
            counts.nonwords += 1
            counts.nonwords_mended += is_right


def main() -> None:
    """Measure all cases, and print a row for each."""
    pages = sorted((ROOT / "fixtures" / "pages").glob("*.gold.txt"))
    files = [Path(name) for name in sys.argv[1:]] or pages
    pipeline = Pipeline()
    for name, loses in CASES.items():
        counts = Counts()
        for path in files:
            measure(pipeline, path.read_text(encoding="utf-8"), loses, counts)
        nonwords = 100 * counts.nonwords_mended / max(1, counts.nonwords)
        every = 100 * counts.mended / max(1, counts.damaged)
        print(
            f"{name:36} {counts.damaged:6,} damaged; mended {nonwords:5.1f} % of the "
            f"{counts.nonwords:6,} non-words, {every:5.1f} % of all; "
            f"harmed {10_000 * counts.harmed / counts.sound:5.1f} in 10,000",
            flush=True,
        )


if __name__ == "__main__":
    main()
