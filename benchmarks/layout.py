#!/usr/bin/env python3
"""How well lines are made paragraphs again, against pages marked by hand: `python benchmarks/layout.py FOLDER`.

FOLDER holds NAME.ocr.txt; `benchmarks/layout/NAME.marks.tsv` says which lines of it begin a paragraph, heading, item or quote, which
are furniture or footnotes, and what becomes of hyphens at line ends. Prints precision, recall and F1, the share of line-end joins that
are right (hyphens as marked, and no word parted or run together at a plain line end), and how many letters of the body text are lost.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from nortext import Pipeline, apply_edits
from nortext.layout.paragraphs import find_blocks, to_paragraphs

HERE = Path(__file__).resolve().parent
STARTS = frozenset(["paragraph", "heading", "item", "quote", "table", "caption"])
JOINTS = {"join": (True, ""), "hyphen": (False, ""), "suspended": (False, " "), "dash": (False, " ")}
"""For a mark whether the hyphen is dropped, and what stands between the lines."""

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


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def f1(label: str, got: set[int], gold: set[int], show: bool = False) -> None:
    right = len(got & gold)
    precision, recall = right / max(1, len(got)), right / max(1, len(gold))
    mean = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{label}: precision {precision:.4f}, recall {recall:.4f}, F1 {mean:.4f} ({len(gold)})")
    if show:
        print("   too many", sorted(got - gold), "missed", sorted(gold - got))


def main() -> None:
    folder = Path(sys.argv[1])
    show = "--show" in sys.argv
    pipeline = Pipeline()
    joins = {True: 0, False: 0}
    lost = 0
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
        edits = to_paragraphs(text, pipeline.models.english_ocr.readings.is_word)
        for edit in edits:
            if edit.reason in ("join", "hyphen") and line_of[edit.start] in inside:
                number = line_of[edit.start]
                marked = marks[number] & {"join", "hyphen", "suspended", "dash"}
                wanted = JOINTS[marked.pop()] if marked else (False, "" if text[edit.start - 1] == "/" else " ")
                is_right = (edit.before.startswith("-"), edit.after) == wanted
                joins[is_right] += 1
                if show and not is_right:
                    print(name, number, text[edit.start - 20 : edit.end + 20].encode(), wanted)
        body = [text[start:end] for b in find_blocks(text) if b.kind not in FURNITURE - {"footnote"} for start, end in b.lines]
        lost += sum((letters("".join(body)) - letters(apply_edits(text, edits))).values())
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
    print(f"line ends joined right: {joins[True] / sum(joins.values()):.2%} ({sum(joins.values())})")
    print(f"letters and digits of the body text lost: {lost}")


if __name__ == "__main__":
    main()
