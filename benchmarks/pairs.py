#!/usr/bin/env python3
"""Measure how well small words that damage makes of one another are told apart.

`python benchmarks/pairs.py [FILE ...]`: undamaged texts, by default the fixtures' pages as they
were printed. Every other run of lines is damaged as an English OCR model does it and the rest
left sound, so that a document has both. Of each pair, as `sa` and `så`, it prints in how many
places the one stands for the other, how many of these are mended (recall), and how many of the
changes from the one to the other are right (precision).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from accuracy import EDGES

from nortext import Pipeline, damage

ROOT = Path(__file__).resolve().parent.parent
RUN = 12  # lines
SHOWN = 25
SEED = 1


def half_damaged(text: str) -> str:
    """Return a text of which every other run of lines is damaged."""
    lines = text.split("\n")
    runs = ["\n".join(lines[at : at + RUN]) for at in range(0, len(lines), RUN)]
    return "\n".join(
        damage(run, "english-ocr", SEED + at) if at % 2 else run for at, run in enumerate(runs)
    )


def words(text: str) -> list[str]:
    """Return the words of a text without the punctuation at their edges, in lower case."""
    return [EDGES.sub("", word).lower() for word in text.split()]


def main() -> None:
    """Measure, and print a row for each of the commonest pairs."""
    pages = sorted((ROOT / "fixtures" / "pages").glob("*.gold.txt"))
    pipeline = Pipeline()
    number = pipeline.models.lexicon.number
    lost, mended, made, wrong = (Counter[tuple[str, str]]() for _ in range(4))
    for path in [Path(name) for name in sys.argv[1:]] or pages:
        text = path.read_text(encoding="utf-8")
        damaged = half_damaged(text)
        gold, before, after = words(text), words(damaged), words(pipeline.clean(damaged))
        if not len(gold) == len(before) == len(after):
            continue  # a word was lost or made, and the words cannot be set side by side
        for was, now, then in zip(gold, before, after, strict=True):
            if was != now and number(now) and number(was):
                lost[now, was] += 1
                mended[now, was] += then == was
            if now != then and number(now):
                made[now, then] += 1
                wrong[now, then] += then != was
    for pair, places in lost.most_common(SHOWN):
        recall = 100 * mended[pair] / places
        right = made[pair] - wrong[pair]
        precision = 100 * right / made[pair] if made[pair] else 100.0
        print(
            f"{pair[0]:10} for {pair[1]:10} {places:5} places, recall {recall:5.1f} %, "
            f"precision {precision:5.1f} %"
        )
    places, changes = lost.total(), made.total()
    print(
        f"all pairs: {places:,} places, recall {100 * mended.total() / max(1, places):.1f} %, "
        f"precision {100 - 100 * wrong.total() / max(1, changes):.1f} %"
    )


if __name__ == "__main__":
    main()
