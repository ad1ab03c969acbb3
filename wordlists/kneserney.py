"""Interpolated modified Kneser-Ney n-grams (Chen and Goodman 1999) from a sequence of symbols, as sorted arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nortext.language.store import write_store

STEP, BOW_STEP, BOW_ZERO = 0.075, 0.05, 60


def _discounts(counts: np.ndarray) -> np.ndarray:
    """The discount of each count: D1, D2, D3+ from the counts of counts."""
    n = [int((counts == k).sum()) or 1 for k in range(1, 5)]
    y = n[0] / (n[0] + 2 * n[1])
    d = [0.0] + [min(k, max(0.05, k - (k + 1) * y * n[k] / n[k - 1])) for k in (1, 2, 3)]
    return np.array(d)[np.minimum(counts, 3)]


def build(sequence: np.ndarray, size: int, order: int, at_least: list[int], path: Path, end: int = 0,
          base: np.ndarray | None = None, weight: np.ndarray | None = None) -> None:
    """Write the model of a sequence.

    Args:
        sequence: symbol numbers; `end` parts sentences (n-grams run over it into the next sentence's start only at its left edge).
        size: how many symbols there are.
        order: the longest n-gram.
        at_least: for each order the smallest raw count that is kept.
        path: the file to write.
        end: the symbol between sentences.
        base: the distribution that unigrams are interpolated with; uniform by default.
        weight: how often each position counts (by default once).
    """
    sequence = sequence.astype(np.int64)
    index, positions, raw, first = [sequence], [np.arange(len(sequence))], [], []
    # index[k-1][i] is the number of the k-gram that begins at i; an n-gram may begin with `end` but holds it nowhere else than at its close
    valid = np.ones(len(sequence), dtype=bool)
    symbols, prefix = [np.arange(size)], [np.zeros(size, dtype=np.int64)]
    raw.append(np.bincount(sequence, minlength=size))
    place = np.zeros(size, dtype=np.int64)
    place[sequence[::-1]] = np.arange(len(sequence))[::-1]
    first.append(place)
    for k in range(2, order + 1):
        last = len(sequence) - k + 1
        valid = valid[:last].copy()
        if k > 2:
            valid &= sequence[k - 2 : k - 2 + last] != end
        where = np.flatnonzero(valid)
        keys = index[-1][where] * size + sequence[where + k - 1]
        unique, at, inverse, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        numbers = np.full(last, -1, dtype=np.int64)
        numbers[where] = inverse
        index.append(numbers)
        symbols.append(unique % size)
        prefix.append(unique // size)
        raw.append(counts)
        first.append(where[at])
        positions.append(where)
    suffix = [np.zeros(0, dtype=np.int64)]
    for k in range(2, order + 1):
        suffix.append(index[k - 2][first[k - 1] + 1])
    counts_kn = [None] * order
    counts_kn[order - 1] = raw[order - 1]
    for k in range(order - 1, 0, -1):
        number = len(symbols[k - 1])
        seen = suffix[k]
        follow = np.bincount(seen[seen >= 0], minlength=number)
        begins = sequence[first[k - 1]] == end  # nothing stands before a sentence's start: raw counts
        counts_kn[k - 1] = np.where(begins | (follow == 0), raw[k - 1], follow)
    probability = []
    unigrams = counts_kn[0].astype(float)
    d = _discounts(counts_kn[0])
    spread = base if base is not None else np.full(size, 1 / size)
    total = unigrams.sum()
    probability.append((unigrams - np.where(unigrams > 0, d, 0)) / total + d[unigrams > 0].sum() / total * spread)
    for k in range(2, order + 1):
        c, context = counts_kn[k - 1].astype(float), prefix[k - 1]
        d = _discounts(counts_kn[k - 1])
        contexts = len(symbols[k - 2])
        sums = np.bincount(context, weights=c, minlength=contexts)
        gamma = np.bincount(context, weights=d, minlength=contexts) / np.maximum(sums, 1e-9)
        lower = probability[k - 2][suffix[k - 1]]
        probability.append((c - d) / sums[context] + gamma[context] * lower)
    arrays: dict[str, tuple[str, bytes]] = {}
    keep = [np.ones(size, dtype=bool)]
    for k in range(2, order + 1):
        keep.append((raw[k - 1] >= at_least[k - 1]) & keep[k - 2][prefix[k - 1]])
    quantize = lambda p: np.clip(np.round(-np.log(np.maximum(p, 1e-30)) / STEP), 0, 255).astype(np.uint8)
    number = np.arange(size)
    for k in range(1, order + 1):
        kept = keep[k - 1]
        arrays[f"prob{k}"] = ("B", quantize(probability[k - 1][kept]).tobytes())
        if k > 1:
            arrays[f"symbol{k}"] = ("I", symbols[k - 1][kept].astype("<u4").tobytes())
        if k < order:
            children = keep[k]
            context = number[prefix[k][children]]
            size_k = int(kept.sum())
            mass = np.bincount(context, weights=probability[k][children], minlength=size_k)
            below = np.bincount(context, weights=probability[k - 1][suffix[k][children]], minlength=size_k)
            bow = np.where(np.bincount(context, minlength=size_k) > 0,
                           np.maximum(1 - mass, 1e-4) / np.maximum(1 - below, 1e-4), 1.0)
            arrays[f"bow{k}"] = ("B", np.clip(np.round(BOW_ZERO - np.log(bow) / BOW_STEP), 0, 255).astype(np.uint8).tobytes())
            start = np.zeros(size_k + 1, dtype=np.int64)
            start[1:] = np.cumsum(np.bincount(context, minlength=size_k))
            arrays[f"start{k}"] = ("I", start.astype("<u4").tobytes())
            following = np.full(len(children), -1, dtype=np.int64)
            following[children] = np.arange(int(children.sum()))
            number = following
    write_store(path, {"order": order, "step": STEP, "bow_step": BOW_STEP, "bow_zero": BOW_ZERO,
                       "counts": [int(k.sum()) for k in keep]}, arrays)
