#!/usr/bin/env python3
"""Measure how much damage of the fixtures' printed pages is mended, and how much is done.

`python benchmarks/accuracy.py [FOLDER]`: the folder has pairs NAME.ocr.txt and NAME.gold.txt. Words
are compared with their case, without the punctuation at their edges.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import correlation

import regex
from rapidfuzz.distance import Levenshtein

from nortext import Pipeline
from nortext.report.estimate import expected_errors

ROOT = Path(__file__).resolve().parent.parent
EDGES = regex.compile(r"^[^\w@&|%§£¢]+|[^\w@&|%§£¢]+$")


@dataclass
class Sums:
    """What is summed up over pages.

    Attributes:
        words: gold words.
        damaged: how many of them were wrong.
        mended: how many of these are right after.
        harmed: how many were right and are wrong after.
        wrong: the edit distance in words before and after.
        rates: the word error rate of each page before and after.
        estimates: the same, estimated without the right text.
    """

    words: int = 0
    damaged: int = 0
    mended: int = 0
    harmed: int = 0
    wrong: list[int] = field(default_factory=lambda: [0, 0])
    guessed: list[float] = field(default_factory=lambda: [0.0, 0.0])
    rates: list[tuple[float, float]] = field(default_factory=list)
    estimates: list[tuple[float, float]] = field(default_factory=list)


def words(text: str) -> list[str]:
    """Return the words of a text without punctuation at their edges."""
    return [bare for word in text.split() if (bare := EDGES.sub("", word))]


def right(gold: list[str], other: list[str]) -> list[bool]:
    """Return for each gold word whether the best alignment finds it in the other list."""
    found = [True] * len(gold)
    for op in Levenshtein.editops(gold, other):
        if op.tag != "insert":
            found[op.src_pos] = False
    return found


def alike(some: list[float], others: list[float]) -> float:
    """Return Spearman's rank correlation of two lists."""
    ranks = [sorted(range(len(values)), key=values.__getitem__) for values in (some, others)]
    places = [{at: rank for rank, at in enumerate(order)} for order in ranks]
    return correlation(*([place[at] for at in range(len(some))] for place in places))


def measure(pipeline: Pipeline, folder: Path) -> Sums:
    """Repair the pages of a folder and compare them with gold."""
    sums = Sums()
    for path in sorted(folder.glob("*.ocr.txt")):
        gold_path = path.with_name(path.name.replace(".ocr.", ".gold."))
        read_text = path.read_text(encoding="utf-8")
        repair = pipeline.repair(read_text)
        gold = words(gold_path.read_text(encoding="utf-8"))
        read, ours = words(read_text), words(repair.text)
        size = len(gold)
        before, after = Levenshtein.distance(gold, read), Levenshtein.distance(gold, ours)
        guess = expected_errors(repair)
        sums.words += size
        for at, (wrong, guessed) in enumerate(zip((before, after), guess, strict=True)):
            sums.wrong[at] += wrong
            sums.guessed[at] += guessed
        sums.rates.append((before / size, after / size))
        sums.estimates.append((guess[0] / size, guess[1] / size))
        for was, now in zip(right(gold, read), right(gold, ours), strict=True):
            sums.damaged += not was
            sums.mended += now and not was
            sums.harmed += was and not now
    return sums


def changed(pipeline: Pipeline, folder: Path) -> int:
    """Return how many words of the undamaged texts are changed."""
    total = 0
    for path in sorted(folder.glob("*.gold.txt")):
        text = path.read_text(encoding="utf-8")
        total += Levenshtein.distance(words(text), words(pipeline.clean(text)))
    return total


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "fixtures" / "pages"
    pipeline = Pipeline()
    sums = measure(pipeline, folder)
    total = sums.words
    before, after = (wrong / total for wrong in sums.wrong)
    print(f"words: {total:,}")
    print(f"word error rate: {before:.2%} before, {after:.2%} after")
    guessed_before, guessed_after = (guess / total for guess in sums.guessed)
    ranked = [
        alike([pair[at] for pair in sums.estimates], [pair[at] for pair in sums.rates])
        for at in (0, 1)
    ]
    print(
        f"estimated without the right text: {guessed_before:.2%} before, {guessed_after:.2%} "
        f"after; rank correlation over the pages {ranked[0]:.2f} before, {ranked[1]:.2f} after"
    )
    print(f"damaged words mended: {sums.mended / sums.damaged:.1%}")
    harmed = 10_000 * sums.harmed / (total - sums.damaged)
    print(f"right words made wrong: {harmed:.1f} in 10,000")
    print(f"words changed in the undamaged texts: {changed(pipeline, folder)}")


if __name__ == "__main__":
    main()
