"""An n-gram model with backoff, memory-mapped; one class serves words and letters.

The n-grams lie in a trie of sorted arrays: the children of the i-th (k-1)-gram are a run of the k-grams' array, so a look-up is
one binary search a level. Probabilities and backoff weights are natural logarithms in steps, one byte each.

Smoothing is interpolated modified Kneser-Ney (Chen and Goodman 1999), done when the model is built
(`wordlists/build.py`); after rare n-grams are dropped the backoff weights are computed anew, so each distribution still sums to
one. The layout follows the trie of KenLM (Heafield 2011).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from nortext.store import Store

__all__ = ["NgramModel"]


class NgramModel:
    """Log-probabilities of symbols (word or letter numbers) after their history.

    Args:
        path: a file that `wordlists/build.py` wrote.

    Attributes:
        order: the longest n-gram.
    """

    def __init__(self, path: Path) -> None:
        store = Store(path)
        self.order: int = store.meta["order"]
        step: float = store.meta["step"]
        self._log = [-step * i for i in range(256)]
        bow_step: float = store.meta["bow_step"]
        self._bow_log = [bow_step * (store.meta["bow_zero"] - i) for i in range(256)]
        n = self.order
        self._symbol = [store.array(f"symbol{k}") if k > 1 else memoryview(b"") for k in range(1, n + 1)]
        self._prob = [store.array(f"prob{k}") for k in range(1, n + 1)]
        self._bow = [store.array(f"bow{k}") for k in range(1, n)]
        self._start = [store.array(f"start{k}") for k in range(1, n)]
        self._cache: dict[tuple[int, ...], list[tuple[int, int, int, float]]] = {}

    def unigram(self, symbol: int) -> float:
        """The natural logarithm of a symbol's probability without history."""
        return self._log[self._prob[0][symbol]]

    def logp(self, symbol: int, history: tuple[int, ...]) -> float:
        """The natural logarithm of a symbol's probability after its history.

        Args:
            symbol: its number.
            history: the numbers before it, nearest last; only the last `order` - 1 count.

        Returns:
            log P(symbol | history), at most 0.
        """
        contexts = self._cache.get(history)
        if contexts is None:
            contexts = self._contexts(history)
        backoff = 0.0
        for level, low, high, bow in contexts:
            at = bisect_left(self._symbol[level], symbol, low, high)
            if at < high and self._symbol[level][at] == symbol:
                return backoff + self._log[self._prob[level][at]]
            backoff += bow
        return backoff + self._log[self._prob[0][symbol]]

    def _contexts(self, history: tuple[int, ...]) -> list[tuple[int, int, int, float]]:
        """For each suffix of the history that the model holds, longest first: level and run of its children, backoff."""
        contexts = []
        kept = history[-(self.order - 1) :] if self.order > 1 else ()
        for first in range(len(kept)):
            found = self._find(kept[first:])
            if found >= 0:
                level = len(kept) - first
                start = self._start[level - 1]
                contexts.append((level, start[found], start[found + 1], self._bow_log[self._bow[level - 1][found]]))
        if len(self._cache) > 200_000:
            self._cache.clear()
        self._cache[history] = contexts
        return contexts

    def _find(self, gram: Sequence[int]) -> int:
        at = gram[0]
        for level in range(1, len(gram)):
            low, high = self._start[level - 1][at], self._start[level - 1][at + 1]
            at = bisect_left(self._symbol[level], gram[level], low, high)
            if at >= high or self._symbol[level][at] != gram[level]:
                return -1
        return at
