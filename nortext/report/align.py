"""Align the words of two texts, to tell where they differ."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

__all__ = ["differences"]


def differences(got: str, gold: str) -> list[tuple[str, str]]:
    """Return the words that differ between two texts, aligned as well as can be.

    Args:
        got: the text to judge.
        gold: the right text.

    Returns:
        Pairs of what stands there and what should; "" where a word is missing.

    >>> differences("et mate i dag", "et møte i dag")
    [('mate', 'møte')]
    """
    ours, right = got.split(), gold.split()
    found: list[tuple[str, str]] = []
    for op in Levenshtein.opcodes(ours, right):
        if op.tag == "equal":
            continue
        a, b = ours[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
        if len(a) == len(b):
            found.extend(zip(a, b, strict=True))
        else:
            found.append((" ".join(a), " ".join(b)))
    return found
