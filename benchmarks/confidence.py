#!/usr/bin/env python3
"""Measure whether confidences mean what they say.

`python benchmarks/confidence.py [FOLDER:READING ...]`: a folder has pairs NAME.READING.txt and
NAME.gold.txt; by default the fixtures' printed pages, from which nothing was learnt. Prints for ten
bins of confidence how many of the edits are right (the capital of the first letter apart), the
expected calibration error, what stays of harm when only sure edits are made, and how many of the
words still wrong are among the doubts.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "wordlists"))

from gold import documents, print_reliability  # noqa: E402

from nortext import Pipeline  # noqa: E402
from nortext.search.casing import reading_text  # noqa: E402
from nortext.steps.parameters import PARAMETERS  # noqa: E402

SURE = 0.99


def main() -> None:
    """Measure and print."""
    places = sys.argv[1:] or [f"{ROOT / 'fixtures' / 'pages'}:ocr"]
    pipeline, doubt = Pipeline(), PARAMETERS.doubt
    lexicon = pipeline.models.lexicon
    edits: list[tuple[float, bool, bool]] = []
    words = right_before = wrong = flagged = told = 0
    for place in places:
        for _, document, page in documents(pipeline, place):
            slots = document.slots
            words += len(slots)
            for at, gold in page.items():
                slot = slots[at]
                written = reading_text(slots, at, slot.chosen, lexicon)
                is_right, was_right = written.lower() == gold.lower(), slot.word.text == gold
                confidence = slot.choice.probability[slot.choice.best] if slot.choice else 1.0
                right_before += was_right
                wrong += not is_right
                flagged += confidence < doubt
                told += confidence < doubt and not is_right
                if slot.choice and slot.choice.best:
                    edits.append((confidence, is_right, was_right))
    print(f"{words:,} words, {len(edits):,} edits")
    print_reliability([edit[:2] for edit in edits])
    harm = sum(confidence >= SURE and was and not now for confidence, now, was in edits)
    rate = 10_000 * harm / right_before
    print(f"right words made wrong by edits at least {SURE:.0%} sure: {harm}, {rate:.1f} in 10,000")
    print(
        f"in doubt (less than {doubt:.0%} sure): {flagged / words:.1%} of all words, "
        f"{told / max(1, wrong):.0%} of the wrong ones"
    )


if __name__ == "__main__":
    main()
