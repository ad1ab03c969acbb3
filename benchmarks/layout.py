#!/usr/bin/env python3
"""Measure how well lines are made paragraphs again: `python benchmarks/layout.py FOLDER [--show]`.

FOLDER has NAME.ocr.txt; `benchmarks/layout/NAME.marks.tsv`, marked by hand, says which lines of it
begin a paragraph, heading, item or quote, which are furniture or footnotes, and what becomes of
hyphens at line ends. Prints precision, recall and F1, the share of line-end joins that are right
(hyphens as marked, and no word parted or run together at a plain line end), and how many letters of
the body text are lost.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from nortext import Edit, Pipeline, apply_edits
from nortext.layout.arrange import to_paragraphs
from nortext.layout.paragraphs import Block, find_blocks

HERE = Path(__file__).resolve().parent
STARTS = frozenset(["paragraph", "heading", "item", "quote", "table", "caption", "line"])
JOINTS = {
    "join": (True, ""),
    "hyphen": (False, ""),
    "suspended": (False, " "),
    "dash": (False, " "),
}
"""For a mark whether the hyphen is dropped, and what stands between the lines."""

FURNITURE = frozenset(["page-number", "running-head", "speck", "footnote", "contents"])
APART = 1_000_000  # lines between the first lines of two texts


class Marks:
    """What was marked in a text.

    Args:
        path: the file of marks, if they are in one.

    Attributes:
        inside: the lines that were marked at all.
        firsts: the first lines of these ranges, of which it is not known what they go on from.
        lines: the marks by line.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.inside: set[int] = set()
        self.firsts: set[int] = set()
        self.lines: dict[int, set[str]] = defaultdict(set)
        for row in path.read_text(encoding="utf-8").splitlines() if path else ():
            place, mark = row.split("\t")
            if mark == "range":
                first, last = map(int, place.split("-"))
                self.inside.update(range(first, last + 1))
                self.firsts.add(first)
            else:
                self.lines[int(place)].add(mark)

    def with_any(self, marks: frozenset[str]) -> set[int]:
        """Return the lines with one of some marks."""
        return {number for number, found in self.lines.items() if found & marks}


class Score:
    """Compares the layout of texts with marks.

    Args:
        show: whether differences are printed.
    """

    def __init__(self, show: bool) -> None:
        self._show, self._texts = show, 0
        self._found: dict[str, tuple[set[int], set[int]]] = {
            "breaks": (set(), set()),
            "furniture": (set(), set()),
        }
        self._joins = {True: 0, False: 0}
        self._lost = 0

    def add(self, name: str, text: str, marks: Marks, edits: list[Edit]) -> None:
        """Compare one text."""
        line_of = _lines_of(text)
        blocks = find_blocks(text)
        got: dict[str, set[int]] = {"breaks": set(), "furniture": set()}
        for block in blocks:
            numbers = [line_of[start] for start, _ in block.lines]
            if block.kind in FURNITURE:
                got["furniture"].update(numbers)
            else:
                got["breaks"].update(numbers if block.kind == "table" else numbers[:1])
        gold = {
            "breaks": marks.with_any(STARTS),
            "furniture": marks.with_any(frozenset(["furniture", "footnote", "footnote+"])),
        }
        for key, (ours, right) in self._found.items():
            a, b = (got[key] & marks.inside) - marks.firsts, gold[key] - marks.firsts
            if self._show:
                print(f"{name} {key}: too many {sorted(a - b)}, missed {sorted(b - a)}")
            ours.update(number + self._texts * APART for number in a)
            right.update(number + self._texts * APART for number in b)
        self._add_joins(text, marks, edits, line_of)
        self._lost += _lost(text, blocks, edits)
        self._texts += 1

    def _add_joins(
        self, text: str, marks: Marks, edits: list[Edit], line_of: dict[int, int]
    ) -> None:
        """Count which line ends are joined right."""
        for edit in edits:
            number = line_of[edit.start]
            if edit.reason in ("join", "hyphen") and number in marks.inside:
                marked = marks.lines[number] & JOINTS.keys()
                wanted = False, "" if text[edit.start - 1] == "/" else " "
                if marked:
                    wanted = JOINTS[next(iter(marked))]
                is_right = (edit.before.startswith("-"), edit.after) == wanted
                self._joins[is_right] += 1
                if self._show and not is_right:
                    print(number, repr(text[edit.start - 20 : edit.end + 20]), wanted)

    def print(self) -> None:
        """Print the scores."""
        for key, (got, gold) in self._found.items():
            right = len(got & gold)
            precision, recall = right / max(1, len(got)), right / max(1, len(gold))
            mean = 2 * precision * recall / max(1e-9, precision + recall)
            scores = f"precision {precision:.4f}, recall {recall:.4f}, F1 {mean:.4f}"
            print(f"{key}: {scores} ({len(gold)})")
        total = sum(self._joins.values())
        print(f"line ends joined right: {self._joins[True] / max(1, total):.2%} ({total})")
        print(f"letters and digits of the body text lost: {self._lost}")


def _lines_of(text: str) -> dict[int, int]:
    """Return for each offset of a text the number of its line, from 1."""
    offset, line_of = 0, {}
    for number, line in enumerate(text.split("\n"), 1):
        for place in range(offset, offset + len(line) + 1):
            line_of[place] = number
        offset += len(line) + 1
    return line_of


def _lost(text: str, blocks: list[Block], edits: list[Edit]) -> int:
    """Return how many letters and digits of the body text are lost."""
    taken_out = FURNITURE - {"footnote"}
    body = [
        text[start:end]
        for block in blocks
        if block.kind not in taken_out
        for start, end in block.lines
    ]
    after = Counter(filter(str.isalnum, apply_edits(text, edits)))
    return sum((Counter(filter(str.isalnum, "".join(body))) - after).values())


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    score, pipeline = Score("--show" in sys.argv), Pipeline()
    for path in sorted((HERE / "layout").glob("*.marks.tsv")):
        name = path.name.removesuffix(".marks.tsv")
        text = pipeline.clean((folder / f"{name}.ocr.txt").read_text(encoding="utf-8"))
        edits = to_paragraphs(text, pipeline.models.english_ocr.candidates.is_word)
        score.add(name, text, Marks(path), edits)
    score.print()


if __name__ == "__main__":
    main()
