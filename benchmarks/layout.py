#!/usr/bin/env python3
"""How well lines are made paragraphs again, against pages marked by hand: `python benchmarks/layout.py FOLDER`.

FOLDER holds NAME.ocr.txt; `benchmarks/layout/NAME.marks.tsv` says which lines of it begin a paragraph, heading, item or quote, which
are furniture or footnotes, and what becomes of hyphens at line ends. Prints precision, recall and F1.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from nortext import Pipeline
from nortext.layout import find_blocks

HERE = Path(__file__).resolve().parent
STARTS = frozenset(["paragraph", "heading", "item", "quote", "table", "caption"])
FURNITURE = frozenset(["page-number", "running-head", "speck", "footnote", "contents"])


def read_marks(path: Path) -> tuple[list[range], dict[int, set[str]]]:
    """The marked ranges of lines, and the marks by line."""
    ranges: list[range] = []
    marks: dict[int, set[str]] = defaultdict(set)
    for row in path.read_text(encoding="utf-8").splitlines():
        place, mark = row.split("\t")
        if mark == "range":
            first, last = place.split("-")
            ranges.append(range(int(first), int(last) + 1))
        else:
            marks[int(place)].add(mark)
    return ranges, marks


def f1(label: str, got: set[int], gold: set[int], show: bool = False) -> None:
    right = len(got & gold)
    precision, recall = right / max(1, len(got)), right / max(1, len(gold))
    print(f"{label}: precision {precision:.4f}, recall {recall:.4f}, F1 {2 * precision * recall / max(1e-9, precision + recall):.4f} ({len(gold)})")
    if show:
        print("   too many", sorted(got - gold), "missed", sorted(gold - got))


def main() -> None:
    folder = Path(sys.argv[1])
    show = "--show" in sys.argv
    pipeline = Pipeline()
    totals: dict[str, tuple[set[int], set[int]]] = {}
    for at, path in enumerate(sorted((HERE / "layout").glob("*.marks.tsv"))):
        ranges, marks = read_marks(path)
        name = path.name.removesuffix(".marks.tsv")
        text = pipeline.clean((folder / f"{name}.ocr.txt").read_text(encoding="utf-8"))
        offset, line_of = 0, {}
        for number, line in enumerate(text.split("\n"), 1):
            for place in range(offset, offset + len(line) + 1):
                line_of[place] = number
            offset += len(line) + 1
        inside = {number for r in ranges for number in r}
        got: dict[str, set[int]] = {"breaks": set(), "furniture": set()}
        for block in find_blocks(text):
            numbers = [line_of[start] for start, _ in block.lines]
            if block.kind in FURNITURE:
                got["furniture"].update(numbers)
            elif block.kind == "table":
                got["breaks"].update(numbers)
            else:
                got["breaks"].add(numbers[0])
        gold = {
            "breaks": {n for n, m in marks.items() if m & STARTS},
            "furniture": {n for n, m in marks.items() if m & {"furniture", "footnote", "footnote+"}},
        }
        first = {r.start for r in ranges}
        for key in got:
            a, b = (got[key] & inside) - first, gold[key] - first
            if show:
                f1(f"{name} {key}", a, b, True)
            held = totals.setdefault(key, (set(), set()))
            held[0].update(n + at * 1_000_000 for n in a)
            held[1].update(n + at * 1_000_000 for n in b)
    for key, (a, b) in totals.items():
        f1(key, a, b)


if __name__ == "__main__":
    main()
