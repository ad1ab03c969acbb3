"""Gold text beside damaged text: which word stood on the page for which."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from nortext.readings import BULLET, LOST_WORD
from nortext.tokens import COMMA, END, PARTED, QUOTE, tokenize


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
