#!/usr/bin/env python3
"""How much damage of the fixtures' printed pages is mended, and how much is done: `python benchmarks/accuracy.py [FOLDER]`.

The folder holds pairs NAME.ocr.txt and NAME.gold.txt. Words are compared with their case, without the punctuation at their edges.
"""

from __future__ import annotations

import sys
from pathlib import Path

import regex
from rapidfuzz.distance import Levenshtein

from nortext import Pipeline

ROOT = Path(__file__).resolve().parent.parent
EDGES = regex.compile(r"^[^\w@&|%§£¢]+|[^\w@&|%§£¢]+$")


def words(text: str) -> list[str]:
    """The words of a text without punctuation at their edges."""
    return [bare for word in text.split() if (bare := EDGES.sub("", word))]


def right(gold: list[str], other: list[str]) -> list[bool]:
    """For each gold word whether the best alignment finds it in the other list."""
    found = [True] * len(gold)
    for op in Levenshtein.editops(gold, other):
        if op.tag != "insert":
            found[op.src_pos] = False
    return found


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "fixtures" / "pages"
    pipeline = Pipeline()
    total = wrong_before = wrong_after = damaged = mended = harmed = unchanged = 0
    for path in sorted(folder.glob("*.ocr.txt")):
        gold_text = path.with_name(path.name.replace(".ocr.", ".gold.")).read_text(encoding="utf-8")
        read_text = path.read_text(encoding="utf-8")
        gold, read, ours = words(gold_text), words(read_text), words(pipeline.clean(read_text))
        total += len(gold)
        wrong_before += Levenshtein.distance(gold, read)
        wrong_after += Levenshtein.distance(gold, ours)
        for was, now in zip(right(gold, read), right(gold, ours), strict=True):
            damaged += not was
            mended += now and not was
            harmed += was and not now
        unchanged += Levenshtein.distance(gold, words(pipeline.clean(gold_text)))
    print(f"words: {total:,}")
    print(f"word error rate: {wrong_before / total:.2%} before, {wrong_after / total:.2%} after")
    print(f"damaged words mended: {mended / damaged:.1%}")
    print(f"right words made wrong: {10_000 * harmed / (total - damaged):.1f} in 10,000")
    print(f"words changed in the undamaged texts: {unchanged}")


if __name__ == "__main__":
    main()
