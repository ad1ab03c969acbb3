#!/usr/bin/env python3
"""How much damage of the fixtures' printed pages is mended, and how much is done: `python benchmarks/accuracy.py [FOLDER]`.

The folder holds pairs NAME.ocr.txt and NAME.gold.txt. Words are compared with their case, without the punctuation at their edges.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import correlation

import regex
from rapidfuzz.distance import Levenshtein

from nortext import Pipeline
from nortext.results import expected_errors

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


def alike(some: list[float], others: list[float]) -> float:
    """Spearman's rank correlation of two lists."""
    ranks = [sorted(range(len(values)), key=values.__getitem__) for values in (some, others)]
    places = [{at: rank for rank, at in enumerate(order)} for order in ranks]
    return correlation([places[0][at] for at in range(len(some))], [places[1][at] for at in range(len(some))])


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "fixtures" / "pages"
    pipeline = Pipeline()
    estimates: list[tuple[float, float]] = []
    rates: list[tuple[int, int]] = []
    sizes: list[int] = []
    total = wrong_before = wrong_after = damaged = mended = harmed = unchanged = 0
    for path in sorted(folder.glob("*.ocr.txt")):
        gold_text = path.with_name(path.name.replace(".ocr.", ".gold.")).read_text(encoding="utf-8")
        read_text = path.read_text(encoding="utf-8")
        repair = pipeline.repair(read_text)
        gold, read, ours = words(gold_text), words(read_text), words(repair.text)
        total += len(gold)
        before, after = Levenshtein.distance(gold, read), Levenshtein.distance(gold, ours)
        wrong_before, wrong_after = wrong_before + before, wrong_after + after
        estimates.append(expected_errors(repair))
        rates.append((before, after))
        sizes.append(len(gold))
        for was, now in zip(right(gold, read), right(gold, ours), strict=True):
            damaged += not was
            mended += now and not was
            harmed += was and not now
        unchanged += Levenshtein.distance(gold, words(pipeline.clean(gold_text)))
    print(f"words: {total:,}")
    print(f"word error rate: {wrong_before / total:.2%} before, {wrong_after / total:.2%} after")
    guessed = [sum(pair[i] for pair in estimates) / total for i in (0, 1)]
    ranked = [alike(*([pair[i] / size for pair, size in zip(pairs, sizes, strict=True)] for pairs in (estimates, rates))) for i in (0, 1)]
    print(
        f"estimated without the right text: {guessed[0]:.2%} before, {guessed[1]:.2%} after; "
        f"rank correlation over the pages {ranked[0]:.2f} before, {ranked[1]:.2f} after"
    )
    print(f"damaged words mended: {mended / damaged:.1%}")
    print(f"right words made wrong: {10_000 * harmed / (total - damaged):.1f} in 10,000")
    print(f"words changed in the undamaged texts: {unchanged}")


if __name__ == "__main__":
    main()
