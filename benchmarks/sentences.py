#!/usr/bin/env python3
"""Measure what is harmed where each sentence of sound texts stands by itself.

`python benchmarks/sentences.py [FOLDER ...]`: folders of undamaged texts (*.txt), by default the
fixtures' pages as they were printed. The lines of a paragraph are joined, and sentences parted
where a capital follows the end of one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from nortext import Pipeline

ROOT = Path(__file__).resolve().parent.parent
PARAGRAPH_END = re.compile(r"\n\s*\n")
SENTENCE_END = re.compile(r'(?<=[.!?]) (?=[A-ZÆØÅ«"])')
SHOWN = 10


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    found: list[str] = []
    for paragraph in PARAGRAPH_END.split(text):
        line = " ".join(paragraph.split())
        found += [sentence for sentence in SENTENCE_END.split(line) if sentence]
    return found


def main() -> None:
    """Measure each folder, and print a row for it and some of the changes."""
    folders = [Path(name) for name in sys.argv[1:]] or [ROOT / "fixtures" / "pages"]
    pipeline = Pipeline()
    for folder in folders:
        paths = sorted(folder.glob("*.gold.txt")) or sorted(folder.glob("*.txt"))
        number = words = 0
        changes: list[str] = []
        for path in paths:
            for sentence in sentences(path.read_text(encoding="utf-8")):
                number += 1
                before = sentence.split()
                words += len(before)
                after = pipeline.clean(sentence).split()
                for op in Levenshtein.editops(before, after):
                    was = before[op.src_pos] if op.tag != "insert" else ""
                    now = after[op.dest_pos] if op.tag != "delete" else ""
                    changes.append(f"{was} → {now}")
        print(
            f"{folder.name:16} {number:6,} sentences, {words:7,} words, {len(changes):4} changed, "
            f"{10_000 * len(changes) / max(1, words):6.2f} in 10,000"
        )
        if changes:
            print("    " + ", ".join(changes[:SHOWN]))


if __name__ == "__main__":
    main()
