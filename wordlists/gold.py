"""Gold text beside damaged text: which word stood on the page for which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from nortext.channel.reading import BULLET, LOST_WORD
from nortext.document import Document
from nortext.pipeline import Pipeline
from nortext.text.tokens import COMMA_TOKEN, END_TOKEN, PARTED_TOKEN, QUOTE_TOKEN, tokenize


def gold_words(text: str) -> list[str]:
    """Return the words of gold text, halves that a line end parts joined."""
    found = []
    for kind, word, *_ in tokenize(text):
        if kind == PARTED_TOKEN:
            head, _, rest = word.rpartition("-")
            word = head + rest.lstrip()
        if kind not in (COMMA_TOKEN, QUOTE_TOKEN, END_TOKEN):
            found.append(word)
    return found


def aligned(read: list[str], gold: list[str]) -> dict[int, str]:
    """Return what stood on the page for each word as read, where that can be told.

    Words run together have several, a bullet has itself.

    Args:
        read: the words as read.
        gold: the words as printed.
    """
    right: dict[int, str] = {}
    lost = False
    for start, end, first, last in _blocks(read, gold):
        if end - start == last - first:
            right |= {start + k: gold[first + k] for k in range(end - start)}
            if lost:
                right[start] = f"{LOST_WORD} {right[start]}"
        elif end - start == 1:
            right[start] = " ".join(gold[first:last]) or BULLET.text
        lost = start == end and gold[first:last] == [LOST_WORD]
    return right


def _blocks(read: list[str], gold: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the places of words that are equal, one by one, and of runs that differ."""
    blocks: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(read, gold):
        a, b, c, d = op.src_start, op.src_end, op.dest_start, op.dest_end
        if op.tag == "equal":
            blocks += [(a + k, a + k + 1, c + k, c + k + 1) for k in range(b - a)]
        elif blocks and (
            blocks[-1][1] - blocks[-1][0] != 1 or read[blocks[-1][0]] != gold[blocks[-1][2]]
        ):
            blocks[-1] = (blocks[-1][0], b, blocks[-1][2], d)  # goes on from a difference
        else:
            blocks.append((a, b, c, d))
    return blocks


def documents(pipeline: Pipeline, place: str) -> Iterator[tuple[str, Document, dict[int, str]]]:
    """Analyse the documents of a folder.

    Args:
        pipeline: analyses them.
        place: `FOLDER:READING`, where the folder has pairs NAME.READING.txt and NAME.gold.txt.

    Yields:
        For each its name, the document, and what `aligned` tells of its slots.
    """
    folder, _, reading = place.rpartition(":")
    for gold_file in sorted(Path(folder).glob("*.gold.txt")):
        name = gold_file.name.removesuffix(".gold.txt")
        read = (gold_file.parent / f"{name}.{reading}.txt").read_text(encoding="utf-8")
        document = pipeline.analyse(read)
        gold = gold_words(gold_file.read_text(encoding="utf-8"))
        yield name, document, aligned([slot.word.text for slot in document.slots], gold)


def print_reliability(edits: list[tuple[float, bool]]) -> None:
    """Print for ten bins of confidence how many edits are right, and the calibration error.

    Args:
        edits: the confidence of each, and whether it is right.
    """
    error = 0.0
    for low in range(10):
        high = (low + 1) / 10
        part = [edit for edit in edits if low / 10 <= edit[0] and (edit[0] < high or low == 9)]
        if part:
            confidence, share = (sum(edit[i] for edit in part) / len(part) for i in (0, 1))
            error += len(part) / len(edits) * abs(confidence - share)
            print(
                f"confidence {low / 10:.1f}-{high:.1f}: {len(part):6,} edits, "
                f"on average {confidence:.3f}, right {share:.3f}"
            )
    print(f"expected calibration error: {error:.4f}")
