"""Look up n-gram probabilities with backoff, memory-mapped; one class serves words and letters.

The n-grams lie in a trie of sorted arrays: the children of the i-th (k-1)-gram are a run of the
k-grams' array, so a look-up is one binary search a level. Probabilities and backoff weights are
natural logarithms in steps, one byte each.

Smoothing is interpolated modified Kneser-Ney (Chen and Goodman 1999), done when the model is built
(`wordlists/build.py`); after rare n-grams are dropped the backoff weights are computed anew, so
each distribution still sums to one. The layout follows the trie of KenLM (Heafield 2011).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from nortext.language.parameters import PARAMETERS
from nortext.language.store import Store

__all__ = ["NgramModel"]

_Context = tuple[memoryview, int, int, memoryview, float]
"""The children of a history (symbols, from, to, probabilities), and its backoff weight."""


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
        self._symbol = [
            store.array(f"symbol{k}") if k > 1 else memoryview(b"") for k in range(1, n + 1)
        ]
        self._prob = [store.array(f"prob{k}") for k in range(1, n + 1)]
        self._bow = [store.array(f"bow{k}") for k in range(1, n)]
        self._start = [store.array(f"start{k}") for k in range(1, n)]
        self._cache: dict[tuple[int, ...], tuple[_Context, ...]] = {}

    def unigram(self, symbol: int) -> float:
        """Return the natural logarithm of a symbol's probability without history."""
        return self._log[self._prob[0][symbol]]

    def logp(self, symbol: int, history: tuple[int, ...]) -> float:
        """Return the natural logarithm of a symbol's probability after its history.

        Args:
            symbol: its number.
            history: the numbers before it, nearest last; only the last `order` - 1 count.

        Returns:
            log P(symbol | history), at most 0.
        """
        backoff = 0.0
        contexts = self._cache.get(history)
        if contexts is None:
            contexts = self._contexts(history)
        for symbols, low, high, probabilities, bow in contexts:
            at = bisect_left(symbols, symbol, low, high)
            if at < high and symbols[at] == symbol:
                return backoff + self._log[probabilities[at]]
            backoff += bow
        return backoff + self._log[self._prob[0][symbol]]

    def logps(self, symbols: Sequence[int], history: tuple[int, ...]) -> list[float]:
        """Return the same for several symbols after one history.

        Args:
            symbols: their numbers.
            history: the numbers before each of them.

        Returns:
            log P(symbol | history) for each, in their order.
        """
        contexts, log, unigrams = self._cache.get(history), self._log, self._prob[0]
        if contexts is None:
            contexts = self._contexts(history)
        found = []
        for symbol in symbols:
            backoff = 0.0
            for children, low, high, probabilities, bow in contexts:
                at = bisect_left(children, symbol, low, high)
                if at < high and children[at] == symbol:
                    found.append(backoff + log[probabilities[at]])
                    break
                backoff += bow
            else:
                found.append(backoff + log[unigrams[symbol]])
        return found

    def _contexts(self, history: tuple[int, ...]) -> tuple[_Context, ...]:
        """Return the suffixes of the history that the model holds, longest first."""
        contexts: list[_Context] = []
        kept = history[-(self.order - 1) :] if self.order > 1 else ()
        for first in range(len(kept)):
            found = self._find(kept[first:])
            if found >= 0:
                level = len(kept) - first
                start = self._start[level - 1]
                bow = self._bow_log[self._bow[level - 1][found]]
                contexts.append(
                    (self._symbol[level], start[found], start[found + 1], self._prob[level], bow)
                )
        if len(self._cache) > PARAMETERS.histories:
            self._cache.clear()
        self._cache[history] = result = tuple(contexts)
        return result

    def _find(self, gram: Sequence[int]) -> int:
        """Return the place of an n-gram among those of its length, or -1."""
        at = gram[0]
        for level in range(1, len(gram)):
            low, high = self._start[level - 1][at], self._start[level - 1][at + 1]
            at = bisect_left(self._symbol[level], gram[level], low, high)
            if at >= high or self._symbol[level][at] != gram[level]:
                return -1
        return at
