"""Gold text beside damaged text: which word stood on the page for which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from nortext.channel.candidates import BULLET, LOST_WORD
from nortext.document import Document
from nortext.pipeline import Pipeline
from nortext.text.tokens import COMMA, END, PARTED, QUOTE, tokenize


def gold_words(text: str) -> list[str]:
    """The words of gold text, halves that a line end parts joined."""
    found = []
    for kind, word, *_ in tokenize(text):
        if kind == PARTED:
            head, _, rest = word.rpartition("-")
            word = head + rest.lstrip()
        if kind not in (COMMA, QUOTE, END):
            found.append(word)
    return found


def aligned(read: list[str], gold: list[str]) -> dict[int, str]:
    """What stood on the page for each word as read, where that can be told; words run together have several, a bullet has itself."""
    blocks: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(read, gold):
        if op.tag == "equal":
            size = op.src_end - op.src_start
            blocks += [(op.src_start + k, op.src_start + k + 1, op.dest_start + k, op.dest_start + k + 1) for k in range(size)]
        elif blocks and (blocks[-1][1] - blocks[-1][0] != 1 or read[blocks[-1][0]] != gold[blocks[-1][2]]):
            blocks[-1] = (blocks[-1][0], op.src_end, blocks[-1][2], op.dest_end)  # goes on from a difference
        else:
            blocks.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    right: dict[int, str] = {}
    lost = False
    for start, end, first, last in blocks:
        if end - start == last - first:
            right |= {start + k: gold[first + k] for k in range(end - start)}
            if lost:
                right[start] = f"{LOST_WORD} {right[start]}"
        elif end - start == 1:
            right[start] = " ".join(gold[first:last]) or BULLET.text
        lost = start == end and gold[first:last] == [LOST_WORD]
    return right


def documents(pipeline: Pipeline, place: str) -> Iterator[tuple[str, Document, dict[int, str]]]:
    """The documents of a folder, analysed.

    Args:
        pipeline: analyses them.
        place: `FOLDER:READING`, where the folder holds pairs NAME.READING.txt and NAME.gold.txt.

    Yields:
        For each its name, the document, and what `aligned` tells of its slots.
    """
    folder, _, reading = place.rpartition(":")
    for gold_file in sorted(Path(folder).glob("*.gold.txt")):
        name = gold_file.name.removesuffix(".gold.txt")
        document = pipeline.analyse((gold_file.parent / f"{name}.{reading}.txt").read_text(encoding="utf-8"))
        gold = gold_words(gold_file.read_text(encoding="utf-8"))
        yield name, document, aligned([slot.word.text for slot in document.slots], gold)


def print_reliability(edits: list[tuple[float, bool]]) -> None:
    """Print for ten bins of confidence how many edits are right, and the expected calibration error.

    Args:
        edits: the confidence of each, and whether it is right.
    """
    error = 0.0
    for low in range(10):
        part = [edit for edit in edits if low / 10 <= edit[0] and (edit[0] < (low + 1) / 10 or low == 9)]
        if part:
            confidence, share = (sum(edit[i] for edit in part) / len(part) for i in (0, 1))
            error += len(part) / len(edits) * abs(confidence - share)
            print(f"confidence {low / 10:.1f}-{(low + 1) / 10:.1f}: {len(part):6,} edits, on average {confidence:.3f}, right {share:.3f}")
    print(f"expected calibration error: {error:.4f}")
