#!/usr/bin/env python3
"""Whether confidences mean what they say: `python benchmarks/confidence.py [FOLDER:READING ...]`.

A folder holds pairs NAME.READING.txt and NAME.gold.txt; by default the fixtures' printed pages, from which nothing was learnt. Prints
for ten bins of confidence how many of the edits are right (the capital of the first letter apart), the expected calibration error,
what stays of harm when only sure edits are made, and how many of the words still wrong are among the doubts.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "wordlists"))

from gold import aligned, gold_words  # noqa: E402

from nortext import Pipeline  # noqa: E402
from nortext.rewrite import DOUBT, reading_text  # noqa: E402

SURE = 0.99


def main() -> None:
    places = sys.argv[1:] or [f"{ROOT / 'fixtures' / 'pages'}:ocr"]
    pipeline = Pipeline()
    edits: list[tuple[float, bool, bool]] = []
    words = right_before = wrong = flagged = told = 0
    for place in places:
        folder, _, reading = place.rpartition(":")
        for path in sorted(Path(folder).glob("*.gold.txt")):
            read = path.with_name(path.name.replace(".gold.", f".{reading}.")).read_text(encoding="utf-8")
            slots = pipeline.analyse(read).slots
            page = aligned([slot.word.text for slot in slots], gold_words(path.read_text(encoding="utf-8")))
            words += len(slots)
            for at, slot in enumerate(slots):
                if at not in page:
                    continue
                written = reading_text(slots, at, slot.chosen, pipeline.models)
                is_right, was_right = written.lower() == page[at].lower(), slot.word.text == page[at]
                confidence = slot.choice.probability[slot.choice.best] if slot.choice else 1.0
                right_before += was_right
                wrong += not is_right
                flagged += confidence < DOUBT
                told += confidence < DOUBT and not is_right
                if slot.choice and slot.choice.best:
                    edits.append((confidence, is_right, was_right))
    print(f"{words:,} words, {len(edits):,} edits")
    error = 0.0
    for low in range(10):
        part = [e for e in edits if low / 10 <= e[0] and (e[0] < (low + 1) / 10 or low == 9)]
        if part:
            confidence, share = (sum(e[i] for e in part) / len(part) for i in (0, 1))
            error += len(part) / len(edits) * abs(confidence - share)
            print(f"confidence {low / 10:.1f}-{(low + 1) / 10:.1f}: {len(part):6,} edits, on average {confidence:.3f}, right {share:.3f}")
    print(f"expected calibration error: {error:.4f}")
    harm = sum(confidence >= SURE and was and not now for confidence, now, was in edits)
    print(f"right words made wrong by edits at least {SURE:.0%} sure: {harm}, {10_000 * harm / right_before:.1f} in 10,000")
    print(f"in doubt (less than {DOUBT:.0%} sure): {flagged / words:.1%} of all words, {told / max(1, wrong):.0%} of the wrong ones")


if __name__ == "__main__":
    main()
