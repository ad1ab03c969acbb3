#!/usr/bin/env python3
"""Measure nortext beside general correctors on pages that several engines read.

`python benchmarks/engines.py [FOLDER:READING ...]`: a folder has pairs NAME.READING.txt and
NAME.gold.txt; by default the fixtures' pages. Prints for each the word error rate before, and after
nortext, symspellpy and hunspell (the first suggestion for words they do not know), and in brackets
how many of 10,000 right words are wrong after.
"""

from __future__ import annotations

import sys
from pathlib import Path

from accuracy import right, words
from peers import Corrector, hunspell, symspell
from rapidfuzz.distance import Levenshtein

from nortext import Pipeline

ROOT = Path(__file__).resolve().parent.parent


def measure(corrector: Corrector, pages: list[tuple[str, str]]) -> tuple[float, float]:
    """Return the word error rate in percent, and the harmed words in 10,000.

    Args:
        corrector: corrects a text.
        pages: of each what was read and what was printed.
    """
    total = wrong = sound = harmed = 0
    for text, printed in pages:
        gold, read, after = words(printed), words(text), words(corrector(text))
        total += len(gold)
        wrong += Levenshtein.distance(gold, after)
        for was, now in zip(right(gold, read), right(gold, after), strict=True):
            sound += was
            harmed += was and not now
    return 100 * wrong / total, 10_000 * harmed / max(1, sound)


def main() -> None:
    """Measure each folder, and print a row for it."""
    places = sys.argv[1:] or [f"{ROOT / 'fixtures' / 'pages'}:ocr"]
    pipeline = Pipeline()
    correctors: dict[str, Corrector | None] = {
        "nortext": pipeline.clean,
        "symspellpy": symspell(),
        "hunspell": hunspell(),
    }
    held = {name: corrector for name, corrector in correctors.items() if corrector}
    print(f"{'':14}{'words':>8}{'before':>9}" + "".join(f"{name:>18}" for name in held))
    for place in places:
        folder, _, reading = place.rpartition(":")
        pages = [
            (
                path.read_text(encoding="utf-8"),
                path.with_name(path.name.replace(f".{reading}.", ".gold.")).read_text("utf-8"),
            )
            for path in sorted(Path(folder).glob(f"*.{reading}.txt"))
        ]
        size = sum(len(words(printed)) for _, printed in pages)
        before, _ = measure(str, pages)
        row = f"{reading:14}{size:8,}{before:8.2f} %"
        for corrector in held.values():
            after, harm = measure(corrector, pages)
            row += f"{after:9.2f} % ({harm:4.0f})"
        print(row, flush=True)


if __name__ == "__main__":
    main()
