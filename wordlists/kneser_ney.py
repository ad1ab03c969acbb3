"""Interpolated modified Kneser-Ney n-grams (Chen and Goodman 1999) from a sequence of symbols.

They are written as sorted arrays, in the form that `nortext/language/ngrams.py` reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nortext.language.store import write_store

STEP, BOW_STEP, BOW_ZERO = 0.075, 0.05, 60
"""Steps of log-probabilities and of backoff weights, and the byte that stands for a weight of 1."""

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass
class _Grams:
    """The n-grams of one length.

    Attributes:
        symbols: the last symbol of each.
        prefix: the number of what stands before it, among the shorter ones.
        counts: how often each was seen.
        first: where each was seen first.
        at: by place of the sequence the number of the n-gram that begins there, or -1.
    """

    symbols: Numbers
    prefix: Numbers
    counts: Numbers
    first: Numbers
    at: Numbers


def build(
    sequence: Numbers,
    size: int,
    order: int,
    at_least: list[int],
    path: Path,
    end: int = 0,
    base: Floats | None = None,
) -> None:
    """Write the model of a sequence.

    Args:
        sequence: symbol numbers; `end` parts sentences (n-grams run over it into the next sentence
            only at their left edge).
        size: how many symbols there are.
        order: the longest n-gram.
        at_least: for each order the smallest raw count that is kept.
        path: the file to write.
        end: the symbol between sentences.
        base: the distribution that unigrams are interpolated with; uniform by default.
    """
    sequence = sequence.astype(np.int64)
    grams = _count(sequence, size, order, end)
    suffix = [np.zeros(0, dtype=np.int64)]
    for k in range(1, order):
        suffix.append(grams[k - 1].at[grams[k].first + 1])
    spread = base if base is not None else np.full(size, 1 / size)
    probability = _probabilities(sequence, grams, suffix, end, spread)
    keep = [np.ones(size, dtype=bool)]
    for k in range(1, order):
        keep.append((grams[k].counts >= at_least[k]) & keep[k - 1][grams[k].prefix])
    arrays = _arrays(grams, suffix, probability, keep)
    meta = {"order": order, "step": STEP, "bow_step": BOW_STEP, "bow_zero": BOW_ZERO}
    write_store(path, {**meta, "counts": [int(k.sum()) for k in keep]}, arrays)


def _count(sequence: Numbers, size: int, order: int, end: int) -> list[_Grams]:
    """Return the n-grams of each length.

    They may begin with `end` but hold it nowhere else than at their close.
    """
    place = np.zeros(size, dtype=np.int64)
    place[sequence[::-1]] = np.arange(len(sequence))[::-1]
    counts = np.bincount(sequence, minlength=size)
    grams = [_Grams(np.arange(size), np.zeros(size, dtype=np.int64), counts, place, sequence)]
    valid = np.ones(len(sequence), dtype=bool)
    for k in range(2, order + 1):
        last = len(sequence) - k + 1
        valid = valid[:last].copy()
        if k > 2:
            valid &= sequence[k - 2 : k - 2 + last] != end
        where = np.flatnonzero(valid)
        keys = grams[-1].at[where] * size + sequence[where + k - 1]
        unique, first, inverse, counts = np.unique(
            keys, return_index=True, return_inverse=True, return_counts=True
        )
        numbers = np.full(last, -1, dtype=np.int64)
        numbers[where] = inverse
        grams.append(_Grams(unique % size, unique // size, counts, where[first], numbers))
    return grams


def _discounts(counts: Numbers) -> Floats:
    """Return the discount of each count: D1, D2, D3+ from the counts of counts."""
    n = [int((counts == k).sum()) or 1 for k in range(1, 5)]
    y = n[0] / (n[0] + 2 * n[1])
    d = [0.0] + [min(k, max(0.05, k - (k + 1) * y * n[k] / n[k - 1])) for k in (1, 2, 3)]
    found: Floats = np.array(d)[np.minimum(counts, 3)]
    return found


def _probabilities(
    sequence: Numbers, grams: list[_Grams], suffix: list[Numbers], end: int, spread: Floats
) -> list[Floats]:
    """Return the probabilities of the n-grams of each length.

    The shorter ones are counted by how many symbols they follow, but for those at a sentence's
    start, before which nothing stands.
    """
    order = len(grams)
    counts = [each.counts for each in grams]
    for k in range(order - 1, 0, -1):
        seen = suffix[k]
        follow = np.bincount(seen[seen >= 0], minlength=len(grams[k - 1].symbols))
        begins = sequence[grams[k - 1].first] == end
        counts[k - 1] = np.where(begins | (follow == 0), grams[k - 1].counts, follow)
    unigrams = counts[0].astype(float)
    d = _discounts(counts[0])
    total, is_seen = unigrams.sum(), unigrams > 0
    probability: list[Floats] = [
        (unigrams - np.where(is_seen, d, 0)) / total + d[is_seen].sum() / total * spread
    ]
    for k in range(1, order):
        c, context = counts[k].astype(float), grams[k].prefix
        d = _discounts(counts[k])
        contexts = len(grams[k - 1].symbols)
        sums = np.bincount(context, weights=c, minlength=contexts)
        gamma = np.bincount(context, weights=d, minlength=contexts) / np.maximum(sums, 1e-9)
        lower = probability[k - 1][suffix[k]]
        probability.append((c - d) / sums[context] + gamma[context] * lower)
    return probability


def _arrays(
    grams: list[_Grams], suffix: list[Numbers], probability: list[Floats], keep: list[NDArray[Any]]
) -> dict[str, tuple[str, bytes]]:
    """Return the arrays of the file; backoff weights are computed from what is kept."""
    arrays: dict[str, tuple[str, bytes]] = {}
    number = np.arange(len(grams[0].symbols))
    for k, (each, kept) in enumerate(zip(grams, keep, strict=True)):
        logs = -np.log(np.maximum(probability[k][kept], 1e-30)) / STEP
        arrays[f"prob{k + 1}"] = ("B", _bytes(np.round(logs)))
        if k > 0:
            arrays[f"symbol{k + 1}"] = ("I", each.symbols[kept].astype("<u4").tobytes())
        if k + 1 == len(grams):
            break
        children, size = keep[k + 1], int(kept.sum())
        context = number[grams[k + 1].prefix[children]]
        counted = np.bincount(context, minlength=size)
        mass = np.bincount(context, weights=probability[k + 1][children], minlength=size)
        shorter = probability[k][suffix[k + 1][children]]
        below = np.bincount(context, weights=shorter, minlength=size)
        rest = np.maximum(1 - mass, 1e-4) / np.maximum(1 - below, 1e-4)
        bow = np.where(counted > 0, rest, 1.0)
        arrays[f"bow{k + 1}"] = ("B", _bytes(np.round(BOW_ZERO - np.log(bow) / BOW_STEP)))
        start = np.zeros(size + 1, dtype=np.int64)
        start[1:] = np.cumsum(counted)
        arrays[f"start{k + 1}"] = ("I", start.astype("<u4").tobytes())
        following = np.full(len(children), -1, dtype=np.int64)
        following[children] = np.arange(int(children.sum()))
        number = following
    return arrays


def _bytes(values: Floats) -> bytes:
    """Return numbers as one byte each."""
    return np.clip(values, 0, 255).astype(np.uint8).tobytes()
